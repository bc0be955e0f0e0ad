import Localization

extension TOMLParser {
    /// One of the four kinds of strings; a key is on one line.
    mutating func quoted(isKey: Bool) throws(TOMLError) -> String {
        let quote = bytes[offset]
        let isLong = !isKey && isQuoteRun(quote, 3)
        offset += isLong ? 3 : 1
        // A line feed right behind the opening quotes is no part of the text.
        if isLong {
            if isCarriageReturn { offset += 1 }
            _ = take("\n")
        }
        let start = offset
        let allowsEscapes = quote == UInt8(ascii: "\"")
        var text: [UInt8] = []
        while true {
            guard let byte = peek else { throw error(Texts.unclosedString, at: start - (isLong ? 3 : 1)) }
            if byte == quote {
                guard isLong else {
                    offset += 1
                    break
                }
                if isQuoteRun(quote, 3) {
                    // Up to two quotes may stand before the closing three.
                    var extra = 0
                    while extra < 2, isQuoteRun(quote, 4) {
                        text.append(quote)
                        offset += 1
                        extra += 1
                    }
                    offset += 3
                    break
                }
                text.append(byte)
                offset += 1
            } else if byte == UInt8(ascii: "\\"), allowsEscapes {
                try escape(into: &text, isLong: isLong)
            } else if byte == 0x0A || isCarriageReturn {
                guard isLong else { throw error(Texts.unclosedString, at: start - 1) }
                if byte == 0x0D { offset += 1 }
                text.append(0x0A)
                offset += 1
            } else {
                guard byte >= 0x20 || byte == 0x09, byte != 0x7F else { throw error(Texts.controlCharacter) }
                text.append(byte)
                offset += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func isQuoteRun(_ quote: UInt8, _ count: Int) -> Bool {
        offset + count <= bytes.count && bytes[offset..<offset + count].allSatisfy { $0 == quote }
    }

    private mutating func escape(into text: inout [UInt8], isLong: Bool) throws(TOMLError) {
        let start = offset
        offset += 1
        guard let byte = peek else { throw error(Texts.unclosedString, at: start) }
        offset += 1
        switch byte {
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(byte)
        case UInt8(ascii: "u"): try unicodeEscape(4, into: &text, start)
        case UInt8(ascii: "U"): try unicodeEscape(8, into: &text, start)
        default:
            offset = start + 1
            guard isLong, lineFeedFollows() else { throw error(Texts.unknownEscape, at: start) }
            // A backslash at the end of a line takes all space up to the next character with it.
            while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || isCarriageReturn { offset += 1 }
        }
    }

    /// Space and a line end.
    private func lineFeedFollows() -> Bool {
        var rest = bytes[offset...].drop { $0 == 0x20 || $0 == 0x09 }
        if rest.first == 0x0D { rest = rest.dropFirst() }
        return rest.first == 0x0A
    }

    private mutating func unicodeEscape(_ count: Int, into text: inout [UInt8], _ start: Int) throws(TOMLError) {
        let digits = bytes[offset...].prefix(count)
        guard digits.count == count, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), let scalar = Unicode.Scalar(number)
        else { throw error(Texts.unknownEscape, at: start) }
        text += Array(String(Character(scalar)).utf8)
        offset += count
    }
}
