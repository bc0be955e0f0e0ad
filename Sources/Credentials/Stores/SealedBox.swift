import Bitrix24
import CSodium

/// Bytes under a passphrase: Argon2id makes a key of it, XChaCha20-Poly1305 encrypts.
///
///     offset  bytes
///     0       8      "b24seal\n"
///     8       1      version of the format: 1
///     9       3      0
///     12      4      Argon2id: passes, little endian
///     16      4      Argon2id: memory in KiB
///     20      16     salt
///     36      24     nonce
///     60      n+16   the content, encrypted; the 60 bytes before are authenticated with it
///     76+n    32     BLAKE2b of everything before
///
/// The digest at the end has no key and protects from nobody: it tells a damaged file from a wrong passphrase.
struct SealedBox {
    /// What Argon2id is to cost: about 0.2 s on a laptop. Stronger than the least that RFC 9106 recommends for 64 MiB.
    struct Cost: Equatable {
        var passes: UInt32 = 3
        var kibibytes: UInt32 = 64 << 10

        /// More than any file of ours says: a forged header must not take the machine's memory.
        var isReasonable: Bool { (1...64).contains(passes) && (8...(1 << 20)).contains(kibibytes) }
    }

    enum Problem: Error, Equatable {
        case damaged, newer, wrongPassphrase, noMemory
    }

    /// A passphrase that has been turned into a key: that takes time, so it is done once for a file.
    struct Key: Sendable, Equatable {
        fileprivate let bytes: Secret
        fileprivate let salt: [UInt8]
        fileprivate let passes: UInt32
        fileprivate let kibibytes: UInt32
    }

    static let headSize = 60
    private static let magic: [UInt8] = Array("b24seal\n".utf8)
    private static let version: UInt8 = 1
    private static let digestSize = 32

    // MARK: Keys

    /// A key for a new file.
    static func newKey(_ passphrase: Secret, _ cost: Cost) throws(Problem) -> Key {
        var salt = [UInt8](repeating: 0, count: B24_SODIUM_SALT_BYTES)
        b24_sodium_random(&salt, salt.count)
        return try key(passphrase, salt, cost)
    }

    private static func key(_ passphrase: Secret, _ salt: [UInt8], _ cost: Cost) throws(Problem) -> Key {
        var bytes = [UInt8](repeating: 0, count: B24_SODIUM_KEY_BYTES)
        defer { b24_sodium_wipe(&bytes, bytes.count) }
        var text = Array(passphrase.exposed.utf8CString)
        defer { b24_sodium_wipe(&text, text.count) }
        guard b24_sodium_derive(&bytes, text, text.count - 1, salt, UInt64(cost.passes), Int(cost.kibibytes) << 10)
        else {
            throw .noMemory
        }
        // Kept in a type that nothing prints; Latin 1 takes every byte.
        let secret = Secret(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })))
        return Key(bytes: secret, salt: salt, passes: cost.passes, kibibytes: cost.kibibytes)
    }

    private static func bytes(_ key: Key) -> [UInt8] { key.bytes.exposed.unicodeScalars.map { UInt8($0.value) } }

    // MARK: Sealing and opening

    static func seal(_ content: [UInt8], _ key: Key) -> [UInt8] {
        var nonce = [UInt8](repeating: 0, count: B24_SODIUM_NONCE_BYTES)
        b24_sodium_random(&nonce, nonce.count)
        var head = magic
        head += [version, 0, 0, 0]
        head += little(key.passes)
        head += little(key.kibibytes)
        head += key.salt
        head += nonce
        var sealed = [UInt8](repeating: 0, count: content.count + B24_SODIUM_TAG_BYTES)
        var secret = bytes(key)
        defer { b24_sodium_wipe(&secret, secret.count) }
        b24_sodium_encrypt(&sealed, content, content.count, head, head.count, nonce, secret)
        return head + sealed + digest(head + sealed)
    }

    /// - Parameters:
    ///   - known: a key of before, which is taken when the file was sealed with it.
    ///   - passphrase: asked for only when the file is whole and the known key does not fit.
    static func open(
        _ file: [UInt8], known: Key?, passphrase: () throws(CredentialsError) -> Secret
    ) throws(CredentialsError) -> Result<(content: [UInt8], key: Key), Problem> {
        let cost: Cost
        do { cost = try check(file) } catch { return .failure(error) }
        let head = Array(file[..<headSize])
        let salt = Array(head[20..<36])
        let sealed = Array(file[headSize..<(file.count - digestSize)])
        func content(_ key: Key) -> [UInt8]? {
            var content = [UInt8](repeating: 0, count: sealed.count - B24_SODIUM_TAG_BYTES)
            var secret = bytes(key)
            defer { b24_sodium_wipe(&secret, secret.count) }
            let nonce = Array(head[36..<60])
            return b24_sodium_decrypt(&content, sealed, sealed.count, head, head.count, nonce, secret) ? content : nil
        }
        if let known, known.salt == salt, known.passes == cost.passes, known.kibibytes == cost.kibibytes,
            let content = content(known)
        {
            return .success((content, known))
        }
        let passphrase = try passphrase()
        do {
            let key = try key(passphrase, salt, cost)
            guard let content = content(key) else { return .failure(.wrongPassphrase) }
            return .success((content, key))
        } catch { return .failure(error) }
    }

    /// What can be said of a file without its passphrase.
    @discardableResult
    static func check(_ file: [UInt8]) throws(Problem) -> Cost {
        guard file.starts(with: magic), file.count > magic.count else { throw .damaged }
        guard file[8] == version else { throw .newer }
        guard file.count >= headSize + B24_SODIUM_TAG_BYTES + digestSize,
            digest(Array(file.dropLast(digestSize))) == Array(file.suffix(digestSize))
        else { throw .damaged }
        let cost = Cost(passes: number(file[12..<16]), kibibytes: number(file[16..<20]))
        guard cost.isReasonable else { throw .damaged }
        return cost
    }

    private static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: digestSize)
        b24_sodium_digest(&digest, bytes, bytes.count)
        return digest
    }

    private static func little(_ number: UInt32) -> [UInt8] { withUnsafeBytes(of: number.littleEndian, Array.init) }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
