import Foundation
import Localization
import Testing

@testable import Libraries

@Suite("Signatures")
struct SignatureTests {
    private let folder: TestFolder
    private let name: LibraryName
    private let key: SigningKey

    init() throws {
        folder = try TestFolder()
        name = try #require(LibraryName("acme-crm"))
        key = try SigningKey.make(folder.path + "/key")
    }

    /// The first test of RFC 8032, section 7.1.
    @Test("Ed25519 is that of the RFC") func rfc() throws {
        let seed = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A="
        try folder.write("rfc", "b24-signing-key: \(seed)\n")
        chmod(folder.path + "/rfc", 0o600)
        let key = try #require(try SigningKey.read(folder.path + "/rfc"))
        #expect(key.publicKey.description == "ed25519:11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
    }

    @Test("A key is its owner's alone, and is not overwritten") func file() throws {
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/key")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try SigningKey.read(folder.path + "/key")?.publicKey == key.publicKey)
        #expect(try SigningKey.read(folder.path + "/none") == nil)
        #expect(failure { _ = try SigningKey.make(self.folder.path + "/key") }?.kind == .failed)
        chmod(folder.path + "/key", 0o644)
        #expect(failure { _ = try SigningKey.read(self.folder.path + "/key") }?.kind == .signature)
        try folder.write("odd", "something else\n")
        chmod(folder.path + "/odd", 0o600)
        #expect(failure { _ = try SigningKey.read(self.folder.path + "/odd") }?.kind == .signature)
    }

    @Test("It is over name, version, commit and files") func statement() throws {
        let statement = Signature.Statement(
            name: name, version: LibraryVersion(1, 0, 0), commit: CommitID(String(repeating: "0", count: 40)),
            tree: try TreeHash(of: [:]))
        let signature = try key.sign(statement)
        try signature.check(statement)
        var others = [Signature.Statement](repeating: statement, count: 4)
        others[0].name = try #require(LibraryName("acme-crn"))
        others[1].version = LibraryVersion(1, 0, 1)
        others[2].commit = nil
        others[3].tree = try TreeHash(of: ["a": []])
        for other in others { #expect(failure { try signature.check(other) }?.kind == .signature) }
    }

    @Test("Who may sign what") func allowed() throws {
        let other = try SigningKey.make(folder.path + "/other")
        let text = """
            # team
            anna \(key.publicKey)   acme-crm acme-common  # deals

            boris \(other.publicKey)
            """
        let signers = try AllowedSigners(Array(text.utf8), path: "s")
        #expect(signers.signer(key.publicKey, of: name)?.name == "anna")
        #expect(signers.signer(key.publicKey, of: try #require(LibraryName("reports"))) == nil)
        #expect(signers.signer(other.publicKey, of: try #require(LibraryName("reports")))?.name == "boris")
        for odd in ["anna", "anna ed25519:AA==", "anna \(key.publicKey) Acme"] {
            #expect(failure { _ = try AllowedSigners(Array(odd.utf8), path: "s") }?.kind == .format)
        }
    }

    @Test("A signed tag is locked with its signer; one that is required and missing is refused") func tags() throws {
        try folder.publish("acme-crm", "1.0.0")
        try folder.write("project/b24.toml", "require_signatures = true\n")
        try folder.write("project/allowed_signers", "anna \(key.publicKey)\n")
        #expect(failure { try self.folder.add("acme-crm") }?.text.en.contains("is not signed") == true)
        try folder.git("tag", "-d", "v1.0.0", at: "acme-crm")
        try folder.git("config", "user.email", "anna@example.org", at: "acme-crm")
        try folder.git("config", "user.name", "Anna", at: "acme-crm")
        let library = try WorkingLibrary(folder: folder.path + "/acme-crm")
        #expect(try library.tag(signedBy: key, temporary: folder.path + "/temporary") == "v1.0.0")
        let desk = try folder.add("acme-crm")
        let locked = try #require(try LibraryProject(folder: desk.folder).lock[name])
        #expect(locked.signature?.signer == key.publicKey && locked.tag != nil)
        #expect(try folder.catalogue().library(named: "acme-crm") != nil)
        // Somebody else's key.
        try folder.write("project/allowed_signers", "boris ed25519:11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n")
        #expect(failure { _ = try self.folder.catalogue().library(named: "acme-crm") }?.kind == .signature)
        try FileManager.default.removeItem(atPath: folder.path + "/project/allowed_signers")
        #expect(failure { _ = try self.folder.catalogue().library(named: "acme-crm") }?.kind == .signature)
    }

    @Test("What is not committed is not signed") func notCommitted() throws {
        try folder.publish("acme-crm", "1.0.0")
        try folder.write("acme-crm/lib/init.lua", "return 2\n")
        let library = try WorkingLibrary(folder: folder.path + "/acme-crm")
        let error = failure { _ = try library.tag(signedBy: self.key, temporary: self.folder.path + "/temporary") }
        #expect(error?.kind == .format && error?.text.en.contains("last commit") == true)
    }

    /// Every byte of the tag object is changed, and the tag put onto the result.
    @Test("A tag with a changed byte is refused with the reason") func everyByteOfTag() throws {
        try folder.publish("acme-crm", "1.0.0")
        try folder.git("tag", "-d", "v1.0.0", at: "acme-crm")
        try folder.git("config", "user.email", "anna@example.org", at: "acme-crm")
        try folder.git("config", "user.name", "Anna", at: "acme-crm")
        let library = try WorkingLibrary(folder: folder.path + "/acme-crm")
        _ = try library.tag(signedBy: key, temporary: folder.path + "/temporary")
        let desk = try folder.add("acme-crm")
        #expect(try desk.verify(asksSources: true).allSatisfy { $0.error == nil })
        let tag = Array((try folder.git("cat-file", "tag", "v1.0.0", at: "acme-crm") + "\n").utf8)
        var random = SeededGenerator(seed: 4)
        // A git process for each: every third byte, from a random first one, is enough of them.
        for index in stride(from: Int.random(in: 0..<11, using: &random), to: tag.count, by: 11) {
            var changed = tag
            changed[index] ^= UInt8.random(in: 1...127, using: &random)
            let file = try folder.write("tag", changed)
            let name = try folder.git("hash-object", "-t", "tag", "-w", "--literally", file, at: "acme-crm")
            try folder.write("acme-crm/.git/refs/tags/v1.0.0", name + "\n")
            let error = try desk.verify(asksSources: true).first?.error
            #expect(error != nil && error?.text.en.isEmpty == false, "byte \(index)")
        }
    }
}
