internal import CLuaShim
internal import JSON

extension Machine {
    func push(_ L: LuaState, _ text: String) {
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { lvm_push_string(L, $0.baseAddress, $0.count) }
        }
    }

    /// Pushes a value.
    ///
    /// - Throws: `LuaFailure` for a function of another VM or a value that nests too deep; the stack may then hold a part.
    func push(_ L: LuaState, _ value: LuaValue) throws {
        switch value {
        case .nil: lvm_push_nil(L)
        case .null: lvm_push_null(L)
        case .boolean(let flag): lvm_push_boolean(L, flag)
        case .integer(let number): lvm_push_integer(L, number)
        case .number(let number): lvm_push_number(L, number)
        case .string(let text): push(L, text)
        case .bytes(let bytes): push(L, bytes)
        case .table(let table): try push(L, table)
        case .function(let function):
            guard function.owner === releases else {
                throw LuaFailure(kind: .runtime, message: texts.foreignFunction)
            }
            lvm_push_ref(L, function.reference)
        case .object(let object): pushObject(L, object)
        case .json(let slice): try push(L, slice)
        case .module(let module): try push(L, module)
        case .opaque(let text): push(L, text)
        }
    }

    private func push(_ L: LuaState, _ bytes: [UInt8]) {
        bytes.withUnsafeBytes { lvm_push_string(L, $0.bindMemory(to: CChar.self).baseAddress, $0.count) }
    }

    private func push(_ L: LuaState, _ table: LuaTable) throws {
        guard lvm_check_stack(L, 8) else { throw LuaFailure(kind: .runtime, message: texts.tooDeep) }
        lvm_new_table(L, Int32(clamping: table.array.count), Int32(clamping: table.fields.count))
        for (offset, value) in table.array.enumerated() {
            try push(L, value)
            lvm_raw_set_index(L, -2, Int64(offset + 1))
        }
        for (key, value) in table.fields {
            switch key {
            case .integer(let number): lvm_push_integer(L, number)
            case .number(let number) where number.isNaN: continue
            case .number(let number): lvm_push_number(L, number)
            case .boolean(let flag): lvm_push_boolean(L, flag)
            case .string(let text): push(L, text)
            case .bytes(let bytes): push(L, bytes)
            }
            try push(L, value)
            lvm_raw_set(L, -3)
        }
        switch table.marker {
        case .plain: break
        case .array: lvm_set_marker(L, -1, Int32(LVM_ARRAY))
        case .object: lvm_set_marker(L, -1, Int32(LVM_OBJECT))
        }
    }

    private func push(_ L: LuaState, _ slice: JSONSlice) throws {
        let tooDeep = slice.bytes.withUnsafeBytes {
            lvm_push_json(L, $0.baseAddress, $0.count, Int32(JSONReader.maximumDepth))
        }
        if tooDeep >= 0 { throw JSONError(offset: tooDeep, reason: .tooDeep) }
    }
}
