import LuaRuntime

/// What a program gives to its scripts beside `b24`.
struct OwnFunctions: Sendable {
    let functions: [HostFunction]
    let objects: [any LuaObject.Type]

    init(_ configuration: ScriptSession.Configuration, _ gate: Gate) {
        functions = configuration.functions(ScriptPortal(gate: gate))
        objects = configuration.objectTypes
        for name in functions.map(\.name) {
            let root = name.prefix { $0 != "." }
            precondition(
                !CheckLibrary.shared.globals.contains(String(root)),
                "\(name): scripts have another '\(root)' already; give the functions of the program a table of their own"
            )
        }
    }
}
