/// Checks UTF-8 once for a whole document, so that no string in it is checked again.
enum UTF8Check {
    /// The offset of the first byte that is not part of a well-formed sequence (RFC 3629), if there is one.
    static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = 0
        let count = bytes.count
        guard let base = UnsafeRawPointer(bytes.baseAddress) else { return nil }
        while index < count {
            if index + 9 <= count {
                let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
                if word & 0x8080_8080_8080_8080 == 0 {
                    index += 8
                    continue
                }
                let next = base.loadUnaligned(fromByteOffset: index + 1, as: UInt64.self).littleEndian
                if isShortCharacters(word, next: next) {
                    index += word >> 56 < 0xC0 ? 8 : 9
                    continue
                }
            }
            // Eight bytes (or the rest) with something else in them than characters of one or two bytes.
            let blockEnd = min(index + 8, count)
            while index < blockEnd {
                guard let length = length(ofCharacterAt: index, in: bytes) else { return index }
                index += length
            }
        }
        return nil
    }

    /// Whether well-formed characters of one or two bytes, of which Latin and Cyrillic text is made, begin in eight bytes
    /// and the last ends in them or one byte behind. A character begins in the first byte.
    ///
    /// - Parameters:
    ///   - word: the bytes, the first in the lowest bits.
    ///   - next: the eight bytes from the second on.
    @inline(__always)
    private static func isShortCharacters(_ word: UInt64, next: UInt64) -> Bool {
        // The high bit of each byte of these says what it is.
        let lead = word & word << 1
        let longLead = lead & word << 2
        // 0xC0 and 0xC1 would be overlong forms: nothing is set in the bits that must not all be zero.
        let overlongLead = lead & ~((word & 0x1E1E_1E1E_1E1E_1E1E) &+ 0x7E7E_7E7E_7E7E_7E7E)
        let strayFirst = word & ~(word << 1) & 0x80
        let continued = next & ~(next << 1)
        return ((lead ^ continued) | longLead | overlongLead) & 0x8080_8080_8080_8080 | strayFirst == 0
    }

    private static func length(ofCharacterAt index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let lead = bytes[index]
        if lead < 0x80 { return 1 }
        // The range of the second byte rules out overlong forms, surrogates and values above U+10FFFF.
        let (length, lowest, highest): (Int, UInt8, UInt8)
        switch lead {
        case 0xC2...0xDF: (length, lowest, highest) = (2, 0x80, 0xBF)
        case 0xE0: (length, lowest, highest) = (3, 0xA0, 0xBF)
        case 0xE1...0xEC, 0xEE...0xEF: (length, lowest, highest) = (3, 0x80, 0xBF)
        case 0xED: (length, lowest, highest) = (3, 0x80, 0x9F)
        case 0xF0: (length, lowest, highest) = (4, 0x90, 0xBF)
        case 0xF1...0xF3: (length, lowest, highest) = (4, 0x80, 0xBF)
        case 0xF4: (length, lowest, highest) = (4, 0x80, 0x8F)
        default: return nil
        }
        guard index + length <= bytes.count, bytes[index + 1] >= lowest, bytes[index + 1] <= highest else { return nil }
        for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return nil }
        return length
    }
}
