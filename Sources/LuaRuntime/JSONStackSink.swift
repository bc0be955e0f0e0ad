internal import CLuaShim
internal import JSON

/// Writes a JSON document onto a Lua stack while it is read: no tree between the bytes and Lua's tables.
///
/// Arrays get the array mark, objects are plain tables without their null members. A table is made as large as the last
/// one at the same depth was: the rows of a page have the same fields.
struct JSONStackSink: JSONSink {
    private let state: LuaState
    /// Where the next value goes: 0 stays on the stack, -1 belongs to the key below it, else the array's next index.
    private var place: Int64 = Int64(LVM_AT_TOP)
    private var outer: [Int64] = []
    /// The number of entries of the table that is open at each depth, and of the last one that was.
    private var counts: [Int32] = []
    private var sizes: [Int32] = []

    init(_ state: LuaState) {
        self.state = state
        outer.reserveCapacity(16)
        counts.reserveCapacity(16)
        sizes.reserveCapacity(16)
    }

    @inline(__always)
    private mutating func took() {
        if place > 0 { place += 1 }
    }

    mutating func null() {
        lvm_json_null(state, place)
        took()
    }

    mutating func bool(_ value: Bool) {
        lvm_json_boolean(state, place, value)
        took()
    }

    mutating func integer(_ value: Int64) {
        lvm_json_integer(state, place, value)
        took()
    }

    mutating func number(_ value: Double) {
        lvm_json_number(state, place, value)
        took()
    }

    mutating func string(_ utf8: UnsafeBufferPointer<UInt8>) {
        lvm_json_string(state, place, utf8.baseAddress, utf8.count)
        took()
    }

    mutating func key(_ utf8: UnsafeBufferPointer<UInt8>) {
        lvm_json_string(state, Int64(LVM_AT_TOP), utf8.baseAddress, utf8.count)
        counts[counts.count - 1] += 1
    }

    mutating func beginArray() { begin(isArray: true) }
    mutating func endArray() { end(count: Int32(clamping: place - 1)) }
    mutating func beginObject() { begin(isArray: false) }
    mutating func endObject() { end(count: counts[counts.count - 1]) }

    private mutating func begin(isArray: Bool) {
        let depth = outer.count
        if depth == sizes.count { sizes.append(0) }
        // Lua's stack has room for 20 values of ours; a document may be deeper.
        if depth % 4 == 3 { _ = lvm_check_stack(state, 20) }
        lvm_json_begin(state, isArray, sizes[depth])
        outer.append(place)
        counts.append(0)
        place = isArray ? 1 : Int64(LVM_AT_KEY)
    }

    private mutating func end(count: Int32) {
        counts.removeLast()
        place = outer.removeLast()
        sizes[outer.count] = min(count, 256)
        lvm_json_end(state, place)
        took()
    }
}
