import JSON
import Localization
import PortalEmulator
import Testing

/// `/oauth/authorize/`: who is asked, what they see, and where they are sent.
@Suite struct AuthorizePageTests {
    private func open(
        _ portal: TestPortal, _ application: LocalPortal.Application, _ more: [(String, String)] = []
    ) throws -> HTTPClient.Response {
        let query = TestPortal.query([("client_id", application.clientID)] + more)
        return try portal.client.send("GET", "/oauth/authorize/?\(query)")
    }

    private func answer(
        _ portal: TestPortal, _ application: LocalPortal.Application, user: String, _ decision: String
    ) throws -> HTTPClient.Response {
        let body = TestPortal.query([
            ("client_id", application.clientID), ("state", "a b"), ("user_id", user), ("decision", decision),
        ])
        return try portal.client.send("POST", "/oauth/authorize/", type: TestPortal.form, body: Array(body.utf8))
    }

    @Test func theRedirectHasTheParametersOfTheExample() async throws {
        let portal = try await TestPortal()
        let application = try await portal.portal.application(
            scopes: ["crm", "entity", "im", "task"], redirect: "https://www.applicationhost.com/application/")
        let page = try open(
            portal, application, [("state", "JJHgsdgfkdaslg7lbadsfg"), ("redirect_uri", "http://evil/")])
        #expect(page.status == 302)
        #expect(page.headers["cache-control"] == "no-store")
        #expect(page.headers["location"]!.hasPrefix("https://www.applicationhost.com/application/?code="))
        let parameters = TestPortal.parameters(ofRedirect: page)
        let example = try Fixtures.load("oauth.authorize", "response").objectValue!
        #expect(Set(parameters.keys) == Set(example.members.map(\.key)))
        #expect(parameters["scope"] == "crm%2Centity%2Cim%2Ctask")
        #expect(parameters["domain"] == "127.0.0.1%3A\(portal.client.port)")
        #expect(parameters["member_id"]?.count == 32)
        let stateless = TestPortal.parameters(ofRedirect: try open(portal, application))
        #expect(stateless["state"] == nil)
        #expect(stateless["member_id"] == parameters["member_id"])
        #expect(stateless["code"] != parameters["code"])
    }

    @Test func whoAgreesWithoutBeingAskedIsASetting() async throws {
        for (owner, id) in [(LocalPortal.Owner.admin, 1), (.crmAdmin, 2), (.employee, 3), (.extranet, 11)] {
            let portal = try await TestPortal { $0.signIn = .automatic(owner) }
            let application = try await portal.portal.application(redirect: "http://127.0.0.1:9/")
            let code = TestPortal.parameters(ofRedirect: try open(portal, application))["code"]!
            let token = try portal.exchange(code, application).json["access_token"]!.stringValue!
            #expect(try portal.call("profile", token: token).json["result"]?["ID"] == .string("\(id)"))
        }
    }

    @Test func withoutAnAddressThePageShowsTheCode() async throws {
        let portal = try await TestPortal()
        let application = try await portal.portal.application("<CLI & Co>")
        let page = try open(portal, application)
        #expect(page.status == 200)
        #expect(page.headers["content-type"] == "text/html; charset=utf-8")
        #expect(page.headers["cache-control"] == "no-store")
        #expect(page.text.contains("Give this code to &lt;CLI &amp; Co&gt;."))
        let rest = try #require(page.text.firstRange(of: "<code id=\"code\">")).upperBound
        let code = String(page.text[rest...].prefix { $0 != "<" })
        #expect(code.count == 32)
        #expect(try portal.exchange(code, application).status == 200)
    }

    @Test func theFormLetsSomebodyAgreeOrRefuse() async throws {
        let portal = try await TestPortal { $0.signIn = .form }
        let application = try await portal.portal.application(
            "Reports", scopes: ["crm", "user"], redirect: "http://127.0.0.1:9/")
        let page = try open(portal, application, [("state", "\"><script>")])
        #expect(page.status == 200)
        #expect(page.text.contains("Reports wants to work with the data of this portal"))
        #expect(page.text.contains("Permissions (scopes): crm, user"))
        #expect(page.text.contains("Olivia Stone, Sales manager"))
        #expect(!page.text.contains("<script>"))
        #expect(page.text.contains("value=\"&quot;&gt;&lt;script&gt;\""))
        let agreed = try answer(portal, application, user: "3", "allow")
        #expect(agreed.status == 302)
        let parameters = TestPortal.parameters(ofRedirect: agreed)
        #expect(parameters["state"] == "a%20b")
        let token = try portal.exchange(parameters["code"]!, application).json["access_token"]!.stringValue!
        #expect(try portal.call("profile", token: token).json["result"]?["ID"] == "3")
        let refused = try answer(portal, application, user: "3", "refuse")
        #expect(refused.status == 200)
        #expect(refused.headers["location"] == nil)
        #expect(refused.text.contains("Reports gets no access."))
        #expect(try answer(portal, application, user: "999", "allow").status == 400)
        #expect(try answer(portal, application, user: "", "allow").status == 400)
    }

    /// "Bitrix24 shows the error to the user on its own page."
    @Test func whatGoesWrongIsToldOnThePage() async throws {
        let portal = try await TestPortal { $0.language = .ru }
        for query in ["", "?client_id=", "?client_id=local.none&state=1&redirect_uri=http://127.0.0.1:9/"] {
            let page = try portal.client.send("GET", "/oauth/authorize/\(query)")
            #expect(page.status == 400)
            #expect(page.headers["location"] == nil)
            #expect(page.text.contains("На этом портале нет такого приложения."))
            #expect(page.text.contains("<html lang=\"ru\">"))
        }
        var application = try await portal.portal.application(redirect: "http://127.0.0.1:9/")
        application.accessCodes = ["U3", "D3"]
        try await portal.portal.update(application)
        let closed = try open(portal, application)
        #expect(closed.status == 403)
        #expect(closed.text.contains("У пользователя нет доступа к приложению"))
        application.accessCodes = ["D3", "DR1"]
        application.isPaymentExpired = true
        try await portal.portal.update(application)
        #expect(try open(portal, application).text.contains("Требуется оплата"))
        application.isPaymentExpired = false
        try await portal.portal.update(application)
        #expect(try open(portal, application).status == 302)
        try await portal.portal.setActive(false, user: 1)
        #expect(try open(portal, application).status == 403, "nobody is left to agree")
        try await portal.portal.setActive(true, user: 1)
        try await portal.portal.remove(application)
        #expect(try open(portal, application).status == 400)
    }

    @Test(arguments: ["", "ftp://a/", "http://", "127.0.0.1:80/", "http://a/\r\nX: y", "http://a/ b", "http://a/#b"])
    func redirectAddressesAreWebAddresses(address: String) async throws {
        let portal = try await TestPortal()
        await #expect(throws: LocalPortalError.self) { try await portal.portal.application(redirect: address) }
        var application = try await portal.portal.application()
        application.redirectAddress = address
        await #expect(throws: LocalPortalError.self) { try await portal.portal.update(application) }
    }
}
