/// Where the members of an object stand in the document, for the object of the next row to be compared with.
///
/// The rows of a page have the same keys in the same order, and often the same values: what is spelled as in its place in
/// the row before needs no check of its own.
struct MemberMemory {
    /// The column of a member that is not remembered.
    static let none = -1

    private static let depths = 8
    private static let columnsPerDepth = 64
    /// A smaller document has no rows to speak of.
    private static let smallestDocument = 2048

    /// A member: from the quote of its key, where 0 is for none, to its value, and to the next key. `whole` is 0 where the
    /// value is not to be passed over: an array or object, or the last member.
    private struct Member {
        var start = 0
        var key = 0
        var whole = 0
    }

    private var members: [Member] = []

    init(documentSize: Int) {
        guard documentSize >= Self.smallestDocument else { return }
        members = Array(repeating: Member(), count: Self.depths * Self.columnsPerDepth)
    }

    /// The column of the first member of an object, from depth 1 on.
    func firstColumn(depth: Int) -> Int {
        depth <= Self.depths && !members.isEmpty ? (depth - 1) * Self.columnsPerDepth : Self.none
    }

    @inline(__always)
    func column(behind column: Int) -> Int {
        (column + 1) % Self.columnsPerDepth == 0 ? Self.none : column + 1
    }

    /// How much of a member is spelled as the one that is kept for a column.
    enum Sameness {
        /// All of it, up to the next key, whose place is given.
        case whole(Int)
        /// The key, up to the value, whose place is given.
        case key(Int)
        case no
    }

    /// Compares the member that starts at a place.
    @inline(__always)
    func sameness(_ column: Int, in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Sameness {
        guard column >= 0, let base = UnsafeRawPointer(bytes.baseAddress) else { return .no }
        let kept = members[column]
        guard kept.start > 0 else { return .no }
        let length = max(kept.key, kept.whole)
        guard bytes.count - start >= length &+ 8 else { return .no }
        let one = base + kept.start
        let other = base + start
        var same = 0
        while same < length {
            let difference =
                one.loadUnaligned(fromByteOffset: same, as: UInt64.self).littleEndian
                ^ other.loadUnaligned(fromByteOffset: same, as: UInt64.self).littleEndian
            if difference != 0 {
                same &+= difference.trailingZeroBitCount / 8
                break
            }
            same &+= 8
        }
        if kept.whole > 0, same >= kept.whole { return .whole(start + kept.whole) }
        return same >= kept.key ? .key(start + kept.key) : .no
    }

    /// Keeps a member that has been checked.
    ///
    /// - Parameters:
    ///   - start: the place of its key.
    ///   - value: the place of its value.
    ///   - next: the place of the next key when the value is neither an array nor an object.
    @inline(__always)
    mutating func keep(_ column: Int, start: Int, value: Int, next: Int?) {
        guard column >= 0 else { return }
        members[column] = Member(start: start, key: value - start, whole: next.map { $0 - start } ?? 0)
    }
}
