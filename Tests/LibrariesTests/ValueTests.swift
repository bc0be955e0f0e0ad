import Bitrix24
import Localization
import Testing

@testable import Libraries

@Suite("Values of libraries")
struct ValueTests {
    @Test(
        "Names", arguments: ["a", "acme-crm", "x1", "a-b-c", String(repeating: "a", count: 64)])
    func names(_ text: String) { #expect(LibraryName(text)?.text == text) }

    @Test(
        "What is no name",
        arguments: [
            "", "1a", "-a", "a-", "a--b", "A", "acme_crm", "acme.crm", "a/b", "..", "б24", "b24", "lua", "self", "a b",
            "a\n", String(repeating: "a", count: 65),
        ])
    func noNames(_ text: String) throws {
        #expect(LibraryName(text) == nil)
        #expect(throws: LibraryError.self) { try LibraryName(checking: text) }
    }

    @Test(
        "Versions", arguments: [("0.0.0", "v0.0.0"), ("1.4.2", "v1.4.2"), ("10.20.300", "v10.20.300")])
    func versions(_ text: String, _ tag: String) {
        #expect(LibraryVersion(text)?.description == text)
        #expect(LibraryVersion(tag: tag)?.tag == tag)
    }

    @Test(
        "What is no version",
        arguments: [
            "", "1", "1.2", "1.2.3.4", "01.2.3", "1.02.3", "1.2.3-beta", "v1.2.3", "1.2.x", "1..3", " 1.2.3", "1.2.3 ",
            "+1.2.3", "1.2.-3", "1234567.0.0", "١.٢.٣",
        ])
    func noVersions(_ text: String) {
        #expect(LibraryVersion(text) == nil)
        #expect(LibraryVersion(tag: text) == nil || text == "v1.2.3")
        #expect(LibraryVersion(tag: "release-" + text) == nil)
    }

    @Test("Versions are ordered by their numbers") func order() throws {
        let texts = ["0.9.9", "1.0.0", "1.0.10", "1.2.0", "1.10.0", "2.0.0", "10.0.0"]
        let versions = texts.compactMap { LibraryVersion($0) }
        #expect(versions.shuffled().sorted().map(\.description) == texts)
    }

    @Test(
        "Which versions will do",
        arguments: [
            ("2.1", "2.1.0", true), ("2.1", "2.9.4", true), ("2.1", "2.0.9", false), ("2.1", "3.0.0", false),
            ("2", "2.0.0", true), ("2.1.4", "2.1.3", false), ("0.3", "0.3.7", true), ("0.3", "0.4.0", false),
            ("0", "0.0.1", true), ("0", "0.1.0", false), ("1", "0.9.0", false),
        ])
    func requirements(_ text: String, _ version: String, _ expected: Bool) throws {
        let requirement = try #require(VersionRequirement(text))
        #expect(requirement.allows(try #require(LibraryVersion(version))) == expected)
    }

    @Test(
        "Addresses of git",
        arguments: [
            ("https://git.acme.ru/b24/crm", "https://git.acme.ru/b24/crm"),
            ("https://git.acme.ru:8443/b24/crm.git", "https://git.acme.ru:8443/b24/crm.git"),
            ("ssh://git@git.acme.ru:2222/b24/crm", "ssh://git@git.acme.ru:2222/b24/crm"),
            ("git@git.acme.ru:b24/crm.git", "ssh://git@git.acme.ru/b24/crm.git"),
            ("ssh://git@[2001:db8::1]/b24/crm", "ssh://git@[2001:db8::1]/b24/crm"),
            ("file:///srv/git/crm", "file:///srv/git/crm"),
            ("file:///srv/Общее/crm", "file:///srv/Общее/crm"),
            ("git://127.0.0.1:9418/crm", "git://127.0.0.1:9418/crm"),
            ("http://localhost:3000/crm", "http://localhost:3000/crm"),
            ("git://[::1]:9418/crm", "git://[::1]:9418/crm"),
            ("https://git.acme.ru/~anna/crm", "https://git.acme.ru/~anna/crm"),
        ])
    func addresses(_ text: String, _ expected: String) throws {
        #expect(try GitSource(text).description == expected)
    }

    @Test(
        "What git must not be given",
        arguments: [
            "", "crm", "/srv/git/crm", "../crm", "--upload-pack=touch /tmp/x", "-u", "ext::sh -c touch% /tmp/x",
            "ext://sh", "fd::17", "ssh://-oProxyCommand=touch/x", "ssh://git@-oProxyCommand=x/y",
            "ssh://-git@host/x", "-oProxyCommand=x@host:path", "https://user:secret@host/x", "https://token@host/x",
            "http://git.acme.ru/x", "git://git.acme.ru/x", "http://127.0.0.1.evil.ru/x", "git://localhost.evil.ru/x",
            "https://host", "https://host/", "https:///x", "file://host/x", "file:///", "https://host/a b",
            "https://host/a\nb", "https://host/a'b", "https://host/a\"b", "https://host/$(x)", "https://host/`x`",
            "https://host/x?y=z", "https://host/x#y", "https://host/ext::sh", "https://ho st/x", "https://host:x/y",
            "https://host:123456/y", "ftp://host/x", "HTTPS://host/x", "file:///a\0b", "ssh://a@b@c/x",
            "git@host:-x", "ssh://host/-x", "git+ssh://host/x", "transport::address",
        ])
    func noAddresses(_ text: String) {
        #expect { try GitSource(text) } throws: { error in
            let message = (error as? LibraryError)?.text.en ?? ""
            return error is LibraryError && !message.contains("secret@") && !message.contains("token@")
        }
    }

