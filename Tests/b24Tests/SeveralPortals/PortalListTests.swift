import Testing

@testable import b24

@Suite struct PortalListTests {
    @Test(arguments: [
        (["-p", "a,b"], ["a", "b"], []),
        (["--profile=a, b", "--json"], ["a", "b"], ["--json"]),
        (["--lang", "ru", "-p", "x", "--profile", "a,b"], ["a", "b"], ["--lang", "ru"]),
        (["--allow", "a,b", "-p", "c,d"], ["c", "d"], ["--allow", "a,b"]),
        (["-p", ","], ["", ""], []),
    ])
    func names(_ words: [String], _ names: [String], _ globals: [String]) throws {
        let list = try #require(PortalList(words))
        #expect(list.names == names)
        #expect(list.globals == globals)
        #expect(!list.isContradictory)
    }

    @Test(arguments: [[], ["-p", "a"], ["--allow", "a,b"], ["-p", "a,b", "-p", "a"], ["--profile"]])
    func onePortalIsNoList(_ words: [String]) { #expect(PortalList(words) == nil) }

    @Test func all() throws {
        let list = try #require(PortalList(["--json", "--all-profiles"]))
        #expect(list.names == nil)
        #expect(list.globals == ["--json"])
        #expect(try #require(PortalList(["--all-profiles", "-p", "a"])).isContradictory)
    }

    /// The documented rule: interrupted, failed, refused, partly done, different, done.
    @Test(
        arguments: [
            ([0, 0], 0), ([0, 5], 5), ([5, 3], 3), ([3, 4, 0], 4), ([4, 1], 1), ([0, 7], 7), ([7, 1], 1),
            ([2, 2, 0], 2),
            ([124, 0], 124), ([1, 130], 130), ([143, 143], 143), ([130, 143], 130), ([], 0),
        ] as [([Int32], Int32)])
    func theExitCodeOfAll(_ codes: [Int32], _ code: Int32) { #expect(PortalOutcome.together(codes) == code) }

    @Test func filesOfEachPortal() {
        var words = ["--var", "all", "all", "--out", "all", "--out=all"]
        PortalWords.replace(value: "all", of: "--out", with: "all/a.lua", in: &words)
        PortalWords.replace(file: "all", with: "all/b.lua", in: &words)
        #expect(words == ["--var", "all", "all/b.lua", "--out", "all/a.lua", "--out=all/a.lua"])
    }

    @Test func linesInPieces() {
        var buffer = LineBuffer()
        #expect(buffer.take("one\ntw".utf8) == ["one"])
        #expect(buffer.take("o\n\nthr".utf8) == ["two", ""])
        #expect(buffer.rest == "thr")
        #expect(buffer.take("ee\n".utf8) == ["three"])
        #expect(buffer.rest == nil)
    }
}
