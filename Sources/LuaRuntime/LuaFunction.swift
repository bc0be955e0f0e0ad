internal import Synchronization

/// A Lua function held by the host. Called with ``LuaVM/call(_:_:)``.
public final class LuaFunction: Sendable {
    /// The host function that this is, when it is one: `help(b24.workplace.add)` finds its documentation by this.
    public let hostFunction: HostFunction?
    /// Where it is written, when that is a script or an entry.
    public let definition: Definition?
    /// Whether the host's own Lua has marked it as an iterator (`host.iterator`): each call gives one more value, nil
    /// after the last.
    public let isIterator: Bool

    /// Where a function is written.
    public struct Definition: Sendable, Equatable {
        /// The line on which it begins.
        public let start: SourcePosition
        /// The line on which it ends, counted from 1.
        public let lastLine: Int
    }

    let reference: Int32
    let owner: Releases

    init(
        reference: Int32, owner: Releases, hostFunction: HostFunction?, definition: Definition?, isIterator: Bool
    ) {
        self.reference = reference
        self.owner = owner
        self.hostFunction = hostFunction
        self.definition = definition
        self.isIterator = isIterator
    }

    deinit { owner.references.withLock { $0.append(reference) } }
}

/// References that the host has let go of, on any thread, until the VM's thread frees them.
final class Releases: Sendable {
    let references = Mutex<[Int32]>([])

    func take() -> [Int32] {
        references.withLock { list in
            defer { list.removeAll() }
            return list
        }
    }
}
