import JSON
import Permissions
import Testing

@testable import PortalEmulator

@Suite struct ConsoleGrantTests {
    private static let funnel = GrantObject.funnel(entityTypeID: 156, categoryID: 15)

    private func cell(_ object: String, _ code: String, _ action: String, _ level: String) -> (String, String) {
        ("level[\(object)][\(code)][\(action)]", level)
    }

    private func level(_ console: TestConsole, _ code: String, _ action: GrantAction) async throws -> GrantLevel? {
        let table = GrantTable(try await console.portal.portal.grants())
        return table.level(try #require(AccessCode(code)), action, on: Self.funnel)
    }

    /// How many contracts an employee sees.
    private func seen(_ console: TestConsole) throws -> Int64? {
        try console.portal.call("crm.item.list", ["entityTypeId": 156], as: .employee).json["total"]?.integerValue
    }

    /// What the console grants is what REST lets through.
    @Test func whatIsSavedIsInForce() async throws {
        let console = try await TestConsole()
        _ = try await console.portal.portal.clearGrants(entityTypeID: 156)
        #expect(try seen(console) == 0)
        let add = [
            ("spa", "156"), ("new[funnel:156/15][code]", "U3"), ("new[funnel:156/15][read]", "all"),
            ("new[funnel:156/15][update]", "own"), ("new[funnel:156/15][delete]", ""),
        ]
        let saved = try console.post("permissions", add)
        #expect(saved.status == 303)
        #expect(saved.headers["location"] == console.path + "permissions?spa=156&done=permissions")
        #expect(try await level(console, "U3", .read) == .all)
        #expect(try await level(console, "U3", .update) == .own)
        #expect(try await level(console, "U3", .delete) == nil)
        #expect(try seen(console) ?? 0 > 0)

        let page = try console.page("permissions?spa=156")
        #expect(page.contains("name=\"level[funnel:156/15][U3][read]\" class=\"everything\""))
        #expect(page.contains("user &quot;Olivia Stone&quot; (U3)"))
        let change = [
            cell("funnel:156/15", "U3", "read", "none"), cell("funnel:156/15", "U3", "update", ""),
        ]
        #expect(try console.post("permissions", change).status == 303)
        #expect(try await level(console, "U3", .read) == GrantLevel.none)
        #expect(try await level(console, "U3", .update) == nil)
        #expect(try seen(console) == 0)
    }

    @Test func everyCellThatThePageShowsIsTakenBackUnchanged() async throws {
        let console = try await TestConsole()
        try await console.portal.portal.grant("D2", .read, .department, on: Self.funnel)
        try await console.portal.portal.grant("SG1_K", .update, .own, on: .stage("DT156_15:SUCCESS"))
        try await console.portal.portal.grant("U4", .settings, .all, on: .workplaces)
        try await console.portal.portal.grant("DR1", .read, .open, on: .workplace(4))
        let before = try await console.portal.portal.grants()
        for query in ["", "?spa=156", "?spa=1036"] {
            let page = try console.page("permissions\(query)")
            var fields: [(String, String)] = []
            for select in page.split(separator: "<select name=\"level").dropFirst() {
                let name = "level" + select.prefix { $0 != "\"" }
                let chosen = select.split(separator: "</select>")[0].split(separator: "\" selected>")
                let values = try #require(chosen.first).split(separator: "value=\"", omittingEmptySubsequences: false)
                #expect(chosen.count == 2, "\(name)")
                fields.append((name, String(values.last!)))
            }
            #expect(!fields.isEmpty)
            #expect(try console.post("permissions", fields).status == 303)
        }
        #expect(try await console.portal.portal.grants() == before)
    }

    @Test(arguments: [
        [("level[funnel:156/15][U3][read]", "odd")], [("level[funnel:156/15][odd][read]", "all")],
        [("level[odd][U3][read]", "all")], [("level[funnel:156/15][U3][odd]", "all")],
        [("level[funnel:156/999][U3][read]", "all")], [("level[funnel:156/15][U3][settings]", "all")],
        [("level[crm][U3][read]", "all")], [("new[funnel:156/15][code]", "odd"), ("new[funnel:156/15][read]", "all")],
        [("level[funnel:156/15][U3][read][x]", "all")],
        [("level[funnel:156/15][U3][read]", "all"), ("level[stage:DT156_15:NONE][U3][update]", "all")],
    ])
    func whatNoMatrixHasIsRefusedWhole(_ fields: [(String, String)]) async throws {
        let console = try await TestConsole()
        let before = try await console.portal.portal.grants()
        #expect(try console.post("permissions", fields).status == 422)
        #expect(try await console.portal.portal.grants() == before)
    }

    @Test func thePageTellsWhatAPersonMayDoAndWhy() async throws {
        let console = try await TestConsole()
        _ = try await console.portal.portal.clearGrants(entityTypeID: 156)
        try await console.portal.portal.grant("D2", .read, .department, on: Self.funnel)
        let page = try console.page("permissions?spa=156&person=3")
        #expect(page.contains("class=\"chip some\"") && page.contains("Decided by the grant"))
        #expect(page.contains("No grant speaks of any of their codes"))
        let russian = try console.page("permissions?spa=156&person=1&lang=ru")
        #expect(
            russian.contains("администрирует CRM, права не нужны") && russian.contains("Что здесь можно сотруднику"))
        #expect(try console.get("permissions?spa=999").status == 404)
        #expect(try console.page("permissions?spa=156&person=999").contains("What a person may do here"))
        #expect(try console.page("permissions").contains("Automated solutions"))
    }
}
