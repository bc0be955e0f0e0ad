import Foundation
import Testing

/// `b24 portal roles`, and grants of roles with `b24 portal grants`.
@Suite struct PortalRolesCommandTests {
    private func run(_ home: Home, _ arguments: [String]) async throws -> Run {
        let running = try home.start(arguments + ["--data", "d"])
        running.closeInput()
        return await running.end()
    }

    private func data(_ home: Home, _ arguments: String...) async throws -> Any {
        let run = try await run(home, ["--json", "portal"] + arguments)
        #expect(run.status == 0, "\(run)")
        return try #require(try run.envelope()["data"], "\(run)")
    }

    private func codes(_ role: Any) -> [String]? {
        ((role as? [String: Any])?["codes"] as? String)?.split(separator: " ").map(String.init)
    }

    @Test func rolesAreKeptAssignedAndGivenRights() async throws {
        let home = try Home()
        let none = try await home.b24("--lang", "ru", "portal", "roles", "list", "--data", "d")
        #expect(none.status == 0 && none.errors.contains("Ролей нет."), "\(none)")
        #expect(codes(try await data(home, "roles", "add", "Менеджер", "D2", "D5")) == ["D2", "D5"])
        #expect(codes(try await data(home, "roles", "assign", "менеджер", "U9", "D5")) == ["D2", "D5", "U9"])
        #expect(codes(try await data(home, "roles", "unassign", "Менеджер", "D2", "D5")) == ["U9"])
        _ = try await data(home, "roles", "rename", "Менеджер", "Manager")
        let set = try await data(home, "grants", "set", "spa:1040", "role:manager", "every", "own")
        #expect((set as? [[String: Any]])?.count == 7)
        #expect((set as? [[String: Any]])?.allSatisfy { $0["code"] as? String == "role:Manager" } == true)
        let list = try await data(home, "grants", "list", "--of", "spa:1040") as? [[String: Any]] ?? []
        #expect(list.filter { $0["code"] as? String == "role:Manager" }.count == 7, "\(list)")
        let removed = try await data(home, "grants", "remove", "spa:1040", "role:Manager", "read")
        #expect((removed as? [String: Any])?["removed"] as? Int == 1)
        let roles = try await data(home, "roles", "list") as? [[String: Any]]
        #expect(roles?.map { $0["role"] as? String } == ["Manager"])
        #expect(roles?.map { $0["grants"] as? Int } == [6])
        let gone = try await home.b24("portal", "roles", "remove", "Manager", "--data", "d")
        #expect(gone.status == 0 && gone.errors.contains("Grants removed with it: 6."), "\(gone)")
        let after = try await data(home, "grants", "list", "--of", "spa:1040") as? [[String: Any]] ?? []
        #expect(!after.contains { ($0["code"] as? String)?.hasPrefix("role:") == true })
    }

    @Test func mistakesSayWhatWouldBeRight() async throws {
        let home = try Home()
        _ = try await data(home, "roles", "add", "Manager")
        for (words, status, text) in [
            (["roles", "assign", "Manger", "D2"], 1, "Did you mean Manager?"),
            (["grants", "set", "spa:1040", "role:Manger", "read", "all"], 1, "Did you mean Manager?"),
            (["grants", "remove", "spa:1040", "role:xyz"], 1, "b24 portal roles list"),
            (["roles", "add", "MANAGER"], 1, "there is a role 'Manager' already"),
            (["roles", "add", " "], 1, "a role needs a name"),
            (["roles", "add", "Clerk", "five"], 2, "'five' is not an access code"),
            (["roles", "unassign", "Manager", "D2"], 1, "is not assigned to D2"),
            (["roles", "remove", "Clerk"], 1, "there is no role 'Clerk'"),
            (["grants", "set", "spa:9", "role:Manager", "read", "all"], 1, "'spa:9'"),
        ] {
            let run = try await run(home, ["portal"] + words)
            #expect(run.status == Int32(status) && run.errors.contains(text), "\(words): \(run)")
        }
        #expect((try await data(home, "roles", "list") as? [Any])?.count == 1)
    }
}
