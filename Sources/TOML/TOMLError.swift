import Localization

/// What is wrong with a TOML text, and where.
public struct TOMLError: Error, Sendable, Hashable {
    /// Where.
    public let position: TOMLPosition
    /// What, in a few words without a full stop.
    public let text: LocalizedText

    init(_ position: TOMLPosition, _ text: LocalizedText) {
        self.position = position
        self.text = text
    }
}
