internal import CLuaShim
internal import Localization

/// One host function as a Lua state knows it.
final class Binding {
    /// How a call is carried out.
    enum Implementation {
        case documented
        /// Works on the Lua stack itself. Only for the machine's own functions.
        case raw((Machine, LuaState) -> Int32)
    }

    var function: HostFunction { box.function }
    let box: FunctionBox
    let parameters: [HostFunction.Parameter]
    let body: HostFunction.Body
    let implementation: Implementation
    /// The Lua type whose method this is.
    let objectType: String?
    /// Arguments that the call has before the declared ones: the object, or the table of a `__call` or `__index`.
    let skipped: Int32
    /// Whether more arguments than declared are a mistake (not for metamethods: Lua passes what it likes).
    let isStrict: Bool
    /// The table that holds the function: getting it as the first argument means a `:` where a `.` belongs.
    var holder: UnsafeRawPointer?
    /// What its body gets when that is Lua.
    fileprivate(set) var privateTable: Int32 = 0

    init(
        _ function: HostFunction, implementation: Implementation = .documented, objectType: String? = nil,
        skipped: Int32 = 0
    ) {
        box = FunctionBox(function)
        parameters = function.parameters
        body = function.body
        self.implementation = implementation
        self.objectType = objectType
        self.skipped = skipped
        isStrict = !function.name.split(separator: ".").last!.hasPrefix("__")
    }

    /// The name that errors show: `b24.spa.add`, `b24.Task:await`.
    var displayName: String { objectType.map { "\($0):\(function.name)" } ?? function.name }

    var isLua: Bool {
        if case .documented = implementation, case .lua = body { return true }
        return false
    }
}

/// Where functions are bound.
struct Place {
    /// The table that the first name of a path means; `nil` where that is a name of the globals.
    var table: Int32?
    /// What bodies that are Lua get.
    var privateTable: Int32
}

extension Machine {
    /// Gives Lua everything that the configuration lists.
    func bindAll(_ L: LuaState) throws {
        lvm_new_table(L, 0, 16)
        for (name, body) in Self.rawFunctions {
            pushBinding(
                L, Binding(HostFunction(name, doc: .init("", ru: ""), body: .lua("")), implementation: .raw(body)))
            lvm_raw_set_field(L, -2, name)
        }
        for function in configuration.privateFunctions + [sleepFunction] + [prepareFunction].compactMap(\.self) {
            pushBinding(L, Binding(function))
            lvm_raw_set_field(L, -2, function.name)
        }
        lvm_push_share(L)
        lvm_raw_set_field(L, -2, "share")
        lvm_push_register(L)
        lvm_raw_set_field(L, -2, "register")
        lvm_push_null(L)
        lvm_raw_set_field(L, -2, "null")
        pushIterators(L)
        lvm_raw_set_field(L, -2, Self.iterators)
        privateTable = lvm_ref(L)

        try bind(
            L, [LuaVM.require] + configuration.functions, configuration.constants,
            at: Place(table: nil, privateTable: privateTable))
        preload(L)
        lvm_keep_globals(L)
    }

    /// Puts functions and values into the tables to which their paths lead.
    func bind(
        _ L: LuaState, _ functions: [HostFunction], _ constants: [(path: String, value: LuaValue)], at place: Place
    ) throws {
        let prefixes = Set(functions.compactMap { $0.name.range(ofLastDot: ()) })
        for function in functions { bind(L, function, isPrefix: prefixes.contains(function.name), at: place) }
        for (path, value) in constants { try setConstant(L, path, value, at: place.table) }
    }

    /// Puts a value where a path from the globals, or from a table, leads.
    func setConstant(_ L: LuaState, _ path: String, _ value: LuaValue, at table: Int32? = nil) throws {
        let names = path.split(separator: ".").map(String.init)
        pushTable(L, names.dropLast(), from: table)
        try push(L, value)
        lvm_raw_set_field(L, -2, names.last!)
        lvm_pop(L, 1)
    }

    private func bind(_ L: LuaState, _ function: HostFunction, isPrefix: Bool, at place: Place) {
        var names = function.name.split(separator: ".").map(String.init)
        if isPrefix { names.append("__call") }
        let isMeta = names.count > 1 && names.last!.hasPrefix("__")
        let binding = Binding(function, skipped: isMeta ? 1 : 0)
        pushTable(L, names.dropLast(), from: place.table)
        if isMeta {
            pushOwnMetatable(L)
        } else if names.count > 1 {
            binding.holder = lvm_to_pointer(L, -1)
        }
        pushBinding(L, binding, privateTable: place.privateTable)
        lvm_raw_set_field(L, -2, names.last!)
        lvm_pop(L, isMeta ? 2 : 1)
    }

    /// Pushes the table at a path from the globals, or from a table that its first name means; makes what is missing.
    func pushTable(_ L: LuaState, _ path: ArraySlice<String>, from table: Int32?) {
        if let table { lvm_push_ref(L, table) } else { lvm_push_globals(L) }
        for name in table == nil ? path : path.dropFirst() {
            if lvm_raw_get_field(L, -1, name) != LVM_TTABLE {
                lvm_pop(L, 1)
                lvm_new_table(L, 0, 8)
                lvm_push_value(L, -1)
                lvm_raw_set_field(L, -3, name)
            }
            lvm_remove(L, -2)
        }
    }

