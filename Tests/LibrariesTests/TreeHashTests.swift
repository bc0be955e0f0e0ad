import Testing

@testable import Libraries

/// Go's `h1:` of a tree of files.
@Suite struct TreeHashTests {
    private static let files: [String: [UInt8]] = [
        "lib/b.lua": Array("return 2\n".utf8), "b24.toml": Array("name\n".utf8), "lib/a.lua": [],
    ]

    /// Worked out by another implementation of the same rule.
    @Test func itIsThatOfGo() throws {
        #expect(try TreeHash(of: Self.files).description == "h1:9NKpgkeHQiCKAtVI+JEM9875EN7Q8W9sEpBsf8KMlQ4=")
    }

    @Test func everyByteAndEveryNameMatters() throws {
        let hash = try TreeHash(of: Self.files)
        for (path, bytes) in Self.files {
            var changed = Self.files
            changed[path] = bytes + [0x20]
            #expect(try TreeHash(of: changed) != hash)
            changed[path] = nil
            #expect(try TreeHash(of: changed) != hash)
            changed[path + "x"] = bytes
            #expect(try TreeHash(of: changed) != hash)
        }
        #expect(TreeHash(hash.description) == hash)
    }

    @Test(arguments: ["", "h1:", "h2:AAAA", "h1:AAAA", "h1:not base64"]) func whatIsNoHash(text: String) {
        #expect(TreeHash(text) == nil)
    }
}
