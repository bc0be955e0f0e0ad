/// The full name of a commit: 40 hexadecimal digits, or 64 in a repository of SHA-256.
public struct CommitID: Sendable, Hashable, CustomStringConvertible {
    /// The digits.
    public let text: String

    /// - Returns: `nil` for anything else, such as the beginning of one.
    public init?(_ text: String) {
        guard Hexadecimal.isText(text, count: 40) || Hexadecimal.isText(text, count: 64) else { return nil }
        self.text = text
    }

    /// ``text``
    public var description: String { text }

    /// Enough of it for people.
    public var short: String { String(text.prefix(12)) }
}