    /// Pushes the metatable of the table on top; makes it, protected, when there is none.
    private func pushOwnMetatable(_ L: LuaState) {
        if lvm_get_metatable(L, -1) { return }
        lvm_new_table(L, 0, 2)
        lvm_push_boolean(L, false)
        lvm_raw_set_field(L, -2, "__metatable")
        lvm_push_value(L, -1)
        lvm_set_metatable(L, -3)
    }

    /// - Parameter table: the private table, when it is another than that of the first `b24`.
    func pushBinding(_ L: LuaState, _ binding: Binding, privateTable table: Int32? = nil) {
        binding.privateTable = table ?? privateTable
        lvm_push_host_function(L, Int64(bindings.count), binding.isLua)
        bindings.append(binding)
    }

    /// `require` of a table that the host has made gives that table.
    private func preload(_ L: LuaState) {
        lvm_push_loaded(L)
        lvm_push_globals(L)
        lvm_push_nil(L)
        while lvm_next(L, -2) {
            if lvm_type(L, -1) == LVM_TTABLE {
                lvm_push_value(L, -2)
                lvm_insert(L, -2)
                lvm_raw_set(L, -5)
            } else {
                lvm_pop(L, 1)
            }
        }
        lvm_pop(L, 2)
    }

    /// Pushes the function of a body that is Lua.
    func pushBody(_ L: LuaState, function id: Int64) -> Int32 {
        let binding = bindings[Int(id)]
        guard case .lua(var source) = binding.body else { return 0 }
        let isLoaded = source.withUTF8 { text in
            text.withMemoryRebound(to: CChar.self) { lvm_load_host(L, $0.baseAddress, $0.count) }
        }
        if isLoaded {
            // Bindings of the private functions themselves were made before their table had a reference.
            lvm_push_ref(L, binding.privateTable == 0 ? privateTable : binding.privateTable)
            if lvm_call(L, 1), lvm_type(L, -1) == LVM_TFUNCTION { return 1 }
        }
        // A mistake in the host's own Lua; the message on top says which.
        lvm_push_text(L, -1)
        return Int32(LVM_RAISE)
    }

    private var sleepFunction: HostFunction {
        let sleep = configuration.sleep
        return HostFunction(
            "sleep", parameters: [.init("seconds", .number, .init("", ru: ""))], doc: .init("", ru: ""),
            body: .async { call in
                guard case .number(let seconds) = call.arguments[0], seconds > 0 else { return [] }
                try await sleep(.seconds(min(seconds, 1e9)))
                return []
            })
    }

    /// `host.prepare(name)`; `nil` when nobody wants to know.
    private var prepareFunction: HostFunction? {
        configuration.prepareModule.map { prepare in
            HostFunction(
                "prepare", parameters: [.init("name", .string, .init("", ru: ""))], doc: .init("", ru: ""),
                body: .async { call in
                    if case .string(let name) = call.arguments[0] { try await prepare(name) }
                    return []
                })
        }
    }

    /// The machine's own functions, for host functions that are written in Lua.
    private static var rawFunctions: [(String, (Machine, LuaState) -> Int32)] {
        [
            ("spawn", { $0.spawn($1) }), ("await", { $0.awaitTask($1) }), ("settle", { $0.settle($1) }),
            ("gate", { $0.makeGate($1) }), ("open", { $0.openGate($1) }),
            (
                "task",
                { machine, L in
                    lvm_push_integer(L, machine.current?.id ?? 0)
                    return 1
                }
            ),
            ("array", { $0.mark($1, Int32(LVM_ARRAY)) }), ("object", { $0.mark($1, Int32(LVM_OBJECT)) }),
            (
                "isnull",
                { _, L in
                    lvm_push_boolean(L, lvm_type(L, 1) <= Int32(LVM_TNIL) || lvm_is_null(L, 1))
                    return 1
                }
            ),
            (
                "loaded",
                { _, L in
                    lvm_push_loaded(L)
                    return 1
                }
            ),
            ("enter", { $0.enterScope($1) }), ("leave", { $0.leaveScope($1) }),
            ("module", { $0.loadModule($1) }), ("moduleOf", { $0.loadModuleOf($1) }),
            ("registering", { $0.beginLoading($1) }), ("registered", { $0.endLoading($1) }),
            ("cycle", { $0.raiseCycle($1) }), ("keep", { $0.keepLocal($1) }),
            ("iterator", { $0.markIterator($1) }),
        ]
    }

    private func mark(_ L: LuaState, _ marker: Int32) -> Int32 {
        if lvm_type(L, 1) != LVM_TTABLE {
            lvm_set_top(L, 0)
            lvm_new_table(L, 0, 0)
        } else if lvm_get_metatable(L, 1) {
            lvm_pop(L, 1)
            if lvm_marker(L, 1) == LVM_PLAIN { return raise(L, texts.hasMetatable) }
        }
        lvm_set_marker(L, 1, marker)
        lvm_set_top(L, 1)
        return 1
    }
}

extension String {
    /// The part before the last dot.
    fileprivate func range(ofLastDot: Void) -> String? {
        lastIndex(of: ".").map { String(self[..<$0]) }
    }
}
