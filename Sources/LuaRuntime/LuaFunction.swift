internal import Synchronization

/// A Lua function held by the host. Called with ``LuaVM/call(_:_:)``.
public final class LuaFunction: Sendable {
    /// The host function that this is, when it is one: `help(b24.workplace.add)` finds its documentation by this.
    public let hostFunction: HostFunction?

    let reference: Int32
    let owner: Releases

    init(reference: Int32, owner: Releases, hostFunction: HostFunction?) {
        self.reference = reference
        self.owner = owner
        self.hostFunction = hostFunction
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
