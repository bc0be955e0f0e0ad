import Bitrix24
import Synchronization

/// Takes the requests of a rehearsal, which are addressed to the real portal, to the private one. It knows no other way.
final class RehearsalTransport: Transport {
    /// `https://acme.bitrix24.com`
    private let source: String
    /// `http://127.0.0.1:PORT`
    private let target: String
    private let inner: any Transport
    private let time: RehearsalTime
    /// How long the real portal takes for an answer, in seconds.
    private let latency: @Sendable () -> Double
    /// Called when nobody waits for an answer any more: what the private portal asks the real one for it can end.
    private let abandoned: @Sendable () -> Void
    private let count = Mutex(0)

    init(
        from source: String, to target: String, by inner: any Transport, _ time: RehearsalTime,
        latency: @escaping @Sendable () -> Double, abandoned: @escaping @Sendable () -> Void = {}
    ) {
        self.source = source
        self.target = target
        self.inner = inner
        self.time = time
        self.latency = latency
        self.abandoned = abandoned
    }

    /// How many requests there were.
    var requests: Int { count.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        guard request.url.hasPrefix(source + "/rest/") else {
            throw TransportError(kind: .other, requestMayHaveBeenSent: false, text: "a rehearsal sends nothing there")
        }
        var request = request
        request.url = target + request.url.dropFirst(source.count)
        // The private portal may be copying a long list meanwhile.
        request.timeouts = Timeouts(whole: .seconds(24 * 3600))
        request.timeouts.stall = .seconds(24 * 3600)
        count.withLock { $0 += 1 }
        time.add(latency())
        let sent = request
        let answer: Result<HTTPResponse, TransportError> = await withTaskCancellationHandler {
            do throws(TransportError) {
                return .success(try await inner.send(sent))
            } catch {
                return .failure(error)
            }
        } onCancel: {
            abandoned()
        }
        return try answer.get()
    }
}
