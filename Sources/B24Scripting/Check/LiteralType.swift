import LuaRuntime
import LuaSyntax

/// The type of a value that is written down; `nil` for every expression that is worked out.
enum LiteralType: Equatable {
    case `nil`, boolean, function
    case number(isWhole: Bool)
    case string(String)
    case table

    init?(_ expression: LuaTree.Expression) {
        switch expression.kind {
        case .nil: self = .nil
        case .true, .false: self = .boolean
        case .number(let text): self = .number(isWhole: Self.isWhole(text))
        case .unary(.symbol(.minus), let inner):
            guard case .number(let text) = inner.kind else { return nil }
            self = .number(isWhole: Self.isWhole(text))
        case .string(let text): self = .string(text)
        case .table: self = .table
        case .function: self = .function
        case .parenthesized(let inner): self.init(inner)
        case .name, .variadic, .binary, .unary, .suffixed: return nil
        }
    }

    private static func isWhole(_ text: String) -> Bool {
        if text.lowercased().hasPrefix("0x") { return !text.contains(".") && !text.lowercased().contains("p") }
        guard let number = Double(text) else { return false }
        return number == number.rounded()
    }

    /// Lua's name of the type.
    var name: String {
        switch self {
        case .nil: "nil"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .table: "table"
        case .function: "function"
        }
    }
}

extension HostFunction.ParameterType {
    /// Whether a literal can be an argument, as the module decides when the function is called.
    func accepts(_ literal: LiteralType) -> Bool {
        switch (self, literal) {
        case (.any, _): true
        case (.value, .nil): false
        case (.value, _): true
        case (.boolean, .boolean), (.number, .number), (.string, .string), (.table, .table), (.function, .function):
            true
        case (.integer, .number(let isWhole)): isWhole
        case (.integer, .string(let text)): Int64(text) != nil
        case (.choice(let names), .string(let text)): names.contains(text)
        case (.oneOf(let types), _): types.contains { $0.accepts(literal) }
        default: false
        }
    }
}
