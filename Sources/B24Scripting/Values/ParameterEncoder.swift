import Bitrix24
import JSON
import LuaRuntime

/// Lua values as JSON, by the rules of scripts: what a script means by a table depends on its keys, its marker and,
/// where it is empty, on the documented type of the parameter.
struct ParameterEncoder: Sendable {
    /// Documented parameters, for empty tables; `[]` outside of REST calls.
    var parameters: [MethodCatalogue.Parameter] = []

    /// The parameters of a REST command.
    ///
    /// - Parameters:
    ///   - value: a table, or `nil` for none. Its array part becomes the keys `"0"`, `"1"`, ... (positional methods).
    ///   - method: whose documentation decides about empty tables.
    /// - Throws: ``ModuleError`` with the path of the offender: `fields.relations.parent[2]`.
    static func encode(_ value: LuaValue, method: String, catalogue: MethodCatalogue = .standard) throws -> JSONObject {
        guard case .table(let table) = value else { return [:] }
        let encoder = ParameterEncoder(parameters: catalogue.entry(method)?.parameters ?? [])
        return try encoder.object(table, path: "", encoder.parameters)
    }

    /// Any value as JSON, without documentation at hand.
    static func encode(_ value: LuaValue) throws -> JSONValue {
        try ParameterEncoder().value(value, path: "", nil)
    }

    private func value(_ value: LuaValue, path: String, _ parameter: MethodCatalogue.Parameter?) throws -> JSONValue {
        switch value {
        case .nil, .null: return .null
        case .boolean(let flag): return .bool(flag)
        case .integer(let number): return .integer(number)
        case .number(let number):
            guard number.isFinite else { throw refusal(path, .notFinite) }
            return .number(number)
        case .string(let text): return .string(text)
        case .json(let slice): return slice.value
        case .table(let table): return try self.table(table, path: path, parameter)
        case .bytes: throw refusal(path, .notUTF8)
        case .function: throw refusal(path, .type("function"))
        case .object(let object): throw refusal(path, .type(type(of: object).luaTypeName))
        case .opaque(let text): throw refusal(path, .type(text))
        }
    }

    private func table(_ table: LuaTable, path: String, _ parameter: MethodCatalogue.Parameter?) throws -> JSONValue {
        if table.fields.isEmpty, table.marker != .object {
            guard !table.array.isEmpty || table.marker == .array || !(parameter?.takesObject ?? false) else {
                return .object([:])
            }
            return .array(
                try table.array.enumerated().map { index, element in
                    try value(element, path: "\(path)[\(index + 1)]", parameter?.element)
                })
        }
        return .object(try object(table, path: path, parameter?.children ?? []))
    }

    private func object(_ table: LuaTable, path: String, _ parameters: [MethodCatalogue.Parameter]) throws
        -> JSONObject
    {
        var object = JSONObject()
        for (index, element) in table.array.enumerated() {
            object[String(index)] = try value(element, path: "\(path)[\(index + 1)]", nil)
        }
        for (key, element) in table.fields {
            let (name, path) = try name(key, path)
            guard object[name] == nil else { throw refusal(path, .twice) }
            let parameter =
                parameters.first { $0.name == name }
                ?? parameters.first { $0.name.lowercased() == name.lowercased() }
            object[name] = try value(element, path: path, parameter)
        }
        return object
    }

    private func name(_ key: LuaTable.Key, _ path: String) throws -> (name: String, path: String) {
        switch key {
        case .string(let name): (name, path.isEmpty ? name : "\(path).\(name)")
        case .integer(let number): (String(number), "\(path)[\(number)]")
        case .number(let number): throw refusal("\(path)[\(number)]", .key)
        case .boolean(let flag): throw refusal("\(path)[\(flag)]", .key)
        case .bytes: throw refusal(path, .keyNotUTF8)
        }
    }

    /// Why a value cannot be sent.
    enum Offence {
        case notFinite, notUTF8, key, keyNotUTF8, twice
        case type(String)
    }

    private func refusal(_ path: String, _ offence: Offence) -> ModuleError {
        ModuleError(.invalidArgument, Texts.cannotBeSent(path, offence))
    }
}

extension MethodCatalogue.Parameter {
    /// Whether an empty table means an object here.
    fileprivate var takesObject: Bool {
        type.split(separator: "|").first.map { $0 == "object" } ?? false
    }

    /// What each element of this array is: its members are those that the documentation lists under the array.
    fileprivate var element: MethodCatalogue.Parameter? {
        guard type.hasSuffix("[]") || type == "array" else { return nil }
        var element = self
        element.type = type.hasSuffix("[]") ? String(type.dropLast(2)) : "any"
        return element
    }
}
