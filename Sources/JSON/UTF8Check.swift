/// Checks UTF-8 once for a whole document, so that no string in it is checked again.
enum UTF8Check {
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The offset of the first byte that is not part of a well-formed sequence (RFC 3629), if there is one.
    static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = UnsafeRawPointer(bytes.baseAddress) else { return nil }
        let count = bytes.count
        var index = 0
        // The bytes from `index` on that the character before it still needs, by their high bits.
        var owed: UInt64 = 0
        while index + 8 <= count {
            let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
            if word & highs | owed == 0 {
                index += 8
            } else if let rest = Self.owed(after: word, owed) {
                owed = rest
                index += 8
            } else {
                let blockEnd = index + 8
                index = start(ofCharacterBefore: index, in: bytes, isOpen: owed != 0)
                while index < blockEnd {
                    guard let length = length(ofCharacterAt: index, in: bytes) else { return index }
                    index += length
                }
                owed = 0
            }
        }
        index = start(ofCharacterBefore: index, in: bytes, isOpen: owed != 0)
        while index < count {
            guard let length = length(ofCharacterAt: index, in: bytes) else { return index }
            index += length
        }
        return nil
    }

    /// Checks eight bytes, the first in the lowest bits, that hold characters of up to three bytes.
    ///
    /// - Parameter owed: the bytes at their beginning that belong to a character before them.
    /// - Returns: the bytes behind them that belong to their last character; nil when the bytes have to be looked at one
    ///   by one, because something is wrong or rare.
    @inline(__always)
    private static func owed(after word: UInt64, _ owed: UInt64) -> UInt64? {
        // The high bit of each byte of these says what it is.
        let lead = word & word << 1 & highs
        let longLead = lead & word << 2
        let continued = word & ~(word << 1) & highs
        // The second byte of a character has a range of its own behind 0xE0, 0xED and what is above 0xEF; 0xC0 and 0xC1
        // are never right. 0xE1 is taken for rare with them: what tells it apart would cost all others.
        let rare =
            longLead & word << 3 | lead & ~((word & 0x1E1E_1E1E_1E1E_1E1E) &+ 0x7E7E_7E7E_7E7E_7E7E)
            | longLead & ~(((word ^ 0x0D0D_0D0D_0D0D_0D0D) & 0x0F0F_0F0F_0F0F_0F0F) &+ 0x7F7F_7F7F_7F7F_7F7F)
        let wrong = (lead << 8 | longLead << 16 | owed) ^ continued
        return (rare | wrong) & highs == 0 ? lead >> 56 | longLead >> 48 : nil
    }

    /// Where the character begins that ends behind a place, when one does.
    private static func start(ofCharacterBefore index: Int, in bytes: UnsafeBufferPointer<UInt8>, isOpen: Bool) -> Int {
        guard isOpen else { return index }
        var start = index - 1
        while bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
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
