import JSON
import Testing

@testable import Bitrix24

/// The secret that nothing may show.
let secretCode = "s3cr3tc0de42"
let webhook = "https://demo.bitrix24.com/rest/7/\(secretCode)/"

func makeClient(
    _ transport: any Transport, time: any TimeSource = VirtualTime(), plan: PortalClient.Plan = .box,
    maximumAttempts: Int = 5
) throws -> PortalClient {
    var options = PortalClient.Options()
    options.plan = plan
    options.maximumAttempts = maximumAttempts
    return PortalClient(
        credential: try Credential(webhook: Secret(webhook)), options: options, transport: transport, time: time)
}

/// The error that a call throws.
func portalError(_ call: () async throws -> some Sendable) async -> PortalError? {
    do {
        _ = try await call()
        Issue.record("no error was thrown")
    } catch let error as PortalError {
        return error
    } catch {
        Issue.record("not a PortalError: \(error)")
    }
    return nil
}

func json(_ text: String) throws -> JSONValue { try JSONReader.value(Array(text.utf8)) }
func body(_ request: HTTPRequest) throws -> JSONValue { try JSONReader.value(request.body) }
