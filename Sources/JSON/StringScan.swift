/// Finds the end of the plain part of a string, eight bytes at a time: half of a document is string text.
enum StringScan {
    /// The offset, from `start`, of the first quote, backslash or control character; the count when there is none.
    @inline(__always)
    static func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var seen: UInt64 = 0
        return end(of: bytes, from: start, seen: &seen)
    }

    /// The same; `seen` becomes all bytes of the plain part together, one on the other.
    @inline(__always)
    static func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, seen: inout UInt64) -> Int {
        var index = start
        let count = bytes.count
        guard let base = UnsafeRawPointer(bytes.baseAddress) else { return count }
        while index + 8 <= count {
            let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let found =
                zeroBytes(word ^ 0x2222_2222_2222_2222) | zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
                | ((word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080)
            // A borrow can mark bytes above a real find, never below it: the lowest mark is right.
            if found != 0 {
                seen |= word & (1 << UInt64(found.trailingZeroBitCount & 56) &- 1)
                return index + found.trailingZeroBitCount / 8
            }
            seen |= word
            index += 8
        }
        while index < count {
            let byte = bytes[index]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 { return index }
            seen |= UInt64(byte)
            index += 1
        }
        return count
    }

    /// The high bit of each byte that is zero.
    @inline(__always)
    static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }
}
