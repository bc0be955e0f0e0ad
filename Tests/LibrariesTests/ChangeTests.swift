import Bitrix24
import Foundation
import Localization
import Testing

@testable import Libraries

@Suite("Changes of a project's libraries")
struct ChangeTests {
    private let folder: TestFolder
    private let name: LibraryName

    init() throws {
        folder = try TestFolder()
        name = try #require(LibraryName("acme-crm"))
    }

    private static let narrow = "[capabilities]\nread = [\"crm.deal.*\"]\n"
    private static let wide = """
        [capabilities]
        read = ["crm.deal.*"]
        write = ["crm.deal.update"]
        max_writes = 5
        [capabilities.why]
        "crm.deal.update" = "moves deals"

        """

    @Test("An update tells the change log, the files, and what a library may do more") func update() throws {
        try folder.publish("acme-crm", "1.0.0", ["lib/a.lua": "1\n2\n", "lib/b.lua": "x\n"], toml: Self.narrow)
        let desk = try folder.add("acme-crm")
        try FileManager.default.removeItem(atPath: folder.path + "/acme-crm/lib/b.lua")
        try folder.publish(
            "acme-crm", "1.1.0",
            [
                "lib/a.lua": "1\n3\n", "lib/c.lua": "new\n",
                "CHANGELOG.md": "# Changes\n\n## 1.1.0\n\n- Moves deals.\u{1B}[2J\n\n## 1.0.0\n\n- First.\n",
            ], toml: Self.wide)
        let change = try desk.updating([])
        let library = try #require(change.plan.changes.first)
        #expect(change.plan.changes.count == 1 && change.widening.count == 1)
        #expect(library.changelog == ["## 1.1.0", "", "- Moves deals.[2J"])
        let files = try #require(library.files)
        #expect(files.map { "\($0.path) +\($0.added) -\($0.removed)" }.contains("lib/a.lua +1 -1"))
        #expect(files.contains { $0.path == "lib/c.lua" && $0.isNew })
        #expect(files.contains { $0.path == "lib/b.lua" && $0.isGone })
        #expect(library.wider.added[.write].map(\.text) == ["crm.deal.update"])
        #expect(library.wider.added.reasons["crm.deal.update"] == "moves deals")
        #expect(library.wider.added[.read].isEmpty && library.wider.added.maxWrites == 5)
        // Nothing is written before somebody says so.
        #expect(try LibraryProject(folder: desk.folder).lock[name]?.version == LibraryVersion(1, 0, 0))
        try desk.write(change)
        #expect(try LibraryProject(folder: desk.folder).lock[name]?.version == LibraryVersion(1, 1, 0))
        #expect(try folder.text("project/b24.toml").contains("version = \"1.1.0\""))
    }

    @Test("A rollback brings both files back, byte for byte, step by step") func rollback() throws {
        try folder.publish("acme-crm", "1.0.0")
        let desk = try folder.add("acme-crm")
        let (toml, lock) = (try folder.text("project/b24.toml"), try folder.text("project/b24.lock"))
        try folder.publish("acme-crm", "1.1.0")
        try desk.write(try desk.updating([]))
        #expect(try folder.text("project/b24.lock") != lock)
        // Also on a machine whose store has lost the older one.
        LibraryFiles.removeFolder(folder.path + "/store")
        try desk.write(try desk.rollingBack())
        #expect(try folder.text("project/b24.toml") == toml && folder.text("project/b24.lock") == lock)
        #expect(try folder.catalogue().library(named: "acme-crm")?.version == LibraryVersion(1, 0, 0))
        try desk.write(try desk.rollingBack())
        #expect(!folder.has("project/b24.toml") && !folder.has("project/b24.lock"))
        #expect(failure { _ = try desk.rollingBack() }?.kind == .notFound)
    }

    @Test("A rollback throws nobody's work away") func rollbackAfterEdit() throws {
        try folder.publish("acme-crm", "1.0.0")
        let desk = try folder.add("acme-crm")
        try folder.write("project/b24.toml", try folder.text("project/b24.toml") + "# mine\n")
        let error = failure { _ = try desk.rollingBack() }
        #expect(error?.kind == .changed && error?.hint?.en.contains("--to") == true)
    }

