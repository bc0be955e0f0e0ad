internal import CLuaShim

/// Which functions are iterators: nothing else tells one that gives rows from any other function, and a prompt shows
/// the first rows instead of "function".
extension Machine {
    static let iterators = "iterators"

    /// Pushes the table that has every marked function as a key, weakly.
    func pushIterators(_ L: LuaState) {
        lvm_new_table(L, 0, 0)
        lvm_new_table(L, 0, 1)
        push(L, "k")
        lvm_raw_set_field(L, -2, "__mode")
        lvm_set_metatable(L, -2)
    }

    /// `host.iterator(function)` -> the same function, marked.
    func markIterator(_ L: LuaState) -> Int32 {
        lvm_set_top(L, 1)
        guard lvm_type(L, 1) == LVM_TFUNCTION else { return 1 }
        lvm_push_ref(L, privateTable)
        _ = lvm_raw_get_field(L, -1, Self.iterators)
        lvm_push_value(L, 1)
        lvm_push_boolean(L, true)
        lvm_raw_set(L, -3)
        lvm_set_top(L, 1)
        return 1
    }

    /// Whether the function at an index is marked.
    func isIterator(_ L: LuaState, _ index: Int32) -> Bool {
        guard lvm_check_stack(L, 4) else { return false }
        let top = lvm_top(L)
        defer { lvm_set_top(L, top) }
        lvm_push_value(L, index)
        lvm_push_ref(L, privateTable)
        _ = lvm_raw_get_field(L, -1, Self.iterators)
        lvm_push_value(L, top + 1)
        lvm_raw_get(L, -2)
        return lvm_type(L, -1) != LVM_TNIL
    }
}
