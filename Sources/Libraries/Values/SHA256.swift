import CSodium

/// SHA-256 by libsodium, which is opened at the first use.
enum SHA256 {
    /// 32 bytes.
    ///
    /// - Throws: ``LibraryError`` when libsodium is not on this machine.
    static func digest(_ bytes: [UInt8]) throws(LibraryError) -> [UInt8] {
        try Sodium.open()
        var digest = [UInt8](repeating: 0, count: 32)
        b24_sodium_sha256(&digest, bytes, bytes.count)
        return digest
    }

    /// The digest in 64 hexadecimal digits.
    static func hex(_ bytes: [UInt8]) throws(LibraryError) -> String { Hexadecimal.text(try digest(bytes)) }
}

/// Opens libsodium.
enum Sodium {
    static func open() throws(LibraryError) {
        var reason = [CChar](repeating: 0, count: 256)
        guard b24_sodium_open(&reason, reason.count) else {
            throw LibraryError(.failed, Texts.withoutSodium, hint: Texts.installSodium)
        }
    }
}

/// Bytes as hexadecimal digits, in small letters.
enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0xF)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether a text is so many digits in small letters.
    static func isText(_ text: String, count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy(digits.contains)
    }
}
