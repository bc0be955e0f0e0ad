/// Strings with escapes: off the fast path.
extension JSONParser {
    /// Puts the text of a string into the scratch.
    ///
    /// - Parameters:
    ///   - start: the place behind the opening quote.
    ///   - backslash: the place of the first escape.
    /// - Returns: the place behind the closing quote.
    mutating func unescape(_ start: Int, _ backslash: Int) throws(JSONError) -> Int {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: bytes[start..<backslash])
        var place = backslash
        while byte(place) == UInt8(ascii: "\\") {
            let behind = try escape(place + 1)
            place = StringScan.end(of: bytes, from: behind)
            scratch.append(contentsOf: bytes[behind..<place])
        }
        guard byte(place) == UInt8(ascii: "\"") else { throw failure(place, .unexpectedByte) }
        return place + 1
    }

    /// Reads an escape from its letter.
    private mutating func escape(_ place: Int) throws(JSONError) -> Int {
        switch byte(place) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(byte(place))
        case UInt8(ascii: "b"): scratch.append(0x08)
        case UInt8(ascii: "f"): scratch.append(0x0C)
        case UInt8(ascii: "n"): scratch.append(0x0A)
        case UInt8(ascii: "r"): scratch.append(0x0D)
        case UInt8(ascii: "t"): scratch.append(0x09)
        case UInt8(ascii: "u"): return try codePoint(place + 1)
        default: throw failure(place, .invalidEscape)
        }
        return place + 1
    }

    /// Reads the scalar of `\uXXXX` or of a surrogate pair, from its digits; U+FFFD for half a pair.
    private mutating func codePoint(_ digits: Int) throws(JSONError) -> Int {
        let first = try hexQuad(digits)
        let behind = digits + 4
        guard first & 0xF800 == 0xD800 else {
            append(first)
            return behind
        }
        if first < 0xDC00, byte(behind) == UInt8(ascii: "\\"), byte(behind + 1) == UInt8(ascii: "u") {
            let second = try hexQuad(behind + 2)
            if second & 0xFC00 == 0xDC00 {
                append(0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF))
                return behind + 6
            }
        }
        append(0xFFFD)
        return behind
    }

    private func hexQuad(_ start: Int) throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for place in start..<start + 4 {
            let digit = byte(place)
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(digit - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(digit - UInt8(ascii: "A") + 10)
            default: throw failure(place, .invalidEscape)
            }
        }
        return value
    }

    private mutating func append(_ scalar: UInt32) {
        // Only surrogates are no scalars, and they were replaced above.
        scratch.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}")!)
    }
}
