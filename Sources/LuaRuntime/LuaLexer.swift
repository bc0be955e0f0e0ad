/// One word or sign of Lua source.
public struct LuaToken: Sendable, Equatable {
    /// What it is.
    public enum Kind: Sendable, Equatable {
        /// A name: `leave`, `b24`.
        case name
        /// A reserved word: `local`, `end`.
        case keyword
        /// A number.
        case number
        /// A string in quotes or long brackets; `isClosed` is false where the source ends in it.
        case string(isClosed: Bool)
        /// A comment; `isClosed` as of a string, for one in long brackets.
        case comment(isClosed: Bool)
        /// An operator, a bracket, a comma, a dot.
        case symbol
        /// A byte that Lua has no use for.
        case unknown
    }

    /// What it is.
    public let kind: Kind
    /// Where it is: offsets in the UTF-8 of the source.
    public let range: Range<Int>

    /// A token.
    public init(kind: Kind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}

/// Splits Lua 5.4 source into tokens. Nothing is an error to it: half-typed source has tokens, too.
///
/// ```swift
/// LuaLexer.tokens("local x = 1").map(\.kind)   // keyword, name, symbol, number
/// ```
public struct LuaLexer: Sequence, IteratorProtocol, Sendable {
    private let bytes: [UInt8]
    private var at = 0

    /// A lexer over a source.
    public init(_ source: String) { self.init(Array(source.utf8)) }

    /// A lexer over the UTF-8 of a source.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// All tokens of a source.
    public static func tokens(_ source: String) -> [LuaToken] { Array(LuaLexer(source)) }

    /// The reserved words of Lua 5.4.
    public static let keywords: Set<String> = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
        "not", "or", "repeat", "return", "then", "true", "until", "while",
    ]

    /// The next token; `nil` at the end. White space lies between tokens.
    public mutating func next() -> LuaToken? {
        while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 }
        guard at < bytes.count else { return nil }
        let start = at
        let kind = take()
        return LuaToken(kind: kind, range: start..<at)
    }

    private mutating func take() -> LuaToken.Kind {
        let byte = bytes[at]
        if Self.isLetter(byte) { return word() }
        if Self.isDigit(byte) || (byte == Self.dot && peek(1).map(Self.isDigit) == true) { return number() }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(isClosed: shortString(byte))
        case UInt8(ascii: "["):
            if let closed = longBracket() { return .string(isClosed: closed) }
        case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"): return .comment(isClosed: comment())
        default: break
        }
        return symbol(byte)
    }

    private mutating func word() -> LuaToken.Kind {
        let start = at
        while at < bytes.count, Self.isLetter(bytes[at]) || Self.isDigit(bytes[at]) { at += 1 }
        return Self.keywords.contains(String(decoding: bytes[start..<at], as: UTF8.self)) ? .keyword : .name
    }

    /// As Lua reads it: digits, letters and dots, and a sign after an exponent.
    private mutating func number() -> LuaToken.Kind {
        let isHex = bytes[at] == UInt8(ascii: "0") && peek(1).map { $0 | 0x20 } == UInt8(ascii: "x")
        let exponent = UInt8(ascii: isHex ? "p" : "e")
        while at < bytes.count {
            let byte = bytes[at]
            if byte | 0x20 == exponent, let sign = peek(1), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                at += 2
            } else if Self.isLetter(byte) || Self.isDigit(byte) || byte == Self.dot {
                // `1..2` is no number of Lua's either, but 1 .. x without spaces is common enough at a prompt.
                if byte == Self.dot, peek(1) == Self.dot { break }
                at += 1
            } else {
                break
            }
        }
        return .number
    }

    /// Whether it was closed on its line.
    private mutating func shortString(_ quote: UInt8) -> Bool {
        at += 1
        while at < bytes.count {
            switch bytes[at] {
            case quote:
                at += 1
                return true
            case UInt8(ascii: "\\"):
                let isSkipping = peek(1) == UInt8(ascii: "z")
                at = Swift.min(at + 2, bytes.count)
                if isSkipping { while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 } }
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return false
            default: at += 1
            }
        }
        return false
    }

    /// Whether it was closed; `nil` when no long bracket begins here.
    private mutating func longBracket() -> Bool? {
        var level = 0
        while peek(1 + level) == UInt8(ascii: "=") { level += 1 }
        guard peek(1 + level) == UInt8(ascii: "[") else { return nil }
        at += level + 2
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "]") {
                var count = 0
                while peek(1 + count) == UInt8(ascii: "=") { count += 1 }
                if count == level, peek(1 + count) == UInt8(ascii: "]") {
                    at += level + 2
                    return true
                }
                at += count + 1
            } else {
                at += 1
            }
        }
        return false
    }

    private mutating func comment() -> Bool {
        at += 2
        if at < bytes.count, bytes[at] == UInt8(ascii: "["), let closed = longBracket() { return closed }
        while at < bytes.count, bytes[at] != UInt8(ascii: "\n"), bytes[at] != UInt8(ascii: "\r") { at += 1 }
        return true
    }

    private mutating func symbol(_ byte: UInt8) -> LuaToken.Kind {
        let rest = bytes[at..<Swift.min(at + 3, bytes.count)]
        for sign in Self.longSigns where rest.starts(with: sign) {
            at += sign.count
            return .symbol
        }
        at += 1
        guard !Self.signs.contains(byte) else { return .symbol }
        // A letter of another script, whole.
        while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
        return .unknown
    }

    private func peek(_ distance: Int) -> UInt8? { at + distance < bytes.count ? bytes[at + distance] : nil }

    private static let dot = UInt8(ascii: ".")
    private static let signs = Set("+-*/%^#&~|<>=(){}[];:,.".utf8)
    private static let longSigns = ["...", "..", "::", "<<", ">>", "//", "==", "~=", "<=", ">="].map { Array($0.utf8) }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (0x61...0x7A).contains(byte | 0x20)
    }
}
