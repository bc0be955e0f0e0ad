import GRDB
import JSON
import Permissions
import Testing

@testable import PortalEmulator

/// Roles: kept, expanded to their codes, and in force. Olivia (3) of Sales (2) owns the employee's webhook.
@Suite struct RoleTests {
    private typealias Holder = LocalPortal.GrantHolder
    private typealias Held = LocalPortal.HeldGrant

    private static let spa = GrantObject.spa(entityTypeID: 1040)
    private static let funnel = GrantObject.funnel(entityTypeID: 1040, categoryID: 14)

    private func code(_ text: String) -> AccessCode { AccessCode(text)! }

    private func total(_ portal: TestPortal) throws -> Int64? {
        try portal.call("crm.item.list", ["entityTypeId": 1040], as: .employee).json["total"]?.integerValue
    }

    @Test func whatARoleMayIsInForceForItsCodes() async throws {
        let portal = try await TestPortal()
        let all = try portal.call("crm.item.list", ["entityTypeId": 1040]).json["total"]?.integerValue
        _ = try await portal.portal.clearGrants(entityTypeID: 1040)
        let role = try await portal.portal.addRole(" Manager ", codes: [code("D5")])
        #expect(role.name == "Manager" && role.grantCount == 0)
        try await portal.portal.set([Held(.role(role.id), .read, .all, on: Self.spa)])
        try portal.expectError("ACCESS_DENIED", "crm.item.fields", ["entityTypeId": 1040], as: .employee)
        try await portal.portal.assign([code("D2"), code("D5")], toRole: role.id)
        #expect(try total(portal) == all)
        // Each role counts by itself: what one takes back in a funnel, another still gives.
        let guardian = try await portal.portal.addRole("Guardian", codes: [code("D2")])
        try await portal.portal.set([Held(.role(guardian.id), .read, .none, on: Self.funnel)])
        #expect(try total(portal) == all)
        try await portal.portal.set([Held(.role(role.id), .read, .none, on: Self.funnel)])
        #expect(try total(portal) == 0)
        #expect(try await portal.portal.removeGrants(of: .role(role.id), on: Self.funnel) == 1)
        #expect(try total(portal) == all)
        try await portal.portal.unassign([code("D2")], fromRole: role.id)
        #expect(try total(portal) == 0)
        #expect(try await portal.portal.roles().map(\.name) == ["Guardian", "Manager"])
        #expect(try await portal.portal.removeRole(guardian.id) == 1)
        #expect(try await portal.portal.roles().map(\.codes) == [[code("D5")]])
    }