    @Test("An older version is one command, too, unless somebody needs a newer one") func downgrade() throws {
        for version in ["1.0.0", "1.1.0", "2.0.0"] { try folder.publish("acme-common", version) }
        try folder.publish(
            "acme-crm", "1.0.0",
            toml: "[dependencies]\nacme-common = { git = \"\(folder.address("acme-common"))\", version = \"1.1\" }\n")
        let common = try #require(LibraryName("acme-common"))
        let desk = try folder.add("acme-common")
        try desk.write(try desk.updating([common], to: LibraryVersion(1, 0, 0)))
        #expect(try LibraryProject(folder: desk.folder).lock[common]?.version == LibraryVersion(1, 0, 0))
        #expect(try desk.breakingVersions() == [common: LibraryVersion(2, 0, 0)])
        try folder.add("acme-crm")
        #expect(try LibraryProject(folder: desk.folder).lock[common]?.version == LibraryVersion(1, 1, 0))
        #expect(try LibraryProject(folder: desk.folder).lock[name]?.dependencies == [common])
        let error = failure { _ = try desk.updating([common], to: LibraryVersion(1, 0, 0)) }
        #expect(error?.kind == .conflict)
        #expect(failure { _ = try desk.updating([common], to: LibraryVersion(1, 0, 7)) }?.kind == .notFound)
        #expect(failure { _ = try desk.updating([self.name], to: LibraryVersion(9, 0, 0)) }?.kind == .notFound)
    }

    @Test("What nobody needs any more goes") func remove() throws {
        try folder.publish("acme-common", "1.0.0")
        try folder.publish(
            "acme-crm", "1.0.0",
            toml: "[dependencies]\nacme-common = { git = \"\(folder.address("acme-common"))\", version = \"1\" }\n")
        let desk = try folder.add("acme-crm")
        let common = try #require(LibraryName("acme-common"))
        let error = failure { _ = try desk.removing(common) }
        #expect(error?.text.en.contains("because of acme-crm") == true)
        let change = try desk.removing(name)
        #expect(change.plan.changes.map(\.name) == [common, name] && change.widening.isEmpty)
        try desk.write(change)
        #expect(try LibraryProject(folder: desk.folder).lock.libraries.isEmpty)
        #expect(failure { _ = try desk.removing(self.name) }?.kind == .notFound)
    }

    @Test("A folder is locked as it is, and says so when it goes on") func path() throws {
        try folder.publish("acme-crm", "1.0.0")
        let desk = try folder.desk()
        let source = try desk.source("../acme-crm", from: desk.folder, copies: true)
        #expect(source == .path("../acme-crm"))
        try desk.write(try desk.adding(source, nil).change)
        #expect(!(try folder.text("project/b24.lock")).contains(folder.path))
        try folder.write("acme-crm/lib/init.lua", "return 2\n")
        #expect(try folder.catalogue().library(named: "acme-crm") != nil)
        #expect(try desk.verify(asksSources: true).first?.error?.kind == .changed)
        let change = try desk.updating([name])
        #expect(change.plan.changes.first?.files?.map(\.path) == ["lib/init.lua"])
        #expect(failure { _ = try desk.source(".", from: desk.folder, copies: true) }?.kind == .format)
        #expect(failure { _ = try desk.source("nowhere", from: desk.folder, copies: true) }?.kind == .format)
    }

    @Test("A spoiled lock is written anew by an update of all, and everything is asked about again") func spoiled()
        throws
    {
        try folder.publish("acme-crm", "1.0.0", toml: Self.wide)
        let desk = try folder.add("acme-crm")
        let lock = try folder.text("project/b24.lock")
        try folder.write("project/b24.lock", lock.replacing("max_writes = 5", with: "max_writes = 6"))
        #expect(failure { _ = try desk.install() }?.kind == .changed)
        let change = try desk.updating([])
        #expect(change.widening.map(\.name) == [name])
        try desk.write(change)
        #expect(try folder.text("project/b24.lock") == lock)
    }

    @Test("The same project gives the same lock on every machine") func portable() throws {
        try folder.publish("acme-crm", "1.0.0", toml: Self.wide)
        let first = try folder.add("acme-crm")
        let lock = try folder.text("project/b24.lock")
        try FileManager.default.removeItem(atPath: folder.path + "/project/b24.lock")
        LibraryFiles.removeFolder(folder.path + "/store")
        try first.write(try #require(try first.completing()))
        #expect(try folder.text("project/b24.lock") == lock)
    }

    @Test("Fifty locked libraries come out of the store, without any source") func fifty() throws {
        for number in 1...50 {
            let name = "lib-\(number)"
            try folder.write("\(name)/b24.toml", TestFolder.manifest(name, "1.0.0"))
            for module in 1...10 {
                try folder.write(
                    "\(name)/lib/m\(module).lua", String(repeating: "-- \(number) \(module)\n", count: 100))
            }
        }
        let lines = (1...50).map { "lib-\($0) = { path = \"../lib-\($0)\" }\n" }.joined()
        try folder.write("project/b24.toml", "[dependencies]\n" + lines)
        let desk = try folder.desk()
        try desk.write(try #require(try desk.completing()))
        for number in 1...50 { LibraryFiles.removeFolder(folder.path + "/lib-\(number)") }
        let installed = try desk.install()
        #expect(installed.count == 50 && installed.allSatisfy { !$0.wasFetched })
    }
}
