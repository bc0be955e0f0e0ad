import JSON
import PortalEmulator
import Testing

/// The way from the authorize page to a REST call, and its end.
@Suite struct SignInTests {
    @Test func aCodeBecomesTokensAndTokensCall() async throws {
        let portal = try await TestPortal()
        let application = try await portal.portal.application(
            scopes: ["crm", "user"], redirect: "http://127.0.0.1:9/back?x=1")
        let page = try portal.client.send(
            "GET", "/oauth/authorize/?client_id=\(application.clientID)&state=JJHg%26%D1%84")
        #expect(page.status == 302)
        #expect(page.headers["location"]?.hasPrefix("http://127.0.0.1:9/back?x=1&code=") == true)
        let returned = TestPortal.parameters(ofRedirect: page)
        #expect(returned["state"] == "JJHg%26%D1%84")
        #expect(returned["scope"] == "crm%2Cuser")
        let code = try #require(returned["code"])
        let first = try portal.exchange(code, application)
        #expect(first.status == 200, "\(first.text)")
        let tokens = try first.json
        let access = try #require(tokens["access_token"]?.stringValue)
        #expect(try portal.call("profile", token: access).json["result"]?["ID"] == "1")
        let second = try portal.refresh(try #require(tokens["refresh_token"]?.stringValue), application)
        #expect(second.status == 200, "\(second.text)")
        #expect(try second.json["user_id"] == 1)
        let again = try portal.refresh(try #require(tokens["refresh_token"]?.stringValue), application)
        #expect(again.status == 400)
        #expect(try again.json["error"] == "invalid_grant")
    }
}
