import Bitrix24
import CSodium

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The secret half of a key that libraries are signed with: a file for its owner's eyes, like a key of ssh.
public struct SigningKey: Sendable {
    private let seed: Secret

    /// What is in the file.
    private static let prefix = "b24-signing-key: "

    /// What others check signatures with.
    public let publicKey: PublicKey

    private init(seed: [UInt8]) throws(LibraryError) {
        try Sodium.open()
        self.seed = Secret(Base64.text(seed))
        var key = [UInt8](repeating: 0, count: Int(B24_SODIUM_KEY_BYTES))
        b24_sodium_public_key(&key, seed)
        publicKey = PublicKey(key)
        LiveSecrets.add(self.seed)
    }

    /// Makes a key and keeps it.
    ///
    /// - Throws: ``LibraryError`` when there is a file already: a key that is gone cannot be had again.
    public static func make(_ path: String) throws(LibraryError) -> SigningKey {
        guard LibraryFiles.kind(path) == nil else {
            throw LibraryError(.failed, Texts.keyIsThere(path), hint: Texts.keepKey)
        }
        try Sodium.open()
        var seed = [UInt8](repeating: 0, count: Int(B24_SODIUM_KEY_BYTES))
        b24_sodium_random(&seed, seed.count)
        defer { b24_sodium_wipe(&seed, seed.count) }
        let key = try SigningKey(seed: seed)
        try LibraryFiles.makeFolder(LibraryFiles.folder(of: path))
        try LibraryFiles.create(path, Array((prefix + key.seed.exposed + "\n").utf8), mode: 0o600)
        return key
    }

    /// Reads a key.
    ///
    /// - Returns: `nil` when there is none.
    /// - Throws: ``LibraryError`` when others may read it, or it is none.
    public static func read(_ path: String) throws(LibraryError) -> SigningKey? {
        guard let bytes = try LibraryFiles.read(path, atMost: 4096) else { return nil }
        var info = stat()
        guard stat(path, &info) == 0, info.st_mode & 0o077 == 0 else {
            throw LibraryError(.signature, Texts.openKey(path), hint: Texts.closeKey(path))
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasPrefix(prefix), text.hasSuffix("\n"),
            let seed = Base64.bytes(String(text.dropFirst(prefix.count).dropLast())), seed.count == 32
        else { throw LibraryError(.signature, Texts.noKey(path)) }
        return try SigningKey(seed: seed)
    }

    func sign(_ statement: Signature.Statement) throws(LibraryError) -> Signature {
        guard var seed = Base64.bytes(seed.exposed) else { throw LibraryError(.signature, Texts.noKey("")) }
        defer { b24_sodium_wipe(&seed, seed.count) }
        let message = statement.bytes
        var bytes = [UInt8](repeating: 0, count: Int(B24_SODIUM_SIGNATURE_BYTES))
        b24_sodium_sign(&bytes, message, message.count, seed)
        return Signature(bytes, by: publicKey)
    }
}
