import B24Scripting
import CSodium

/// SHA-256 by libsodium, which is opened at the first use.
enum SHA256 {
    /// - Throws: ``B24Scripting/JournalError`` when libsodium is not there.
    static func open() throws(JournalError) {
        var reason = [CChar](repeating: 0, count: 256)
        guard b24_sodium_open(&reason, reason.count) else {
            throw JournalError(Texts.auditWithoutSodium, hint: Texts.installSodium)
        }
    }

    /// 64 hexadecimal digits. ``open()`` has to have succeeded before.
    static func hex(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: 32)
        b24_sodium_sha256(&digest, bytes, bytes.count)
        return digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
