internal import CLuaShim

extension Machine {
    /// The names that can follow a path from the globals, without running anything of the script.
    func members(of path: [String]) -> [String] {
        guard let L = try? open() else { return [] }
        let top = lvm_top(L)
        defer { lvm_set_top(L, top) }
        lvm_push_globals(L)
        for name in path where !pushMember(L, name) { return [] }
        return names(L).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
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

    private func names(_ L: LuaState) -> Set<String> {
        var names: Set<String> = []
        for _ in 0..<8 {
            if let object = objects[lvm_to_object(L, -1)]?.object {
                let methods = type(of: object).luaMethods.map(\.name).filter { !$0.hasPrefix("__") }
                return names.union(methods).union(object.luaFieldNames)
            }
            if lvm_type(L, -1) == LVM_TTABLE {
                lvm_push_nil(L)
                while lvm_next(L, -2) {
                    lvm_pop(L, 1)
                    if case .string(let name) = Decoder(machine: self, state: L).anything(-1) { names.insert(name) }
                }
            }
            guard pushIndexTable(L) else { return names }
        }
        return names
    }
}
