import Foundation
import Permissions
import PortalEmulator
import Testing

/// `b24 permissions` and `b24 portal grants`, people and webhooks, over a portal of several people.
@Suite struct PermissionsCommandTests {
    /// A portal with profiles for the administrator, Olivia (3) of Sales and Lucy (9) of Procurement.
    private struct Office {
        let home: Home
        let portal: LocalPortal

        init(_ flavour: LocalPortal.Flavour, data: String? = nil) async throws {
            home = try Home()
            var settings = LocalPortal.Configuration()
            settings.enforcesLimits = false
            settings.flavour = flavour
            settings.dataFolder = data.map { [home] in home.path + "/" + $0 }
            portal = try await LocalPortal.start(settings)
            var config = "default_profile = 'admin'\n"
            for (name, id) in [("admin", 1), ("olivia", 3), ("lucy", 9)] {
                config += "[profiles.\(name)]\nwebhook_file = '\(name).webhook'\nplan = 'box'\n"
                try home.write(".config/b24/\(name).webhook", try await portal.webhook(ofUser: id) + "\n")
            }
            try home.config(config)
        }

        func rows(_ arguments: String...) async throws -> [[String: Any]] {
            let running = try home.start(["--json"] + arguments)
            running.closeInput()
            let run = await running.end()
            #expect(run.status == 0, "\(run)")
            return try #require(try run.envelope()["data"] as? [[String: Any]], "\(run)")
        }
    }

    private func reading(_ rows: [[String: Any]], _ object: String, _ check: String, _ profile: String) -> String {
        let row = rows.first { $0["object"] as? String == object && $0["check"] as? String == check }
        return row?[profile].map { "\($0)" } ?? "nothing"
    }

