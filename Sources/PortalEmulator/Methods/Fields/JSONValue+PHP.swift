import JSON

extension JSONValue {
    /// Yes or no in any of the portal's spellings: `Y`/`N`, `1`/`0`, `true`/`false`; `nil` for anything else.
    var flag: Bool? {
        switch self {
        case .bool(let flag): flag
        case .integer(1), .string("Y"), .string("1"), .string("true"): true
        case .integer(0), .string("N"), .string("0"), .string("false"): false
        default: nil
        }
    }

    /// PHP's `gettype` of the value: what "Expected iterable value ..." names.
    var phpType: String {
        switch self {
        case .null: "NULL"
        case .bool: "boolean"
        case .integer: "integer"
        case .number: "double"
        case .string: "string"
        case .array, .object: "array"
        }
    }

    /// A number as PHP writes it: without fraction where it has none.
    static func shortest(_ number: Double) -> JSONValue {
        Int64(exactly: number).map { .integer($0) } ?? .number(number)
    }

    /// A JSON text of ours, from a column of a table.
    static func stored(_ text: String) -> JSONValue { (try? JSONReader.value(text.utf8)) ?? .null }
}
