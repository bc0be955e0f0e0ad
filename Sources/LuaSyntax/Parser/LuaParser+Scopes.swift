extension LuaParser {
    /// The limits of lparser.c and lfunc.h.
    private static let localLimit = 200
    private static let upvalueLimit = 255

    private var function: LuaFunctionScope {
        get { functions[functions.count - 1] }
        _modify { yield &functions[functions.count - 1] }
    }

    var isVariadic: Bool { functions[functions.count - 1].isVariadic }

    // MARK: Variables

    /// A variable that can be seen once ``activate(_:)`` was told.
    mutating func declare(_ token: LuaToken) throws(LuaSyntaxError) -> LuaTree.Name {
        try declare(text(token), token.range)
    }

    mutating func declare(_ text: String, _ range: Range<Int>) throws(LuaSyntaxError) -> LuaTree.Name {
        if text == "_ENV" { namesEnvironment = true }
        variables.append(LuaTree.Variable(name: text, range: range))
        return LuaTree.Name(text: text, range: range, variable: variables.count - 1)
    }

    mutating func activate(_ names: [LuaTree.Name]) { function.locals += names.map(\.variable) }

    /// Variables of a loop that scripts do not see.
    mutating func activateHidden(_ count: Int) { function.locals += repeatElement(nil, count: count) }

    /// Called after each declaration of a variable, with those of its statement that cannot be seen yet.
    func checkLocals(_ pending: Int) throws(LuaSyntaxError) {
        if function.locals.count + pending > Self.localLimit { throw tooMany("local variables", Self.localLimit) }
    }

    /// What a name means here.
    mutating func resolve(_ token: LuaToken) throws(LuaSyntaxError) -> LuaTree.Name {
        let name = text(token)
        if let found = find(name) {
            try note(found.variable, usedFrom: found.level)
            return LuaTree.Name(text: name, range: token.range, variable: found.variable)
        }
        if name == "_ENV" { namesEnvironment = true }
        let environment = namesEnvironment ? find("_ENV") : nil
        try note(environment?.variable ?? -1, usedFrom: environment?.level ?? -1)
        return LuaTree.Name(text: name, range: token.range, variable: nil)
    }

    private func find(_ name: String) -> (variable: Int, level: Int)? {
        for level in functions.indices.reversed() {
            for case let variable? in functions[level].locals.reversed() where variables[variable].name == name {
                return (variable, level)
            }
        }
        return nil
    }

    /// Every function between a variable and its use hands it on.
    private mutating func note(_ variable: Int, usedFrom level: Int) throws(LuaSyntaxError) {
        var inner = functions.count - 1
        while inner > level, inner >= 0, functions[inner].upvalues.insert(variable).inserted {
            if functions[inner].upvalues.count > Self.upvalueLimit { throw tooMany("upvalues", Self.upvalueLimit) }
            inner -= 1
        }
    }

    private func tooMany(_ what: String, _ limit: Int) -> LuaSyntaxError {
        let place = function.line.map { "function at line \($0)" } ?? "main function"
        return error("too many \(what) (limit is \(limit)) in \(place)")
    }

    // MARK: Blocks

    mutating func enterBlock(isLoop: Bool) {
        let scope = function
        function.blocks.append(
            LuaFunctionScope.Block(
                isLoop: isLoop, locals: scope.locals.count, labels: scope.labels.count, gotos: scope.gotos.count))
    }

    /// Jumps that have not found their labels look for them in the block around it.
    mutating func leaveBlock() {
        guard let block = function.blocks.popLast() else { return }
        function.locals.removeSubrange(block.locals...)
        function.labels.removeSubrange(block.labels...)
        for index in block.gotos..<function.gotos.count {
            function.gotos[index].locals = min(function.gotos[index].locals, block.locals)
        }
    }

    mutating func leaveFunction() throws(LuaSyntaxError) {
        if let jump = function.gotos.first {
            let line = source.line(of: jump.range.lowerBound)
            throw error(
                jump.name == "break"
                    ? "break outside loop at line \(line)"
                    : "no visible label '\(jump.name)' for <goto> at line \(line)",
                about: jump.range)
        }
        functions.removeLast()
    }

    // MARK: Jumps

    mutating func breakStatement(_ token: LuaToken) {
        guard !function.blocks.contains(where: \.isLoop) else { return }
        jump("break", token.range)
    }

    mutating func jump(_ name: String, _ range: Range<Int>) {
        // Backwards is always possible.
        guard !function.labels.contains(where: { $0.name == name }) else { return }
        function.gotos.append(LuaFunctionScope.Goto(name: name, range: range, locals: function.locals.count))
    }

    func checkRepeated(_ name: LuaToken) throws(LuaSyntaxError) {
        guard let old = function.labels.first(where: { $0.name == text(name) }) else { return }
        throw error("label '\(old.name)' already defined on line \(old.line)", about: name.range)
    }

    /// - Parameter isLast: nothing but the end of its block follows, where the block's variables cannot be seen anymore.
    mutating func label(_ token: LuaToken, isLast: Bool) throws(LuaSyntaxError) {
        guard let block = function.blocks.last else { return }
        let locals = isLast ? block.locals : function.locals.count
        let name = text(token)
        function.labels.append(
            LuaFunctionScope.Label(name: name, line: source.line(of: token.range.lowerBound), locals: locals))
        for jump in function.gotos[block.gotos...] where jump.name == name && jump.locals < locals {
            let variable = function.locals[jump.locals].map { variables[$0].name } ?? "?"
            throw error(
                "<goto \(name)> at line \(source.line(of: jump.range.lowerBound)) jumps into the scope of local '\(variable)'",
                about: jump.range)
        }
        let solved = block.gotos
        function.gotos = Array(
            function.gotos[..<solved] + function.gotos[solved...].filter { $0.name != name })
    }
}