    @Test func aProbeHasAColumnForEachProfile() async throws {
        let office = try await Office(.cloud)
        let rows = try await office.rows(
            "permissions", "probe", "Purchases", "Contracts", "--profiles", "admin,olivia", "--profiles", "lucy",
            "--sample", "1")
        #expect(
            ["admin", "olivia", "lucy"].map { reading(rows, "funnel:1036/13", "read", $0) } == ["yes", "no", "yes"])
        #expect(["admin", "olivia", "lucy"].map { reading(rows, "spa:1036", "settings", $0) } == ["yes", "no", "no"])
        #expect(reading(rows, "funnel:1036/13", "items", "olivia") == "0")
        #expect(rows.contains { $0["spa"] as? String == "Contracts" })
        let csv = try await office.home.b24(
            "--format", "csv", "permissions", "probe", "Purchases", "--profiles", "admin,olivia")
        #expect(csv.output.hasPrefix("spa,object,title,check,admin,olivia\n"), "\(csv)")
        let page = try await office.home.b24(
            "permissions", "probe", "Purchases", "Contracts", "--profiles", "admin,olivia", "--html")
        #expect(page.output.hasPrefix("<!DOCTYPE html>"), "\(page)")
        #expect(page.output.contains("Who may do what: Purchases, Contracts"), "\(page)")
        #expect(page.output.contains("<td class=\"no\">no</td>") && !page.output.contains("http"), "\(page)")
        let writes = try await office.portal.writes(since: 0)
        #expect(writes.isEmpty)
        try await office.portal.stop()
    }

    @Test func profilesOfOtherPortalsAreRefused() async throws {
        let office = try await Office(.cloud)
        let other = try await LocalPortal.start()
        try office.home.write(".config/b24/lucy.webhook", try await other.webhook() + "\n")
        let run = try await office.home.b24("permissions", "probe", "Purchases", "--profiles", "admin,lucy")
        #expect(run.status == 1 && run.errors.contains("a probe compares people of one portal"), "\(run)")
        let unknown = try await office.home.b24("permissions", "probe", "Purchases", "--profiles", "nobody")
        #expect(unknown.status != 0 && unknown.errors.contains("nobody"), "\(unknown)")
        try office.home.config(
            """
            default_profile = 'admin'
            [profiles.admin]
            webhook_file = 'admin.webhook'
            [profiles.olivia]
            webhook_file = 'olivia.webhook'
            deny = ["read:crm.*"]
            """)
        let denied = try await office.home.b24("permissions", "probe", "Purchases", "--profiles", "admin,olivia")
        #expect(denied.status == 4 && denied.errors.contains("olivia"), "\(denied)")
        try await other.stop()
        try await office.portal.stop()
    }

    /// What cannot be set is refused before the first write; the checklist, followed by hand, makes the probe green.
    @Test func inTheCloudTheChecklistLeadsToAGreenProbe() async throws {
        let office = try await Office(.cloud, data: "data")
        let home = office.home
        let grant = ["--grant", "D2:read:all@Large purchases"]
        func seen() async throws -> String {
            reading(
                try await office.rows("permissions", "probe", "Purchases", "--profiles", "admin,olivia"),
                "funnel:1036/13",
                "read", "olivia")
        }
        #expect(try await seen() == "no")
        let refused = try await home.b24("permissions", "set", "Purchases", grant[0], grant[1])
        #expect(refused.status == 1 && refused.errors.contains("Nothing was changed"), "\(refused)")
        let lua = """
            b24.spa('Purchases').permissions:set { open_new_funnels = false, grants = { { code = 'D2', action = 'read', \
            level = 'all', funnel = 'Large purchases' } } }
            """
        let half = try await home.b24("--yes", "eval", lua)
        #expect(half.status == 1, "\(half)")
        #expect(try await office.portal.writes(since: 0).isEmpty)
        let list = try await home.b24("permissions", "checklist", "Purchases", grant[0], grant[1])
        #expect(list.output.contains("For funnel \"Large purchases\": Read - all items."), "\(list)")
        #expect(list.output.contains("department \"Sales\" (D2)"), "\(list)")
        let page = try await home.b24("permissions", "checklist", "Purchases", grant[0], grant[1], "--as", "html")
        #expect(page.output.contains("<li><label><input type=\"checkbox\">"), "\(page)")

        let byHand = try await home.b24(
            "portal", "grants", "set", "funnel:1036/13", "D2", "read", "all", "--data", "data")
        #expect(byHand.status == 0, "\(byHand)")
        #expect(try await seen() == "yes")
        try await office.portal.stop()
    }

    /// What a role lets through is what is explained, and no part of what is set.
    @Test func onABoxRolesAreExplained() async throws {
        let office = try await Office(.box)
        let funnel = GrantObject.funnel(entityTypeID: 1036, categoryID: 13)
        _ = try await office.portal.clearGrants(entityTypeID: 1036)
        let role = try await office.portal.addRole("Buyers", codes: [try #require(AccessCode("D2"))])
        try await office.portal.set([.init(.role(role.id), .read, .all, on: funnel)])
        let explained = try await office.rows("permissions", "explain", "Purchases", "U3", "--funnel", "13")
        #expect(explained.first?["allowed"] as? Bool == true, "\(explained)")
        let by = try #require(explained.first?["by"] as? [String: Any])
        #expect(by["code"] as? String == "D2" && by["role"] as? String == "Buyers")
        #expect((explained.first?["text"] as? String)?.contains("D2 in role \"Buyers\"") == true)
        let probe = try await office.rows("permissions", "probe", "Purchases", "--profiles", "admin,olivia")
        #expect(reading(probe, "funnel:1036/13", "read", "olivia") == "yes")
        let running = try office.home.start(
            ["--yes", "permissions", "set", "Purchases", "--grant", "U9:read:own", "--replace"])
        running.closeInput()
        let run = await running.end()
        #expect(run.status == 0, "\(run)")
        #expect(try await office.portal.grants().count { $0.object.entityTypeID == 1036 } == 1)
        #expect(try await office.portal.roles().map(\.grantCount) == [1])
        try await office.portal.stop()
    }

    @Test func onABoxGrantsAreSetAndReadBack() async throws {
        let office = try await Office(.box)
        let home = office.home
        let grant = ["--grant", "D2:read:all@Large purchases", "--grant", "AU:update:none@Large purchases#SUCCESS"]
        let arguments = ["--yes", "permissions", "set", "Purchases"] + grant
        func set() async throws -> String {
            let running = try home.start(arguments)
            running.closeInput()
            let run = await running.end()
            #expect(run.status == 0, "\(run)")
            return run.output
        }
        _ = try await set()
        let explained = try await office.rows(
            "permissions", "explain", "Purchases", "U3", "--funnel", "Large purchases")
        #expect(explained.first?["allowed"] as? Bool == true)
        #expect((explained.first?["by"] as? [String: Any])?["code"] as? String == "D2")
        #expect((explained.first?["text"] as? String)?.hasPrefix("Olivia Stone (U3): Read - all items.") == true)
        let stage = try await office.rows(
            "permissions", "explain", "Purchases", "3", "update", "--funnel", "13", "--stage", "SUCCESS")
        #expect(stage.first?["allowed"] as? Bool == false)
        let rows = try await office.rows("permissions", "probe", "Purchases", "--profiles", "admin,olivia")
        #expect(reading(rows, "funnel:1036/13", "read", "olivia") == "yes")
        let writes = try await office.portal.writes(since: 0).count
        #expect(writes == 1)
        _ = try await set()
        #expect(try await office.portal.writes(since: 0).count == writes, "what is so already is not written")
        let dry = try await home.b24("--dry-run", "permissions", "set", "Contracts", "--grant", "D2:read:all")
        #expect(dry.status == 0 && dry.errors.contains("spa.permissions.set"), "\(dry)")
        #expect(try await office.portal.writes(since: 0).count == writes)
        let read = try await home.b24(
            "--json", "--read-only", "eval", "return b24.spa('Purchases').permissions:get().roles")
        #expect(read.output.contains("custom"), "\(read)")
        let isolated = try await home.b24(
            "--read-only", "eval", "--sandbox", "isolated", "return #b24.spa('Purchases').permissions:get().grants > 0")
        #expect(isolated.output == "true\n", "\(isolated)")
        let alone = try await home.b24(
            "eval", "--sandbox", "isolated",
            "return b24.spa('Purchases').permissions:probe { profiles = { 'admin', 'olivia' } }")
        #expect(alone.status == 1 && alone.errors.contains("the current profile alone"), "\(alone)")
        try await office.portal.stop()
    }

    @Test func explanationsOnAssumedGrants() async throws {
        let office = try await Office(.cloud)
        let rows = try await office.rows(
            "permissions", "explain", "Purchases", "U9", "--grant", "D5:read:department", "--grant", "AU:read:own")
        #expect(rows.count == 2 && rows.allSatisfy { $0["level"] as? String == "department" })
        let told = try await office.home.b24(
            "permissions", "explain", "Purchases", "U9", "--funnel", "13", "--grant", "D5:read:department")
        #expect(told.output.hasPrefix("Large purchases (funnel:1036/13)\n  Lucy Adams (U9): Read - own and"), "\(told)")
        let unknown = try await office.home.b24("permissions", "explain", "Purchases", "U9")
        #expect(unknown.status == 1 && unknown.errors.contains("--grant CODE:ACTION:LEVEL"), "\(unknown)")
        // The Lua that the command is made of tells nobody anything.
        #expect(unknown.errors.hasPrefix("b24: ") && !unknown.errors.contains("return b24"), "\(unknown)")
        let russian = try await office.home.b24(
            "--lang", "ru", "permissions", "set", "Purchases", "--grant", "AU:read:own")
        #expect(russian.errors.hasPrefix("b24: ") && russian.errors.contains("b24 permissions checklist"), "\(russian)")
        let group = try await office.home.b24("permissions", "explain", "Purchases", "D5", "--grant", "D5:read:own")
        #expect(group.errors.contains("about one person"), "\(group)")
        try await office.portal.stop()
    }

    @Test func audiencesNameTheRoute() async throws {
        let office = try await Office(.cloud)
        let rows = try await office.rows("permissions", "audience", "Purchases", "D5", "DR4", "SG1", "U3")
        func people(_ code: String) -> [String] {
            rows.filter { $0["code"] as? String == code }.map { "\($0["user"] ?? "") \($0["through"] ?? "")" }
        }
        #expect(people("D5") == ["8 department \"Procurement\" (D5)", "9 department \"Procurement\" (D5)"])
        #expect(people("DR4").contains("9 department \"Procurement\" (D5)"))
        #expect(people("DR4").contains("7 department \"Operations\" (D4)"))
        #expect(people("SG1").contains("7 owner of group \"New warehouse\" (SG1_A)"))
        #expect(people("U3") == ["3 themselves"])
        let none = try await office.home.b24("permissions", "audience", "Purchases", "D99")
        #expect(none.status == 1 && none.errors.contains("no such department"), "\(none)")
        try await office.portal.stop()
    }

    @Test func grantsOfTheLocalPortal() async throws {
        let home = try Home()
        let set = try await home.b24(
            "--json", "portal", "grants", "set", "spa:1040", "DR4", "every", "own", "--data", "d")
        #expect((try set.envelope()["data"] as? [Any])?.count == 7, "\(set)")
        let list = try await home.b24("--json", "portal", "grants", "list", "--of", "spa:1040", "--data", "d")
        #expect(
            (try list.envelope()["data"] as? [[String: Any]])?.contains { $0["object"] as? String == "spa:1040" }
                == true)
        let removed = try await home.b24(
            "--json", "portal", "grants", "remove", "spa:1040", "DR4", "read", "--data", "d")
        #expect((try removed.envelope()["data"] as? [String: Any])?["removed"] as? Int == 1, "\(removed)")
        let cleared = try await home.b24("--json", "portal", "grants", "clear", "1040", "--data", "d")
        #expect(((try cleared.envelope()["data"] as? [String: Any])?["removed"] as? Int ?? 0) > 5, "\(cleared)")
        for words in [
            ["spa:x", "D4", "read", "own"], ["spa:1040", "D", "read", "own"], ["spa:1040", "D4", "look", "own"],
            ["spa:1040", "D4", "read", "some"], ["spa:1040", "D4", "settings", "all"], ["crm", "D4", "read", "all"],
        ] {
            let run = try await home.b24(
                "portal", "grants", "set", words[0], words[1], words[2], words[3], "--data", "d")
            #expect(run.status == 2, "\(words): \(run)")
        }
        let missing = try await home.b24("portal", "grants", "set", "spa:9", "D4", "read", "own", "--data", "d")
        #expect(missing.status == 1 && missing.errors.contains("'spa:9'"), "\(missing)")
        let people = try await home.b24("--json", "portal", "people", "--data", "d")
        #expect((try people.envelope()["data"] as? [Any])?.count == 11)
        let webhook = try await home.b24("--json", "portal", "webhook", "9", "--data", "d")
        #expect(((try webhook.envelope()["data"] as? [String: Any])?["path"] as? String)?.hasPrefix("/rest/9/") == true)
    }
}
