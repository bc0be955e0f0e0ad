import CSodium

/// What somebody could do who may write the file but does not know the passphrase.
enum SealedBoxForger {
    /// The bytes with a digest that fits them.
    static func digested(_ bytes: [UInt8]) -> [UInt8] {
        let content = Array(bytes.dropLast(32))
        var digest = [UInt8](repeating: 0, count: 32)
        b24_sodium_digest(&digest, content, content.count)
        return content + digest
    }
}
