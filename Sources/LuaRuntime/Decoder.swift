internal import CLuaShim

/// Why a value can't be sent, and which part of it.
struct UnsendableValue: Error {
    enum Reason: Sendable {
        case type(String)
        case notFinite
        case cycle
        case tooDeep
        case key(String)
    }

    let reason: Reason
    /// The way to it, innermost first.
    var path: [LuaTable.Key] = []

    /// The path as Lua would write it: `fields.relations.parent[2]`.
    func text(_ root: String) -> String {
        path.reversed().reduce(into: root) { text, key in
            switch key {
            case .string(let name) where name.isIdentifier: text += "." + name
            case .string(let name): text += "[\"\(name)\"]"
            case .integer(let number): text += "[\(number)]"
            case .number(let number): text += "[\(number)]"
            case .boolean(let flag): text += "[\(flag)]"
            case .bytes(let bytes): text += "[\"\(String(decoding: bytes, as: UTF8.self))\"]"
            }
        }
    }
}

extension String {
    var isIdentifier: Bool {
        !isEmpty && !first!.isNumber
            && utf8.allSatisfy { byte in
                byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            }
    }
}

/// Reads Lua values off a stack.
struct Decoder {
    static let maximumDepth = 64

    let machine: Machine
    let state: LuaState
    /// For values that are only shown: a few tables that hold each other many times over would be endless as a tree.
    var sharing: Sharing?

    /// Tables that were read, once there are many.
    final class Sharing {
        static let patience = 20_000
        private var count = 0
        private var seen: Set<UnsafeRawPointer> = []

        /// Whether a table is to be read once more.
        func isWelcome(_ table: UnsafeRawPointer) -> Bool {
            count += 1
            return count <= Self.patience || seen.insert(table).inserted
        }
    }

    /// Any value; what has no form outside arrives as ``LuaValue/opaque(_:)``.
    func anything(_ index: Int32) -> LuaValue {
        var ancestors: [UnsafeRawPointer] = []
        // Lenient reading finds a form for everything.
        return (try? value(index, strict: false, ancestors: &ancestors)) ?? .nil
    }

    /// A value that can be sent.
    func sendable(_ index: Int32) throws(UnsendableValue) -> LuaValue {
        var ancestors: [UnsafeRawPointer] = []
        return try value(index, strict: true, ancestors: &ancestors)
    }

    private func value(
        _ index: Int32, strict: Bool, ancestors: inout [UnsafeRawPointer]
    ) throws(UnsendableValue) -> LuaValue {
        switch lvm_type(state, index) {
        case Int32(LVM_TNIL), Int32(LVM_TNONE): return .nil
        case Int32(LVM_TBOOLEAN): return .boolean(lvm_to_boolean(state, index))
        case Int32(LVM_TNUMBER):
            if lvm_is_integer(state, index) { return .integer(lvm_to_integer(state, index)) }
            let number = lvm_to_number(state, index)
            if strict, !number.isFinite { throw UnsendableValue(reason: .notFinite) }
            return .number(number)
        case Int32(LVM_TSTRING): return string(index)
        case Int32(LVM_TTABLE): return try table(index, strict: strict, ancestors: &ancestors)
        case Int32(LVM_TLIGHTUSERDATA) where lvm_is_null(state, index): return .null
        case Int32(LVM_TFUNCTION) where !strict:
            return .function(function(index))
        case Int32(LVM_TUSERDATA) where !strict:
            if let object = machine.objects[lvm_to_object(state, index)]?.object { return .object(object) }
            return .opaque(typeName(index))
        default:
            if strict { throw UnsendableValue(reason: .type(typeName(index))) }
            return .opaque(typeName(index))
        }
    }

    private func function(_ index: Int32) -> LuaFunction {
        let id = lvm_to_host_function(state, index)
        var first = lvm_frame()
        var last: Int32 = 0
        let hasSource = id < 0 && lvm_function_lines(state, index, &first, &last)
        let isIterator = id < 0 && machine.isIterator(state, index)
        lvm_push_value(state, index)
        return LuaFunction(
            reference: lvm_ref(state), owner: machine.releases,
            hostFunction: id < 0 ? nil : machine.bindings[Int(id)].function,
            definition: hasSource ? .init(start: SourcePosition(first), lastLine: Int(last)) : nil,
            isIterator: isIterator)
    }

    private func typeName(_ index: Int32) -> String { String(cString: lvm_type_name(state, index)) }

    private func string(_ index: Int32) -> LuaValue {
        var length = 0
        let text = lvm_to_string(state, index, &length)
        let bytes = UnsafeRawBufferPointer(start: text, count: length)
        return String(validating: bytes.bindMemory(to: UInt8.self), as: UTF8.self).map { .string($0) }
            ?? .bytes(Array(bytes))
    }

