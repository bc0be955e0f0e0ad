import Bitrix24
import Foundation
import Localization
import Testing

@testable import Libraries

@Suite("The store")
struct StoreTests {
    private let folder: TestFolder
    private let name: LibraryName

    init() throws {
        folder = try TestFolder()
        name = try #require(LibraryName("acme-crm"))
        try folder.publish(
            "acme-crm", "1.0.0", ["lib/deals.lua": "return 1\n", "commands/move.lua": "print(1)\n"],
            toml: "[capabilities]\nread = [\"crm.deal.list\"]\n[commands]\nmove = \"commands/move.lua\"\n")
    }

    private func place() throws -> (path: String, hash: TreeHash) {
        let locked = try #require(try LibraryProject(folder: folder.path + "/project").lock[name])
        return (Store(folder: folder.path + "/store").place(of: locked.tree), locked.tree)
    }

    @Test("A program gets what was locked") func catalogue() throws {
        try folder.add("acme-crm")
        let catalogue = try folder.catalogue()
        let library = try #require(try catalogue.library(named: "acme-crm"))
        #expect(library.version == LibraryVersion(1, 0, 0) && !library.isLinked && library.api == 1)
        #expect(library.capabilities[.read].map(\.text) == ["crm.deal.list"])
        #expect(library.commands == ["move": "commands/move.lua"])
        #expect(try catalogue.module("lib/deals.lua", of: library) == Array("return 1\n".utf8))
        #expect(try catalogue.module("lib/other.lua", of: library) == nil)
        #expect(try catalogue.files(of: library).contains("lib/init.lua"))
        #expect(try catalogue.library(named: "other") == nil)
        #expect(try catalogue.library(named: "../acme-crm") == nil)
        #expect(catalogue.names == [name])
    }

    @Test("Nobody may write in it") func readOnly() throws {
        try folder.add("acme-crm")
        let place = try place().path
        for path in try FileManager.default.subpathsOfDirectory(atPath: place) + [""] {
            let mode = try FileManager.default.attributesOfItem(atPath: place + "/" + path)[.posixPermissions] as? Int
            #expect((mode ?? 0o777) & 0o222 == 0, "\(path)")
        }
    }

    @Test("What was handed out stays, whatever becomes of the files") func sameBytes() throws {
        try folder.add("acme-crm")
        let catalogue = try folder.catalogue()
        let library = try #require(try catalogue.library(named: "acme-crm"))
        try overwrite(try place().path + "/lib/deals.lua", Array("return 2\n".utf8))
        #expect(try catalogue.module("lib/deals.lua", of: library) == Array("return 1\n".utf8))
        #expect(failure { _ = try self.folder.catalogue().library(named: "acme-crm") }?.kind == .changed)
    }

    @Test("Every single changed byte is refused with the reason") func everyByte() throws {
        try folder.add("acme-crm")
        let (place, hash) = try place()
        let store = Store(folder: folder.path + "/store")
        var random = SeededGenerator(seed: 2)
        var count = 0
        for path in try FileManager.default.subpathsOfDirectory(atPath: place).sorted() {
            let file = place + "/" + path
            guard let whole = FileManager.default.contents(atPath: file).map(Array.init) else { continue }
            for index in whole.indices {
                var changed = whole
                changed[index] ^= UInt8.random(in: 1...255, using: &random)
                try overwrite(file, changed)
                let error = failure { _ = try store.tree(hash) }
                #expect(error?.kind == .changed && error?.text.en.contains("was changed") == true, "\(path) \(index)")
                #expect(error?.hint?.en.contains("b24 lib install") == true)
                count += 1
            }
            for changed in [whole.dropLast(), whole + [0x20]] {
                try overwrite(file, Array(changed))
                #expect(failure { _ = try store.tree(hash) }?.kind == .changed)
            }
            try overwrite(file, whole)
        }
        #expect(count > 200)
        #expect(try store.tree(hash) != nil)
    }