    @Test("A user in an ssh address belongs there, a second colon does not") func users() throws {
        #expect(throws: LibraryError.self) { try GitSource("ssh://git:secret@host/x") }
        #expect(throws: LibraryError.self) { try GitSource("git:secret@host:x") }
    }

    @Test(
        "Base64 has one spelling",
        arguments: [
            ([], ""), ([0], "AA=="), ([0, 1], "AAE="), ([0, 1, 2], "AAEC"), ([255, 255, 255, 255], "/////w=="),
        ] as [([UInt8], String)])
    func base64(_ bytes: [UInt8], _ text: String) {
        #expect(Base64.text(bytes) == text)
        #expect(Base64.bytes(text) == bytes)
    }

    @Test(
        "Other spellings of Base64 are none",
        arguments: ["AB==", "AA=", "AA", "AAF=", "AA==\n", "A A=", "AA===", "__=="])
    func noBase64(_ text: String) { #expect(Base64.bytes(text) == nil) }

    /// The example was computed by golang.org/x/mod/sumdb/dirhash's definition with `sha256sum`:
    ///     printf 'lib.lua: "return 1"' ... | sha256sum; see the test's own lines.
    @Test("The hash of a tree is Go's h1") func treeHash() throws {
        let empty = try TreeHash(of: [:])
        #expect(empty.description == "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        let one = try TreeHash(of: ["a": Array("1\n".utf8), "B": []])
        #expect(
            one.description == "h1:"
                + Base64.text(
                    try SHA256.digest(
                        Array(
                            """
                            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  B
                            4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865  a

                            """.utf8))))
        #expect(TreeHash(one.description) == one)
        for odd in ["", "h1:", "h2:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "h1:AAAA", empty.description + "="] {
            #expect(TreeHash(odd) == nil)
        }
    }

    @Test("A commit is named in full") func commits() {
        let name = String(repeating: "0123456789abcdef", count: 4)
        #expect(CommitID(String(name.prefix(40))) != nil)
        #expect(CommitID(name) != nil)
        for odd in ["", "0123", String(name.prefix(39)), name.uppercased(), String(name.prefix(39)) + "g"] {
            #expect(CommitID(odd) == nil)
        }
    }

    @Test(
        "Paths that no library may have",
        arguments: [
            "", "/", "a/", "/a", "a//b", ".", "..", "a/../b", "./a", "-a", "a/-b", "a b", "a\\b", "ф.lua", "a\u{0}",
            "a\n", "a:b", "con.", "a./b", ".git", "a/.GIT/config", "~", "a*", String(repeating: "a", count: 101),
        ])
    func oddPaths(_ path: String) { #expect(throws: LibraryError.self) { try TreeRules.check(path: path) } }

    @Test(
        "Paths that one may have", arguments: ["b24.toml", "lib/deals.lua", ".luarc.json", "a/b_c-d.e", ".gitignore"])
    func paths(_ path: String) throws { try TreeRules.check(path: path) }

    @Test(
        "Names that are one to some systems",
        arguments: [["a", "A"], ["lib/x", "Lib/y"], ["a", "A/b"], ["a", "a/b"], ["a/b/c", "a/B"]])
    func collisions(_ paths: [String]) {
        #expect(throws: LibraryError.self) { try TreeRules.check(all: paths) }
        #expect(throws: LibraryError.self) { try TreeRules.check(all: paths.reversed()) }
    }

    @Test("Folders with several files collide with nothing") func noCollisions() throws {
        try TreeRules.check(all: ["a/b", "a/c", "a/d/e", "b", "ab"])
    }

    @Test("What is wider") func wider() throws {
        var old = LibraryCapabilities()
        old[.read] = [try #require(MethodGlob("crm.*"))]
        old[.write] = [try #require(MethodGlob("crm.item.update"))]
        old.maxWrites = 10
        var new = old
        #expect(old.difference(to: new).isEmpty)
        new[.read] = [try #require(MethodGlob("crm.deal.list"))]
        #expect(old.difference(to: new).isEmpty)
        new[.delete] = [try #require(MethodGlob("crm.item.delete"))]
        #expect(old.difference(to: new).added[.delete].map(\.text) == ["crm.item.delete"])
        new = old
        new.maxWrites = 11
        #expect(old.difference(to: new).added.maxWrites == 11)
        new.maxWrites = nil
        #expect(old.difference(to: new).dropsLimit)
        new = old
        new.files = ["reports/"]
        #expect(!old.difference(to: new).isEmpty)
        #expect(LibraryCapabilities().difference(to: old).added.maxWrites == 10)
    }
}
