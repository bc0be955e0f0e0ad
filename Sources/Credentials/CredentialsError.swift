import Localization

/// Why a profile or its secret could not be had or changed. Carries no secret.
public struct CredentialsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What a program branches on.
    public enum Kind: String, Sendable {
        /// The configuration file is wrong, or does not have what was asked for.
        case configuration
        /// The store is not there: no keyring runs, a library or program is missing.
        case storeUnavailable = "store_unavailable"
        /// The store is there, but closed.
        case storeLocked = "store_locked"
        /// The passphrase does not open the file.
        case wrongPassphrase = "wrong_passphrase"
        /// The file is not what was written.
        case damaged
        /// Others than the owner may read or write the file.
        case insecure
        /// Anything else that the system or a helper refused.
        case failed
    }

    /// What happened.
    public let kind: Kind
    /// One sentence for a person.
    public let text: LocalizedText
    /// What to do about it.
    public let hint: LocalizedText?

    /// An error.
    public init(_ kind: Kind, _ text: LocalizedText, hint: LocalizedText? = nil) {
        self.kind = kind
        self.text = text
        self.hint = hint
    }

    /// The English text.
    public var description: String { text.en }
}
