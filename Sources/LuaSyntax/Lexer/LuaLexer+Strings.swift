extension LuaLexer {
    /// A string that the text before left open.
    mutating func goOn(_ quote: UInt8, _ skipsSpace: Bool) -> LuaToken? {
        let start = position
        if skipsSpace {
            skipSpace()
            // A text of spaces alone changes nothing.
            if position == bytes.count { return start < position ? token(.string, start, unfinished: true) : nil }
        }
        state = .code
        return position == bytes.count ? nil : stringRest(quote, from: start)
    }

    /// To the quote, to the end of the line, or to that of the text.
    mutating func stringRest(_ quote: UInt8, from start: Int) -> LuaToken {
        while position < bytes.count {
            let byte = bytes[position]
            if Self.isLineEnd(byte) { break }
            position += 1
            if byte == quote { return token(.string, start) }
            guard byte == UInt8(ascii: "\\") else { continue }
            if position == bytes.count {
                state = .string(quote: quote, skipsSpace: false)
                break
            }
            let escape = bytes[position]
            position += 1
            if Self.isLineEnd(escape), Self.isLineEnd(peek()), peek() != escape { position += 1 }
            guard escape == UInt8(ascii: "z") else { continue }
            skipSpace()
            if position == bytes.count { state = .string(quote: quote, skipsSpace: true) }
        }
        return token(.string, start, unfinished: true)
    }

    private mutating func skipSpace() {
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    }

    mutating func comment(from start: Int) -> LuaToken {
        position += 2
        if let level = longBracket(at: position) {
            position += level + 2
            return longRest(.comment, level, from: start)
        }
        while position < bytes.count, !Self.isLineEnd(bytes[position]) { position += 1 }
        return token(.comment, start)
    }

    /// The number of `=` in an opening long bracket, if one begins here.
    func longBracket(at start: Int) -> Int? {
        guard start < bytes.count, bytes[start] == UInt8(ascii: "[") else { return nil }
        var index = start + 1
        while index < bytes.count, bytes[index] == UInt8(ascii: "=") { index += 1 }
        return index < bytes.count && bytes[index] == UInt8(ascii: "[") ? index - start - 1 : nil
    }

    /// To the closing long bracket, or to the end of the text.
    mutating func longRest(_ kind: LuaToken.Kind, _ level: Int, from start: Int) -> LuaToken {
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "]") else {
                position += 1
                continue
            }
            var index = position + 1
            while index < bytes.count, bytes[index] == UInt8(ascii: "=") { index += 1 }
            if index < bytes.count, bytes[index] == UInt8(ascii: "]"), index - position - 1 == level {
                position = index + 1
                state = .code
                return token(kind, start)
            }
            // The bracket that was found may begin the right one.
            position = index
        }
        state = kind == .string ? .longString(level) : .longComment(level)
        return token(kind, start, unfinished: true)
    }
}
