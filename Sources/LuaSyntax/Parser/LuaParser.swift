/// Reads a chunk as Lua's own parser does (lparser.c of 5.4), so that both refuse the same with the same words.
struct LuaParser {
    let source: LuaSource
    /// Without comments; ends with what stands for the end of the source.
    private(set) var tokens: [LuaToken] = []
    private(set) var comments: [LuaToken] = []
    var at = 0
    var chunk = LuaTree.Block()
    var variables: [LuaTree.Variable] = []
    var namesEnvironment = false
    var assignedGlobals: Set<String> = []
    /// The functions around the place, the chunk first.
    var functions: [LuaFunctionScope] = []
    /// Nested statements, expressions and blocks; Lua's parser takes no more than its C stack.
    private var depth = 0
    private let end: LuaToken

    /// LUAI_MAXCCALLS of lua's `llimits.h`, less the levels that are in use when a chunk is loaded.
    private static let depthLimit = 196

    init(_ source: LuaSource) {
        self.source = source
        end = LuaToken(.invalid, source.bytes.count..<source.bytes.count)
        tokens.reserveCapacity(source.bytes.count / 4)
        for token in LuaLexer(source.bytes) {
            if token.kind == .comment { comments.append(token) } else { tokens.append(token) }
        }
        tokens.append(end)
    }

    mutating func parse() throws(LuaSyntaxError) {
        functions = [LuaFunctionScope(isVariadic: true)]
        try checkToken()
        let start = current.range.lowerBound
        enterBlock(isLoop: false)
        let statements = try statementList()
        guard isAtEnd else { throw expected("<eof>") }
        try leaveFunction()
        chunk = LuaTree.Block(statements: statements, range: start..<max(start, lastEnd))
    }

    // MARK: Tokens

    var current: LuaToken { tokens[at] }
    var isAtEnd: Bool { at == tokens.count - 1 }
    /// Where the token before this one ends.
    var lastEnd: Int { at > 0 ? tokens[at - 1].range.upperBound : 0 }

    func text(_ token: LuaToken) -> String { source.text(token.range) }

    func isSymbol(_ symbol: LuaSymbol) -> Bool { current.kind == .symbol(symbol) }
    func isKeyword(_ keyword: LuaKeyword) -> Bool { current.kind == .keyword(keyword) }

    mutating func advance() throws(LuaSyntaxError) {
        if !isAtEnd { at += 1 }
        try checkToken()
    }

    /// Takes a token when it is there.
    mutating func take(_ symbol: LuaSymbol) throws(LuaSyntaxError) -> Bool {
        guard isSymbol(symbol) else { return false }
        try advance()
        return true
    }

    mutating func take(_ keyword: LuaKeyword) throws(LuaSyntaxError) -> Bool {
        guard isKeyword(keyword) else { return false }
        try advance()
        return true
    }

    mutating func expect(_ symbol: LuaSymbol) throws(LuaSyntaxError) {
        guard isSymbol(symbol) else { throw expected("'\(symbol.rawValue)'") }
        try advance()
    }

    mutating func expect(_ keyword: LuaKeyword) throws(LuaSyntaxError) {
        guard isKeyword(keyword) else { throw expected("'\(keyword.rawValue)'") }
        try advance()
    }

    /// Takes what ends something that another token began.
    mutating func close(_ kind: LuaToken.Kind, _ word: String, from opening: LuaToken, _ what: String)
        throws(LuaSyntaxError)
    {
        guard current.kind == kind else {
            let line = source.line(of: opening.range.lowerBound)
            throw error(
                line == currentLine ? "'\(word)' expected" : "'\(word)' expected (to close '\(what)' at line \(line))")
        }
        try advance()
    }

    mutating func name() throws(LuaSyntaxError) -> LuaToken {
        let token = current
        guard token.kind == .name else { throw expected("<name>") }
        try advance()
        return token
    }

    /// Carries a body out one level deeper.
    mutating func nested<Value>(
        _ body: (inout LuaParser) throws(LuaSyntaxError) -> Value
    ) throws(LuaSyntaxError) -> Value {
        try enter()
        let value = try body(&self)
        leave()
        return value
    }

    mutating func enter() throws(LuaSyntaxError) {
        depth += 1
        guard depth <= Self.depthLimit else { throw error("C stack overflow", about: current.range) }
    }

    mutating func leave(_ levels: Int = 1) { depth -= levels }
}
