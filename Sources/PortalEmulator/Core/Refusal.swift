/// An error that came before the command: a fault or a limit kept it from running.
enum Refusal: Error {
    case fault(RESTError)
    case limit(RESTError)

    var error: RESTError {
        switch self {
        case .fault(let error), .limit(let error): error
        }
    }
}

extension WriteRecord.Outcome {
    /// What an error says about the command that it ended.
    init(_ error: any Error) {
        self =
            switch error {
            case Refusal.fault(let error): .refusedByFault(code: error.codeText)
            case Refusal.limit(let error): .refusedByLimit(code: error.codeText)
            default: .failed(code: RESTError(any: error).codeText)
            }
    }
}
