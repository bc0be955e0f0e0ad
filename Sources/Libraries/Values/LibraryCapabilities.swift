public import Bitrix24

/// What a library may do with its caller's portal: what it does not name it may not do. The lock freezes it.
public struct LibraryCapabilities: Sendable, Hashable {
    private var methods: [MethodKind: [MethodGlob]] = [:]
    /// Files, and folders for everything in them.
    public var files: [String] = []
    /// So many writes in a run at most; `nil` for any number.
    public var maxWrites: Int?
    /// What for, by the pattern or file that it is about; as its authors say.
    public var reasons: [String: String] = [:]

    /// Nothing.
    public init() {}

    /// The methods of one kind.
    public subscript(kind: MethodKind) -> [MethodGlob] {
        get { methods[kind] ?? [] }
        set { methods[kind] = newValue.isEmpty ? nil : newValue }
    }

    /// Whether nothing may be done at all.
    public var isEmpty: Bool { MethodKind.allCases.allSatisfy { self[$0].isEmpty } && files.isEmpty }

    /// Whether anything on a portal may be changed.
    public var canWrite: Bool { !self[.write].isEmpty || !self[.delete].isEmpty }

    /// In one spelling: sorted, nothing twice.
    var sorted: LibraryCapabilities {
        var sorted = self
        for kind in MethodKind.allCases {
            sorted[kind] = Set(self[kind]).sorted { $0.text < $1.text }
        }
        sorted.files = Set(files).sorted()
        return sorted
    }

    /// Whether both allow the same, whatever the reasons.
    public func allowsSame(as other: LibraryCapabilities) -> Bool {
        var (left, right) = (sorted, other.sorted)
        (left.reasons, right.reasons) = ([:], [:])
        return left == right
    }

    /// What others need beyond these.
    public func difference(to wider: LibraryCapabilities) -> Difference {
        var difference = Difference()
        for kind in MethodKind.allCases {
            difference.added[kind] = self[kind].uncovered(of: wider[kind])
        }
        difference.added.files = wider.files.filter { !files.contains($0) }
        // A limit of writes says nothing about a library that could write nothing until now.
        if canWrite, let maxWrites {
            if let wanted = wider.maxWrites {
                if wanted > maxWrites { difference.added.maxWrites = wanted }
            } else {
                difference.dropsLimit = wider.canWrite
            }
        } else if difference.added.canWrite {
            difference.added.maxWrites = wider.maxWrites
        }
        difference.added.reasons = wider.reasons
        return difference
    }

    /// What is new.
    public struct Difference: Sendable, Hashable {
        /// What was not allowed before.
        public var added = LibraryCapabilities()
        /// There was a limit of writes, and now there is none.
        public var dropsLimit = false

        /// Nothing is new.
        public var isEmpty: Bool { added.isEmpty && added.maxWrites == nil && !dropsLimit }
    }
}
