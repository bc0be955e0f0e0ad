/// Goes through one line of Lua.
struct LuaLineScan {
    let bytes: UnsafeBufferPointer<UInt8>
    var position: Int
    let end: Int
    var state: LuaLexer.State
    private var isAtStart = true

    init(bytes: UnsafeBufferPointer<UInt8>, position: Int, end: Int, state: LuaLexer.State) {
        self.bytes = bytes
        self.position = position
        self.end = end
        self.state = state
    }

    /// The next token; `nil` at the end of the line.
    mutating func next() -> LuaLexer.Token? {
        defer { isAtStart = false }
        switch state {
        case .code: break
        case .longString(let level): return position < end ? longRest(.string, level, from: position) : nil
        case .longComment(let level): return position < end ? longRest(.comment, level, from: position) : nil
        case .string(let quote, let skipsSpace):
            // Left open by the line before, or by this one, which then has no more tokens.
            return isAtStart ? goOn(quote, skipsSpace) : nil
        }
        while position < end, Self.isSpace(bytes[position]) { position += 1 }
        guard position < end else { return nil }
        let start = position
        let byte = bytes[position]
        if Self.isLetter(byte) { return word(from: start) }
        if Self.isDigit(byte) || (byte == UInt8(ascii: ".") && Self.isDigit(peek(1))) { return number(from: start) }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            position += 1
            return stringRest(byte, from: start)
        case UInt8(ascii: "["):
            if let level = longBracket(at: position) {
                position += level + 2
                return longRest(.string, level, from: start)
            }
        case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"): return comment(from: start)
        default: break
        }
        return symbol(from: start)
    }

    /// The byte `offset` after this one; zero past the end of the line.
    private func peek(_ offset: Int = 0) -> UInt8 { position + offset < end ? bytes[position + offset] : 0 }

    private func token(_ kind: LuaLexer.Kind, _ start: Int, unfinished: Bool = false) -> LuaLexer.Token {
        LuaLexer.Token(kind: kind, range: start..<position, isUnfinished: unfinished)
    }

    // MARK: Words and numbers

    private mutating func word(from start: Int) -> LuaLexer.Token {
        while Self.isLetter(peek()) || Self.isDigit(peek()) { position += 1 }
        let length = position - start
        guard (2...8).contains(length) else { return token(.name, start) }
        let word = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
        return token(LuaLexer.keywords.contains(word) ? .keyword : .name, start)
    }

    /// Takes what Lua takes for a number, as greedily; whether it is one is seen then.
    private mutating func number(from start: Int) -> LuaLexer.Token {
        var exponent = UInt8(ascii: "e")
        let isHex = peek() == UInt8(ascii: "0") && peek(1) | 0x20 == UInt8(ascii: "x")
        if isHex {
            position += 2
            exponent = UInt8(ascii: "p")
        }
        let digits = position
        while true {
            if peek() | 0x20 == exponent {
                position += 1
                if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
            } else if Self.isHexDigit(peek()) || peek() == UInt8(ascii: ".") {
                position += 1
            } else {
                break
            }
        }
        if Self.isLetter(peek()) {
            while Self.isLetter(peek()) || Self.isDigit(peek()) { position += 1 }
            return token(.invalid, start)
        }
        return token(isNumber(digits..<position, isHex, exponent) ? .number : .invalid, start)
    }

    private func isNumber(_ range: Range<Int>, _ isHex: Bool, _ exponent: UInt8) -> Bool {
        var index = range.lowerBound
        var count = 0
        var hasPoint = false
        while index < range.upperBound {
            let byte = bytes[index]
            if isHex ? Self.isHexDigit(byte) : Self.isDigit(byte) {
                count += 1
            } else if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else {
                break
            }
            index += 1
        }
        guard count > 0 else { return false }
        guard index < range.upperBound else { return true }
        guard bytes[index] | 0x20 == exponent else { return false }
        index += 1
        if index < range.upperBound, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
            index += 1
        }
        guard index < range.upperBound else { return false }
        return (index..<range.upperBound).allSatisfy { Self.isDigit(bytes[$0]) }
    }

    // MARK: Strings and comments

    /// A string that the line before left open.
    private mutating func goOn(_ quote: UInt8, _ skipsSpace: Bool) -> LuaLexer.Token? {
        let start = position
        if skipsSpace {
            while position < end, Self.isSpace(bytes[position]) { position += 1 }
            // A line of spaces alone changes nothing.
            if position == end { return start < end ? token(.string, start, unfinished: true) : nil }
        }
        state = .code
        if position == end { return nil }
        return stringRest(quote, from: start)
    }

    /// To the quote, or to the end of the line.
    private mutating func stringRest(_ quote: UInt8, from start: Int) -> LuaLexer.Token {
        while position < end {
            let byte = bytes[position]
            position += 1
            if byte == quote { return token(.string, start) }
            guard byte == UInt8(ascii: "\\") else { continue }
            if position == end {
                state = .string(quote: quote, skipsSpace: false)
                return token(.string, start, unfinished: true)
            }
            let escape = bytes[position]
            position += 1
            guard escape == UInt8(ascii: "z") else { continue }
            while position < end, Self.isSpace(bytes[position]) { position += 1 }
            if position == end {
                state = .string(quote: quote, skipsSpace: true)
                return token(.string, start, unfinished: true)
            }
        }
        return token(.string, start, unfinished: true)
    }

    private mutating func comment(from start: Int) -> LuaLexer.Token {
        position += 2
        if let level = longBracket(at: position) {
            position += level + 2
            return longRest(.comment, level, from: start)
        }
        position = end
        return token(.comment, start)
    }

    /// The number of `=` in an opening long bracket, if one begins here.
    private func longBracket(at start: Int) -> Int? {
        guard start < end, bytes[start] == UInt8(ascii: "[") else { return nil }
        var index = start + 1
        while index < end, bytes[index] == UInt8(ascii: "=") { index += 1 }
        return index < end && bytes[index] == UInt8(ascii: "[") ? index - start - 1 : nil
    }

    /// To the closing long bracket, or to the end of the line.
    private mutating func longRest(_ kind: LuaLexer.Kind, _ level: Int, from start: Int) -> LuaLexer.Token {
        while position < end {
            guard bytes[position] == UInt8(ascii: "]") else {
                position += 1
                continue
            }
            var index = position + 1
            while index < end, bytes[index] == UInt8(ascii: "=") { index += 1 }
            if index < end, bytes[index] == UInt8(ascii: "]"), index - position - 1 == level {
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

    // MARK: Symbols

    private mutating func symbol(from start: Int) -> LuaLexer.Token {
        let byte = bytes[position]
        let next = peek(1)
        switch byte {
        case UInt8(ascii: "."): position += next != byte ? 1 : peek(2) == byte ? 3 : 2
        case UInt8(ascii: "="), UInt8(ascii: "/"), UInt8(ascii: ":"): position += next == byte ? 2 : 1
        case UInt8(ascii: "~"): position += next == UInt8(ascii: "=") ? 2 : 1
        case UInt8(ascii: "<"), UInt8(ascii: ">"): position += next == byte || next == UInt8(ascii: "=") ? 2 : 1
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "%"), UInt8(ascii: "^"),
            UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ";"),
            UInt8(ascii: ","):
            position += 1
        default:
            // Letters of other alphabets come as one token.
            repeat { position += 1 } while byte >= 0x80 && peek() >= 0x80
            return token(.invalid, start)
        }
        return token(.symbol, start)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F }
}
