extension LuaParser {
    typealias Expression = LuaTree.Expression

    mutating func expressions() throws(LuaSyntaxError) -> [Expression] {
        var list = [try expression()]
        while try take(.comma) { list.append(try expression()) }
        return list
    }

    mutating func expression() throws(LuaSyntaxError) -> Expression { try expression(above: 0) }

    /// Operations that bind more strongly than a limit.
    private mutating func expression(above limit: Int) throws(LuaSyntaxError) -> Expression {
        try nested { parser throws(LuaSyntaxError) in try parser.operations(above: limit) }
    }

    private mutating func operations(above limit: Int) throws(LuaSyntaxError) -> Expression {
        let start = current.range.lowerBound
        var first: Expression
        if let unary = unaryOperator {
            try advance()
            let operand = try expression(above: Self.unaryPriority)
            first = Expression(kind: .unary(unary, operand), range: start..<lastEnd)
        } else {
            first = try simpleExpression()
        }
        var operations: [LuaTree.Operation] = []
        while let (binary, left, right) = binaryOperator, left > limit {
            try advance()
            operations.append(LuaTree.Operation(operator: binary, operand: try expression(above: right)))
        }
        if !operations.isEmpty { first = Expression(kind: .binary(first, operations), range: start..<lastEnd) }
        return first
    }

    private var unaryOperator: LuaTree.Operator? {
        switch current.kind {
        case .keyword(.not): .not
        case .symbol(let symbol) where [.minus, .hash, .tilde].contains(symbol): .symbol(symbol)
        default: nil
        }
    }

    private static let unaryPriority = 12

    /// With how it binds to its left and to its right.
    private var binaryOperator: (LuaTree.Operator, left: Int, right: Int)? {
        switch current.kind {
        case .keyword(.or): return (.or, 1, 1)
        case .keyword(.and): return (.and, 2, 2)
        case .symbol(let symbol):
            guard let (left, right) = Self.priority(symbol) else { return nil }
            return (.symbol(symbol), left, right)
        default: return nil
        }
    }

    private static func priority(_ symbol: LuaSymbol) -> (left: Int, right: Int)? {
        switch symbol {
        case .less, .greater, .lessOrEqual, .greaterOrEqual, .notEqual, .equal: (3, 3)
        case .bar: (4, 4)
        case .tilde: (5, 5)
        case .ampersand: (6, 6)
        case .shiftLeft, .shiftRight: (7, 7)
        case .concatenation: (9, 8)
        case .plus, .minus: (10, 10)
        case .star, .slash, .doubleSlash, .percent: (11, 11)
        case .caret: (14, 13)
        default: nil
        }
    }

    private mutating func simpleExpression() throws(LuaSyntaxError) -> Expression {
        let token = current
        let kind: Expression.Kind
        switch token.kind {
        case .number: kind = .number(text(token))
        case .string: kind = .string(try stringValue(token))
        case .keyword(.nil): kind = .nil
        case .keyword(.true): kind = .true
        case .keyword(.false): kind = .false
        case .symbol(.ellipsis):
            guard isVariadic else { throw error("cannot use '...' outside a vararg function") }
            kind = .variadic
        case .symbol(.openBrace): return try table()
        case .keyword(.function):
            try advance()
            let body = try functionBody(token, isMethod: false)
            return Expression(kind: .function(body), range: token.range.lowerBound..<lastEnd)
        default: return try suffixedExpression()
        }
        try advance()
        return Expression(kind: kind, range: token.range)
    }

    private func stringValue(_ token: LuaToken) throws(LuaSyntaxError) -> String {
        do { return try LuaStringLiteral.value(source.bytes, token) } catch { throw self.error(error.message) }
    }

    // MARK: Suffixes

    mutating func suffixedExpression() throws(LuaSyntaxError) -> Expression {
        let start = current.range.lowerBound
        let primary = try primaryExpression()
        var suffixes: [LuaTree.Suffix] = []
        while let suffix = try suffix() { suffixes.append(suffix) }
        guard !suffixes.isEmpty else { return primary }
        return Expression(kind: .suffixed(primary, suffixes), range: start..<lastEnd)
    }

    private mutating func primaryExpression() throws(LuaSyntaxError) -> Expression {
        let token = current
        switch token.kind {
        case .name:
            try advance()
            return Expression(kind: .name(try resolve(token)), range: token.range)
        case .symbol(.openParenthesis):
            try advance()
            let inner = try expression()
            try close(.symbol(.closeParenthesis), ")", from: token, "(")
            return Expression(kind: .parenthesized(inner), range: token.range.lowerBound..<lastEnd)
        default: throw error("unexpected symbol")
        }
    }

