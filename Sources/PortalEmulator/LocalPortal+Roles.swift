import GRDB
public import Permissions

/// The roles of CRM, as an administrator keeps them by hand: REST has no method for them.
extension LocalPortal {
    /// The roles, by name.
    public func roles() async throws -> [Role] {
        try await store.queue.read { try RoleStore.all($0) }
    }

    /// Adds a role.
    ///
    /// - Parameters:
    ///   - name: 1 to 100 characters; no other role may have it, whatever the case.
    ///   - codes: whom it is assigned to.
    /// - Throws: ``LocalPortalError`` for a name that is none, or is taken.
    public func addRole(_ name: String, codes: [AccessCode] = []) async throws -> Role {
        try await store.queue.write { try RoleStore.add(name, codes, $0) }
    }

    /// Gives a role another name; its grants stay.
    ///
    /// - Throws: ``LocalPortalError`` for a name that is none, or is taken, and for a role that is not there.
    public func renameRole(_ id: Int, to name: String) async throws {
        try await store.queue.write { try RoleStore.rename(id, to: name, $0) }
    }

    /// Assigns a role to codes; those that have it already keep it.
    ///
    /// - Throws: ``LocalPortalError`` for a role that is not there.
    public func assign(_ codes: [AccessCode], toRole id: Int) async throws {
        try await store.queue.write { try RoleStore.assign(codes, to: id, $0) }
    }

    /// Takes a role from codes.
    ///
    /// - Throws: ``LocalPortalError`` for a role that is not there, or is not assigned to one of the codes; then nothing
    ///   has changed.
    public func unassign(_ codes: [AccessCode], fromRole id: Int) async throws {
        try await store.queue.write { try RoleStore.unassign(codes, from: id, $0) }
    }

    /// Removes a role with its grants.
    ///
    /// - Returns: how many grants it had.
    /// - Throws: ``LocalPortalError`` for a role that is not there.
    public func removeRole(_ id: Int) async throws -> Int {
        try await store.queue.write { try RoleStore.remove(id, $0) }
    }
}
