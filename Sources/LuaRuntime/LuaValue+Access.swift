/// What a value is, when it is that: `call.arguments[0].stringValue`. The names are those of `JSONValue`.
extension LuaValue {
    /// The Boolean, when it is one.
    public var boolValue: Bool? { if case .boolean(let value) = self { value } else { nil } }

    /// The integer, when it is one.
    public var integerValue: Int64? { if case .integer(let value) = self { value } else { nil } }

    /// The number, when it is one of either kind.
    public var numberValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The string, when it is one.
    public var stringValue: String? { if case .string(let value) = self { value } else { nil } }

    /// The table, when it is one.
    public var tableValue: LuaTable? { if case .table(let value) = self { value } else { nil } }
}
