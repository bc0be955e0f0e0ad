internal import CLuaShim

/// A module of an environment that is being loaded.
struct ModuleInLoading {
    var name: String
    var environment: LuaEnvironment
    /// When it began, and when it must be done, in the machine's units of work.
    var start: Int64
    var end: Int64
}

extension Machine {
    /// The environment's state, made at its first use.
    func state(_ L: LuaState, of environment: LuaEnvironment) throws -> EnvironmentState {
        if let known = environments[ObjectIdentifier(environment)] { return known }
        guard lvm_check_stack(L, 20) else { throw LuaFailure(kind: .runtime, message: texts.tooDeep) }
        let id = Int64(environments.count + 1)
        lvm_push_environment(L, environment.isClosed ? id : 0)
        for (name, module) in environment.tables {
            pushLazily(L, module)
            lvm_raw_set_field(L, -2, name)
        }
        let require = pushRequire(L, id: id)
        lvm_push_ref(L, require)
        lvm_raw_set_field(L, -2, LuaVM.require.name)
        let state = EnvironmentState(environment, id: id, globals: lvm_ref(L), require: require)
        environments[ObjectIdentifier(environment)] = state
        environmentsByID[id] = state
        return state
    }

    /// Its `require`, which gets beside the functions that it needs the number of its environment and a table for what
    /// was loaded.
    private func pushRequire(_ L: LuaState, id: Int64) -> Int32 {
        lvm_new_table(L, 0, 8)
        lvm_push_integer(L, id)
        lvm_raw_set_field(L, -2, "environment")
        lvm_new_table(L, 0, 4)
        lvm_raw_set_field(L, -2, "loaded")
        lvm_push_ref(L, privateTable)
        for name in ["moduleOf", "registering", "registered", "register", "share"] {
            _ = lvm_raw_get_field(L, -1, name)
            lvm_raw_set_field(L, -3, name)
        }
        lvm_pop(L, 1)
        let table = lvm_ref(L)
        pushBinding(L, Binding(LuaVM.require(body: LuaVM.closedRequireSource)), privateTable: table)
        return lvm_ref(L)
    }

    // MARK: Loading

    /// `host.moduleOf(environment, name)`: as `host.module(name)` for the code of an environment.
    func loadModuleOf(_ L: LuaState) -> Int32 {
        guard let state = environmentState(L) else { return 0 }
        lvm_remove(L, 1)
        return loadModule(L, in: state)
    }

    private func environmentState(_ L: LuaState) -> EnvironmentState? {
        guard case .integer(let id) = Decoder(machine: self, state: L).anything(1) else { return nil }
        return environmentsByID[id]
    }

    /// `host.registering(environment, name)`: a module of an environment begins to load.
    func beginLoading(_ L: LuaState) -> Int32 {
        guard let environment = environmentState(L)?.environment,
            case .string(let name) = Decoder(machine: self, state: L).anything(2)
        else { return 0 }
        if let first = loading.firstIndex(where: { $0.environment === environment && $0.name == name }) {
            let chain = loading[first...].map(\.name) + [name]
            return raise(L, texts.moduleCycle(chain.joined(separator: " -> ")))
        }
        let now = lvm_ticks(vm)
        let end = now + Int64(max(1, configuration.loadingInstructions / 1000))
        loading.append(ModuleInLoading(name: name, environment: environment, start: now, end: end))
        lvm_set_loading(vm, end)
        return 0
    }

    /// `host.registered()`: the last one is done, well or not. What it took is not for those that wait for it to pay.
    func endLoading(_ L: LuaState) -> Int32 {
        guard let done = loading.popLast() else { return 0 }
        if let outer = loading.indices.last { loading[outer].end += lvm_ticks(vm) - done.start }
        lvm_set_loading(vm, loading.last?.end ?? 0)
        return 0
    }

    /// Why a function may not be called now; `nil` when it may.
    func refusalWhileLoading(_ binding: Binding) -> String? {
        guard let module = loading.last else { return nil }
        let function = binding.function
        switch binding.implementation {
        case .raw: guard ["spawn", "await", "settle"].contains(function.name) else { return nil }
        case .documented:
            if case .async = binding.body { break }
            guard function.effect != .none || configuration.isRefusedWhileLoading(function) else { return nil }
        }
        let isPublic = function.name.contains(".") || binding.objectType != nil
        return texts.onlyRegisters(isPublic ? binding.displayName : nil, module.name, of: module.environment.name)
    }
}
