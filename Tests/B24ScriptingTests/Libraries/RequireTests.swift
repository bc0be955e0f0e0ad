import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// Where `require` looks, and what it says.
@Suite struct RequireTests {
    private static func libraries() -> FakeLibraries {
        var libraries = FakeLibraries()
        libraries.add(
            "team", dependencies: ["base"],
            [
                "lib/init.lua": "return { name = ..., file = select(2, ...) }",
                "lib/deals.lua": "return require('team').name .. '+' .. require('base')",
                "lib/deep/init.lua": "return b24.args[1] == nil and require('b24') == b24",
                "lib/project.lua": "return require 'own'", "lib/other.lua": "return require 'far'",
                "lib/missing.lua": "return require 'bse'", "lib/broken.lua": "return +",
                "lib/loads.lua": "b24.call('user.get')", "lib/waits.lua": "b24.sleep(1)",
                "lib/writes.lua": "b24.file.write('x', '')", "lib/spawns.lua": "b24.spawn(print)",
                "lib/rest.lua": "b24.rest.user.get {}", "lib/each.lua": "for _ in b24.each('user.get') do end",
                "lib/narrow.lua": "local c = b24.only { read = '*' } return c.version == b24.version",
            ])
        libraries.add("base", ["lib/init.lua": "return 'base'"])
        libraries.add("far", ["lib/init.lua": "return 'far'"])
        libraries.add("next", api: 2, ["lib/init.lua": ""])
        libraries.add("old", api: 0, ["lib/init.lua": ""])
        libraries.refusals["changed"] = ScriptLibraryError(
            .policyDenied, .init("changed differs from the lock.", ru: "changed отличается."),
            hint: .init("Put it back.", ru: "Верните."))
        return libraries
    }

    private func scene(_ configure: (inout ScriptSession.Configuration) -> Void = { _ in }) -> Scene {
        Scene.with {
            $0.libraries = Self.libraries()
            $0.arguments = ["argument"]
            configure(&$0)
        }
    }

    @Test(arguments: [
        ("return require('team').name, require('team').file", "\"team\", \"team@1.2.0/lib/init.lua\""),
        ("return (require 'team.deals')", "\"team+base\""), ("return (require 'team.deep')", "true"),
        ("return (require 'team.narrow')", "true"),
    ])
    func finds(script: String, expected: String) async throws {
        #expect(try await scene().value(script) == expected)
    }

    @Test(arguments: [
        (
            "require 'team.deels'",
            [
                "Library team 1.2.0 has no module 'team.deels'", "lib/deels.lua, lib/deels/init.lua",
                "Did you mean 'team.deals'?",
            ]
        ),
        ("require 'team..deals'", ["made of parts"]),
        (
            "require 'teem.deals'",
            [
                "module 'teem.deals' not found", "looked at", "teem/deals.lua", "libraries: base, changed, far",
                "did you mean 'team.deals'?",
            ]
        ),
        (
            "require 'team.project'",
            ["Library team 1.2.0 cannot require 'own'", "not the files of the project: team, base"]
        ),
        (
            "require 'team.other'",
            ["team 1.2.0 requires 'far' and does not declare that it needs far", "[dependencies] of team's b24.toml"]
        ),
        ("require 'team.missing'", ["cannot require 'bse'", "Did you mean 'base'?"]),
        ("require 'team.broken'", ["team@1.2.0/lib/broken.lua:1: unexpected symbol"]),
        ("require 'next'", ["next 1.2.0 is written for host API 2; this b24 has 1", "newer b24"]),
        ("require 'old'", ["host API 0", "b24 lib update old"]),
        ("require 'changed.x'", ["changed differs from the lock.", "Put it back."]),
    ])
    func refuses(script: String, expected: [String]) async {
        let failure = await scene().failure(script)
        for text in expected { #expect(failure.contains(text), "\(failure)") }
    }

    @Test(arguments: ["loads", "waits", "writes", "spawns", "rest", "each"])
    func modulesOnlyRegister(name: String) async {
        let scene = scene()
        let failure = await scene.failure("require 'team.\(name)'")
        #expect(failure.contains("while module 'team.\(name)' of team 1.2.0 is being loaded"), "\(failure)")
        #expect(failure.contains("team@1.2.0/lib/\(name).lua:1"), "\(failure)")
        #expect(scene.portal.commands.isEmpty)
    }

    @Test func theProjectComesFirst() async throws {
        let folder = TemporaryFolder(files: ["team/deals.lua"], folders: ["team"])
        try folder.write("team/deals.lua", "return 'of the project'")
        let scene = scene { $0.modulePath = [folder.path] }
        #expect(
            try await scene.value("return require 'team.deals', require('team').name") == "\"of the project\", \"team\""
        )
    }

    @Test func modulesOfOthersNeedTrust() async throws {
        let rocks = "lua_modules/share/lua/5.4"
        let folder = TemporaryFolder(
            files: [
                rocks + "/inspect.lua", rocks + "/inspect/more.lua", "lua_modules/lib/lua/5.4/lfs.so", "sub/s.lua",
                "sub/c.lua",
            ],
            folders: [
                "sub", "lua_modules", "lua_modules/share", "lua_modules/share/lua", rocks, rocks + "/inspect",
                "lua_modules/lib", "lua_modules/lib/lua", "lua_modules/lib/lua/5.4",
            ])
        try folder.write("lua_modules/share/lua/5.4/inspect.lua", "return { b24 = b24, x = require 'inspect.more' }")
        try folder.write("lua_modules/share/lua/5.4/inspect/more.lua", "return 7")
        try folder.write("lua_modules/lib/lua/5.4/lfs.so", "\u{7F}ELF")
        let script = try folder.write("sub/s.lua", "local i = require 'inspect' return i.x, i.b24")
        await #expect(throws: (any Error).self) { try await self.scene().session.run(file: script) }
        let trusting = scene { $0.trustsLuaModules = true }
        let outcome = try await trusting.session.run(file: script)
        #expect(outcome.results.map { LuaFormatter().format($0) } == ["7", "nil"])
        let binary = try folder.write("sub/c.lua", "require 'lfs'")
        do {
            _ = try await trusting.session.run(file: binary)
            Issue.record("a C module was loaded")
        } catch {
            #expect(ScriptError.report(error, language: .en).contains("is a C library"))
        }
    }

    @Test func commandsHaveTheRightsOfTheirLibrary() async throws {
        var libraries = FakeLibraries()
        libraries.add(
            "team", needs: ["read crm.status.list", "write crm.item.update"],
            commands: ["report": "commands/report.lua"],
            [
                "commands/report.lua": """
                --- A report.
                --- @needs read crm.status.list
                local lib = require "team"
                b24.call("crm.status.list")
                lib()
                return b24.args[1], pcall(b24.call, "crm.item.update", { entityTypeId = 2, id = 1 })
                """,
                "lib/init.lua":
                    "return function() b24.call('crm.item.update', { entityTypeId = 2, id = 1, fields = {} }) end",
            ])
        let shelf = libraries
        let scene = Scene(portal: { $0.method == "scope" ? .result(["crm"]) : .result(true) }) {
            $0.libraries = shelf
            $0.arguments = ["argument"]
        }
        let outcome = try await scene.session.run(command: "report", of: "team")
        #expect(outcome.results.prefix(2).map { LuaFormatter().format($0) } == ["\"argument\"", "false"])
        #expect(scene.portal.methods.filter { $0 != "scope" } == ["crm.status.list", "crm.item.update"])
        await #expect(throws: (any Error).self) { try await scene.session.run(command: "reprt", of: "team") }
    }
}
