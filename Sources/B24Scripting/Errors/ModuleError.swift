import Bitrix24
import Localization

/// A failure that the module finds itself, before or beside the portal: an ambiguous title, a file that is not CSV.
///
/// What the portal or the way to it said is a `PortalError`; scripts see both as `b24.Error`.
struct ModuleError: Error {
    var kind: ErrorKind
    /// What happened, in one sentence or two.
    var text: LocalizedText
    /// What to do about it.
    var hint: LocalizedText?
    var method: String?
    var outcome: Bitrix24.Outcome
    /// What the portal said, when this only says it better; its code, status and text stay visible.
    var cause: PortalError?

    init(
        _ kind: ErrorKind, _ text: LocalizedText, hint: LocalizedText? = nil, method: String? = nil,
        outcome: Bitrix24.Outcome = .refused, cause: PortalError? = nil
    ) {
        self.kind = kind
        self.text = text
        self.hint = hint
        self.method = method
        self.outcome = outcome
        self.cause = cause
    }
}
