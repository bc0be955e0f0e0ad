import Bitrix24
import Localization
import Testing

@testable import Libraries

@Suite("b24.lock")
struct LockTests {
    private func sample() throws -> Lock {
        var capabilities = LibraryCapabilities()
        capabilities[.read] = [try #require(MethodGlob("crm.deal.*")), try #require(MethodGlob("user.get"))]
        capabilities[.write] = [try #require(MethodGlob("crm.deal.update"))]
        capabilities.maxWrites = 500
        capabilities.files = ["reports/"]
        let key = PublicKey([UInt8](repeating: 7, count: 32))
        func library(_ name: String, _ source: LibrarySource, signed: Bool) throws -> LockedLibrary {
            LockedLibrary(
                name: try #require(LibraryName(name)), version: LibraryVersion(1, 4, 2), source: source,
                commit: source.isGit ? CommitID(String(repeating: "0a", count: 20)) : nil,
                tag: signed ? CommitID(String(repeating: "b1", count: 20)) : nil, tree: try TreeHash(of: [name: []]),
                api: 1, capabilities: capabilities,
                dependencies: [try #require(LibraryName("acme-common")), try #require(LibraryName("other"))],
                signature: signed ? Signature([UInt8](repeating: 9, count: 64), by: key) : nil)
        }
        return Lock([
            try library("acme-crm", .git(try GitSource("https://git.acme.ru/b24/crm")), signed: true),
            try library("acme-common", .path("../common"), signed: false),
            try library("packed", .archive("vendor/packed-1.4.2.b24lib"), signed: false),
        ])
    }

    @Test("It reads what it has written, sorted") func roundTrip() throws {
        let lock = try sample()
        let text = try lock.text()
        #expect(try Lock(Array(text.utf8), path: "b24.lock") == lock)
        #expect(lock.libraries.map(\.name.text) == ["acme-common", "acme-crm", "packed"])
        #expect(try Lock(Array(text.utf8), path: "b24.lock").text() == text)
        #expect(try Lock(Array(try Lock().text().utf8), path: "b24.lock") == Lock())
    }

    @Test("Comments and spaces do not count") func comments() throws {
        let text = try sample().text()
        let other = text.replacing("\n[[library]]", with: "\r\n# reviewed by anna\n\n[[library]]  # yes")
            .replacing("api = 1", with: "api    =    1")
        #expect(try Lock(Array(other.utf8), path: "b24.lock") == sample())
    }

    /// Each byte is changed to several others. What is read all the same says what it said before: the change was in a comment,
    /// a space, or the case of hexadecimal digits that TOML escapes have.
    @Test("A changed byte is refused, or says the same") func everyByte() throws {
        let lock = try sample()
        let bytes = Array(try lock.text().utf8)
        var random = SeededGenerator(seed: 1)
        var harmless = 0
        for index in bytes.indices {
            for flip in [1, 0x20, UInt8.random(in: 1...255, using: &random)] {
                var changed = bytes
                changed[index] ^= flip
                guard let read = try? Lock(changed, path: "b24.lock") else { continue }
                #expect(read == lock, "byte \(index)")
                harmless += 1
            }
        }
        // The comment at the top has about 90 bytes, and an ending line may become a comment's.
        #expect(harmless < 400)
    }

    @Test("An error says which block, and the way out") func edited() throws {
        let text = try sample().text().replacing("max_writes = 500", with: "max_writes = 501")
        let error = failure { _ = try Lock(Array(text.utf8), path: "b24.lock") }
        #expect(error?.kind == .changed)
        #expect(error?.text.en.contains("'acme-common'") == true && error?.hint?.en.contains("b24 lib update") == true)
    }

    @Test("A newer format, and a block twice, are refused") func odd() throws {
        let text = try sample().text()
        #expect(
            failure { _ = try Lock(Array(text.replacing("version = 1\n", with: "version = 2\n").utf8), path: "l") }?
                .hint == Texts.updateProgram)
        let block = String(text[text.range(of: "[[library]]")!.lowerBound...])
        #expect(failure { _ = try Lock(Array((text + "\n" + block).utf8), path: "l") }?.kind == .format)
    }
}

extension String {
    fileprivate func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }
}
