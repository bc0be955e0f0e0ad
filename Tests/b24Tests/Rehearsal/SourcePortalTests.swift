import Bitrix24
import JSON
import Synchronization
import Testing

@testable import b24

/// The portal of which a rehearsal makes its copy is only read, whoever asks for what.
@Suite struct SourcePortalTests {
    /// Counts what is sent, and answers everything with an empty list.
    private final class CountingTransport: Transport {
        private let sent = Mutex<[String]>([])
        var urls: [String] { sent.withLock { $0 } }

        func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
            sent.withLock { $0.append(request.url) }
            return HTTPResponse(status: 200, body: Array(#"{"result":[]}"#.utf8))
        }
    }

    private static let writes = [
        "crm.item.add", "crm.item.update", "crm.item.delete", "crm.type.delete", "crm.automatedsolution.update",
        "crm.status.add", "userfieldconfig.delete", "crm.deal.update", "tasks.task.add", "CRM.ITEM.ADD", "batch",
        "company.own.method",
    ]

    private func source(_ transport: CountingTransport) throws -> SourcePortal {
        let credential = try Credential(webhook: Secret("https://acme.bitrix24.com/rest/1/abcdefgh12345678/"))
        return SourcePortal(PortalClient(credential: credential, transport: transport))
    }

    @Test(arguments: writes) func writesAreRefused(_ method: String) async throws {
        let transport = CountingTransport()
        let source = try source(transport)
        let command = Command(method, ["id": 1])
        await #expect { try await source.call(command) } throws: { ($0 as? PortalError)?.kind == .policyDenied }
        await #expect { try await source.rows(command) } throws: { ($0 as? PortalError)?.kind == .policyDenied }
        // One write among reads keeps all of them from being sent.
        await #expect {
            try await source.batch([Command("crm.type.list"), command])
        } throws: {
            ($0 as? PortalError)?.kind == .policyDenied
        }
        #expect(transport.urls.isEmpty)
    }

    @Test func readsAreSent() async throws {
        let transport = CountingTransport()
        let source = try source(transport)
        _ = try await source.call(Command("crm.status.list"))
        #expect(transport.urls.count == 1)
    }

    /// The client of the script gets to the copy and nowhere else.
    @Test func theScriptHasNoWayToThePortal() async throws {
        let inner = CountingTransport()
        let transport = RehearsalTransport(
            from: "https://acme.bitrix24.com", to: "http://127.0.0.1:4000", by: inner, RehearsalTime(), latency: { 0 })
        _ = try await transport.send(HTTPRequest(method: "POST", url: "https://acme.bitrix24.com/rest/1/code/scope"))
        for url in [
            "https://acme.bitrix24.com.evil.example/rest/1/code/scope", "https://oauth.bitrix.info/oauth/token/",
        ] {
            await #expect(throws: TransportError.self) {
                try await transport.send(HTTPRequest(method: "POST", url: url))
            }
        }
        #expect(inner.urls == ["http://127.0.0.1:4000/rest/1/code/scope"])
        #expect(transport.requests == 1)
    }
}