    @Test("A file more or less, a link and another name are refused; install repairs") func otherTrees() throws {
        let desk = try folder.add("acme-crm")
        let (place, hash) = try place()
        let store = Store(folder: folder.path + "/store")
        let changes: [() throws -> Void] = [
            { try Data().write(to: URL(fileURLWithPath: place + "/lib/more.lua")) },
            { try FileManager.default.removeItem(atPath: place + "/README.md") },
            {
                try FileManager.default.removeItem(atPath: place + "/README.md")
                try FileManager.default.createSymbolicLink(
                    atPath: place + "/README.md", withDestinationPath: place + "/lib/init.lua")
            },
            { try FileManager.default.moveItem(atPath: place + "/README.md", toPath: place + "/README2.md") },
            { try Data([0xFF]).write(to: URL(fileURLWithPath: place + "/lib/deals.lua")) },
        ]
        for change in changes {
            try allow(place)
            try change()
            #expect(failure { _ = try store.tree(hash) }?.kind == .changed)
            #expect(failure { _ = try self.folder.catalogue().library(named: "acme-crm") }?.kind == .changed)
            #expect(try desk.verify(asksSources: false).first?.error?.kind == .changed)
            #expect(try desk.install().map(\.wasFetched) == [true])
            #expect(try store.tree(hash) != nil)
        }
    }

    @Test("What is not in the store, or not locked, is said so") func missing() throws {
        try folder.add("acme-crm")
        LibraryFiles.removeFolder(folder.path + "/store")
        #expect(failure { _ = try self.folder.catalogue().library(named: "acme-crm") }?.kind == .notFound)
        try folder.write("project/b24.lock", try Lock().text())
        let error = failure { _ = try self.folder.catalogue().library(named: "acme-crm") }
        #expect(error?.kind == .notLocked && error?.hint?.en.contains("b24 lib install") == true)
        #expect(try LibraryProject(folder: folder.path + "/project").gaps.map(\.name) == [name])
    }

    @Test("b24.toml that asks for more than is locked is refused") func outdated() throws {
        try folder.add("acme-crm")
        try folder.write(
            "project/b24.toml", try folder.text("project/b24.toml").replacing("\"1.0.0\"", with: "\"1.1\""))
        #expect(failure { _ = try self.folder.catalogue().library(named: "acme-crm") }?.kind == .notLocked)
    }

    @Test("A lock that allows more than the library asks for is refused, with a sum that fits, too") func widerLock()
        throws
    {
        try folder.add("acme-crm")
        var locked = try #require(try LibraryProject(folder: folder.path + "/project").lock[name])
        locked.capabilities[.read] = []
        try folder.write("project/b24.lock", try Lock([locked]).text())
        #expect(
            failure { _ = try self.folder.catalogue().library(named: "acme-crm") }?.text.en.contains("allows") == true)
        locked.version = LibraryVersion(1, 0, 1)
        try folder.write("project/b24.lock", try Lock([locked]).text())
        #expect(failure { _ = try self.folder.catalogue().library(named: "acme-crm") }?.kind == .changed)
    }

    @Test("A linked folder stands in, where that is allowed") func links() throws {
        try folder.add("acme-crm")
        try folder.write("acme-crm/lib/deals.lua", "return 3\n")
        let links = [name: folder.path + "/acme-crm"]
        let catalogue = try folder.catalogue(links: links, allowsLinks: true)
        let library = try #require(try catalogue.library(named: "acme-crm"))
        #expect(library.isLinked && library.commit == nil)
        #expect(try catalogue.module("lib/deals.lua", of: library) == Array("return 3\n".utf8))
        let error = failure { _ = try self.folder.catalogue(links: links).library(named: "acme-crm") }
        #expect(error?.kind == .notLocked && error?.hint?.en.contains("--remove acme-crm") == true)
    }

    @Test("The project is found upwards, and not in the home folder above") func upwards() throws {
        try folder.write("home/work/b24.toml", "")
        try folder.write("home/work/deep/er/x.lua", "")
        try folder.write("home/b24.toml", "")
        try folder.write("home/other/x.lua", "")
        let home = try #require(LibraryFiles.real(folder.path + "/home"))
        #expect(LibraryProject.folder(above: home + "/work/deep/er", home: home) == home + "/work")
        #expect(LibraryProject.folder(above: home + "/other", home: home) == nil)
        #expect(LibraryProject.folder(above: home, home: home) == home)
    }

    private func overwrite(_ path: String, _ bytes: [UInt8]) throws {
        chmod(path, 0o644)
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }

    private func allow(_ folder: String) throws {
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) + [""] {
            chmod(folder + "/" + path, 0o755)
        }
    }
}
