import Bitrix24
import JSON

extension WriteOutcome {
    /// A success.
    init(_ response: Response, of command: Command, at unixTime: Double) {
        self.init(.done, answeredAt: unixTime)
        result = JournalText.kept(response.result)
        objectID = Self.madeObject(command, response.result)
        requestID = response.requestID
        attempts = response.attempts
    }

    /// A failure.
    init(_ error: PortalError, at unixTime: Double) {
        let state: State =
            switch error.outcome {
            case .refused: .refused
            case .failed: .failed
            case .unknown: .unknown
            case .notRun: .notRun
            }
        self.init(state, answeredAt: unixTime)
        self.error = WriteError(
            kind: error.kind.rawValue, code: error.code, status: error.status,
            description: Redaction.redact(error.description))
        requestID = error.requestID
        attempts = error.attempts
    }

    init(_ outcome: CommandOutcome, of command: Command, at unixTime: Double) {
        switch outcome {
        case .done(let response): self.init(response, of: command, at: unixTime)
        case .failed(let error): self.init(error, at: unixTime)
        case .notRun: self.init(.notRun, answeredAt: unixTime)
        }
    }

    /// The answer again, for a script that asks for it again.
    func replayed(_ command: Command) -> CommandOutcome {
        if state == .done {
            return .done(
                Response(
                    result: result ?? JSONSlice(.null), total: nil, next: nil, time: nil, status: 200,
                    attempts: max(1, attempts), requestID: requestID ?? ""))
        }
        return .failed(
            PortalError(
                kind: error.flatMap { ErrorKind(rawValue: $0.kind) } ?? .unknown, code: error?.code ?? "",
                status: error?.status, method: command.method, description: error?.description ?? "",
                outcome: state == .refused ? .refused : .failed, attempts: max(1, attempts), requestID: requestID))
    }

    /// The id of what a method has made.
    private static func madeObject(_ command: Command, _ result: JSONSlice) -> String? {
        let shape = ResultShape(command.method)
        guard ["add", "import"].contains(shape.verb) else { return nil }
        let id = shape.single.map { result[$0]?["id"]?.value } ?? (result.isObject ? nil : result.value)
        switch id {
        case .integer(let number)?: return String(number)
        case .string(let text)?: return text
        default: return nil
        }
    }
}
