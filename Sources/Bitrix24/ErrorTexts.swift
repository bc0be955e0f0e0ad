public import Localization

extension PortalError {
    /// What happened, for a person, in one sentence or two.
    public func message(_ language: Language) -> String { "" }

    /// What an administrator does about it: which tick-box, role, tariff or scope. Empty when there is nothing to do.
    public func hint(_ language: Language) -> String { "" }

    /// Whether the same call can succeed later without anyone changing anything.
    public var isRetryable: Bool { false }
}