    @Test func rolesThatCannotBeAreRefused() async throws {
        let portal = try await TestPortal()
        let role = try await portal.portal.addRole("Менеджер", codes: [code("D2")])
        let other = try await portal.portal.addRole("Clerk")
        for name in ["", "  ", "a\nb", String(repeating: "x", count: 101), "менеджер", "CLERK"] {
            await #expect(throws: LocalPortalError.self) { try await portal.portal.addRole(name) }
        }
        await #expect(throws: LocalPortalError.self) { try await portal.portal.renameRole(other.id, to: "МЕНЕДЖЕР") }
        await #expect(throws: LocalPortalError.self) {
            try await portal.portal.unassign([code("D2"), code("D3")], fromRole: role.id)
        }
        #expect(try await portal.portal.roles().map(\.codes) == [[], [code("D2")]])
        try await portal.portal.renameRole(other.id, to: "clerk")
        _ = try await portal.portal.removeRole(role.id)
        await #expect(throws: LocalPortalError.self) { try await portal.portal.removeRole(role.id) }
        await #expect(throws: LocalPortalError.self) { try await portal.portal.assign([code("D2")], toRole: role.id) }
        await #expect(throws: LocalPortalError.self) {
            try await portal.portal.set([
                Held(.role(other.id), .read, .all, on: Self.spa), Held(.role(role.id), .read, .all, on: Self.spa),
            ])
        }
        #expect(try await portal.portal.roles().map(\.name) == ["clerk"])
        #expect(try await portal.portal.roles().map(\.grantCount) == [0])
    }

    @Test func deletedThingsTakeTheGrantsOfRolesAlong() async throws {
        let portal = try await TestPortal()
        let type = try portal.result("crm.type.add", ["fields": ["title": "Short"]])["type"]!
        let entityTypeID = Int(type["entityTypeId"]!.integerValue!)
        let role = try await portal.portal.addRole("Manager")
        try await portal.portal.set([
            Held(.role(role.id), .read, .all, on: .spa(entityTypeID: entityTypeID)),
            Held(.role(role.id), .settings, .all, on: .crm),
        ])
        _ = try portal.result("crm.type.delete", ["id": type["id"]!])
        #expect(try await portal.portal.roles().map(\.grantCount) == [1])
        try await portal.portal.reset()
        #expect(try await portal.portal.roles().isEmpty)
    }

    /// Random roles and grants, decided by the table and by going through holder after holder.
    @Test func theTableAgreesWithRolesGoneThroughOneByOne() async throws {
        var random = Dice(seed: 7)
        let portal = try await TestPortal()
        let codes = ["U3", "U9", "D2", "D3", "D5", "DR1", "DR4", "AU", "SG1_K"].map(code)
        let objects: [GrantObject] = [.workplace(4), Self.spa, Self.funnel]
        let chain = Array(objects.reversed())
        var allowed = 0
        for round in 0..<30 {
            _ = try await portal.portal.clearGrants(entityTypeID: 1040)
            _ = try await portal.portal.removeGrants(on: .workplace(4))
            for role in try await portal.portal.roles() { _ = try await portal.portal.removeRole(role.id) }
            var holders: [(holder: Holder, codes: Set<AccessCode>)] = codes.map { (.code($0), [$0]) }
            for number in 0..<3 {
                let some = codes.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
                let role = try await portal.portal.addRole("Role \(number)", codes: some)
                holders.append((.role(role.id), Set(some)))
            }
            var grants: [Held] = []
            for (holder, _) in holders {
                for object in objects where Int.random(in: 0..<12, using: &random) == 0 {
                    grants.append(Held(holder, .read, GrantLevel.allCases.randomElement(using: &random)!, on: object))
                }
            }
            try await portal.portal.set(grants)
            #expect(Set(try await portal.portal.heldGrants()).isSuperset(of: grants))
            let table = try await portal.portal.grantTable()
            for user in [3, 4, 9] {
                let person = try #require(try await portal.portal.store.queue.read { try People.membership(user, $0) })
                let levels = holders.filter { !$0.codes.isDisjoint(with: person.codes) }.compactMap { holder, _ in
                    chain.lazy.compactMap { object in
                        grants.first { $0.holder == holder && $0.object == object }?.level
                    }.first
                }
                let decision = table.decide(.read, for: person, at: chain)
                #expect(decision.level == levels.max() ?? .none, "round \(round), user \(user)")
                let wide = levels.contains(.all) ? [.all] : Set(levels).subtracting([.none])
                #expect(Set(decision.levels) == wide, "round \(round), user \(user)")
                if decision.isAllowed { allowed += 1 }
            }
        }
        #expect((15...85).contains(allowed), "\(allowed): the sets say something")
    }

    @Test func aFolderFromBeforeRolesOpens() async throws {
        let folder = TemporaryFolder()
        let before = try await TestPortal { $0.dataFolder = folder.path }
        let grants = try await before.portal.heldGrants()
        try await before.portal.store.queue.write { database in
            for table in ["roles", "role_codes", "role_grants"] { try database.execute(sql: "DROP TABLE \(table)") }
            try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'roles'")
        }
        try await before.portal.stop()
        let after = try await TestPortal { $0.dataFolder = folder.path }
        #expect(try await after.portal.heldGrants() == grants)
        let role = try await after.portal.addRole("Manager", codes: [code("D2")])
        #expect(try await after.portal.roles() == [role])
        try await after.portal.stop()
        let again = try await TestPortal { $0.dataFolder = folder.path }
        #expect(try await again.portal.roles() == [role])
    }

    // MARK: The methods of a box

    @Test func aBoxShowsGrantsOfRolesApartAndLeavesThemAlone() async throws {
        let portal = try await TestPortal { $0.flavour = .box }
        let role = try await portal.portal.addRole("Manager", codes: [code("D2"), code("D5")])
        let held = Held(.role(role.id), .update, .own, on: Self.funnel)
        try await portal.portal.set([held])
        let request: JSONValue = ["entityTypeId": 1040]
        let before = try portal.result("spa.permissions.get", request)
        #expect(
            before["roleGrants"] == [
                ["accessCode": "D2", "action": "update", "level": "own", "funnelId": 14, "role": "Manager"],
                ["accessCode": "D5", "action": "update", "level": "own", "funnelId": 14, "role": "Manager"],
            ])
        #expect(before["grants"]?.arrayValue?.contains { $0["role"] != nil } == false)
        let only = try portal.result(
            "spa.permissions.set",
            [
                "entityTypeId": 1040, "replace": "Y",
                "grants": [["accessCode": "U3", "action": "read", "level": "all"]],
            ])
        #expect(only["grants"]?.arrayValue?.count == 1)
        #expect(only["roleGrants"] == before["roleGrants"])
        #expect(
            try portal.result(
                "spa.permissions.set", ["entityTypeId": 1040, "replace": "Y", "grants": only["grants"]!]) == only)
        try portal.expectError(
            "INVALID_GRANTS", "spa.permissions.set", ["entityTypeId": 1040, "grants": before["roleGrants"]!])
        #expect(try await portal.portal.heldGrants().contains(held))
    }
}

/// The same numbers every time (SplitMix64).
private struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
