public import Bitrix24
public import Localization

/// A failure before or beside the portal: an ambiguous title, a file that is not CSV, a contract that a program's own
/// function does not find.
///
/// What the portal or the way to it said is a ``/Bitrix24/PortalError``; scripts see both as `b24.Error`, and branch on its
/// kind. Functions of a program's own (``ScriptSession/Configuration/functions``) throw it:
///
/// ```swift
/// throw ModuleError(
///     .notFound, LocalizedText("No contract 99.", ru: "Договора 99 нет."),
///     hint: LocalizedText("acme.contracts() lists them.", ru: "Список даёт acme.contracts()."))
/// ```
public struct ModuleError: Error {
    /// What scripts branch on.
    public var kind: ErrorKind
    /// What happened, in one sentence or two.
    public var text: LocalizedText
    /// What to do about it.
    public var hint: LocalizedText?
    /// The REST method that it is about.
    public var method: String?
    /// Whether anything ran on the portal.
    public var outcome: Bitrix24.Outcome
    /// What the portal said, when this only says it better; its code, status and text stay visible.
    public var cause: PortalError?

    /// A failure; nothing ran, unless `outcome` says otherwise.
    public init(
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
