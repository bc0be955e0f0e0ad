import Bitrix24
import JSON
import LuaRuntime

/// Lua values as JSON, by the rules of scripts: what a script means by a table depends on its keys, its marker and,
/// where it is empty, on the documented type of the parameter.
struct ParameterEncoder: Sendable {
    /// Whose documentation decides about empty tables; `nil` outside of REST calls.
    private let method: String?
    private let restVersion: RESTVersion?
    private let catalogue: MethodCatalogue

    /// The parameters of a REST command.
    ///
    /// - Parameters:
    ///   - value: a table, or `nil` for none. Its array part becomes the keys `"0"`, `"1"`, ... (positional methods).
    ///   - method: whose documentation decides about empty tables.
    ///   - restVersion: the version that is asked for.
    /// - Throws: ``ModuleError`` with the path of the offender: `fields.relations.parent[2]`.
    static func encode(
        _ value: LuaValue, method: String, restVersion: RESTVersion? = nil, catalogue: MethodCatalogue = .standard
    ) throws -> JSONObject {
        guard case .table(let table) = value else { return [:] }
        return try ParameterEncoder(method: method, restVersion: restVersion, catalogue: catalogue)
            .object(table, Path())
    }

    /// Any value as JSON, without documentation at hand.
    static func encode(_ value: LuaValue) throws -> JSONValue {
        try ParameterEncoder(method: nil, restVersion: nil, catalogue: .standard).value(value, Path())
    }

    /// Where a value stands.
    private struct Path {
        /// For people: `fields.relations.parent[2]`.
        var text = ""
        /// For the catalogue; positions in arrays count from 0.
        var names: [String] = []

        func appending(_ name: String) -> Path {
            Path(text: text.isEmpty ? name : "\(text).\(name)", names: names + [name])
        }

        func appending(index: Int64) -> Path {
            Path(text: "\(text)[\(index)]", names: names + [String(index - 1)])
        }
    }

    private func value(_ value: LuaValue, _ path: Path) throws -> JSONValue {
        switch value {
        case .nil, .null: return .null
        case .boolean(let flag): return .bool(flag)
        case .integer(let number): return .integer(number)
        case .number(let number):
            guard number.isFinite else { throw refusal(path, .notFinite) }
            return .number(number)
        case .string(let text): return .string(text)
        case .json(let slice): return slice.value
        case .table(let table): return try self.table(table, path)
        case .bytes: throw refusal(path, .notUTF8)
        case .function: throw refusal(path, .type("function"))
        case .module: throw refusal(path, .type("table"))
        case .object(let object): throw refusal(path, .type(type(of: object).luaTypeName))
        case .opaque(let text): throw refusal(path, .type(text))
        }
    }

    private func table(_ table: LuaTable, _ path: Path) throws -> JSONValue {
        guard table.fields.isEmpty, table.marker != .object else { return .object(try object(table, path)) }
        if table.array.isEmpty, table.marker == .plain, isObject(path) { return .object([:]) }
        return .array(
            try table.array.enumerated().map { try value($1, path.appending(index: Int64($0 + 1))) })
    }

    private func object(_ table: LuaTable, _ path: Path) throws -> JSONObject {
        var members: [(name: String, value: JSONValue)] = []
        var seen: Set<String> = []
        func append(_ name: String, _ element: LuaValue, _ path: Path) throws {
            guard seen.insert(name).inserted else { throw refusal(path, .twice) }
            members.append((name, try value(element, path)))
        }
        for (index, element) in table.array.enumerated() {
            try append(String(index), element, path.appending(index: Int64(index + 1)))
        }
        for (key, element) in table.fields {
            switch key {
            case .string(let name): try append(name, element, path.appending(name))
            case .integer(let number) where !table.array.isEmpty && number > table.array.count:
                // A nil in the middle of a list; what follows it would arrive under other positions.
                throw refusal(path.appending(index: Int64(table.array.count + 1)), .gap)
            case .integer(let number): try append(String(number), element, path.appending(index: number))
            case .number, .boolean: throw refusal(path.appending(key.text), .key)
            case .bytes: throw refusal(path, .keyNotUTF8)
            }
        }
        var object = JSONObject()
        for (name, value) in members { object[name] = value }
        return object
    }

    /// Whether the documentation wants an object here.
    private func isObject(_ path: Path) -> Bool {
        guard let method,
            let type = catalogue.parameterType(method: method, restVersion: restVersion?.rawValue, path: path.names)
        else { return false }
        return type.split(separator: "|").first == "object"
    }

    /// Why a value cannot be sent.
    enum Offence {
        case notFinite, notUTF8, key, keyNotUTF8, twice, gap
        case type(String)
    }

    private func refusal(_ path: Path, _ offence: Offence) -> ModuleError {
        ModuleError(.invalidArgument, Texts.cannotBeSent(path.text, offence))
    }
}
