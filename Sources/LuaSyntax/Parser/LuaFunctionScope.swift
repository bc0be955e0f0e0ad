/// What the parser knows of a function while it is in it.
struct LuaFunctionScope {
    var isVariadic: Bool
    /// Where it begins; the chunk has no beginning.
    var line: Int?
    var blocks: [Block] = []
    /// The local variables that can be seen, as indices in all of them; `nil` for one that only Lua sees, as `for` has
    /// some.
    var locals: [Int?] = []
    var labels: [Label] = []
    var gotos: [Goto] = []
    /// Variables of functions around it, and the globals' table as -1.
    var upvalues: Set<Int> = []

    struct Block {
        var isLoop: Bool
        /// How many of each there were when it began.
        var locals: Int
        var labels: Int
        var gotos: Int
    }

    struct Label {
        var name: String
        var line: Int
        var locals: Int
    }

    /// A jump forward whose label has not come yet. `break` outside of loops is one, too.
    struct Goto {
        var name: String
        var range: Range<Int>
        var locals: Int
    }
}
