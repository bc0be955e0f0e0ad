import Bitrix24
import Localization
import LuaRuntime

/// A table of named options, read strictly: a name that is not known or a value of another type is refused, because
/// a misspelt option that is ignored does the wrong thing silently.
struct OptionTable {
    private let function: String
    private var values: [String: LuaValue] = [:]

    /// - Parameters:
    ///   - value: the argument; `nil` counts as an empty table.
    ///   - function: the function's name, for messages.
    ///   - known: the names that the function takes.
    init(_ value: LuaValue, of function: String, known: [String]) throws {
        self.function = function
        guard case .table(let table) = value else { return }
        if !table.array.isEmpty {
            throw ModuleError(.invalidArgument, Texts.unknownOption("1", function, known))
        }
        for (key, value) in table.fields {
            guard case .string(let name) = key, known.contains(name) else {
                throw ModuleError(.invalidArgument, Texts.unknownOption(key.text, function, known))
            }
            values[name] = value
        }
    }

    func has(_ name: String) -> Bool { value(name) != nil }

    /// A value of any type; `nil` and `b24.null` count as absent.
    func value(_ name: String) -> LuaValue? {
        switch values[name] {
        case nil, .nil?, .null?: nil
        case let value?: value
        }
    }

    func boolean(_ name: String) throws -> Bool? {
        guard let value = value(name) else { return nil }
        guard case .boolean(let flag) = value else { throw wrong(name, "boolean", value) }
        return flag
    }

    func integer(_ name: String) throws -> Int? {
        guard let value = value(name) else { return nil }
        switch value {
        case .integer(let number): return Int(number)
        case .number(let number):
            if let exact = Int(exactly: number) { return exact }
        default: break
        }
        throw wrong(name, "integer", value)
    }

    /// A whole number of at least `minimum`.
    func integer(_ name: String, atLeast minimum: Int) throws -> Int? {
        guard let number = try integer(name) else { return nil }
        guard number >= minimum else {
            throw ModuleError(.invalidArgument, Texts.optionTooSmall(name, function, minimum, number))
        }
        return number
    }

    /// A whole number between two others.
    func integer(_ name: String, atLeast minimum: Int, atMost maximum: Int) throws -> Int? {
        guard let number = try integer(name, atLeast: minimum) else { return nil }
        guard number <= maximum else {
            throw ModuleError(.invalidArgument, Texts.optionTooLarge(name, function, maximum, number))
        }
        return number
    }

    func string(_ name: String) throws -> String? {
        guard let value = value(name) else { return nil }
        guard case .string(let text) = value else { throw wrong(name, "string", value) }
        return text
    }

    func choice(_ name: String, _ choices: [String]) throws -> String? {
        guard let value = value(name) else { return nil }
        guard case .string(let text) = value, choices.contains(text) else {
            throw wrong(name, choices.map { "\"\($0)\"" }.joined(separator: " | "), value)
        }
        return text
    }

    func table(_ name: String) throws -> LuaTable? {
        guard let value = value(name) else { return nil }
        guard case .table(let table) = value else { throw wrong(name, "table", value) }
        return table
    }

    /// An array of strings.
    func strings(_ name: String) throws -> [String]? {
        guard let table = try table(name) else { return nil }
        return try table.array.map { element in
            guard case .string(let text) = element else { throw wrong(name, "string[]", element) }
            return text
        }
    }

    private func wrong(_ name: String, _ expected: String, _ value: LuaValue) -> ModuleError {
        ModuleError(.invalidArgument, Texts.wrongOption(name, function, expected, value.typeName))
    }
}

extension LuaTable.Key {
    /// The key for a message.
    var text: String {
        switch self {
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .boolean(let flag): String(flag)
        case .string(let text): text
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }
}

extension LuaValue {
    /// What Lua's `type` (or, for host objects, the type's name) says.
    var typeName: String {
        switch self {
        case .nil: "nil"
        case .null: "b24.null"
        case .boolean: "boolean"
        case .integer, .number: "number"
        case .string, .bytes: "string"
        case .table, .json, .module: "table"
        case .function: "function"
        case .object(let object): type(of: object).luaTypeName
        case .opaque(let text): text
        }
    }
}
