/// A piece of Lua source; white space is between them.
public struct LuaToken: Sendable, Hashable {
    /// What it is.
    public enum Kind: Sendable, Hashable {
        case keyword(LuaKeyword)
        case symbol(LuaSymbol)
        case name, number, string, comment
        /// Nothing that Lua knows: a letter of another alphabet, a number such as `3x`.
        case invalid
    }

    /// What it is.
    public var kind: Kind
    /// Where it is, in bytes of UTF-8 from the beginning of the text.
    public var range: Range<Int>
    /// A string or long comment whose end is missing: it is on another line, or nowhere.
    public var isUnfinished = false

    /// A token.
    public init(_ kind: Kind, _ range: Range<Int>, isUnfinished: Bool = false) {
        self.kind = kind
        self.range = range
        self.isUnfinished = isUnfinished
    }
}
