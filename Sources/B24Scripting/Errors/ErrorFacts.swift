import Bitrix24
import JSON
import Localization
import LuaRuntime

/// What is known of a failure, in the words of one language: the one form behind `b24.Error`, failure records and
/// reports. No text in it holds a credential.
struct ErrorFacts: Sendable {
    var kind: ErrorKind = .unknown
    var code = ""
    var status: Int?
    var method: String?
    var message = ""
    /// The portal's own text.
    var description = ""
    var hint = ""
    var isRetryable = false
    var attempts = 0
    /// Seconds.
    var retryAfter: Double?
    var outcome: Bitrix24.Outcome = .refused
    var requestID: String?

    private init() {}

    /// - Parameter error: whatever a host function threw.
    init(_ error: any Error, _ language: Language) {
        switch error {
        case let error as PortalError: self.init(portal: error, language)
        case let error as ModuleError: self.init(module: error, language)
        case let error as B24Error: self = error.facts
        case let error as LuaArgumentError:
            self.init(message: error.description)
            kind = .invalidArgument
            outcome = .refused
        case let error as LuaVM.Unavailable:
            self.init(message: error.text[language])
            hint = error.hint[language]
        case is CancellationError: self.init(portal: PortalError(kind: .cancelled), language)
        default: self.init(message: String(describing: error))
        }
    }

    /// A failure of which only the text is known: code that ran and failed, whatever it had done before.
    init(message: String) {
        self.message = Redaction.redact(message)
        outcome = .failed
    }

    private init(portal error: PortalError, _ language: Language) {
        kind = error.kind
        code = error.code
        status = error.status
        method = error.method
        message = Redaction.redact(error.message(language))
        description = Redaction.redact(error.description)
        hint = Redaction.redact(error.hint(language))
        isRetryable = error.isRetryable
        attempts = error.attempts
        retryAfter = error.retryAfter
        outcome = error.outcome
        requestID = error.requestID
    }

    private init(module error: ModuleError, _ language: Language) {
        if let cause = error.cause { self.init(portal: cause, language) } else { self.init(message: "") }
        kind = error.kind
        method = error.method ?? method
        message = Redaction.redact(error.text[language])
        hint = error.hint.map { Redaction.redact($0[language]) } ?? ""
        outcome = error.outcome
    }

    /// The message and, on a line of its own, the hint.
    func text(_ language: Language) -> String {
        hint.isEmpty ? message : message + "\n" + Texts.hintLine(hint)[language]
    }
}