    private func table(
        _ relative: Int32, strict: Bool, ancestors: inout [UnsafeRawPointer]
    ) throws(UnsendableValue) -> LuaValue {
        let index = relative > 0 ? relative : lvm_top(state) + 1 + relative
        let pointer = lvm_to_pointer(state, index)!
        if ancestors.contains(pointer) {
            if strict { throw UnsendableValue(reason: .cycle) }
            return .opaque("table: cycle")
        }
        if ancestors.count >= Self.maximumDepth || !lvm_check_stack(state, 8) {
            if strict { throw UnsendableValue(reason: .tooDeep) }
            return .opaque("table")
        }
        if let sharing, !sharing.isWelcome(pointer) { return .opaque("table: shown above") }
        ancestors.append(pointer)
        defer { ancestors.removeLast() }

        var table = LuaTable()
        table.array.reserveCapacity(lvm_raw_length(state, index))
        lvm_push_nil(state)
        while lvm_next(state, index) {
            let top = lvm_top(state)
            var position: Int64 = 0
            let isNext = lvm_to_exact_integer(state, top - 1, &position) && position == table.array.count + 1
            let key: LuaTable.Key
            if isNext {
                key = .integer(position)
            } else {
                key = try self.key(top - 1, strict: strict, restoring: index)
            }
            let value: LuaValue
            do { value = try self.value(top, strict: strict, ancestors: &ancestors) } catch {
                lvm_set_top(state, top - 2)
                throw UnsendableValue(reason: error.reason, path: error.path + [key])
            }
            if isNext { table.array.append(value) } else { table.fields.append((key, value)) }
            lvm_set_top(state, top - 1)
        }
        switch lvm_marker(state, index) {
        case Int32(LVM_ARRAY): table.marker = .array
        case Int32(LVM_OBJECT): table.marker = .object
        default: break
        }
        table.normalize()
        return .table(table)
    }

    private func key(
        _ index: Int32, strict: Bool, restoring table: Int32
    ) throws(UnsendableValue) -> LuaTable.Key {
        switch lvm_type(state, index) {
        case Int32(LVM_TSTRING):
            switch string(index) {
            case .string(let text): return .string(text)
            case .bytes(let bytes): return .bytes(bytes)
            default: break
            }
        case Int32(LVM_TNUMBER):
            if lvm_is_integer(state, index) { return .integer(lvm_to_integer(state, index)) }
            return .number(lvm_to_number(state, index))
        case Int32(LVM_TBOOLEAN): return .boolean(lvm_to_boolean(state, index))
        default: break
        }
        let name = typeName(index)
        if strict {
            lvm_set_top(state, index - 1)
            throw UnsendableValue(reason: .key(name))
        }
        return .string("[\(name)]")
    }
}

extension LuaTable {
    /// Sorts the fields and moves those that continue the array into it: Lua may keep part of an array as fields.
    fileprivate mutating func normalize() {
        guard !fields.isEmpty else { return }
        fields.sort { $0.key.precedes($1.key) }
        fields.removeAll { entry in
            guard entry.key == .integer(Int64(array.count + 1)) else { return false }
            array.append(entry.value)
            return true
        }
    }
}

extension LuaTable.Key {
    /// Integers, other numbers, booleans, then strings by their bytes.
    fileprivate func precedes(_ other: LuaTable.Key) -> Bool {
        switch (self, other) {
        case (.integer(let a), .integer(let b)): a < b
        case (.number(let a), .number(let b)): a < b
        case (.boolean(let a), .boolean(let b)): !a && b
        case (.string(let a), .string(let b)): a.precedesByBytes(b)
        case (.bytes(let a), .bytes(let b)): a.lexicographicallyPrecedes(b)
        case (.string(let a), .bytes(let b)): a.utf8.lexicographicallyPrecedes(b)
        case (.bytes(let a), .string(let b)): a.lexicographicallyPrecedes(b.utf8)
        default: rank < other.rank
        }
    }

    private var rank: Int {
        switch self {
        case .integer: 0
        case .number: 1
        case .boolean: 2
        case .string, .bytes: 3
        }
    }
}

extension String {
    fileprivate func precedesByBytes(_ other: String) -> Bool {
        let order = utf8.withContiguousStorageIfAvailable { mine in
            other.utf8.withContiguousStorageIfAvailable { theirs in
                lvm_compare(mine.baseAddress, mine.count, theirs.baseAddress, theirs.count) < 0
            }
        }
        return (order ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
    }
}
