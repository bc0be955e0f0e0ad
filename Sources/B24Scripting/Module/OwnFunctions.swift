import LuaRuntime

/// What a program gives to its scripts beside `b24`.
struct OwnFunctions: Sendable {
    let functions: [HostFunction]
    let objects: [any LuaObject.Type]

    init(_ configuration: ScriptSession.Configuration, _ gate: Gate) {
        functions = configuration.functions(ScriptPortal(gate: gate))
        objects = configuration.objectTypes
        if let problem = Self.problem(functions.map(\.name)) { preconditionFailure(problem) }
    }

    /// What is wrong with the names of functions.
    static func problem(_ names: [String]) -> String? {
        for name in names {
            let root = String(name.prefix { $0 != "." })
            guard CheckLibrary.shared.globals.contains(root) else { continue }
            return "\(name): scripts have another '\(root)' already; "
                + "give the functions of the program a table of their own"
        }
        return nil
    }
}
