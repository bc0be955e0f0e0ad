import JSON
import Synchronization
import Testing

@testable import Bitrix24

/// A portal that has moved. -> settings/how-to-call-rest-api/change-domen
@Suite struct RedirectTests {
    private let write = Command("crm.type.add", ["fields": ["title": "Отпуск"]])

    private func moved(_ location: String, status: Int = 302) -> FakeTransport.Reply {
        .response(HTTPResponse(status: status, headers: [("location", location)]))
    }

    @Test(arguments: [301, 302, 307, 308])
    func thePostIsRepeatedWithItsBodyAndTheNewHostIsKept(status: Int) async throws {
        let path = "/rest/7/\(secretCode)/crm.type.add.json"
        let transport = FakeTransport([
            moved("https://new.bitrix24.com" + path, status: status), .json(#"{"result":1}"#),
        ])
        let client = try makeClient(transport)
        #expect(try await client.call(write).attempts == 1)
        _ = try await client.call(Command("profile"))
        let requests = transport.requests
        #expect(requests.map(\.method) == ["POST", "POST", "POST"])
        #expect(requests[1].url == "https://new.bitrix24.com" + path)
        #expect(requests[1].body == requests[0].body)
        #expect(requests[1].headers.map(\.name) == requests[0].headers.map(\.name))
        #expect(requests[2].url == "https://new.bitrix24.com/rest/7/\(secretCode)/profile.json")
    }

    @Test func aHostThatAnswersNoRESTIsNotKept() async throws {
        let path = "/rest/7/\(secretCode)/profile.json"
        let transport = FakeTransport([
            moved("https://login.example" + path), .json("<html>Sign in</html>"), .json(#"{"result":1}"#),
        ])
        let client = try makeClient(transport)
        _ = await portalError { try await client.call(Command("profile")) }
        _ = try await client.call(Command("profile"))
        #expect(transport.requests[2].url == "https://demo.bitrix24.com" + path)
    }

    @Test func theMoveIsToldOnceAndOnlyWhenThePortalAnswersThere() async throws {
        let path = "/rest/7/\(secretCode)/profile.json"
        let transport = FakeTransport { request, number in
            if request.url.hasPrefix("https://demo.") { return self.moved("https://new.acme.example" + path) }
            return .json(number < 2 ? "<html>soon</html>" : #"{"result":1}"#)
        }
        let told = Mutex<[String]>([])
        var options = PortalClient.Options()
        options.plan = .box
        options.hasMoved = { old, new in told.withLock { $0.append("\(old) \(new)") } }
        let client = PortalClient(
            credential: try Credential(webhook: Secret(webhook)), options: options, transport: transport,
            time: VirtualTime())
        _ = await portalError { try await client.call(Command("profile")) }
        #expect(told.withLock { $0 }.isEmpty)
        for _ in 0..<3 { _ = try await client.call(Command("profile")) }
        #expect(told.withLock { $0 } == ["https://demo.bitrix24.com https://new.acme.example"])
    }

    @Test func aRelativeLocationStaysOnTheHost() async throws {
        let path = "/rest/7/\(secretCode)/crm.type.add.json"
        let transport = FakeTransport([moved(path), .json(#"{"result":1}"#)])
        _ = try await makeClient(transport).call(write)
        #expect(transport.requests[1].url == "https://demo.bitrix24.com" + path)
    }

    @Test(arguments: [
        "http://new.bitrix24.com/rest/7/\(secretCode)/crm.type.add.json", "https://demo.bitrix24.com/auth/?back=1",
        "https://new.bitrix24.com", "ftp://x/rest/7/x/y", "//", "http://127.0.0.1:80/rest/7/\(secretCode)/x.json", "",
        // Not the call that was sent: another method, another user, another path, something added.
        "https://new.bitrix24.com/rest/7/\(secretCode)/crm.type.delete.json",
        "https://new.bitrix24.com/rest/8/\(secretCode)/crm.type.add.json",
        "https://new.bitrix24.com/rest/7/other/crm.type.add.json",
        "https://new.bitrix24.com/rest/7/\(secretCode)/crm.type.add.json?auth=1",
        "https://new.bitrix24.com/x/../rest/7/\(secretCode)/crm.type.add.json",
        "https://new.bitrix24.com/rest/api/7/\(secretCode)/crm.type.add",
        // Another host than the one that a reader sees.
        "https://demo.bitrix24.com@evil.example/rest/7/\(secretCode)/crm.type.add.json",
        "https://demo.bitrix24.com:443@evil.example/rest/7/\(secretCode)/crm.type.add.json",
        "https://evil.example\\.demo.bitrix24.com/rest/7/\(secretCode)/crm.type.add.json",
        "https:/rest/7/\(secretCode)/crm.type.add.json",
        "https://evil.example\r\n/rest/7/\(secretCode)/crm.type.add.json",
        // This machine is no portal's new home.
        "https://127.0.0.1/rest/7/\(secretCode)/crm.type.add.json",
        "https://localhost:8443/rest/7/\(secretCode)/crm.type.add.json",
    ])
    func otherAddressesDoNotGetTheCredential(location: String) async throws {
        let transport = FakeTransport([moved(location)])
        let client = try makeClient(transport)
        let error = await portalError { try await client.call(write) }
        #expect(error?.problem == .redirectRefused)
        #expect(error?.outcome == .refused)
        #expect(error?.status == 302)
        #expect(error.map { "\($0)".contains(secretCode) } == false)
        #expect(transport.requests.count == 1)
    }

    @Test func aCircleEnds() async throws {
        let transport = FakeTransport([moved("https://a.bitrix24.com/rest/7/\(secretCode)/crm.type.add.json")])
        let client = try makeClient(transport)
        let error = await portalError { try await client.call(write) }
        #expect(error?.problem == .redirectLoop)
        #expect(transport.requests.count == 4)
    }

    @Test func loopbackMayRedirectToLoopback() async throws {
        let transport = FakeTransport([moved("http://127.0.0.1:81/rest/7/x/profile.json"), .json(#"{"result":1}"#)])
        let client = PortalClient(
            credential: try Credential(webhook: Secret("http://127.0.0.1:80/rest/7/x/")), transport: transport,
            time: VirtualTime())
        _ = try await client.call(Command("profile"))
        #expect(transport.requests[1].url == "http://127.0.0.1:81/rest/7/x/profile.json")
    }

    @Test func aRedirectWithoutALocationIsAnUnexpectedAnswer() async throws {
        let client = try makeClient(FakeTransport([.json("moved", status: 302)]))
        let error = await portalError { try await client.call(write) }
        #expect(error?.kind == .unexpectedAnswer)
        #expect(error?.outcome == .refused)
    }
}
