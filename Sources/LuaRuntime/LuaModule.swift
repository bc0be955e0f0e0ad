internal import CLuaShim

/// A table of host functions that is made while Lua runs: a second `b24` whose functions know less, or may do less, than
/// those of the first.
///
/// What is given to Lua as ``LuaValue/module(_:)`` is one table for each of these objects, made at the first time and kept
/// as long as the state: a script must not be able to make any number of them.
public final class LuaModule: Sendable {
    /// The functions; the first name of each path is the table itself: `b24` of `b24.spa.add`.
    public let functions: [HostFunction]
    /// What only their Lua bodies see, beside and instead of ``LuaVM/Configuration/privateFunctions``.
    public let privateFunctions: [HostFunction]
    /// Values by path, as of ``LuaVM/Configuration/constants``.
    public let constants: [(path: String, value: LuaValue)]

    /// A module; nothing is made yet.
    public init(
        functions: [HostFunction], privateFunctions: [HostFunction] = [],
        constants: [(path: String, value: LuaValue)] = []
    ) {
        self.functions = functions
        self.privateFunctions = privateFunctions
        self.constants = constants
    }
}

extension Machine {
    /// Pushes the table of a module.
    func push(_ L: LuaState, _ module: LuaModule) throws {
        if let known = modules[ObjectIdentifier(module)] { return lvm_push_ref(L, known.table) }
        guard lvm_check_stack(L, 20) else { throw LuaFailure(kind: .runtime, message: texts.tooDeep) }
        lvm_new_table(L, 0, 32)
        let table = lvm_ref(L)
        modules[ObjectIdentifier(module)] = (module, table)
        let place = Place(table: table, privateTable: privateTable(L, of: module))
        try bind(L, module.functions, module.constants, at: place)
        lvm_push_ref(L, table)
    }

    /// The private functions of the first `b24`, with those of the module in the place of their namesakes.
    private func privateTable(_ L: LuaState, of module: LuaModule) -> Int32 {
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
        for function in module.privateFunctions {
            lvm_push_ref(L, reference)
            pushBinding(L, Binding(function), privateTable: reference)
            lvm_raw_set_field(L, -2, function.name)
            lvm_pop(L, 1)
        }
        return reference
    }
}
