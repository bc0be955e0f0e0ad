public import Localization

extension FunctionRegistry {
    /// The functions as a LuaCATS definition file: what makes an editor complete, explain and check scripts.
    ///
    /// - Parameters:
    ///   - name: the name of the `---@meta` file.
    ///   - language: of the descriptions.
    public func stubs(name: String, language: Language) -> String {
        var lines = ["---@meta \(name)", ""]
        for table in tables { lines += declaration(of: table) }
        for function in functions where !isTable(function.name) && !function.name.hasMetaName {
            lines += annotations(of: function, language) + ["function \(call(function, function.name)) end", ""]
        }
        for type in objectTypes {
            let local = type.luaTypeName.replacing(".", with: "_")
            lines += ["---@class \(type.luaTypeName)", "local \(local) = {}", ""]
            for method in type.luaMethods where !method.name.hasMetaName {
                lines += annotations(of: method, language)
                lines += ["function \(call(method, "\(local):\(method.name)")) end", ""]
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Every table that the names go through, outer ones first.
    private var tables: [String] {
        let names = functions.flatMap { function -> [String] in
            let parts = function.name.split(separator: ".")
            return (1..<max(parts.count, 1)).map { parts.prefix($0).joined(separator: ".") }
        }
        return Set(names).sorted()
    }

    private func isTable(_ name: String) -> Bool {
        functions.contains { $0.name.hasPrefix(name + ".") }
    }

    private func declaration(of table: String) -> [String] {
        var lines = ["---@class \(table)"]
        if let callable = self[table] {
            let parameters = callable.parameters.map { "\($0.isVariadic ? "..." : $0.name): \($0.type.annotation)" }
            let results = callable.results.map(\.type).joined(separator: ", ")
            lines.append(
                "---@overload fun(\(parameters.joined(separator: ", ")))" + (results.isEmpty ? "" : ": \(results)"))
        }
        return lines + ["\(table) = {}", ""]
    }

    private func annotations(of function: HostFunction, _ language: Language) -> [String] {
        var lines = function.doc[language].commentLines
        if let example = function.example { lines += ["---", "---```lua"] + example.commentLines + ["---```"] }
        lines += function.parameters.map { parameter in
            let name = parameter.isVariadic ? "..." : parameter.name + (parameter.isOptional ? "?" : "")
            return "---@param \(name) \(parameter.type.annotation) \(parameter.doc[language].oneLine)"
        }
        lines += function.results.map { "---@return \($0.type) \($0.name) \($0.doc[language].oneLine)" }
        return lines
    }

    private func call(_ function: HostFunction, _ name: String) -> String {
        "\(name)(\(function.parameters.map { $0.isVariadic ? "..." : $0.name }.joined(separator: ", ")))"
    }
}

extension HostFunction.ParameterType {
    /// The type in LuaCATS terms.
    var annotation: String {
        switch self {
        case .any, .value: "any"
        case .boolean: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        case .table: "table"
        case .function: "function"
        case .object(let name): name
        case .choice(let names): names.map { "\"\($0)\"" }.joined(separator: "|")
        case .oneOf(let types): types.map(\.annotation).joined(separator: "|")
        }
    }
}

extension String {
    /// Whether the last part of a name belongs into a metatable.
    fileprivate var hasMetaName: Bool { split(separator: ".").last?.hasPrefix("__") == true }

    fileprivate var commentLines: [String] {
        split(separator: "\n", omittingEmptySubsequences: false).map { "---" + $0 }
    }

    fileprivate var oneLine: String { replacing("\n", with: " ") }
}
