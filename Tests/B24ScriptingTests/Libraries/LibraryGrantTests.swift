import Bitrix24
import JSON
import Localization
import LuaRuntime
import Synchronization
import Testing

@testable import B24Scripting

/// What a library may do: what it was allowed, whoever calls it.
@Suite struct LibraryGrantTests {
    /// `reader` may read and `writer` may write, and each would like more.
    static func libraries() -> FakeLibraries {
        var libraries = FakeLibraries()
        libraries.add(
            "reader", needs: ["read crm.item.*"],
            [
                "lib/init.lua": """
                local M = {}
                function M.read() return b24.call("crm.item.list", { entityTypeId = 2 }) end
                function M.write() return b24.call("crm.item.update", { entityTypeId = 2, id = 1, fields = {} }) end
                function M.with(b24) return b24.call("crm.item.update", { entityTypeId = 2, id = 1, fields = {} }) end
                function M.try(f) return pcall(f) end
                function M.only() return b24.only { write = "*", read = "*" } end
                function M.keep(x) M.kept = x end
                function M.file() return b24.file.read("secret.txt") end
                return M
                """
            ])
        libraries.add(
            "writer", needs: ["write crm.item.update -- moves deals", "max_writes 2"], dependencies: ["reader"],
            [
                "lib/init.lua": """
                local reader = require "reader"
                local M = {}
                function M.write() return b24.call("crm.item.update", { entityTypeId = 2, id = 1, fields = {} }) end
                function M.batch() return b24.batch { { "crm.item.update", { entityTypeId = 2, id = 1, fields = {} } } } end
                function M.delete() return b24.call("crm.item.delete", { entityTypeId = 2, id = 1 }) end
                function M.read() return reader.read() end
                function M.lend() return reader.with(b24) end
                function M.client() return b24.only { write = "crm.item.update" } end
                function M.steal() return reader.try(function() return reader.write() end) end
                return M
                """
            ])
        return libraries
    }

    private func scene(_ configure: (inout ScriptSession.Configuration) -> Void = { _ in }) -> Scene {
        Scene(portal: { $0.method == "scope" ? .result(["crm"]) : .result(["item": ["id": 1], "items": []]) }) {
            $0.libraries = Self.libraries()
            configure(&$0)
        }
    }

    @Test(arguments: [
        "require('reader').read()", "require('writer').write()", "require('writer').batch()",
        // Its own grant, though it is called by one that has none of it.
        "require('writer').read()",
        // What it is given, it may.
        "require('writer').lend()", "require('reader').with(b24)", "require('reader').with(require('writer').client())",
        // The needs of the script bound the script.
        "local w = require 'writer' w.write()",
    ])
    func allowed(call: String) async throws {
        let scene = scene()
        try await scene.run(call)
        #expect(scene.portal.commands.count == 1)
    }

    @Test func theScriptsNeedsAreItsOwn() async throws {
        let scene = scene()
        try await scene.run("--- A reader.\n--- @needs read crm.status.list\nrequire('writer').write()")
        #expect(scene.portal.methods.last == "crm.item.update")
        let failure = await scene.failure("--- A reader.\n--- @needs read crm.status.list\nb24.call('crm.item.list')")
        #expect(failure.contains("The script does not declare"))
    }

    @Test(arguments: [
        ("require('reader').write()", "Library reader 1.2.0 may not call crm.item.update, which writes"),
        ("require('writer').delete()", "Library writer 1.2.0 may not call crm.item.delete, which deletes"),
        // Nothing widens a grant.
        (
            "require('reader').only().call('crm.item.update', { entityTypeId = 2, id = 1 })",
            "Library reader 1.2.0 may not"
        ),
        ("b24.batch { { 'crm.item.list' } } require('reader').with(require('reader').only())", "Library reader 1.2.0"),
        ("local ok, e = require('writer').steal() error(e)", "Library reader 1.2.0 may not call crm.item.update"),
        ("require('reader').file()", "Library reader 1.2.0 may not open 'secret.txt'"),
        ("local w = require 'writer' w.write() w.write() w.write()", "Library writer 1.2.0 may make 2 writes in a run"),
        (
            "local w = require 'writer' w.write() w.write() w.client().call('crm.item.update', {})",
            "Library writer 1.2.0 may make 2"
        ),
    ])
    func refused(call: String, expected: String) async {
        let failure = await scene().failure(call)
        #expect(failure.contains(expected), "\(failure)")
    }

    @Test func flagsAndProfilesAndPromisesWin() async {
        #expect(
            await scene { $0.policy.readOnly = true }.failure("require('writer').write()").contains("--read-only"))
        let denied = scene { $0.policy.flagRules.deny = [MethodRules.Rule("write:*")].compactMap(\.self) }
        #expect(await denied.failure("require('writer').write()").contains("--deny write:*"))
        #expect(
            await scene().failure("--- Look.\n--- @read_only\nrequire('writer').write()").contains("promises"))
    }

    @Test func aDryRunSaysWhoseWritesTheyAre() async throws {
        let scene = scene { $0.policy.dryRun = true }
        let outcome = try await scene.session.run(
            LuaChunk(
                name: "s.lua",
                source: """
                    local w = require "writer"
                    w.write() w.lend()
                    b24.call("crm.item.update", { entityTypeId = 2, id = 1, fields = {} })
                    """))
        #expect(outcome.plan.map { $0.library?.record } == ["writer 1.2.0", "writer 1.2.0", nil])
        #expect(outcome.plan[0].position == "writer@1.2.0/lib/init.lua:3")
    }

    @Test func approvalComesBeforeAnythingRuns() async throws {
        let asked = Mutex<[[String]]>([])
        let scene = scene {
            $0.approveLibraries = { libraries in
                asked.withLock { $0.append(libraries.map(\.name)) }
                throw ScriptLibraryError(.policyDenied, .init("Not wanted.", ru: "Нельзя."))
            }
        }
        let failure = await scene.failure("pcall(require, 'writer') require 'writer'")
        #expect(failure.contains("Not wanted."))
        #expect(asked.withLock { $0 } == [["writer", "reader"]])
    }

    @Test func confirmationsNameTheLibrary() async throws {
        let asked = Mutex<[String]>([])
        var libraries = FakeLibraries()
        libraries.add(
            "cleaner", needs: ["delete crm.item.delete"], linked: true,
            ["lib/init.lua": "return function() b24.call('crm.item.delete', { entityTypeId = 2, id = 1 }) end"])
        let shelf = libraries
        let scene = scene {
            $0.libraries = shelf
            $0.policy.confirmsLosses = true
            $0.console.ask = { question in
                asked.withLock { $0.append(question) }
                return true
            }
        }
        try await scene.run("require('cleaner')()")
        #expect(asked.withLock { $0.count } == 1)
        #expect(asked.withLock { $0[0].hasPrefix("Library cleaner 1.2.0 (linked, unlocked): Delete") })
    }
}
