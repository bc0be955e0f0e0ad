import Synchronization

@testable import Bitrix24

/// Answers from a script, one entry per request, and keeps the requests.
final class FakeTransport: Transport {
    enum Reply: Sendable {
        case json(String, status: Int = 200)
        case response(HTTPResponse)
        case failure(TransportError)
        /// Waits until the task is cancelled.
        case never
    }

    private let handler: @Sendable (HTTPRequest, Int) -> Reply
    private let log = Mutex<[HTTPRequest]>([])

    /// - Parameter handler: gets each request and its number, from 0.
    init(_ handler: @escaping @Sendable (HTTPRequest, Int) -> Reply) { self.handler = handler }

    /// Answers in turn; the last reply repeats.
    convenience init(_ replies: [Reply]) { self.init { replies[min($1, replies.count - 1)] } }

    var requests: [HTTPRequest] { log.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let index = log.withLock { log in
            log.append(request)
            return log.count - 1
        }
        switch handler(request, index) {
        case .json(let text, let status): return HTTPResponse(status: status, body: Array(text.utf8))
        case .response(let response): return response
        case .failure(let error): throw error
        case .never:
            do { try await Task.sleep(for: .seconds(3600)) } catch {}
            throw TransportError(kind: .cancelled, requestMayHaveBeenSent: true, text: "cancelled")
        }
    }
}

extension HTTPRequest {
    /// `crm.type.list` of `.../crm.type.list.json`.
    var restMethod: String {
        let last = url.split(separator: "/").last.map(String.init) ?? ""
        return last.hasSuffix(".json") ? String(last.dropLast(5)) : last
    }
}
