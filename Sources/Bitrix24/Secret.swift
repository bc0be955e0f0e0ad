/// A text that nobody is to see: a webhook's code, a token, a passphrase. Printed, dumped or interpolated it is `***`.
///
/// ```swift
/// let token = Secret("a1b2c3")
/// print("token: \(token)")  // token: ***
/// send(token.exposed)       // the one way to the text: easy to find in a review
/// ```
public struct Secret: Sendable, Hashable {
    /// The text itself.
    public let exposed: String

    /// Wraps a text.
    public init(_ text: String) { exposed = text }

    /// What stands in its place.
    public static let mark = "***"

    /// Whether there is no text.
    public var isEmpty: Bool { exposed.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `***`
    public var description: String { Self.mark }
    /// `***`
    public var debugDescription: String { Self.mark }
    /// Shows nothing of the text.
    public var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }
}
