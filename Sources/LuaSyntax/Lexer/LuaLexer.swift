/// Cuts Lua 5.4 source into tokens, whatever the text: unfinished strings and characters that Lua does not know are
/// tokens, too.
///
/// A text is gone through as a whole, in which case a token may have several lines; or line by line, each with the
/// ``state`` that the line before has left.
///
/// ```swift
/// LuaLexer.tokens("local x = 1").map(\.kind)   // keyword, name, symbol, number
/// ```
///
/// https://www.lua.org/manual/5.4/manual.html#3.1
public struct LuaLexer: Sequence, IteratorProtocol, Sendable {
    let bytes: [UInt8]
    var position = 0
    /// What is open behind the last token that ``next()`` gave.
    public internal(set) var state: State
    private var isAtStart = true

    /// A lexer over the UTF-8 of a source.
    ///
    /// - Parameter state: what the text before has left open.
    public init(_ bytes: [UInt8], state: State = .code) {
        self.bytes = bytes
        self.state = state
    }

    /// A lexer over a source.
    public init(_ source: String, state: State = .code) { self.init(Array(source.utf8), state: state) }

    /// All tokens of a source.
    public static func tokens(_ source: String) -> [LuaToken] { Array(LuaLexer(source)) }

    /// The tokens of one line. `state` is what the line before has left open, and becomes what this one leaves open.
    public static func tokens(line: String, state: inout State) -> [LuaToken] {
        var lexer = LuaLexer(line, state: state)
        var tokens: [LuaToken] = []
        while let token = lexer.next() { tokens.append(token) }
        state = lexer.state
        return tokens
    }

    /// The next token; `nil` at the end.
    public mutating func next() -> LuaToken? {
        defer { isAtStart = false }
        switch state {
        case .code: break
        case .longString(let level): return position < bytes.count ? longRest(.string, level, from: position) : nil
        case .longComment(let level): return position < bytes.count ? longRest(.comment, level, from: position) : nil
        case .string(let quote, let skipsSpace):
            // Left open by the text before, or by this one, which then has no more tokens.
            return isAtStart ? goOn(quote, skipsSpace) : nil
        }
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
        guard position < bytes.count else { return nil }
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

    /// The byte `offset` after this one; zero past the end.
    func peek(_ offset: Int = 0) -> UInt8 { position + offset < bytes.count ? bytes[position + offset] : 0 }

    func token(_ kind: LuaToken.Kind, _ start: Int, unfinished: Bool = false) -> LuaToken {
        LuaToken(kind, start..<position, isUnfinished: unfinished)
    }

    private mutating func word(from start: Int) -> LuaToken {
        while Self.isLetter(peek()) || Self.isDigit(peek()) { position += 1 }
        return token(LuaKeyword(bytes[start..<position]).map { .keyword($0) } ?? .name, start)
    }

    private mutating func symbol(from start: Int) -> LuaToken {
        let byte = bytes[position]
        if let symbol = LuaSymbol(byte, peek(1), peek(2)) {
            position += symbol.length
            return token(.symbol(symbol), start)
        }
        // Letters of other alphabets come as one token.
        repeat { position += 1 } while byte >= 0x80 && peek() >= 0x80
        return token(.invalid, start)
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }
    static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F }
}
