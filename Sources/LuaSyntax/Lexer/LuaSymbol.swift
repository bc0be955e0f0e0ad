/// Operators, brackets and separators of Lua 5.4.
public enum LuaSymbol: String, Sendable, CaseIterable {
    case plus = "+"
    case minus = "-"
    case star = "*"
    case slash = "/"
    case percent = "%"
    case caret = "^"
    case hash = "#"
    case ampersand = "&"
    case tilde = "~"
    case bar = "|"
    case less = "<"
    case greater = ">"
    case assign = "="
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBrace = "{"
    case closeBrace = "}"
    case openBracket = "["
    case closeBracket = "]"
    case semicolon = ";"
    case colon = ":"
    case comma = ","
    case dot = "."
    case shiftLeft = "<<"
    case shiftRight = ">>"
    case doubleSlash = "//"
    case equal = "=="
    case notEqual = "~="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case doubleColon = "::"
    case concatenation = ".."
    case ellipsis = "..."

    /// The symbol that begins with a byte, as long as it can be; zeros stand for the end of the text.
    init?(_ byte: UInt8, _ next: UInt8, _ afterNext: UInt8) {
        switch byte {
        case UInt8(ascii: "+"): self = .plus
        case UInt8(ascii: "-"): self = .minus
        case UInt8(ascii: "*"): self = .star
        case UInt8(ascii: "/"): self = next == byte ? .doubleSlash : .slash
        case UInt8(ascii: "%"): self = .percent
        case UInt8(ascii: "^"): self = .caret
        case UInt8(ascii: "#"): self = .hash
        case UInt8(ascii: "&"): self = .ampersand
        case UInt8(ascii: "~"): self = next == Self.equals ? .notEqual : .tilde
        case UInt8(ascii: "|"): self = .bar
        case UInt8(ascii: "<"): self = next == byte ? .shiftLeft : next == Self.equals ? .lessOrEqual : .less
        case UInt8(ascii: ">"): self = next == byte ? .shiftRight : next == Self.equals ? .greaterOrEqual : .greater
        case UInt8(ascii: "="): self = next == byte ? .equal : .assign
        case UInt8(ascii: "("): self = .openParenthesis
        case UInt8(ascii: ")"): self = .closeParenthesis
        case UInt8(ascii: "{"): self = .openBrace
        case UInt8(ascii: "}"): self = .closeBrace
        case UInt8(ascii: "["): self = .openBracket
        case UInt8(ascii: "]"): self = .closeBracket
        case UInt8(ascii: ";"): self = .semicolon
        case UInt8(ascii: ":"): self = next == byte ? .doubleColon : .colon
        case UInt8(ascii: ","): self = .comma
        case UInt8(ascii: "."): self = next != byte ? .dot : afterNext == byte ? .ellipsis : .concatenation
        default: return nil
        }
    }

    private static let equals = UInt8(ascii: "=")

    /// In bytes.
    var length: Int {
        switch self {
        case .ellipsis: 3
        case .shiftLeft, .shiftRight, .doubleSlash, .equal, .notEqual, .lessOrEqual, .greaterOrEqual, .doubleColon,
            .concatenation:
            2
        default: 1
        }
    }
}
