import CCurl

/// Waits for one request's end; retained by the engine until the callback.
final class Pending: Sendable {
    typealias Continuation = CheckedContinuation<Result<HTTPResponse, TransportError>, Never>

    private let continuation: Continuation

    init(_ continuation: Continuation) { self.continuation = continuation }

    /// The engine's callback, on its thread: copies the answer and lets the caller go on.
    static func finish(_ context: UnsafeMutableRawPointer?, _ result: UnsafePointer<b24_curl_result>?) {
        guard let context, let result else { return }
        let pending = Unmanaged<Pending>.fromOpaque(context).takeRetainedValue()
        pending.continuation.resume(returning: Self.answer(result.pointee))
    }

    private static func answer(_ result: b24_curl_result) -> Result<HTTPResponse, TransportError> {
        guard result.status == B24_CURL_OK else { return .failure(error(result)) }
        let headers = UnsafeRawBufferPointer(start: result.header_bytes, count: result.header_length)
        return .success(
            HTTPResponse(status: result.http_status, headers: Self.headers(headers), body: body(result)))
    }

    private static func body(_ result: b24_curl_result) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: result.body_length) { bytes, count in
            guard let start = bytes.baseAddress else { return }
            withUnsafePointer(to: result) { b24_curl_copy_body($0, start) }
            count = result.body_length
        }
    }

    private static func headers(_ bytes: UnsafeRawBufferPointer) -> [(name: String, value: String)] {
        bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            let value = String(decoding: line[line.index(after: colon)...], as: UTF8.self)
            return (name, value.trimmingSpace())
        }
    }

    private static func error(_ result: b24_curl_result) -> TransportError {
        let kind: TransportError.Kind =
            switch result.status {
            case B24_CURL_RESOLVE: .resolve
            case B24_CURL_CONNECT: .connect
            case B24_CURL_PROXY: .proxy
            case B24_CURL_TLS: .tls
            case B24_CURL_TIMEOUT: .timeout
            case B24_CURL_CLOSED: .closed
            case B24_CURL_CANCELLED: .cancelled
            case B24_CURL_TOO_LARGE: .tooLarge
            case B24_CURL_MALFORMED: .malformed
            default: .other
            }
        let tlsFailure: TransportError.TLSFailure? =
            switch result.tls_failure {
            case B24_CURL_TLS_HANDSHAKE: .handshake
            case B24_CURL_TLS_UNTRUSTED: .untrusted
            case B24_CURL_TLS_EXPIRED: .expired
            case B24_CURL_TLS_HOST_NAME: .hostName
            case B24_CURL_TLS_AUTHORITIES: .authorities
            default: nil
            }
        let text =
            switch result.status {
            case B24_CURL_CANCELLED: "cancelled"
            case B24_CURL_TOO_LARGE: "the answer is too large"
            default: result.error_text.map { Redaction.redact(String(cString: $0)) } ?? ""
            }
        return TransportError(
            kind: kind, requestMayHaveBeenSent: result.may_have_been_sent, text: text, tlsFailure: tlsFailure,
            limit: result.status == B24_CURL_TIMEOUT ? limit(result) : nil,
            proxyStatus: result.proxy_status > 0 ? result.proxy_status : nil)
    }

    private static func limit(_ result: b24_curl_result) -> TransportError.Limit {
        let phase: TransportError.Phase =
            switch result.phase {
            case B24_CURL_PHASE_RESOLVE: .resolve
            case B24_CURL_PHASE_CONNECT: .connect
            case B24_CURL_PHASE_TLS: .tls
            case B24_CURL_PHASE_SEND: .send
            case B24_CURL_PHASE_ANSWER: .firstByte
            default: .body
            }
        return TransportError.Limit(
            phase: phase, duration: .milliseconds(result.limit_ms), isWhole: result.is_whole_limit)
    }
}
