import GRDB
public import Permissions

/// The access permissions of CRM, as an administrator sets them by hand: REST has no method for them in the cloud.
extension LocalPortal {
    /// Gives people a right.
    ///
    /// The widest grant of all access codes that a person carries counts; those who administer CRM need none.
    ///
    /// - Parameters:
    ///   - accessCode: `U3`, `D2`, `DR1`, `SG1_K`, `AU` ...
    ///   - action: what they may do.
    ///   - level: `none` takes back what a further object gives this code.
    ///   - object: with what.
    /// - Throws: ``LocalPortalError`` for a text that is no access code, and for an object that is not there.
    public func grant(
        _ accessCode: String, _ action: GrantAction, _ level: GrantLevel, on object: GrantObject
    ) async throws {
        guard let code = AccessCode(accessCode) else { throw LocalPortalError(Texts.notAnAccessCode(accessCode)) }
        try await set([HeldGrant(.code(code), action, level, on: object)])
    }

    /// All that decides, ordered by object, code and action: what codes have by themselves, and what each has through
    /// roles.
    public func grantTable() async throws -> GrantTable {
        try await store.queue.read { try GrantStore.table($0) }
    }

    /// The grants of access codes alone, ordered by object, code and action.
    public func grants() async throws -> [PlacedGrant] {
        try await grantTable().grants.filter { $0.grant.role == nil }
    }

    /// All grants as they were given, to codes and to roles, ordered by object.
    public func heldGrants() async throws -> [HeldGrant] {
        try await store.queue.read { try GrantStore.held($0) }
    }

    /// Adds grants of access codes; each replaces what its object said of code and action.
    ///
    /// - Throws: ``LocalPortalError`` for an object that is not there; then nothing has changed.
    public func set(_ grants: [PlacedGrant]) async throws {
        try await set(grants.map { HeldGrant(.code($0.grant.code), $0.grant.action, $0.grant.level, on: $0.object) })
    }

    /// Adds grants; each replaces what its object said of holder and action.
    ///
    /// - Throws: ``LocalPortalError`` for an object or a role that is not there; then nothing has changed.
    public func set(_ grants: [HeldGrant]) async throws {
        try await store.queue.write { database in
            for grant in grants {
                guard try Self.exists(grant.object, database) else {
                    throw LocalPortalError(Texts.noSuchGrantObject(grant.object.key))
                }
                guard try Self.exists(grant.holder, database) else { throw LocalPortalError(Texts.noSuchRole) }
                try GrantStore.set(grant, in: database)
            }
        }
    }

    /// Lets an object say nothing of a code or a role, or of anybody; of an action, or of any.
    ///
    /// - Returns: how many grants were dropped.
    public func removeGrants(
        of holder: GrantHolder? = nil, _ action: GrantAction? = nil, on object: GrantObject
    ) async throws -> Int {
        try await store.queue.write { try GrantStore.remove(holder, action, on: object, in: $0) }
    }

    /// Drops all grants on a SPA, its funnels and their stages: then only those who administer CRM see it, unless its
    /// workplace has grants.
    /// - Returns: how many grants were dropped.
    public func clearGrants(entityTypeID: Int) async throws -> Int {
        try await store.queue.write { try GrantStore.forget(entityTypeID: entityTypeID, in: $0) }
    }

    /// Somebody who may have a webhook.
    public struct Person: Sendable {
        /// The user's id.
        public let id: Int
        /// First and last name.
        public let name: String
        /// What they are to the portal.
        public let role: Owner
        /// Every access code that they carry, ordered.
        public let codes: [AccessCode]
    }

    /// The active people, by id.
    public func people() async throws -> [Person] {
        try await store.queue.read { database in
            try People.active(database).compactMap { person in
                guard let membership = try People.membership(person.id, database),
                    let role = try People.role(person.id, database)
                else { return nil }
                return Person(id: person.id, name: person.name, role: role, codes: membership.codes.sorted())
            }
        }
    }

    /// Whether there is somebody to give a grant to: codes are not looked up.
    static func exists(_ holder: GrantHolder, _ database: Database) throws -> Bool {
        guard case .role(let id) = holder else { return true }
        return try RoleStore.one(id, database) != nil
    }

    static func exists(_ object: GrantObject, _ database: Database) throws -> Bool {
        switch object {
        case .crm, .workplaces: true
        case .workplace(let id): try database.row("SELECT 1 FROM automated_solutions WHERE id = ?", [id]) != nil
        case .spa(let id):
            try OwnType(rawValue: id) != nil
                || database.row("SELECT 1 FROM types WHERE entity_type_id = ?", [id]) != nil
        case .funnel(let type, let id):
            try database.row("SELECT 1 FROM categories WHERE entity_type_id = ? AND id = ?", [type, id]) != nil
        // `NEW` is a stage of leads and one of deals: without the prefix of a funnel a code names no stage.
        case .stage(let id):
            try id.contains(":") && database.row("SELECT 1 FROM statuses WHERE status_id = ?", [id]) != nil
        }
    }
}
