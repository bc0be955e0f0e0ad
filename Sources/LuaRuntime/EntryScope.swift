internal import CLuaShim

/// The local variables of interactive entries, which entries after theirs still see.
///
/// Each entry is a chunk of its own, so that Lua alone would forget its locals at its end. An entry that declares or
/// uses such a variable is compiled as a function inside a chunk that declares the older ones
///
///     local keep, x, y = ... return function(...) ENTRY end
///
/// and the upvalues `x` and `y` of that function are then joined with the variables of the older entries: the very
/// variables, so that a function of an older entry and this one see each other's assignments, and a new `local x` is a
/// new variable. After each declaration at the entry's own level stands a call of `keep` with a function over the
/// variable, whose upvalue is what is joined with later. All of that is on the lines that were typed.
struct EntryScope {
    /// A variable: a function whose first upvalue it is.
    struct Variable {
        var reference: Int32
        var isConstant: Bool
    }

    var variables: [String: Variable] = [:]

    private static let keep = "__b24_keep"

    /// The entry with what keeps its locals, and the older variables that it mentions; `nil` when it neither declares
    /// nor uses any and can stay as it is.
    func source(_ entry: String) -> (text: String, used: [String])? {
        let locals = EntryLocals(entry)
        // _ENV is what every global name stands for.
        let used = variables.keys.filter { locals.names.contains($0) || $0 == "_ENV" }.sorted()
        guard !used.isEmpty || !locals.declarations.isEmpty else { return nil }
        let names = [Self.keep] + used.map { $0 + (variables[$0]?.isConstant == true ? " <const>" : "") }
        let bytes = Array(entry.utf8)
        var text = Array("local \(names.joined(separator: ", ")) = ... return function(...) ".utf8)
        var copied = 0
        for declaration in locals.declarations {
            text += bytes[copied..<declaration.end]
            copied = declaration.end
            for variable in declaration.variables { text += Self.keeping(variable).utf8 }
        }
        text += bytes[copied...]
        // On a line of its own: the entry may end with a comment.
        text += "\nend".utf8
        return (String(decoding: text, as: UTF8.self), used)
    }

    /// A constant has no variable when its value is known as the entry is compiled: its value goes into one.
    private static func keeping(_ variable: EntryLocals.Variable) -> String {
        let name = variable.name
        let function =
            variable.isConstant
            ? "(function(\(name)) return function() return \(name) end end)(\(name))"
            : "function() return \(name) end"
        return ";\(keep)(\"\(name)\",\(variable.isConstant),\(function));"
    }
}

extension Machine {
    /// Pushes an interactive entry: as an expression when it is one, else as statements.
    ///
    /// - Throws: ``LuaFailure`` of kind `.syntax` or `.incomplete`.
    func loadEntry(_ L: LuaState, _ chunk: LuaChunk) throws {
        let source = try compileEntry(L, chunk)
        guard let scoped = entryScope.source(source) else { return }
        lvm_pop(L, 1)
        if let message = compile(L, scoped.text, name: chunk.name) { throw syntaxFailure(message) }
        lvm_push_ref(L, privateTable)
        _ = lvm_raw_get_field(L, -1, "keep")
        lvm_remove(L, -2)
        guard lvm_call(L, 1) else {
            lvm_pop(L, 1)
            throw LuaFailure(kind: .runtime, message: texts.notText)
        }
        for name in scoped.used { join(L, name) }
        lvm_set_entry(L)
    }

    /// Pushes the entry as it was typed and returns its source: what is wrong with it is said of that.
    private func compileEntry(_ L: LuaState, _ chunk: LuaChunk) throws -> String {
        let expression = "return " + chunk.source
        guard let asExpression = compile(L, expression, name: chunk.name) else { return expression }
        guard let asStatements = compile(L, chunk.source, name: chunk.name) else { return chunk.source }
        throw asExpression.isIncomplete || asStatements.isIncomplete
            ? LuaFailure(kind: .incomplete, message: asStatements, traceback: []) : syntaxFailure(asStatements)
    }

    /// Makes an upvalue of the function on top the variable of an older entry.
    private func join(_ L: LuaState, _ name: String) {
        guard let variable = entryScope.variables[name] else { return }
        var number: Int32 = 1
        while let upvalue = lvm_upvalue_name(L, -1, number) {
            if String(cString: upvalue) == name {
                lvm_push_ref(L, variable.reference)
                lvm_join_upvalue(L, -2, number, 1)
                lvm_pop(L, 1)
                return
            }
            number += 1
        }
    }

    /// `keep(name, isConstant, function)`: called by an entry after it has declared a variable.
    func keepLocal(_ L: LuaState) -> Int32 {
        guard lvm_top(L) == 3, case .string(let name) = Decoder(machine: self, state: L).anything(1),
            lvm_type(L, 3) == LVM_TFUNCTION, lvm_upvalue_name(L, 3, 1) != nil
        else { return 0 }
        if let old = entryScope.variables[name] { lvm_unref(L, old.reference) }
        let isConstant = lvm_to_boolean(L, 2)
        entryScope.variables[name] = EntryScope.Variable(reference: lvm_ref(L), isConstant: isConstant)
        return 0
    }

    /// Puts the first result of an entry, which ended with `count` results on top of its stack, into `_`, and what was
    /// there into `__`. A result that is nil changes nothing.
    func rememberResults(_ L: LuaState, _ count: Int32) {
        guard count > 0, lvm_check_stack(L, 6) else { return }
        let first = lvm_top(L) - count + 1
        guard lvm_type(L, first) != LVM_TNIL else { return }
        lvm_push_globals(L)
        _ = lvm_raw_get_field(L, -1, "_")
        lvm_raw_set_field(L, -2, "__")
        lvm_push_value(L, first)
        lvm_raw_set_field(L, -2, "_")
        lvm_pop(L, 1)
    }

    /// Puts the error value on top of a failed entry's stack into `_err`.
    func rememberError(_ L: LuaState) {
        guard lvm_check_stack(L, 6) else { return }
        lvm_push_globals(L)
        lvm_push_value(L, -2)
        lvm_raw_set_field(L, -2, "_err")
        lvm_pop(L, 1)
    }
}
