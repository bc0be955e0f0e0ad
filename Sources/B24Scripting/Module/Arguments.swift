import JSON
import LuaRuntime

extension HostCall {
    /// The argument at a place; `nil` when it was left out.
    func argument(_ index: Int) -> LuaValue {
        arguments.indices.contains(index) ? arguments[index] : .nil
    }

    /// A table of fields as JSON.
    ///
    /// - Parameter parameter: the REST parameter that it becomes, for empty tables.
    func fields(_ index: Int, method: String, parameter: String = "fields") throws -> JSONObject {
        let wrapped = LuaValue.table(LuaTable(fields: [(parameter, argument(index))]))
        guard case .object(let object)? = try ParameterEncoder.encode(wrapped, method: method)[parameter] else {
            return [:]
        }
        return object
    }

    /// The options of a list function (`filter`, `order`, `select`, `start`, `limit`) as REST parameters.
    func listOptions(_ index: Int, of function: String, method: String, known: [String]) throws -> ListArguments {
        let options = try OptionTable(argument(index), of: function, known: known)
        var table = LuaTable()
        for name in ["filter", "order", "select"] where known.contains(name) {
            if let value = options.value(name) { table.fields.append((.string(name), value)) }
        }
        if known.contains("useOriginalUfNames"), let original = try options.boolean("useOriginalUfNames") {
            table.fields.append((.string("useOriginalUfNames"), .string(original ? "Y" : "N")))
        }
        return ListArguments(
            parameters: try ParameterEncoder.encode(.table(table), method: method),
            start: try options.integer("start", atLeast: 0), limit: try options.integer("limit", atLeast: 1))
    }
}

/// What a list function was asked for.
struct ListArguments: Sendable {
    var parameters: JSONObject
    /// An offset: one page from there, as REST gives it.
    var start: Int?
    /// Rows at most.
    var limit: Int?
}

extension LuaValue {
    /// A JSON value for Lua.
    static func from(_ value: JSONValue) -> LuaValue { .json(JSONSlice(value)) }

    static func from(_ object: JSONObject) -> LuaValue { .json(JSONSlice(.object(object))) }

    /// An array for Lua, empty ones included.
    static func list(_ values: [LuaValue]) -> LuaValue { .table(LuaTable(marker: .array, array: values)) }
}
