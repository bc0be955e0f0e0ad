import Bitrix24

/// Lets a request time out as soon as the portal has it and is not going to answer: no test waits for a time to pass.
/// For one request at a time.
struct ImpatientTransport: Transport {
    let requests: TroubledPortal.Requests

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let sending = Task { () async -> Result<HTTPResponse, TransportError> in
            do throws(TransportError) {
                return .success(try await CurlTransport.shared.send(request))
            } catch { return .failure(error) }
        }
        requests.whenUnanswered { sending.cancel() }
        let result = await withTaskCancellationHandler {
            await sending.value
        } onCancel: {
            sending.cancel()
        }
        if case .failure(let error) = result, error.kind == .cancelled, !Task.isCancelled {
            let limit = TransportError.Limit(phase: .firstByte, duration: request.timeouts.whole, isWhole: true)
            throw TransportError(
                kind: .timeout, requestMayHaveBeenSent: error.requestMayHaveBeenSent, text: "no answer", limit: limit)
        }
        return try result.get()
    }
}
