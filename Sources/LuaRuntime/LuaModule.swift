internal import CLuaShim
internal import Localization

/// A table of host functions that is made while Lua runs: a second `b24` whose functions know less, or may do less, than
/// those of the first.
///
/// What is given to Lua as ``LuaValue/module(_:)`` is one table for each of these objects, made at the first time and kept
/// as long as the state: a script must not be able to make any number of them. Scripts hand it around, so none of them
/// can change it.
public final class LuaModule: Sendable {
    /// What it has.
    public struct Content: Sendable {
        /// The functions; the first name of each path is the table itself: `b24` of `b24.spa.add`.
        public var functions: [HostFunction]
        /// What only their Lua bodies see, beside and instead of ``LuaVM/Configuration/privateFunctions``.
        public var privateFunctions: [HostFunction]
        /// Values by path, as of ``LuaVM/Configuration/constants``.
        public var constants: [(path: String, value: LuaValue)]

        /// Functions and values.
        public init(
            functions: [HostFunction], privateFunctions: [HostFunction] = [],
            constants: [(path: String, value: LuaValue)] = []
        ) {
            self.functions = functions
            self.privateFunctions = privateFunctions
            self.constants = constants
        }
    }

    /// Makes what it has; called when a Lua state needs it.
    let content: @Sendable () -> Content

    /// A module; nothing is made yet.
    public init(_ content: @escaping @Sendable () -> Content) { self.content = content }

    /// A module of these functions and values.
    public convenience init(
        functions: [HostFunction], privateFunctions: [HostFunction] = [],
        constants: [(path: String, value: LuaValue)] = []
    ) {
        let content = Content(functions: functions, privateFunctions: privateFunctions, constants: constants)
        self.init { content }
    }
}

extension Machine {
    /// Pushes the table of a module.
    func push(_ L: LuaState, _ module: LuaModule) throws {
        if let known = modules[ObjectIdentifier(module)] { return lvm_push_ref(L, known.table) }
        guard lvm_check_stack(L, 20) else { throw LuaFailure(kind: .runtime, message: texts.tooDeep) }
        lvm_new_table(L, 0, 32)
        let table = lvm_ref(L)
        try fill(L, table, with: module)
        lvm_push_ref(L, table)
        seal(L, module)
        lvm_unref(L, table)
    }

    /// Pushes the table of a module, whose functions are made when the first of them is asked for: most libraries are
    /// loaded for one function, and many never use their `b24`.
    func pushLazily(_ L: LuaState, _ module: LuaModule) {
        lvm_new_table(L, 0, 0)
        let make = HostFunction("__index", doc: .init("", ru: ""), body: .lua(""))
        pushBinding(L, Binding(make, implementation: .raw { $0.makeMembers($1, of: module) }))
        lvm_make_lazily(L)
        seal(L, module)
    }

    /// The table is on the stack at 1.
    private func makeMembers(_ L: LuaState, of module: LuaModule) -> Int32 {
        guard lvm_check_stack(L, 20), lvm_get_metatable(L, 1) else { return raise(L, texts.tooDeep) }
        lvm_push_nil(L)
        lvm_raw_set_field(L, -2, "__index")
        lvm_pop(L, 1)
        lvm_push_value(L, 1)
        let table = lvm_ref(L)
        defer { lvm_unref(L, table) }
        do { try fill(L, table, with: module) } catch { return raise(L, String(describing: error)) }
        return 0
    }

    /// Puts the functions and values of a module into a table.
    private func fill(_ L: LuaState, _ table: Int32, with module: LuaModule) throws {
        let content = module.content()
        let first = bindings.count
        let place = Place(table: table, privateTable: privateTable(L, content.privateFunctions))
        try bind(L, content.functions, content.constants, at: place)
        // The tables within, the innermost first.
        var paths: Set<[String]> = []
        for function in content.functions {
            let names = function.name.split(separator: ".").map(String.init)
            for count in names.indices.dropFirst(2) { paths.insert(Array(names[..<count])) }
        }
        var sealed: [UnsafeRawPointer: UnsafeRawPointer] = [:]
        for path in paths.sorted(by: { $0.count > $1.count }) {
            pushTable(L, path.dropLast(), from: table)
            if lvm_raw_get_field(L, -1, path.last!) == LVM_TTABLE {
                let open = lvm_to_pointer(L, -1)
                lvm_seal(L)
                sealed[open!] = lvm_to_pointer(L, -1)
                lvm_raw_set_field(L, -2, path.last!)
            } else {
                lvm_pop(L, 1)
            }
            lvm_pop(L, 1)
        }
        lvm_push_ref(L, table)
        if let own = lvm_to_pointer(L, -1), let shown = modules[ObjectIdentifier(module)]?.table {
            lvm_push_ref(L, shown)
            sealed[own] = lvm_to_pointer(L, -1)
            lvm_pop(L, 1)
        }
        lvm_pop(L, 1)
        for binding in bindings[first...] { binding.holder = binding.holder.map { sealed[$0] ?? $0 } }
    }

    /// Replaces the table on top by the one that scripts see, which is kept.
    private func seal(_ L: LuaState, _ module: LuaModule) {
        let open = lvm_to_pointer(L, -1)
        lvm_seal(L)
        let shown = lvm_to_pointer(L, -1)
        for binding in bindings where binding.holder == open { binding.holder = shown }
        lvm_push_value(L, -1)
        modules[ObjectIdentifier(module)] = (module, lvm_ref(L))
    }

    /// The private functions of the first `b24`, with others in the place of their namesakes.
    private func privateTable(_ L: LuaState, _ functions: [HostFunction]) -> Int32 {
        lvm_new_table(L, 0, 32)
        lvm_push_ref(L, privateTable)
        lvm_push_nil(L)
        while lvm_next(L, -2) {
            lvm_push_value(L, -2)
            lvm_insert(L, -2)
            lvm_raw_set(L, -5)
        }
        lvm_pop(L, 1)
        let reference = lvm_ref(L)
        for function in functions {
            lvm_push_ref(L, reference)
            pushBinding(L, Binding(function), privateTable: reference)
            lvm_raw_set_field(L, -2, function.name)
            lvm_pop(L, 1)
        }
        return reference
    }
}
