/// A Lua 5.4 chunk as a tree, names resolved to the variables that they mean.
///
/// ```swift
/// let tree = try LuaTree("local x = f(1)")
/// tree.block.statements.count      // 1
/// ```
///
/// What is deep in Lua's own parser is deep here, and nothing else: chains such as `a.b.c(d):e()` and `1 + 2 + 3` are
/// lists. Hence whoever walks a tree recursively goes as deep as Lua's parser does, 200 levels at most.
public struct LuaTree: Sendable {
    /// The source, for texts and positions.
    public let source: LuaSource
    /// The chunk's statements.
    public internal(set) var block = Block()
    /// Every local variable, parameters included, in the order of their declarations; names refer to them by index.
    public internal(set) var variables: [Variable] = []
    /// All comments in order.
    public internal(set) var comments: [LuaToken] = []
    /// Somewhere `_ENV` is named: then a name without a local variable need not be a global.
    public internal(set) var namesEnvironment = false

    /// The names of globals to which something is assigned.
    public internal(set) var assignedGlobals: Set<String> = []

    /// Parses a source.
    ///
    /// - Throws: ``LuaSyntaxError`` where Lua's `load` would refuse it.
    public init(_ source: LuaSource) throws(LuaSyntaxError) {
        self.source = source
        var parser = LuaParser(source)
        try parser.parse()
        block = parser.chunk
        variables = parser.variables
        comments = parser.comments
        namesEnvironment = parser.namesEnvironment
        assignedGlobals = parser.assignedGlobals
    }

    /// Parses a source.
    public init(_ text: String) throws(LuaSyntaxError) { try self.init(LuaSource(text)) }
}

extension LuaTree {
    /// Statements with a scope of their own.
    public struct Block: Sendable {
        /// In order; `;` alone is none.
        public internal(set) var statements: [Statement] = []
        /// From the first token to the last.
        public internal(set) var range = 0..<0
    }

    /// A local variable.
    public struct Variable: Sendable {
        /// Its name.
        public let name: String
        /// Where it is declared.
        public let range: Range<Int>
        /// `<const>`, `<close>`
        public internal(set) var attribute: Attribute?
        /// Something is assigned to it after its declaration.
        public internal(set) var isReassigned = false
    }

    /// What a declaration says about its variable.
    public enum Attribute: String, Sendable { case const, close }

    /// A name where it is used or declared.
    public struct Name: Sendable {
        /// As it is written.
        public let text: String
        /// Where it is.
        public let range: Range<Int>
        /// The local variable that it means, as an index in ``LuaTree/variables``; `nil` for a global.
        public let variable: Int?

        /// A name.
        public init(text: String, range: Range<Int>, variable: Int?) {
            self.text = text
            self.range = range
            self.variable = variable
        }
    }
}
