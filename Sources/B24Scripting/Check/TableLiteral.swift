import LuaSyntax

/// What a table constructor holds.
struct TableLiteral {
    /// Values under names, with the places of the names.
    private(set) var named: [(name: String, range: Range<Int>, value: LuaTree.Expression)] = []
    /// Elements of its list.
    private(set) var positional: [LuaTree.Expression] = []
    /// Everything that it holds is in ``named`` and ``positional``; nothing, for an argument that is not there.
    private(set) var isKnown = true

    init(_ expression: LuaTree.Expression?) {
        guard let expression else { return }
        guard case .table(let fields) = expression.kind else {
            if case .nil = expression.kind { return }
            isKnown = false
            return
        }
        for (index, field) in fields.enumerated() {
            switch field.key?.kind {
            case .string(let name)?: named.append((name, field.key?.range ?? 0..<0, field.value))
            case nil:
                positional.append(field.value)
                if index == fields.count - 1, field.value.isMultiple { isKnown = false }
            default: isKnown = false
            }
        }
    }

    subscript(name: String) -> LuaTree.Expression? { named.last { $0.name == name }?.value }
}

extension LuaTree.Expression {
    /// Whether it can stand for several values, or none, at the end of a list.
    var isMultiple: Bool {
        switch kind {
        case .variadic: return true
        case .suffixed(_, let suffixes):
            switch suffixes.last?.kind {
            case .call?, .method?: return true
            default: return false
            }
        default: return false
        }
    }
}
