/// Cuts Lua 5.4 source into tokens, whatever the text: unfinished strings and characters that Lua does not know are
/// tokens too.
///
/// https://www.lua.org/manual/5.4/manual.html#3.1
public enum LuaLexer {
    /// A piece of the source; white space is between them.
    public struct Token: Sendable, Hashable {
        /// What it is.
        public var kind: Kind
        /// In bytes of UTF-8.
        public var range: Range<Int>
        /// A string, long string or long comment whose end is not on this line.
        public var isUnfinished: Bool
    }

    /// Kinds of tokens.
    public enum Kind: Sendable, Hashable {
        case keyword, name, number, string, comment
        /// Operators, brackets and separators.
        case symbol
        /// Nothing that Lua knows.
        case invalid
    }

    /// What is open at the end of a line.
    public enum State: Sendable, Hashable {
        case code
        /// `[==[` without its end, by the number of `=`.
        case longString(Int)
        /// `--[==[` without its end.
        case longComment(Int)
        /// A line that ends in `\`, or in `\z` when `skipsSpace`, inside a string that this quote ends.
        case string(quote: UInt8, skipsSpace: Bool)
    }

    /// The reserved words. `goto` is one of them.
    public static let keywords: Set<String> = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
        "not", "or", "repeat", "return", "then", "true", "until", "while",
    ]

    /// The tokens of a whole text. One that has several lines comes once for each of them.
    public static func tokens(_ text: String) -> [Token] {
        let bytes = Array(text.utf8)
        var state = State.code
        var tokens: [Token] = []
        var start = 0
        while true {
            let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
            tokens += self.tokens(bytes, start..<end, state: &state)
            if end == bytes.count { return tokens }
            start = end + 1
        }
    }

    /// The tokens of one line. `state` is what the line before has left open, and becomes what this one leaves open.
    public static func tokens(line: String, state: inout State) -> [Token] {
        let bytes = Array(line.utf8)
        return tokens(bytes, 0..<bytes.count, state: &state)
    }

    private static func tokens(_ bytes: [UInt8], _ line: Range<Int>, state: inout State) -> [Token] {
        bytes.withUnsafeBufferPointer { bytes in
            var scan = LuaLineScan(bytes: bytes, position: line.lowerBound, end: line.upperBound, state: state)
            var tokens: [Token] = []
            while let token = scan.next() { tokens.append(token) }
            state = scan.state
            return tokens
        }
    }
}

extension LuaLexer.State: RawRepresentable {
    /// Zero is ``code``; for whoever keeps it as a number.
    public var rawValue: Int {
        switch self {
        case .code: 0
        case .longString(let level): 1 + level * 4
        case .longComment(let level): 2 + level * 4
        case .string(let quote, let skipsSpace): 3 + (Int(quote) * 2 + (skipsSpace ? 1 : 0)) * 4
        }
    }

    /// `nil` for a number that no state has.
    public init?(rawValue: Int) {
        guard rawValue >= 0 else { return nil }
        let rest = (rawValue - rawValue % 4) / 4
        switch rawValue % 4 {
        case 0 where rawValue == 0: self = .code
        case 1: self = .longString(rest)
        case 2: self = .longComment(rest)
        case 3: self = .string(quote: UInt8(truncatingIfNeeded: rest / 2), skipsSpace: rest % 2 == 1)
        default: return nil
        }
    }
}
