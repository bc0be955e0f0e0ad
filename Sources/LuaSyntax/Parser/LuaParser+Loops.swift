extension LuaParser {
    mutating func ifStatement(_ start: LuaToken) throws(LuaSyntaxError) -> Statement.Kind {
        var branches: [(condition: LuaTree.Expression, block: LuaTree.Block)] = []
        repeat {
            try advance()
            let condition = try expression()
            try expect(.then)
            branches.append((condition, try block()))
        } while isKeyword(.elseif)
        let rest = try take(.else) ? try block() : nil
        try end(start, "if")
        return .if(branches, else: rest)
    }

    mutating func whileStatement(_ start: LuaToken) throws(LuaSyntaxError) -> Statement.Kind {
        try advance()
        let condition = try expression()
        enterBlock(isLoop: true)
        try expect(.do)
        let block = try block()
        try end(start, "while")
        leaveBlock()
        return .while(condition, block)
    }

    /// The condition sees the variables of the block.
    mutating func repeatStatement(_ start: LuaToken) throws(LuaSyntaxError) -> Statement.Kind {
        enterBlock(isLoop: true)
        enterBlock(isLoop: false)
        try advance()
        let first = current.range.lowerBound
        let statements = try statementList()
        let block = LuaTree.Block(statements: statements, range: first..<max(first, lastEnd))
        try close(.keyword(.until), "until", from: start, "repeat")
        let condition = try expression()
        leaveBlock()
        leaveBlock()
        return .repeat(block, until: condition)
    }

    mutating func forStatement(_ start: LuaToken) throws(LuaSyntaxError) -> Statement.Kind {
        enterBlock(isLoop: true)
        try advance()
        let first = try name()
        let kind: Statement.Kind
        switch current.kind {
        case .symbol(.assign): kind = try numericFor(first)
        case .symbol(.comma), .keyword(.in): kind = try genericFor(first)
        default: throw expected("'=' or 'in'")
        }
        try end(start, "for")
        leaveBlock()
        return kind
    }

    private mutating func numericFor(_ first: LuaToken) throws(LuaSyntaxError) -> Statement.Kind {
        let name = try declare(first)
        try checkLocals(4)
        try advance()
        let from = try expression()
        try expect(.comma)
        let to = try expression()
        let step = try take(.comma) ? try expression() : nil
        activateHidden(3)
        return .numericFor(name, from: from, to: to, step: step, try loopBody([name]))
    }

    private mutating func genericFor(_ first: LuaToken) throws(LuaSyntaxError) -> Statement.Kind {
        var names = [try declare(first)]
        try checkLocals(5)
        while try take(.comma) {
            names.append(try declare(try name()))
            try checkLocals(4 + names.count)
        }
        try expect(.in)
        let values = try expressions()
        activateHidden(4)
        return .genericFor(names, in: values, try loopBody(names))
    }

    private mutating func loopBody(_ names: [LuaTree.Name]) throws(LuaSyntaxError) -> LuaTree.Block {
        try expect(.do)
        enterBlock(isLoop: false)
        activate(names)
        let block = try block()
        leaveBlock()
        return block
    }
}
