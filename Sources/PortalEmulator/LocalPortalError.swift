public import Localization

/// Why a local portal could not start, or could not do what it was asked from outside of REST.
public struct LocalPortalError: Error, Sendable, CustomStringConvertible {
    /// The reason, to be shown to a person.
    public let text: LocalizedText

    init(_ text: LocalizedText) { self.text = text }

    /// The English text.
    public var description: String { text.en }
}
