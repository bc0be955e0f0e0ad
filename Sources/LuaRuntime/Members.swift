internal import CLuaShim

/// Something that can follow a path of names: what completion offers.
public struct LuaMember: Sendable {
    /// The name.
    public let name: String
    /// What it is, in Lua's words or those of a host object: `function`, `table`, `b24.spa`.
    public let type: String
    /// Called with a colon.
    public let isMethod: Bool
    /// The host function that it is.
    public let function: HostFunction?
}

extension Machine {
    /// What can follow a path from the globals and the locals of entries, without running anything of the script.
    func members(of path: [String]) -> [LuaMember] {
        guard let L = try? open() else { return [] }
        let top = lvm_top(L)
        defer { lvm_set_top(L, top) }
        var rest = path[...]
        if let first = rest.first, let variable = entryScope.variables[first] {
            lvm_push_ref(L, variable.reference)
            lvm_push_upvalue(L, -1, 1)
            rest.removeFirst()
        } else {
            lvm_push_globals(L)
        }
        for name in rest where !pushMember(L, name) { return [] }
        var found = members(L)
        if path.isEmpty {
            for (name, variable) in entryScope.variables {
                lvm_push_ref(L, variable.reference)
                lvm_push_upvalue(L, -1, 1)
                found[name] = member(L, name)
                lvm_pop(L, 2)
            }
        }
        return found.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Replaces the value on top by one of its members.
    private func pushMember(_ L: LuaState, _ name: String) -> Bool {
        for _ in 0..<8 {
            if let object = objects[lvm_to_object(L, -1)]?.object {
                guard let value = object.luaField(name), (try? push(L, value)) != nil else { return false }
                return true
            }
            guard lvm_type(L, -1) == LVM_TTABLE else { return false }
            if lvm_raw_get_field(L, -1, name) != LVM_TNIL { return true }
            lvm_pop(L, 1)
            guard pushIndexTable(L) else { return false }
        }
        return false
    }

    /// Pushes the table to which the value on top hands over look-ups.
    private func pushIndexTable(_ L: LuaState) -> Bool {
        guard lvm_check_stack(L, 10), lvm_get_metatable(L, -1) else { return false }
        return lvm_raw_get_field(L, -1, "__index") == LVM_TTABLE
    }

    private func members(_ L: LuaState) -> [String: LuaMember] {
        var found: [String: LuaMember] = [:]
        for _ in 0..<8 {
            if let object = objects[lvm_to_object(L, -1)]?.object {
                for method in type(of: object).luaMethods where !method.name.hasPrefix("__") {
                    found[method.name] = LuaMember(
                        name: method.name, type: "function", isMethod: true, function: method)
                }
                for name in object.luaFieldNames where found[name] == nil {
                    found[name] = LuaMember(name: name, type: "", isMethod: false, function: nil)
                }
                return found
            }
            if lvm_type(L, -1) == LVM_TTABLE {
                lvm_push_nil(L)
                while lvm_next(L, -2) {
                    if case .string(let name) = Decoder(machine: self, state: L).anything(-2), found[name] == nil {
                        found[name] = member(L, name)
                    }
                    lvm_pop(L, 1)
                }
            }
            guard pushIndexTable(L) else { return found }
        }
        return found
    }

    /// The value on top under a name.
    private func member(_ L: LuaState, _ name: String) -> LuaMember {
        let id = lvm_to_host_function(L, -1)
        return LuaMember(
            name: name, type: String(cString: lvm_type_name(L, -1)), isMethod: false,
            function: id < 0 ? nil : bindings[Int(id)].function)
    }
}
