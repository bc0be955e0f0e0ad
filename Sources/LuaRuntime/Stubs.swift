public import Localization

/// A class of the stubs, or what one has beside its functions: the values of a module's table, the fields of an object,
/// a record that functions return.
public struct StubClass: Sendable {
    /// A field.
    public struct Field: Sendable {
        /// Its name.
        public var name: String
        /// In LuaCATS terms.
        public var type: String
        /// Whether it may be missing.
        public var isOptional: Bool
        /// What it means.
        public var doc: String

        /// A field.
        public init(_ name: String, _ type: String, optional: Bool = false, _ doc: String = "") {
            (self.name, self.type, isOptional, self.doc) = (name, type, optional, doc)
        }

        /// Whatever else there is, under any name.
        public init(anyName type: String) { self.init("", type) }

        /// `---@field title? string What people call it.`
        public var line: String {
            let key = name.isEmpty ? "[string]" : StubText.isName(name) ? name : "[\(StubText.quoted(name))]"
            let text = doc.isEmpty ? "" : " " + StubText.oneLine(doc)
            return "---@field \(key)\(isOptional ? "?" : "") \(type)\(text)"
        }
    }

    /// `b24.Item`, or the path of a table: `b24`.
    public var name: String
    /// The class that it has everything of.
    public var parent: String?
    /// What it is.
    public var doc: String
    /// Its fields.
    public var fields: [Field]

    /// A class.
    public init(_ name: String, parent: String? = nil, doc: String = "", fields: [Field] = []) {
        (self.name, self.parent, self.doc, self.fields) = (name, parent, doc, fields)
    }

    /// The whole of it, as comments.
    public var lines: [String] {
        StubText.comment(doc) + ["---@class \(name)\(parent.map { ": " + $0 } ?? "")"] + fields.map(\.line)
    }
}

extension FunctionRegistry {
    /// The functions as a LuaCATS definition file: what makes an editor complete, explain and check scripts.
    ///
    /// A table that can be called (`b24.spa` beside `b24.spa.add`) stands there as a function whose fields are functions.
    /// Lua could not run that, and need not; editors choose among declarations of functions by the arguments, among those
    /// of a table they do not.
    ///
    /// - Parameters:
    ///   - name: the name of the `---@meta` file.
    ///   - language: of the descriptions.
    ///   - classes: records, and what tables and objects have beside their functions.
    ///   - parameterType: what an editor should take for a parameter's type instead of what the registry says.
    public func stubs(
        name: String, language: Language, classes: [StubClass] = [],
        parameterType: @escaping (HostFunction.Parameter) -> String? = { _ in nil }
    ) -> String {
        let writer = StubWriter(classes, language, parameterType)
        var lines = ["---@meta \(name)", ""]
        for table in tables where self[table] == nil { lines += writer.declaration(ofTable: table) }
        for function in functions where !function.name.hasMetaName {
            lines += writer.annotations(of: function) + ["function \(writer.call(function, function.name)) end", ""]
        }
        for type in objectTypes {
            let local = type.luaTypeName.replacing(".", with: "_")
            lines += writer.declaration(ofObject: type) + ["local \(local) = {}", ""]
            for method in type.luaMethods where !method.name.hasMetaName {
                lines += writer.annotations(of: method)
                lines += ["function \(writer.call(method, "\(local):\(method.name)")) end", ""]
            }
        }
        let declared = Set(tables + objectTypes.map { $0.luaTypeName })
        for record in classes where !declared.contains(record.name) { lines += record.lines + [""] }
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
}

/// Puts the parts of a registry into the words of LuaCATS.
private struct StubWriter {
    let classes: [String: StubClass]
    let language: Language
    let parameterType: (HostFunction.Parameter) -> String?

    init(
        _ classes: [StubClass], _ language: Language, _ parameterType: @escaping (HostFunction.Parameter) -> String?
    ) {
        self.classes = Dictionary(classes.map { ($0.name, $0) }) { $1 }
        self.language = language
        self.parameterType = parameterType
    }

    func declaration(ofTable table: String) -> [String] {
        let more = classes[table]?.fields.map(\.line) ?? []
        return ["---@class \(table)"] + more + ["\(table) = {}", ""]
    }

    func declaration(ofObject type: any LuaObject.Type) -> [String] {
        let known = classes[type.luaTypeName] ?? StubClass(type.luaTypeName)
        var lines = known.lines
        for method in type.luaMethods {
            switch method.name {
            case "__call": lines.append(overload(method))
            case "__len": lines.append("---@operator len: integer")
            // Where the fields are known, an editor can tell which are not.
            case "__index" where known.fields.isEmpty && known.parent == nil:
                lines.append("---@field [string] \(method.results.first?.type ?? "any")")
            default: break
            }
        }
        return lines
    }

    private func overload(_ function: HostFunction) -> String {
        let parameters = function.parameters.map { parameter in
            "\(parameter.isVariadic ? "..." : parameter.name)\(parameter.isOptional ? "?" : ""): \(type(parameter))"
        }
        let results = function.results.map(\.type).joined(separator: ", ")
        return "---@overload fun(\(parameters.joined(separator: ", ")))" + (results.isEmpty ? "" : ": \(results)")
    }

    private func type(_ parameter: HostFunction.Parameter) -> String {
        parameterType(parameter) ?? parameter.type.annotation
    }

    func annotations(of function: HostFunction) -> [String] {
        var lines = StubText.comment(function.doc[language])
        if let example = function.example {
            lines += ["---", "---```lua"] + StubText.comment(example) + ["---```"]
        }
        lines += function.parameters.map { parameter in
            let name = parameter.isVariadic ? "..." : parameter.name + (parameter.isOptional ? "?" : "")
            return "---@param \(name) \(type(parameter)) \(StubText.oneLine(parameter.doc[language]))"
        }
        lines += function.results.map { "---@return \($0.type) \($0.name) \(StubText.oneLine($0.doc[language]))" }
        return lines
    }

    func call(_ function: HostFunction, _ name: String) -> String {
        "\(name)(\(function.parameters.map { $0.isVariadic ? "..." : $0.name }.joined(separator: ", ")))"
    }
}

extension HostFunction.ParameterType {
    /// The type in LuaCATS terms.
    public var annotation: String {
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
}
