public import Localization

/// Why a library could not be had, or is not taken.
public struct LibraryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What a program branches on.
    public enum Kind: String, Sendable {
        /// A manifest, a lock, a name, an address is not what it has to be.
        case format
        /// There is no such project, library, version or file.
        case notFound = "not_found"
        /// Something is not in the lock, and only what is locked is taken.
        case notLocked = "not_locked"
        /// Bytes are not those that were locked: in the store, at the source, in an archive or in the lock itself.
        case changed
        /// No signature where one is needed, or one that does not fit.
        case signature
        /// Nobody has allowed what a library wants to do.
        case notApproved = "not_approved"
        /// The versions that are asked for do not go together.
        case conflict
        /// A source could not be reached, or git has failed.
        case source
        /// The system refused something, such as reading a file.
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
