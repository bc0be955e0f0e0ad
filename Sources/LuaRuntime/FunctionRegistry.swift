internal import Localization

/// The documented functions of a VM, for whatever is made from them: help, completion, editor stubs, reference pages.
///
/// ```swift
/// let registry = FunctionRegistry(functions, objectTypes: [LuaTask.self])
/// registry["b24.workplace.add"]?.signature     // "b24.workplace.add(fields) -> workplace"
/// registry.children(of: "b24.workplace")       // ["add", "get", ...]
/// ```
public struct FunctionRegistry: Sendable {
    /// All functions in the order of their names.
    public let functions: [HostFunction]
    /// The types of host objects, whose methods are documented like functions.
    public let objectTypes: [any LuaObject.Type]
    private let byName: [String: HostFunction]

    /// A registry.
    ///
    /// - Parameters:
    ///   - functions: of two with the same name the last one counts, as in the VM.
    ///   - objectTypes: found under their Lua names: `b24.Task:await`.
    public init(_ functions: [HostFunction], objectTypes: [any LuaObject.Type] = []) {
        byName = Dictionary(functions.map { ($0.name, $0) }) { $1 }
        self.functions = byName.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        self.objectTypes = objectTypes.sorted { $0.luaTypeName < $1.luaTypeName }
    }

    /// The function with a full name, `b24.workplace.add`, or the method `b24.Task:await`.
    public subscript(name: String) -> HostFunction? {
        if let function = byName[name] { return function }
        guard let colon = name.firstIndex(of: ":") else { return nil }
        let method = name[name.index(after: colon)...]
        return objectTypes.first { $0.luaTypeName == name[..<colon] }?.luaMethods.first { $0.name == method }
    }

    /// The names that follow `prefix` and a dot, one level down, sorted; those of the globals for an empty prefix.
    public func children(of prefix: String) -> [String] {
        let start = prefix.isEmpty ? "" : prefix + "."
        let names = functions.compactMap { function -> String? in
            guard function.name.hasPrefix(start) else { return nil }
            return function.name.dropFirst(start.count).split(separator: ".").first.map(String.init)
        }
        return Set(names).filter { !$0.hasPrefix("__") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The known name that is most like a mistyped one.
    public func nearest(to name: String) -> String? {
        functions.map(\.name).nearest(to: name)
    }

    /// What is missing from the documentation, one line for each gap; a test of every room that has functions wants none.
    public func gaps() -> [String] {
        let methods = objectTypes.flatMap { type in type.luaMethods.map { ("\(type.luaTypeName):\($0.name)", $0) } }
        return (functions.map { ($0.name, $0) } + methods).flatMap { name, function in
            var texts = [("doc", function.doc)]
            texts += function.parameters.map { ("parameter \($0.name)", $0.doc) }
            texts += function.results.map { ("result \($0.name)", $0.doc) }
            return texts.flatMap { part, text in
                Language.allCases.filter { text[$0].isEmpty }.map { "\(name): \(part) has no text in \($0)" }
            } + function.mistakes.map { "\(name): \($0)" }
        }
    }
}

extension HostFunction {
    /// How it is called: `b24.workplace.add(fields, options?) -> workplace`.
    public var signature: String {
        let arguments = parameters.map { $0.isVariadic ? "..." : $0.name + ($0.isOptional ? "?" : "") }
        return "\(name)(\(arguments.joined(separator: ", ")))"
            + (results.isEmpty ? "" : " -> " + results.map(\.name).joined(separator: ", "))
    }

    /// What makes no sense in the declaration itself.
    fileprivate var mistakes: [String] {
        var found: [String] = []
        if let first = parameters.firstIndex(where: \.isOptional),
            parameters[first...].contains(where: { !$0.isOptional && !$0.isVariadic })
        {
            found.append("a required parameter follows an optional one")
        }
        if parameters.dropLast().contains(where: \.isVariadic) {
            found.append("only the last parameter can be variadic")
        }
        if Set(parameters.map(\.name)).count < parameters.count { found.append("two parameters have the same name") }
        return found
    }
}
