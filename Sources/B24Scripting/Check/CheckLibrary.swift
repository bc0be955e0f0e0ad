import Bitrix24
import LuaRuntime
import Synchronization

/// What scripts can call, for ``ScriptWalk``: the registry, the catalogue and Lua's own names.
struct CheckLibrary: Sendable {
    static let shared = CheckLibrary()

    private let registry: FunctionRegistry
    /// Values of the module with their types.
    private let values: [String: String]
    /// The names below every table of the module.
    private let members: [String: [String]]
    let globals: Set<String>
    private let entries = Entries()

    /// What functions are about, found once: looking for a page goes through the whole catalogue.
    private final class Entries: Sendable {
        let byPage = Mutex<[String: MethodCatalogue.Entry?]>([:])
    }

    /// Lua's, whatever level of the sandbox a script runs in.
    private static let lua: Set<String> = [
        "_G", "_VERSION", "assert", "collectgarbage", "dofile", "error", "getmetatable", "ipairs", "load", "loadfile",
        "next", "pairs", "pcall", "print", "rawequal", "rawget", "rawlen", "rawset", "require", "select",
        "setmetatable",
        "tonumber", "tostring", "type", "warn", "xpcall", "coroutine", "debug", "io", "math", "os", "package", "string",
        "table", "utf8",
    ]

    private init() {
        let help = HelpIndex.standard()
        registry = FunctionRegistry(help.functions, objectTypes: help.objects)
        values = Dictionary(help.values.map { ($0.name, $0.type) }) { first, _ in first }
        var members: [String: Set<String>] = [:]
        for name in help.functions.map(\.name) + help.values.map(\.name) where !name.contains("__") {
            let parts = name.split(separator: ".").map(String.init)
            for count in 0..<parts.count {
                members[parts[..<count].joined(separator: "."), default: []].insert(parts[count])
            }
        }
        self.members = members.mapValues { $0.sorted() }
        globals = Self.lua.union(members[""] ?? [])
    }

    func function(_ path: String) -> HostFunction? { registry[path] }

    /// The names below a table of the module; `nil` for anything else.
    func names(below path: String) -> [String]? { path.isEmpty ? nil : members[path] }

    /// What stands below a table of the module.
    func value(at path: String) -> KnownValue {
        guard let type = values[path] else { return .member(path) }
        if type == RestPath.luaTypeName { return .rest("") }
        return object(type)
    }

    /// The value of a type in LuaCATS terms, when it is an object.
    func object(_ type: String) -> KnownValue {
        // What b24.only gives.
        if type == "b24" { return .member("b24") }
        return registry.objectTypes.contains { $0.luaTypeName == type } ? .object(type) : .unknown
    }

    /// A method of an object; its parts are found under its fields.
    func method(_ name: String, of type: String) -> HostFunction? { methods(of: type).first { $0.name == name } }

    /// The methods that an object has.
    func methods(of type: String) -> [HostFunction] {
        registry.objectTypes.first { $0.luaTypeName == type }?.luaMethods ?? []
    }

    /// The object in a field of another.
    func field(_ name: String, of type: String) -> KnownValue {
        guard type == SPAHandle.luaTypeName else { return .unknown }
        return SPAHandle.partTypes[name].map { .object($0) } ?? .unknown
    }

    /// The catalogue's method that a function is about.
    func entry(of function: HostFunction) -> MethodCatalogue.Entry? {
        guard let page = function.source else { return nil }
        if let known = entries.byPage.withLock({ $0[page] }) { return known }
        let entry = MethodCatalogue.standard.entry(page: page)
        entries.byPage.withLock { $0[page] = .some(entry) }
        return entry
    }
}
