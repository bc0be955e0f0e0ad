import Permissions
import PortalEmulator
import Testing

@Suite struct ConsoleRoleTests {
    private func roles(_ console: TestConsole) async throws -> [String: [String]] {
        Dictionary(
            uniqueKeysWithValues: try await console.portal.portal.roles().map { ($0.name, $0.codes.map(\.text)) })
    }

    @Test func aRoleIsMadeGivenRightsAndRemovedByForms() async throws {
        let console = try await TestConsole()
        #expect(try console.page("permissions").contains("/roles\">Roles</a>"))
        #expect(try console.page("roles").contains("There are no roles yet."))
        let added = try console.post("roles/add", [("name", "Sales & <b>co"), ("code", "D5")])
        #expect(added.status == 303 && added.headers["location"] == console.path + "roles?done=roles")
        let id = try #require(try await console.portal.portal.roles().first).id
        let role = ("role", String(id))
        #expect(try console.post("roles/rename", [role, ("name", "Sales <b>")]).status == 303)
        #expect(try console.post("roles/assign", [role, ("code", "D2")]).status == 303)
        #expect(try console.post("roles/unassign", [role, ("code", "D5")]).status == 303)
        #expect(try await roles(console) == ["Sales <b>": ["D2"]])
        let page = try console.page("roles?lang=ru&done=roles")
        #expect(page.contains("Sales &lt;b&gt;") && page.contains("отдел «Sales» (D2)") && !page.contains("Sales <b>"))
        #expect(page.contains("Роли сохранены."))

        // In the tables of rights it stands beside codes.
        _ = try await console.portal.portal.clearGrants(entityTypeID: 156)
        let empty = try console.page("permissions?spa=156")
        #expect(empty.contains("<option value=\"role:\(id)\">role &quot;Sales &lt;b&gt;&quot;</option>"))
        let fields = [("new[spa:156][code]", "role:\(id)"), ("new[spa:156][read]", "department")]
        #expect(try console.post("permissions", fields).status == 303)
        let matrix = try console.page("permissions?spa=156&person=3")
        #expect(matrix.contains("name=\"level[spa:156][role:\(id)][read]\" class=\"some\""))
        #expect(matrix.contains("D2 in role &quot;Sales &lt;b&gt;&quot;"))
        #expect(try console.post("permissions", [("level[spa:156][role:\(id)][read]", "all")]).status == 303)
        let held = LocalPortal.HeldGrant(.role(id), .read, .all, on: .spa(entityTypeID: 156))
        #expect(try await console.portal.portal.heldGrants().contains(held))
        #expect(try console.page("roles").contains("(rights: 1)"))

        #expect(try console.post("roles/remove", [role]).status == 404, "the box is not ticked")
        #expect(try console.post("roles/remove", [role, ("sure", "yes")]).status == 303)
        #expect(try await roles(console).isEmpty)
        #expect(try await !console.portal.portal.heldGrants().contains(held))
        #expect(try console.post("permissions", fields).status == 422, "the role is gone")
    }

    @Test(arguments: [
        ("add", [("name", "")], 422), ("add", [("name", "KEEPER")], 422),
        ("add", [("name", "New"), ("code", "odd")], 404), ("rename", [("role", "1"), ("name", " ")], 422),
        ("rename", [("role", "99"), ("name", "New")], 422), ("assign", [("role", "1"), ("code", "odd")], 404),
        ("assign", [("role", "1")], 404), ("assign", [("role", "x"), ("code", "D2")], 404),
        ("unassign", [("role", "1"), ("code", "D3")], 422), ("odd", [("role", "1")], 404),
        ("remove", [("role", "99"), ("sure", "yes")], 422),
    ])
    func whatDoesNotFitChangesNothing(_ verb: String, _ fields: [(String, String)], _ status: Int) async throws {
        let console = try await TestConsole()
        _ = try await console.portal.portal.addRole("Keeper", codes: [try #require(AccessCode("D2"))])
        #expect(try console.post("roles/\(verb)", fields).status == status)
        #expect(try console.post("roles/add", [("name", "Foreign")], key: "x").status == 403)
        #expect(try await roles(console) == ["Keeper": ["D2"]])
    }
}
