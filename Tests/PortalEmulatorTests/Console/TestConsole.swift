import PortalEmulator
import Testing

/// The console of a portal, as a browser without JavaScript sees it.
struct TestConsole {
    let portal: TestPortal
    /// `/console/KEY/`
    let path: String

    init(_ change: (inout LocalPortal.Configuration) -> Void = { _ in }) async throws {
        portal = try await TestPortal {
            $0.hasConsole = true
            change(&$0)
        }
        path = TestPortal.path(try #require(portal.portal.consoleAddress))
    }

    func get(_ page: String, headers: [String] = []) throws -> HTTPClient.Response {
        try portal.client.send("GET", path + page, headers: headers)
    }

    /// A page that must be there.
    func page(_ page: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        let response = try get(page)
        #expect(response.status == 200, "\(response.text)", sourceLocation: sourceLocation)
        return response.text
    }

    /// Sends a form as the page of the controls would.
    ///
    /// - Parameter key: the hidden field; `nil` takes that of the page.
    func post(
        _ page: String, _ fields: [(String, String)] = [], key: String? = nil, headers: [String] = []
    ) throws -> HTTPClient.Response {
        let key = try key ?? formKey()
        return try portal.client.send(
            "POST", path + page, type: TestPortal.form,
            body: Array(TestPortal.query([("form_key", key)] + fields).utf8), headers: headers)
    }

    func formKey() throws -> String {
        let parts = try page("controls").split(separator: "name=\"form_key\" value=\"", maxSplits: 1)
        return String(try #require(parts.last).prefix { $0 != "\"" })
    }
}
