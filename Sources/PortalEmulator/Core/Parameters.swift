import JSON

/// The parameters of a command, or an object inside them, read with PHP's leniency: numbers may come as strings
/// (they always do from a form), lists as objects with numeric keys, an empty object as `[]`.
struct Parameters: Sendable {
    let object: JSONObject

    init(_ object: JSONObject) { self.object = object }

    /// The first of these spellings that is present; a JSON null counts as present.
    subscript(names: String...) -> JSONValue? {
        for name in names { if let value = object[name] { return value } }
        return nil
    }

    /// A required integer.
    /// - Throws: code `100` when it is missing or no integer.
    func integer(_ name: String) throws -> Int {
        guard let value = object[name]?.phpInteger else { throw RESTError.missing(name) }
        return value
    }

    /// A required object of fields.
    /// - Throws: code `100` when it is missing or a scalar.
    func fields(_ name: String = "fields") throws -> Parameters {
        guard let value = object[name]?.phpObject else { throw RESTError.missing(name) }
        return Parameters(value)
    }

    /// An optional object: absent, null and `[]` are empty.
    func optionalObject(_ names: String...) -> JSONObject {
        for name in names { if let value = object[name]?.phpObject { return value } }
        return JSONObject()
    }
}

extension JSONValue {
    /// An integer, also from a numeric string or a whole number.
    var phpInteger: Int? {
        switch self {
        case .integer(let value): Int(exactly: value)
        case .number(let value): Int(exactly: value)
        case .string(let text): Int(text.trimmed)
        default: nil
        }
    }

    /// A number, also from a numeric string.
    var phpNumber: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .string(let text): Double(text.trimmed)
        default: nil
        }
    }

    /// The text of a scalar as PHP would cast it; `nil` for null, lists and objects.
    var phpString: String? {
        switch self {
        case .string(let text): text
        case .integer(let value): String(value)
        case .number(let value): value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
        case .bool(let value): value ? "1" : ""
        default: nil
        }
    }

    /// An object; an empty list is one too, and a list becomes one with the keys 0, 1, ...
    var phpObject: JSONObject? {
        switch self {
        case .object(let object): return object
        case .array(let elements):
            var object = JSONObject()
            for (index, element) in elements.enumerated() { object[String(index)] = element }
            return object
        default: return nil
        }
    }

    /// A list; the values of an object are one too.
    var phpArray: [JSONValue]? {
        switch self {
        case .array(let elements): elements
        case .object(let object): object.members.map(\.value)
        default: nil
        }
    }

    /// `Y` or `N` as most methods write a boolean; `nil` when it is neither that nor a JSON boolean.
    var yesNo: Bool? {
        switch self {
        case .bool(let value): value
        case .string("Y"), .string("y"): true
        case .string("N"), .string("n"): false
        default: nil
        }
    }

    /// A boolean of the lenient kind: `Y`, `1`, `true` in any JSON type.
    var phpFlag: Bool {
        switch self {
        case .bool(let value): value
        case .integer(let value): value != 0
        case .string(let text): ["Y", "y", "1", "true"].contains(text)
        default: false
        }
    }

    /// `Y` or `N`.
    static func yesNo(_ value: Bool) -> JSONValue { .string(value ? "Y" : "N") }

    /// An integer from `Int`.
    static func int(_ value: Int) -> JSONValue { .integer(Int64(value)) }
}

extension String {
    /// The text without white space around it.
    var trimmed: String {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}

extension JSONValue {
    /// A PHP array as PHP writes it: a list when its keys are 0, 1, 2 ..., also when it is empty; an object otherwise.
    static func phpEncoded(_ object: JSONObject) -> JSONValue {
        let isList = object.members.enumerated().allSatisfy { $0.element.key == String($0.offset) }
        return isList ? .array(object.members.map(\.value)) : .object(object)
    }
}
