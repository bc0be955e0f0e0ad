/// The value of a string's token.
struct LuaStringLiteral {
    /// What is wrong with a string.
    struct Mistake: Error {
        var message: String
        /// The bytes that Lua had read by then.
        var end: Int
    }

    private let bytes: [UInt8]
    private var position: Int
    private var value: [UInt8] = []

    /// What a string in quotes or long brackets stands for. One without its end is only looked through for mistakes.
    static func value(_ bytes: [UInt8], _ token: LuaToken) throws(Mistake) -> String {
        let range = token.range
        if bytes[range.lowerBound] == UInt8(ascii: "[") { return token.isUnfinished ? "" : longString(bytes, range) }
        let inner = range.lowerBound + 1..<range.upperBound - (token.isUnfinished ? 0 : 1)
        guard bytes[inner].contains(UInt8(ascii: "\\")) else { return String(decoding: bytes[inner], as: UTF8.self) }
        var literal = LuaStringLiteral(bytes: bytes, position: inner.lowerBound)
        while literal.position < inner.upperBound { try literal.take() }
        return String(decoding: literal.value, as: UTF8.self)
    }

    /// Without its brackets and a line end right behind the opening one; line ends become `\n`.
    private static func longString(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        let bracket = 2 + bytes[(range.lowerBound + 1)...].prefix { $0 == UInt8(ascii: "=") }.count
        let inner = bytes[range.lowerBound + bracket..<range.upperBound - bracket]
        var value: [UInt8] = []
        var index = inner.startIndex
        while index < inner.endIndex {
            let byte = inner[index]
            index += 1
            guard LuaLexer.isLineEnd(byte) else {
                value.append(byte)
                continue
            }
            if index < inner.endIndex, LuaLexer.isLineEnd(inner[index]), inner[index] != byte { index += 1 }
            value.append(0x0A)
        }
        if let first = inner.first, LuaLexer.isLineEnd(first) { value.removeFirst() }
        return String(decoding: value, as: UTF8.self)
    }

    private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private mutating func take() throws(Mistake) {
        guard byte == UInt8(ascii: "\\") else {
            value.append(byte)
            position += 1
            return
        }
        position += 1
        // The end of the text is no escape: that the string is not finished is the mistake.
        guard position < bytes.count else { return }
        switch byte {
        case UInt8(ascii: "a"): simple(0x07)
        case UInt8(ascii: "b"): simple(0x08)
        case UInt8(ascii: "f"): simple(0x0C)
        case UInt8(ascii: "n"): simple(0x0A)
        case UInt8(ascii: "r"): simple(0x0D)
        case UInt8(ascii: "t"): simple(0x09)
        case UInt8(ascii: "v"): simple(0x0B)
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): simple(byte)
        case UInt8(ascii: "x"): try hexadecimal()
        case UInt8(ascii: "u"): try unicode()
        case UInt8(ascii: "z"):
            position += 1
            while LuaLexer.isSpace(byte) { position += 1 }
        case 0x0A, 0x0D:
            let first = byte
            simple(0x0A)
            if LuaLexer.isLineEnd(byte), byte != first { position += 1 }
        default:
            guard LuaLexer.isDigit(byte) else { throw mistake("invalid escape sequence") }
            try decimal()
        }
    }

    private mutating func simple(_ byte: UInt8) {
        value.append(byte)
        position += 1
    }

    private mutating func hexadecimal() throws(Mistake) {
        var number: UInt32 = 0
        for _ in 0..<2 {
            position += 1
            number = number * 16 + (try digit())
        }
        position += 1
        value.append(UInt8(truncatingIfNeeded: number))
    }

    private mutating func decimal() throws(Mistake) {
        var number: UInt32 = 0
        for _ in 0..<3 where LuaLexer.isDigit(byte) {
            number = number * 10 + UInt32(byte - 0x30)
            position += 1
        }
        guard number <= 255 else { throw mistake("decimal escape too large") }
        value.append(UInt8(truncatingIfNeeded: number))
    }

    /// Lua takes numbers of up to 31 bits; what is beyond Unicode is no text.
    private mutating func unicode() throws(Mistake) {
        position += 1
        guard byte == UInt8(ascii: "{") else { throw mistake("missing '{'") }
        position += 1
        var number = try digit()
        position += 1
        while LuaLexer.isHexDigit(byte) {
            guard number <= 0x7FFF_FFFF >> 4 else { throw mistake("UTF-8 value too large") }
            number = number * 16 + (try digit())
            position += 1
        }
        guard byte == UInt8(ascii: "}") else { throw mistake("missing '}'") }
        position += 1
        value += String(Unicode.Scalar(number) ?? "\u{FFFD}").utf8
    }

    private func digit() throws(Mistake) -> UInt32 {
        guard LuaLexer.isHexDigit(byte) else { throw mistake("hexadecimal digit expected") }
        return UInt32(byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57)
    }

    /// Lua shows the character that it stumbled over, too.
    private func mistake(_ message: String) -> Mistake {
        Mistake(message: message, end: min(position + 1, bytes.count))
    }

    private init(bytes: [UInt8], position: Int) {
        self.bytes = bytes
        self.position = position
    }
}
