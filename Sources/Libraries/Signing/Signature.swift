import CSodium

/// An Ed25519 signature over one version of a library: its name, version, commit and files.
public struct Signature: Sendable, Hashable {
    /// Whose it is.
    public let signer: PublicKey
    let bytes: [UInt8]

    /// Reads a signature.
    ///
    /// - Parameters:
    ///   - text: Base64.
    ///   - signer: who has made it.
    /// - Returns: `nil` for anything else.
    public init?(_ text: String, by signer: PublicKey) {
        guard let bytes = Base64.bytes(text), bytes.count == Int(B24_SODIUM_SIGNATURE_BYTES) else { return nil }
        (self.signer, self.bytes) = (signer, bytes)
    }

    init(_ bytes: [UInt8], by signer: PublicKey) { (self.signer, self.bytes) = (signer, bytes) }

    /// Base64.
    public var text: String { Base64.text(bytes) }

    /// What is signed: one line that says which bytes, under which name, from where.
    struct Statement: Sendable {
        var name: LibraryName
        var version: LibraryVersion
        /// `nil` for an archive.
        var commit: CommitID?
        var tree: TreeHash

        var bytes: [UInt8] {
            Array("b24 library\n\(name) \(version) \(commit?.text ?? "-") \(tree)\n".utf8)
        }
    }

    /// - Throws: ``LibraryError`` of kind `signature` when it is none of that.
    func check(_ statement: Statement) throws(LibraryError) {
        try Sodium.open()
        let message = statement.bytes
        guard b24_sodium_verify(bytes, message, message.count, signer.bytes) else {
            throw LibraryError(
                .signature, Texts.wrongSignature(statement.name.text, "\(statement.version)"),
                hint: Texts.askTheAuthors)
        }
    }
}
