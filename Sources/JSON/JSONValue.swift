/// A JSON document as a Swift value: what Swift callers read and write.
///
/// The hot path (a page of rows on its way to Lua) never builds one: there ``JSONReader`` drives a ``JSONSink`` directly.
public enum JSONValue: Sendable, Hashable {
    /// `null`
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number without fraction or exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// Text.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// Members by key.
    case object(JSONObject)
}

extension JSONValue {
    /// Whether this is `null`.
    public var isNull: Bool { self == .null }

    /// The Boolean, when it is one.
    public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }

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

    /// The elements, when it is an array.
    public var arrayValue: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

    /// The members, when it is an object.
    public var objectValue: JSONObject? { if case .object(let value) = self { value } else { nil } }

    /// The value of a key, when it is an object that has it: `answer["result"]?["item"]`.
    public subscript(key: String) -> JSONValue? { objectValue?[key] }

    /// An element, when it is an array that has it.
    public subscript(index: Int) -> JSONValue? {
        guard let array = arrayValue, array.indices.contains(index) else { return nil }
        return array[index]
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// `null` from `nil`.
    public init(nilLiteral: ()) { self = .null }
    /// A Boolean from a literal.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An integer from a literal.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A number from a literal.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A string from a literal.
    public init(stringLiteral value: String) { self = .string(value) }
    /// An array from a literal.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object from a literal, its members in the order of the literal.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}
