internal import CLuaShim

/// What a task is working on, as the host's own Lua (`host.enter`, `host.leave`) has marked it.
///
/// A host call reads it as ``current``, however deep below the function's body: it belongs to the Lua task that made
/// the call. A task that is spawned inherits the object of its maker.
public struct LuaScope: Sendable {
    /// The thing that is worked on; `nil` when nothing was entered.
    public var object: (any LuaObject)?
    /// Whether this task works beside others on the same thing, so that the order of its calls among theirs is by chance.
    public var isConcurrent: Bool

    /// The scope of the host call that runs; `nil` in the main chunk outside of everything that was entered.
    @TaskLocal public static var current: LuaScope?

    /// A scope.
    public init(object: (any LuaObject)?, isConcurrent: Bool) {
        self.object = object
        self.isConcurrent = isConcurrent
    }
}

extension Machine {
    /// `host.enter(object)`: the running task works on an object from now on; `host.enter()`: it works beside others on
    /// what it worked on before.
    func enterScope(_ L: LuaState) -> Int32 {
        let object = objects[lvm_to_object(L, 1)]?.object
        current?.scopes.append(
            object.map { LuaScope(object: $0, isConcurrent: false) }
                ?? LuaScope(object: current?.scope?.object, isConcurrent: true))
        return 0
    }

    /// `host.leave()`: takes back the last `host.enter`.
    func leaveScope(_ L: LuaState) -> Int32 {
        _ = current?.scopes.popLast()
        return 0
    }
}
