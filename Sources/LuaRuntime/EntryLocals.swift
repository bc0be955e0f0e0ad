import LuaSyntax

/// The local variables that an interactive entry declares at its own level, outside of every block and function.
///
/// To the entries after it they are still there (see ``Machine/loadEntry(_:_:)``).
struct EntryLocals: Equatable {
    /// One `local` statement.
    struct Declaration: Equatable {
        var variables: [Variable] = []
        /// The offset in the UTF-8 of the source after which all its variables are there.
        var end: Int
    }

    struct Variable: Equatable {
        var name: String
        /// `<const>`
        var isConstant = false
    }

    /// In the order of the source. A variable with `<close>` is none of them: it is closed at the end of its entry.
    private(set) var declarations: [Declaration] = []
    /// Every name that occurs.
    private(set) var names: Set<String> = []

    /// Reads source that compiles; nothing is found in any other.
    init(_ text: String) {
        let source = LuaSource(text)
        for token in LuaLexer(source.bytes) where token.kind == .name { names.insert(source.text(token.range)) }
        guard let tree = try? LuaTree(source) else { return }
        for statement in tree.block.statements {
            let variables: [Variable]
            switch statement.kind {
            case .local(let names, _):
                variables = names.compactMap { name in
                    let attribute = name.variable.flatMap { tree.variables[$0].attribute }
                    return attribute == .close
                        ? nil : Variable(name: name.text, isConstant: attribute == .const)
                }
            case .localFunction(let name, _): variables = [Variable(name: name.text)]
            default: continue
            }
            if !variables.isEmpty {
                declarations.append(Declaration(variables: variables, end: statement.range.upperBound))
            }
        }
    }
}