    private mutating func suffix() throws(LuaSyntaxError) -> LuaTree.Suffix? {
        let start = current.range.lowerBound
        switch current.kind {
        case .symbol(.dot):
            try advance()
            return fieldSuffix(try name())
        case .symbol(.openBracket):
            let key = try bracketedKey()
            return LuaTree.Suffix(kind: .index(key), range: start..<lastEnd)
        case .symbol(.colon):
            try advance()
            let token = try name()
            let method = LuaTree.Name(text: text(token), range: token.range, variable: nil)
            return LuaTree.Suffix(kind: .method(method, try arguments()), range: start..<lastEnd)
        case .symbol(.openParenthesis), .symbol(.openBrace), .string:
            return LuaTree.Suffix(kind: .call(try arguments()), range: start..<lastEnd)
        default: return nil
        }
    }

    func fieldSuffix(_ token: LuaToken) -> LuaTree.Suffix {
        let name = LuaTree.Name(text: text(token), range: token.range, variable: nil)
        return LuaTree.Suffix(kind: .field(name), range: token.range)
    }

    private mutating func bracketedKey() throws(LuaSyntaxError) -> Expression {
        try advance()
        let key = try expression()
        try expect(.closeBracket)
        return key
    }

    private mutating func arguments() throws(LuaSyntaxError) -> [Expression] {
        let token = current
        switch token.kind {
        case .string:
            let value = try stringValue(token)
            try advance()
            return [Expression(kind: .string(value), range: token.range)]
        case .symbol(.openBrace): return [try table()]
        case .symbol(.openParenthesis):
            try advance()
            let list = isSymbol(.closeParenthesis) ? [] : try expressions()
            try close(.symbol(.closeParenthesis), ")", from: token, "(")
            return list
        default: throw error("function arguments expected")
        }
    }

    // MARK: Tables and functions

    private mutating func table() throws(LuaSyntaxError) -> Expression {
        let opening = current
        try advance()
        var fields: [LuaTree.Field] = []
        while !isSymbol(.closeBrace) {
            fields.append(try field())
            if !isSymbol(.comma), !isSymbol(.semicolon) { break }
            try advance()
        }
        try close(.symbol(.closeBrace), "}", from: opening, "{")
        return Expression(kind: .table(fields), range: opening.range.lowerBound..<lastEnd)
    }

    private mutating func field() throws(LuaSyntaxError) -> LuaTree.Field {
        let token = current
        if token.kind == .name, tokens[at + 1].kind == .symbol(.assign) {
            try advance()
            try advance()
            let key = Expression(kind: .string(text(token)), range: token.range)
            return LuaTree.Field(key: key, isNamed: true, value: try expression())
        }
        guard isSymbol(.openBracket) else { return LuaTree.Field(key: nil, isNamed: false, value: try expression()) }
        let key = try bracketedKey()
        try expect(.assign)
        return LuaTree.Field(key: key, isNamed: false, value: try expression())
    }

    /// From the parameters to the `end`.
    mutating func functionBody(_ start: LuaToken, isMethod: Bool) throws(LuaSyntaxError) -> LuaTree.Function {
        let range = current.range
        var scope = LuaFunctionScope(isVariadic: false)
        scope.line = source.line(of: current.range.upperBound)
        functions.append(scope)
        enterBlock(isLoop: false)
        var names: [LuaTree.Name] = []
        if isMethod { names.append(try declare("self", start.range)) }
        let isVariadic = try parameters(&names)
        functions[functions.count - 1].isVariadic = isVariadic
        activate(names)
        let first = current.range.lowerBound
        let statements = try statementList()
        let block = LuaTree.Block(statements: statements, range: first..<max(first, lastEnd))
        try end(start, "function")
        leaveBlock()
        try leaveFunction()
        return LuaTree.Function(
            parameters: names, isVariadic: isVariadic, block: block, range: range.lowerBound..<lastEnd)
    }

    /// Whether `...` is among them.
    private mutating func parameters(_ names: inout [LuaTree.Name]) throws(LuaSyntaxError) -> Bool {
        try expect(.openParenthesis)
        var isVariadic = false
        if !isSymbol(.closeParenthesis) {
            repeat {
                isVariadic = try take(.ellipsis)
                if isVariadic { break }
                guard current.kind == .name else { throw expected("<name> or '...'") }
                names.append(try declare(try name()))
                try checkLocals(names.count)
            } while try take(.comma)
        }
        try expect(.closeParenthesis)
        return isVariadic
    }
}
