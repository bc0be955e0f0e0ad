import Foundation
import Localization
import Testing

@testable import Libraries

@Suite("Archives")
struct ArchiveTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write("acme-crm/b24.toml", TestFolder.manifest("acme-crm", "1.0.0"))
        try folder.write("acme-crm/lib/init.lua", "return 1\n")
        try folder.write("acme-crm/lib/empty.lua", "")
    }

    private func archive(signed: Bool = false) throws -> [UInt8] {
        let key = signed ? try SigningKey.make(folder.path + "/key-\(UUID().uuidString)") : nil
        return try WorkingLibrary(folder: folder.path + "/acme-crm").archive(signedBy: key)
    }

    @Test("What is packed comes out, the same each time") func roundTrip() throws {
        let bytes = try archive()
        #expect(try archive() == bytes)
        let read = try Archive(bytes, path: "x")
        #expect(read.tree.files.keys.sorted() == ["b24.toml", "lib/empty.lua", "lib/init.lua"])
        #expect(read.tree.hash == (try WorkingLibrary(folder: folder.path + "/acme-crm").tree.hash))
        #expect(read.signature == nil)
        #expect(try Archive(try archive(signed: true), path: "x").signature != nil)
    }

    @Test("It is a tar file that others read, too") func tar() throws {
        let file = try folder.write("x.b24lib", try archive())
        let end = try Child.run(["tar", "-tf", file], ["PATH=/usr/bin:/bin"], in: folder.path)
        #expect(end.status == 0)
        let text = String(decoding: end.output, as: UTF8.self)
        #expect(text == ".b24-archive\nb24.toml\nlib/empty.lua\nlib/init.lua\n")
    }

    @Test("Every single changed byte is refused with the reason", arguments: [false, true])
    func everyByte(_ isSigned: Bool) throws {
        let bytes = try archive(signed: isSigned)
        var random = SeededGenerator(seed: 3)
        // With a signature the first file is another one, and nothing else.
        for index in bytes.indices.prefix(isSigned ? 1024 : .max) {
            var changed = bytes
            changed[index] ^= UInt8.random(in: 1...255, using: &random)
            let error = failure {
                let archive = try Archive(changed, path: "x.b24lib")
                // A signature of other bytes is read; what it is about refuses it.
                try archive.signature?.check(
                    Signature.Statement(
                        name: try #require(LibraryName("acme-crm")), version: LibraryVersion(1, 0, 0), commit: nil,
                        tree: archive.tree.hash))
            }
            #expect([.changed, .signature].contains(error?.kind), "byte \(index)")
            #expect(error?.text.en.contains("acme-crm") == true || error?.text.en.contains("x.b24lib") == true)
        }
        for odd in [
            [], Array(bytes.dropLast()), Array(bytes.dropLast(512)), bytes + bytes,
            bytes + [UInt8](repeating: 0, count: 512),
        ] {
            #expect(failure { _ = try Archive(odd, path: "x") }?.kind == .changed)
        }
    }

    @Test(
        "Names that lead elsewhere are refused",
        arguments: ["../x", "/etc/x", "a/../../x", "lib/INIT.lua", "-x", "a b"])
    func oddNames(_ name: String) throws {
        let files: [(path: String, bytes: [UInt8])] = [
            (".b24-archive", Array("b24 library archive 1\n".utf8)),
            ("b24.toml", Array(TestFolder.manifest("acme-crm", "1.0.0").utf8)), ("lib/init.lua", []), (name, []),
        ]
        #expect(failure { _ = try Archive(Tar.write(files), path: "x") }?.kind == .changed)
    }

    @Test("An archive becomes a locked library, and any change of it is refused") func project() throws {
        let file = try folder.write("elsewhere/acme-crm-1.0.0.b24lib", try archive())
        let desk = try folder.desk()
        let source = try desk.source(file, from: desk.folder, copies: true)
        #expect(source == .archive("vendor/acme-crm-1.0.0.b24lib"))
        try desk.write(try desk.adding(source, nil).change)
        #expect(try folder.catalogue().library(named: "acme-crm") != nil)
        // With the project alone, on another machine.
        LibraryFiles.removeFolder(folder.path + "/store")
        #expect(try desk.install().map(\.wasFetched) == [true])
        #expect(try desk.verify(asksSources: true).allSatisfy { $0.error == nil })
        // The same version with other files.
        try folder.write("acme-crm/lib/init.lua", "return 2\n")
        let other = try folder.write("elsewhere/other.b24lib", try archive())
        #expect(failure { _ = try desk.source(other, from: desk.folder, copies: true) }?.kind == .changed)
        try folder.write("project/vendor/acme-crm-1.0.0.b24lib", try archive())
        LibraryFiles.removeFolder(folder.path + "/store")
        let error = failure { _ = try desk.install() }
        #expect(error?.kind == .changed && error?.hint?.en.contains("b24 lib update acme-crm") == true)
    }
}
