/// What keeps a source from being Lua, in Lua's own words.
public struct LuaSyntaxError: Error, Sendable, Hashable {
    /// `'end' expected (to close 'function' at line 3) near <eof>`
    public var message: String
    /// The bytes that it is about; empty at the end of the source.
    public var range: Range<Int>
    /// The line in which Lua reports it: that in which the bytes end.
    public var line: Int
}
