import B24Scripting
import Foundation
import Testing

@testable import b24

/// `b24 init` and `b24 types`: what editors and linters get.
@Suite struct EditorTests {
    private static let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    private let home: Home

    init() throws { home = try Home() }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: home.path + "/" + name, encoding: .utf8)
    }

    private func json(_ name: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(try text(name).utf8)) as? [String: Any])
    }

    // MARK: init

    @Test func aNewProject() async throws {
        let run = try await home.b24("init", "work")
        #expect(run.status == 0 && run.output.isEmpty, "\(run)")
        #expect(run.errors.contains("What next:\n  cd work\n  b24 run hello.lua\n"), "\(run)")
        #expect(try json("work/.luarc.json")["workspace.library"] as? [String] == [".b24/types", ".b24/libraries"])
        #expect(try json("work/.luarc.json")["runtime.version"] as? String == "Lua 5.4")
        #expect(try json("work/.vscode/extensions.json")["recommendations"] as? [String] == ["sumneko.lua"])
        #expect(try text("work/.gitignore") == "/.b24/\n")
        for file in ["b24.lua", "methods.lua", "rest.lua", "rest/crm.lua", "spec.lua", "b24/table.lua"] {
            #expect(home.has("work/.b24/types/" + file), "\(file)")
        }
        #expect(!home.has("work/.b24/types/portal.lua"))
        // The first script runs, and nothing can be said against it.
        let hello = try await home.b24("run", "hello.lua", folder: home.path + "/work")
        #expect(hello.status == 0 && hello.output.hasPrefix("Hello, "), "\(hello)")
        #expect(try await home.b24("check", "--strict", "hello.lua", folder: home.path + "/work").status == 0)
        // Again: all is as it should be.
        let again = try await home.b24("init", "work", "--json")
        let data = try #require(try again.envelope()["data"] as? [String: Any])
        let files = try #require(data["files"] as? [[String: String]])
        #expect(files.allSatisfy { $0["change"] == "same" }, "\(again)")
    }

    @Test func filesThatAreThereStay() async throws {
        try home.write("work/.luacheckrc", "std = 'lua54'\n")
        try home.write("work/.gitignore", "*.log")
        try home.write("work/mine.lua", "print(1)\n")
        let run = try await home.b24("init", folder: home.path + "/work")
        #expect(run.status == 0 && run.errors.contains("kept       .luacheckrc"), "\(run)")
        #expect(run.errors.contains("--force") && run.errors.contains("What next:\n  b24 list\n"), "\(run)")
        #expect(try text("work/.luacheckrc") == "std = 'lua54'\n")
        #expect(try text("work/.gitignore") == "*.log\n/.b24/\n")
        #expect(!home.has("work/hello.lua"))

        let forced = try await home.b24("init", "--force", folder: home.path + "/work")
        #expect(forced.errors.contains("replaced   .luacheckrc  (the old one: .luacheckrc.old)"), "\(forced)")
        #expect(try text("work/.luacheckrc.old") == "std = 'lua54'\n")
        #expect(try text("work/.luacheckrc").contains("stds.b24 = "))
        try home.write("work/.luacheckrc", "std = 'min'\n")
        _ = try await home.b24("init", "--force", folder: home.path + "/work")
        #expect(try text("work/.luacheckrc.old") == "std = 'lua54'\n")
        #expect(try text("work/.luacheckrc.old2") == "std = 'min'\n")
    }

    @Test func aFolderCannotBeAFile() async throws {
        try home.write("work", "x")
        let run = try await home.b24("init", "work")
        #expect(run.status == 2 && run.errors.contains("work is not a folder"), "\(run)")
    }

    @Test func aNewLibraryHasIt() async throws {
        let run = try await home.b24("lib", "init", "acme-crm", "--lang", "ru")
        #expect(run.status == 0 && run.errors.contains("новый      acme-crm/.luarc.json"), "\(run)")
        let folder = home.path + "/acme-crm"
        #expect(home.has("acme-crm/.b24/types/b24.lua") && !home.has("acme-crm/hello.lua"))
        // What is for editors alone is no part of it.
        let packed = try await home.b24("lib", "pack", folder: folder)
        #expect(packed.status == 0, "\(packed)")
        #expect(!(try text("acme-crm-0.1.0.b24lib")).contains("methods.lua"))
        guard Luacheck.isInstalled else { return }
        let found = try await Luacheck.run(".", folder: folder)
        #expect(found.status == 0, "\(found.output)")
    }

    // MARK: luacheck

    @Test(.enabled(if: Luacheck.isInstalled)) func luacheckKnowsB24() async throws {
        _ = try await home.b24("init", "work")
        try home.write(
            "work/spec/hello_spec.lua", "describe('x', function() it('y', function() assert.is_true(true) end) end)\n")
        let folder = home.path + "/work"
        let clean = try await Luacheck.run(".", folder: folder)
        #expect(clean.status == 0 && clean.output.contains("in 2 files"), "\(clean.output)")

        try home.write(
            "work/bad.lua",
            """
            b24.cll("user.current")
            b24.spa.lst()
            b24.version = "x"
            io.open("x")
            describe("x")
            print(b24.rest.crm.item.list, b24.portal.domain, b24.args[1], string.format("x"), b24.null)

            """)
        let bad = try await Luacheck.run("bad.lua", folder: folder)
        #expect(
            bad.output.split(separator: "\n").filter { $0.contains("bad.lua:") }.map {
                $0.split(separator: "(")[1].prefix(4)
            }
                == ["W143", "W143", "W122", "W113", "W113"], "\(bad.output)")
        try home.write("work/bad.lua", "-- luacheck: std +b24_trusted\nprint(io.open, os.execute, b24.call)\n")
        let trusted = try await Luacheck.run("bad.lua", folder: folder)
        #expect(trusted.status == 0, "\(trusted.output)")
    }

    /// The types are Lua for others, too.
    @Test(.enabled(if: Luacheck.isInstalled)) func luacheckReadsTheTypes() async throws {
        _ = try await home.b24("types", "--out", "types")
        let found = try await Luacheck.run(
            "types", "--no-config", "--std", "lua54", "--only", "0", folder: home.path)
        #expect(found.status == 0 && found.output.contains("0 errors in 69 files"), "\(found.output)")
    }

    /// The lines of this project's own `.luacheckrc` are those that projects get: `b24 types --no-portal` renews them.
    @Test func ourOwnLuaIsCheckedByTheSame() async throws {
        let text = try String(contentsOfFile: Self.root + "/.luacheckrc", encoding: .utf8)
        #expect(LuacheckStandard.renewed(text, try await LuacheckStandard.block()) == text)
        guard Luacheck.isInstalled else { return }
        let found = try await Luacheck.run("-q", "stdlib", "scripts", folder: Self.root)
        #expect(found.status == 0, "\(found.output)")
    }

    // MARK: types

    @Test func theDemoPortal() async throws {
        let run = try await home.b24("types")
        #expect(run.status == 0 && run.output.isEmpty, "\(run)")
        let portal = try text(".b24/types/portal.lua")
        #expect(portal.contains("---| \"Leave requests\" # entityTypeId 1032, id 2\n"))
        #expect(portal.contains("---@param spa \"Leave requests\"\n---@return b24.portal.spa1032 spa\n"))
        #expect(portal.contains("---@alias b24.portal.spa1032.Stage\n---| \"DT1032_"))
        #expect(portal.contains("---@field ufCrm2Days? "))
        // Nobody's but the owner's, and the same text each time.
        let mode = try FileManager.default.attributesOfItem(atPath: home.path + "/.b24/types/portal.lua")
        #expect(mode[.posixPermissions] as? Int == 0o600)
        let again = try await home.b24("types")
        #expect(again.status == 0 && again.errors.contains(".b24/types: nothing to renew (69 files)"), "\(again)")
        // Nothing was asked that changes anything, nothing is on record.
        #expect(!(try await home.b24("log")).output.contains("types"))
    }

    @Test func partsAlone() async throws {
        let without = try await home.b24("types", "--no-portal", "--json")
        let rows = try #require(try without.envelope()["data"] as? [[String: String]])
        #expect(rows.count == 68 && rows.allSatisfy { $0["change"] == "new" })
        #expect(!home.has(".b24/types/portal.lua"))
        let alone = try await home.b24("types", "--portal-only", "--json")
        #expect(try alone.envelope()["data"] as? [[String: String]] == [["file": "portal.lua", "change": "new"]])
        #expect(try await home.b24("types", "--portal-only", "--no-portal").status == 2)
    }

    @Test func whatIsGoneIsRemoved() async throws {
        _ = try await home.b24("types", "--no-portal")
        let old = try text(".b24/types/rest/vote.lua")
        try home.write(".b24/types/rest/gone.lua", old)
        try home.write(".b24/types/rest/mine.lua", "print(1)\n")
        try home.write(".b24/types/rest/vote.lua", old + "-- more\n")
        let run = try await home.b24("types", "--no-portal")
        #expect(
            run.errors.contains("changed  rest/vote.lua\n") && run.errors.contains("removed  rest/gone.lua\n"), "\(run)"
        )
        #expect(!home.has(".b24/types/rest/gone.lua") && home.has(".b24/types/rest/mine.lua"))
        #expect(try text(".b24/types/rest/vote.lua") == old)
    }

    @Test func foldersOfOthersAreLeftAlone() async throws {
        try home.write("lib/spec.lua", "print(1)\n")
        let run = try await home.b24("types", "--out", "lib")
        #expect(run.status == 2 && run.errors.contains("lib holds files that b24 types has not written"), "\(run)")
        #expect(try text("lib/spec.lua") == "print(1)\n")
    }

    @Test func luacheckIsRenewed() async throws {
        _ = try await home.b24("init")
        let whole = try text(".luacheckrc")
        try home.write(
            ".luacheckrc", "-- mine\n" + whole.replacing("      can = {},\n", with: "") + "-- mine, too\n", mode: 0o644)
        let run = try await home.b24("types", "--no-portal")
        #expect(run.status == 0 && run.errors.contains("changed  .luacheckrc\n"), "\(run)")
        #expect(try text(".luacheckrc") == "-- mine\n" + whole + "-- mine, too\n")
    }

    /// A portal that does not answer: the rest is written, an older portal.lua stays, and no secret is anywhere.
    @Test func noPortal() async throws {
        let secret = "abcsecret123code"
        let environment = ["B24_WEBHOOK_URL": "http://127.0.0.1:9/rest/1/\(secret)/"]
        let run = try await home.b24("types", environment: environment)
        #expect(run.status == 1 && run.errors.contains("The portal was not read; there is no portal.lua."), "\(run)")
        #expect(home.has(".b24/types/b24.lua") && !home.has(".b24/types/portal.lua"))
        #expect(!(run.output + run.errors).contains(secret))
        try home.write(".b24/types/portal.lua", "---@meta _\n")
        let again = try await home.b24("types", "--portal-only", "--lang", "ru", environment: environment)
        #expect(again.status == 1 && again.errors.contains("portal.lua остаётся прежним"), "\(again)")
        #expect(try text(".b24/types/portal.lua") == "---@meta _\n")
    }

    /// Modules of libraries are found under the names that `require` takes.
    @Test func librariesOfAProject() async throws {
        _ = try await home.b24("lib", "init", "acme-crm")
        try home.write("acme-crm/lib/deals.lua", "return {}\n")
        let folder = home.path + "/work"
        try home.write("work/report.lua", "local crm = require 'acme-crm'\nprint(crm.hello())\n")
        let added = try await home.b24("lib", "add", "../acme-crm", "--yes", folder: folder)
        try #require(added.status == 0, "\(added)")
        let run = try await home.b24("types", "--no-portal", folder: folder)
        #expect(run.status == 0, "\(run)")
        #expect(try text("work/.b24/libraries/acme-crm/init.lua") == text("acme-crm/lib/init.lua"))
        #expect(home.has("work/.b24/libraries/acme-crm/deals.lua"))

        let removed = try await home.b24("lib", "remove", "acme-crm", folder: folder)
        try #require(removed.status == 0, "\(removed)")
        let again = try await home.b24("types", "--no-portal", folder: folder)
        #expect(again.errors.contains("removed  ../libraries/acme-crm/deals.lua\n"), "\(again)")
        #expect(!home.has("work/.b24/libraries/acme-crm/init.lua"))
    }
}
