/// A key of Ed25519 that signatures are checked with: `ed25519:` and Base64.
public struct PublicKey: Sendable, Hashable, CustomStringConvertible {
    let bytes: [UInt8]

    /// - Returns: `nil` for anything else.
    public init?(_ text: String) {
        let prefix = "ed25519:"
        guard text.hasPrefix(prefix), let bytes = Base64.bytes(String(text.dropFirst(prefix.count))),
            bytes.count == 32
        else { return nil }
        self.bytes = bytes
    }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// `ed25519:` and Base64.
    public var description: String { "ed25519:" + Base64.text(bytes) }
}
