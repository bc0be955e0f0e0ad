/// Strings with escapes: off the fast path.
extension JSONParser {
    /// Goes on with a string at its first backslash; what stands before it begins at `start`.
    @usableFromInline
    mutating func escapedString(from start: Int, _ use: (UnsafeBufferPointer<UInt8>) -> Void) throws(JSONError) {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return scratch.withUnsafeBufferPointer(use)
            case UInt8(ascii: "\\"):
                position += 1
                try escape()
            case 0..<0x20:
                throw failure(.unexpectedByte)
            default:
                scratch.append(byte)
                position += 1
            }
        }
        throw failure(.endOfInput)
    }

    private mutating func escape() throws(JSONError) {
        guard position < bytes.count else { throw failure(.endOfInput) }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(byte)
        case UInt8(ascii: "b"): scratch.append(0x08)
        case UInt8(ascii: "f"): scratch.append(0x0C)
        case UInt8(ascii: "n"): scratch.append(0x0A)
        case UInt8(ascii: "r"): scratch.append(0x0D)
        case UInt8(ascii: "t"): scratch.append(0x09)
        case UInt8(ascii: "u"): append(try codePoint())
        default:
            position -= 1
            throw failure(.invalidEscape)
        }
    }

    /// The scalar of `\uXXXX` or of a surrogate pair; U+FFFD for half a pair.
    private mutating func codePoint() throws(JSONError) -> UInt32 {
        let first = try hexQuad()
        guard first & 0xF800 == 0xD800 else { return first }
        guard first < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { return 0xFFFD }
        let before = position
        position += 2
        let second = try hexQuad()
        guard second & 0xFC00 == 0xDC00 else {
            position = before
            return 0xFFFD
        }
        return 0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF)
    }

    private mutating func hexQuad() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count else { throw failure(.endOfInput) }
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default: throw failure(.invalidEscape)
            }
            position += 1
        }
        return value
    }

    private mutating func append(_ scalar: UInt32) {
        // Only surrogates are no scalars, and they were replaced above.
        scratch.append(contentsOf: Array(String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8))
    }
}
