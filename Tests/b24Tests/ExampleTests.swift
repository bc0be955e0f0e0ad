import B24Scripting
import Bitrix24
import Foundation
import Localization
import LuaRuntime
import PortalEmulator
import Testing

/// Every example of the reference runs on the local portal. Writes are rehearsed, so that each example finds the
/// portal as the others did.
@Suite struct ExampleTests {
    /// Makes the demo company into the one that the examples speak of.
    private static let preparation = """
        b24.spa.update(13, { title = "Leave", isObserversEnabled = true, isSetOpenPermissions = true, isCategoriesEnabled = true })
        b24.spa.add { title = "Leave (old)" }
        for _, w in ipairs(b24.workplace.list {}) do if w.title == "HR" then b24.workplace.update(w.id, { title = "Other" }) end end
        for n = 1, 20 do
          if pcall(b24.workplace.get, 5) then break end
          b24.workplace.add { title = "W" .. n }
        end
        b24.workplace.update(5, { title = "HR" })
        local leave = b24.spa "Leave"
        local first = leave.funnels:list()[1]
        leave.funnels:update(first.id, { name = "General" })
        leave.funnels:add { name = "Managers", sort = 200 }
        for n = 1, 40 do
          if pcall(function() leave.items:get(15) end) then break end
          leave.items:add { title = "Item " .. n, assignedById = n % 2 == 0 and 5 or 7 }
        end
        return first.id
        """

    /// What the examples take for granted.
    private static let given = """
        local _, err = b24.try(b24.call, "crm.type.get", { id = 999999 })
        local item, fn = {}, function() return 1 end

        """

    private static let files = [
        "people.csv": "name,age\nAnna,30\n", "leave.csv": "title\nAnna in July\n", "letter.md": "# Letter\n",
        "team/leave.lua": "return {}\n",
    ]

    @Test func examplesRun() async throws {
        var unlimited = LocalPortal.Configuration()
        unlimited.enforcesLimits = false
        let portal = try await LocalPortal.start(unlimited)
        let webhook = try await portal.webhook(.admin, scopes: nil)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("b24-examples-" + UUID().uuidString)
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("team"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in Self.files {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        let made = try await session(webhook, folder.path, isDry: false).run(
            LuaChunk(name: "made", source: Self.preparation))
        guard case .integer(let funnel)? = made.results.first else {
            Issue.record("no funnel")
            return
        }
        var functions = ScriptSession.functions.map { ($0.name, $0) }
        for type in ScriptSession.objectTypes {
            functions += type.luaMethods.map { ("\(type.luaTypeName):\($0.name)", $0) }
        }
        for (name, function) in functions {
            guard var example = function.example else { continue }
            for file in Self.files.keys + ["users.csv", "report.md"] {
                example = example.replacing("\"\(file)\"", with: "\"\(folder.path)/\(file)\"")
            }
            example = example.replacing("get(8)", with: "get(\(funnel))").replacing(
                "categoryId = 8", with: "categoryId = \(funnel)")
            do {
                _ = try await session(webhook, folder.path, isDry: true).run(
                    LuaChunk(name: name, source: Self.given + example))
            } catch {
                Issue.record("\(name): \(ScriptError.report(error, language: .en))\n\(example)")
            }
        }
        try await portal.stop()
    }

    private func session(_ webhook: String, _ folder: String, isDry: Bool) throws -> ScriptSession {
        var configuration = ScriptSession.Configuration {
            var options = PortalClient.Options()
            options.plan = .box
            return PortalClient(credential: try Credential(webhook: Secret(webhook)), options: options)
        }
        configuration.modulePath = [folder]
        configuration.policy.dryRun = isDry
        configuration.policy.assumeYes = true
        return try ScriptSession(configuration)
    }
}
