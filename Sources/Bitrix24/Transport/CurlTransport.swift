import CCurl
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Requests over libcurl's multi interface, on one thread of its own: connections are kept and shared,
/// HTTP/2 and compression are used where the portal offers them, proxies (`HTTPS_PROXY`, `NO_PROXY`) and authorities
/// (`CURL_CA_BUNDLE`, `SSL_CERT_FILE`, `SSL_CERT_DIR`) come from the environment, redirects are left to the caller.
///
/// libcurl is loaded by the first request.
public final class CurlTransport: Transport {
    /// The transport of the process: one thread, one pool of connections.
    public static let shared = CurlTransport()

    private enum Engine {
        case idle
        case running(OpaquePointer)
        case unavailable(String)
    }

    private let engine = Mutex<Engine>(.idle)
    private let lastID = Atomic<UInt64>(0)

    /// A transport with connections of its own.
    public init() {}

    deinit {
        // Every call of `send` holds the transport, so nothing is in flight.
        engine.withLock { if case .running(let pointer) = $0 { b24_curl_stop(pointer) } }
    }

    /// Sends one request. See ``Transport/send(_:)``.
    public func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let id = lastID.wrappingAdd(1, ordering: .relaxed).newValue
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                submit(request, id: id, continuation)
                // A cancellation before `submit` found nothing to cancel.
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            cancel(id)
        }
        return try answer.get()
    }

    private func cancel(_ id: UInt64) {
        engine.withLock { if case .running(let pointer) = $0 { b24_curl_cancel(pointer, id) } }
    }

    private func submit(_ request: HTTPRequest, id: UInt64, _ continuation: Pending.Continuation) {
        guard !Task.isCancelled else {
            let error = TransportError(kind: .cancelled, requestMayHaveBeenSent: false, text: "cancelled")
            return continuation.resume(returning: .failure(error))
        }
        let failure = engine.withLock { engine -> String? in
            if case .idle = engine { engine = Self.start() }
            switch engine {
            case .running(let pointer): return Self.submit(request, id: id, continuation, to: pointer)
            case .unavailable(let reason): return "libcurl is not available: " + reason
            case .idle: return nil
            }
        }
        guard let failure else { return }
        continuation.resume(
            returning: .failure(TransportError(kind: .unavailable, requestMayHaveBeenSent: false, text: failure)))
    }

    private static func start() -> Engine {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { reason in
            if let pointer = b24_curl_start(reason.baseAddress, reason.count) { return .running(pointer) }
            return .unavailable(reason.baseAddress.map { String(cString: $0) } ?? "")
        }
    }

    /// Gives the request to the engine; `nil`, or why it did not take it.
    private static func submit(
        _ request: HTTPRequest, id: UInt64, _ continuation: Pending.Continuation, to engine: OpaquePointer
    ) -> String? {
        // `Expect: 100-continue` would cost a round trip (or a second of waiting) for every large body.
        let lines = (request.headers.map { "\($0.name): \($0.value)" } + ["Expect:"]).map { line in
            line.withCString { strdup($0) }
        }
        defer { lines.forEach { free($0) } }
        let pending = Unmanaged.passRetained(Pending(continuation))
        let isTaken = request.url.withCString { url in
            request.method.withCString { method in
                lines.map { UnsafePointer<CChar>($0) }.withUnsafeBufferPointer { headers in
                    request.body.withUnsafeBufferPointer { body in
                        var copied = b24_curl_request(
                            id: id, method: method, url: url, headers: headers.baseAddress,
                            header_count: headers.count, body: body.baseAddress, body_length: body.count,
                            limits: b24_curl_limits(request.timeouts),
                            largest_answer: max(1, request.largestAnswer),
                            is_loopback: PortalAddress(url: request.url)?.isLoopback ?? false)
                        return b24_curl_submit(engine, &copied, { Pending.finish($0, $1) }, pending.toOpaque())
                    }
                }
            }
        }
        guard !isTaken else { return nil }
        pending.release()
        return "out of memory"
    }
}

extension b24_curl_limits {
    fileprivate init(_ timeouts: Timeouts) {
        self.init(
            connect_ms: timeouts.connect.atLeastOneMillisecond, tls_ms: timeouts.tls.atLeastOneMillisecond,
            answer_ms: timeouts.firstByte.atLeastOneMillisecond, stall_ms: timeouts.stall.atLeastOneMillisecond,
            whole_ms: timeouts.whole.atLeastOneMillisecond)
    }
}

extension Duration {
    /// Whole milliseconds, rounded up; 0 would mean "no limit" to libcurl, and more than a month overflow its sums.
    fileprivate var atLeastOneMillisecond: Int {
        let (seconds, attoseconds) = components
        guard seconds < 30 * 86_400 else { return 30 * 86_400_000 }
        return max(1, Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
    }
}
