import JSON

extension JSONValue {
    /// An integer, whether it came as a number or, as PHP likes to send ids, as text.
    var looseInteger: Int64? {
        switch self {
        case .integer(let number): number
        case .number(let number): Int64(exactly: number)
        case .string(let text): Int64(text)
        default: nil
        }
    }

    /// A Boolean in any of the portal's spellings: `true`, `"Y"`, `"true"`, `"1"`, `1`.
    var looseBoolean: Bool? {
        switch self {
        case .bool(let flag): flag
        case .string("Y"), .string("true"), .string("1"), .integer(1): true
        case .string("N"), .string("false"), .string("0"), .integer(0): false
        default: nil
        }
    }

    /// The integers of an array; `null`, a missing value and PHP's `false` count as empty.
    var looseIntegers: [Int64] { arrayValue?.compactMap(\.looseInteger) ?? [] }

    /// Text, whether it came as text or as a number.
    var looseText: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        default: nil
        }
    }
}
