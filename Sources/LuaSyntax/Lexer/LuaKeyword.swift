/// The reserved words of Lua 5.4.
///
/// https://www.lua.org/manual/5.4/manual.html#3.1
public enum LuaKeyword: String, Sendable, CaseIterable {
    case and, `break`, `do`, `else`, elseif, end, `false`, `for`, function, goto, `if`, `in`, local, `nil`, not, or
    case `repeat`, `return`, then, `true`, until, `while`

    /// The keyword that some bytes are.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard (2...8).contains(bytes.count) else { return nil }
        let word = Self.packed(bytes)
        guard let found = Self.table.first(where: { $0.word == word }) else { return nil }
        self = found.keyword
    }

    /// No keyword is longer than eight bytes: one number is compared instead of texts.
    private static let table = allCases.map { (word: packed($0.rawValue.utf8), keyword: $0) }

    private static func packed(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
