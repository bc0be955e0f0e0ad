extension LuaParser {
    typealias Statement = LuaTree.Statement

    /// Statements up to what ends their block.
    mutating func statementList() throws(LuaSyntaxError) -> [Statement] {
        var statements: [Statement] = []
        while !isBlockEnd(withUntil: true) {
            let isReturn = isKeyword(.return)
            try statement(&statements)
            if isReturn { break }
        }
        return statements
    }

    private func isBlockEnd(withUntil: Bool) -> Bool {
        switch current.kind {
        case .keyword(.else), .keyword(.elseif), .keyword(.end): true
        case .keyword(.until): withUntil
        default: isAtEnd
        }
    }

    mutating func block(isLoop: Bool = false) throws(LuaSyntaxError) -> LuaTree.Block {
        enterBlock(isLoop: isLoop)
        let start = current.range.lowerBound
        let statements = try statementList()
        leaveBlock()
        return LuaTree.Block(statements: statements, range: start..<max(start, lastEnd))
    }

    private mutating func statement(_ statements: inout [Statement]) throws(LuaSyntaxError) {
        let start = current
        // A label takes the labels and semicolons after it along.
        var following: [Statement] = []
        let kind = try nested { parser throws(LuaSyntaxError) in try parser.statement(start, &following) }
        if let kind { statements.append(Statement(kind: kind, range: start.range.lowerBound..<lastEnd)) }
        statements += following
    }

    private mutating func statement(
        _ start: LuaToken, _ following: inout [Statement]
    ) throws(LuaSyntaxError) -> Statement.Kind? {
        switch start.kind {
        case .symbol(.semicolon):
            try advance()
            return nil
        case .symbol(.doubleColon): return try label(&following)
        case .keyword(let keyword): if let kind = try statement(keyword, start) { return kind }
        default: break
        }
        return try expressionStatement()
    }

    private mutating func statement(
        _ keyword: LuaKeyword, _ start: LuaToken
    ) throws(LuaSyntaxError) -> Statement.Kind? {
        switch keyword {
        case .if: return try ifStatement(start)
        case .while: return try whileStatement(start)
        case .do:
            try advance()
            let block = try block()
            try end(start, "do")
            return .do(block)
        case .for: return try forStatement(start)
        case .repeat: return try repeatStatement(start)
        case .function: return try functionStatement(start)
        case .local:
            try advance()
            return try take(.function) ? try localFunction(start) : try local()
        case .return: return try returnStatement()
        case .break:
            try advance()
            breakStatement(start)
            return .break
        case .goto:
            try advance()
            let label = try name()
            jump(text(label), start.range.lowerBound..<label.range.upperBound)
            return .goto(text(label))
        default: return nil
        }
    }

    mutating func end(_ opening: LuaToken, _ what: String) throws(LuaSyntaxError) {
        try close(.keyword(.end), "end", from: opening, what)
    }

    private mutating func label(_ following: inout [Statement]) throws(LuaSyntaxError) -> Statement.Kind {
        try advance()
        let label = try name()
        try expect(.doubleColon)
        while isSymbol(.semicolon) || isSymbol(.doubleColon) { try statement(&following) }
        try checkRepeated(label)
        try self.label(label, isLast: isBlockEnd(withUntil: false))
        return .label(text(label))
    }

    private mutating func returnStatement() throws(LuaSyntaxError) -> Statement.Kind {
        try advance()
        let values = isBlockEnd(withUntil: true) || isSymbol(.semicolon) ? [] : try expressions()
        _ = try take(.semicolon)
        return .return(values)
    }

    private mutating func expressionStatement() throws(LuaSyntaxError) -> Statement.Kind {
        let first = try suffixedExpression()
        guard isSymbol(.assign) || isSymbol(.comma) else {
            guard case .suffixed(_, let suffixes) = first.kind, suffixes.last?.isCall == true else {
                throw error("syntax error")
            }
            return .call(first)
        }
        var targets = [first]
        try checkTarget(first)
        while try take(.comma) {
            let target = try suffixedExpression()
            // Lua's parser goes a level deeper with every target, and stays there.
            try enter()
            try checkTarget(target)
            targets.append(target)
        }
        try expect(.assign)
        let values = try expressions()
        leave(targets.count - 1)
        return .assignment(targets, values)
    }

    private mutating func checkTarget(_ target: LuaTree.Expression) throws(LuaSyntaxError) {
        switch target.kind {
        case .name(let name): try checkWritable(name)
        case .suffixed(_, let suffixes) where suffixes.last?.isCall == false: break
        default: throw error("syntax error")
        }
    }

    /// Something is assigned to a variable.
    private mutating func checkWritable(_ name: LuaTree.Name) throws(LuaSyntaxError) {
        guard let variable = name.variable else {
            assignedGlobals.insert(name.text)
            return
        }
        variables[variable].isReassigned = true
        if variables[variable].attribute != nil {
            throw error("attempt to assign to const variable '\(name.text)'", about: name.range)
        }
    }

    // MARK: Functions and declarations

    private mutating func functionStatement(_ start: LuaToken) throws(LuaSyntaxError) -> Statement.Kind {
        try advance()
        let first = try name()
        let base = try resolve(first)
        var suffixes: [LuaTree.Suffix] = []
        var isMethod = false
        while !isMethod, isSymbol(.dot) || isSymbol(.colon) {
            isMethod = isSymbol(.colon)
            try advance()
            suffixes.append(fieldSuffix(try name()))
        }
        let body = try functionBody(start, isMethod: isMethod)
        let target = LuaTree.Expression(kind: .name(base), range: first.range)
        guard let last = suffixes.last else {
            try checkWritable(base)
            return .function(target, isMethod: false, body)
        }
        let range = first.range.lowerBound..<last.range.upperBound
        return .function(.init(kind: .suffixed(target, suffixes), range: range), isMethod: isMethod, body)
    }

    private mutating func localFunction(_ start: LuaToken) throws(LuaSyntaxError) -> Statement.Kind {
        let name = try declare(try self.name())
        try checkLocals(1)
        activate([name])
        return .localFunction(name, try functionBody(start, isMethod: false))
    }

    private mutating func local() throws(LuaSyntaxError) -> Statement.Kind {
        var names: [LuaTree.Name] = []
        var hasClose = false
        repeat {
            let name = try declare(try self.name())
            names.append(name)
            try checkLocals(names.count)
            guard let attribute = try attribute() else { continue }
            if attribute == .close, hasClose {
                throw error("multiple to-be-closed variables in local list", about: name.range)
            }
            hasClose = hasClose || attribute == .close
            variables[name.variable ?? 0].attribute = attribute
        } while try take(.comma)
        let values = try take(.assign) ? try expressions() : []
        activate(names)
        return .local(names, values)
    }

    private mutating func attribute() throws(LuaSyntaxError) -> LuaTree.Attribute? {
        guard try take(.less) else { return nil }
        let token = try name()
        try expect(.greater)
        guard let attribute = LuaTree.Attribute(rawValue: text(token)) else {
            throw error("unknown attribute '\(text(token))'", about: token.range)
        }
        return attribute
    }
}

extension LuaTree.Suffix {
    var isCall: Bool {
        switch kind {
        case .call, .method: true
        case .field, .index: false
        }
    }
}
