import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif
import Testing

/// `b24 test`, as people and CI servers use it.
@Suite struct TestCommandTests {
    let home: Home
    static let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

    init() throws {
        home = try Home()
        try home.write(
            "team/leave.lua",
            """
            local leave = {}
            function leave.days(from, to)
              if to < from then
                error("backwards")
              end
              return to - from + 1
            end
            function leave.spa() return b24.spa.list()[1].title end
            return leave
            """)
        try home.write(
            "spec/leave_spec.lua",
            """
            local leave = require "team.leave"

            describe("leave", function()
              it("counts days #fast", function()
                print("counting")
                assert.are.equal(3, leave.days(1, 3))
              end)
              it("has a process", function() assert.are.equal("Leave requests", leave.spa()) end)
              it("is not right", function()
                assert.are.same({ days = 3 }, { days = leave.days(1, 2) })
              end)
              pending("can be long", function() end)
            end)
            """)
    }

    /// The specs of the modules that come with b24.
    @Test func theStandardLibrary() async throws {
        let run = try await home.b24("test", "stdlib", folder: Self.root)
        #expect(run.status == 0, "\(run.testDescription)")
        #expect(run.output.contains("5 files"))
        let check = try await home.b24("check", "--strict", "stdlib/spec", folder: Self.root)
        #expect(check.status == 0, "\(check.testDescription)")
    }

    @Test func forPeople() async throws {
        let run = try await home.b24("test")
        #expect(run.status == 1)
        #expect(run.output.contains("  ✓ leave counts days #fast\n"))
        #expect(run.output.contains("    counting\n"))
        #expect(run.output.contains("  ○ leave can be long\n"))
        #expect(
            run.output.contains(
                """
                1. Failed: leave is not right
                spec/leave_spec.lua:10
                 10 |     assert.are.same({ days = 3 }, { days = leave.days(1, 2) })
                    |     ^
                  Expected the same content.
                  Expected: { days = 3 }
                  Actual:   { days = 2 }
                  Difference (expected -> actual):
                  ~ days: 3 -> 2

                4 tests in 1 file: 2 passed, 1 failed, 1 pending (
                """), "\(run.testDescription)")
        let russian = try await home.b24("test", "--lang", "ru")
        #expect(russian.output.contains("Ожидалось: { days = 3 }"))
        #expect(russian.output.contains("тестов: 4, файлов: 1; пройдено: 2, не пройдено: 1, отложено: 1"))
    }

    @Test func selection() async throws {
        let fast = try await home.b24("test", "spec", "--tags", "#fast", "--shuffle", "--seed", "3")
        #expect(fast.status == 0)
        #expect(fast.output.contains("1 test in 1 file: 1 passed"))
        #expect(fast.output.contains("Order: --seed 3"))
        let others = try await home.b24("test", "--exclude-tags", "fast", "--filter", "PROCESS")
        #expect(others.output.contains("1 test in 1 file: 1 passed"), "\(others.testDescription)")
    }

    @Test func forPrograms() async throws {
        let tap = try await home.b24("test", "--output", "tap")
        #expect(tap.output.hasPrefix("TAP version 13\n# spec/leave_spec.lua\n# counting\nok 1 - "))
        #expect(tap.output.contains("not ok 3 - spec/leave_spec.lua: leave is not right\n  ---\n  message: |\n"))
        #expect(tap.output.contains("  at: spec/leave_spec.lua:10\n  ...\n"))
        #expect(tap.output.contains("ok 4 - spec/leave_spec.lua: leave can be long # SKIP"))
        #expect(tap.output.hasSuffix("1..4\n"))
        let junit = try await home.b24("test", "--output", "junit")
        let document = try XMLCounter.count(junit.output)
        #expect(document["testcase"] == 4 && document["failure"] == 1 && document["skipped"] == 1)
    }

    @Test func coverage() async throws {
        let run = try await home.b24("test", "--coverage", "--coverage-output", "lcov.info")
        #expect(run.output.contains("team/leave.lua"))
        #expect(run.output.contains("not run: 4"), "\(run.testDescription)")
        let lcov = try String(contentsOfFile: home.path + "/lcov.info", encoding: .utf8)
        #expect(lcov.contains("SF:team/leave.lua\n") && lcov.contains("DA:4,0\n"))
        #expect(!lcov.contains("_spec.lua"))
    }

    @Test func answersOnATape() async throws {
        let recorded = try await home.b24("test", "--filter", "process", "--record", "tape.jsonl")
        #expect(recorded.status == 0, "\(recorded.testDescription)")
        let tape = try String(contentsOfFile: home.path + "/tape.jsonl", encoding: .utf8)
        #expect(tape.contains("\"method\":\"crm.type.list\""))
        #expect(!tape.contains("/rest/"))
        let replayed = try await home.b24("test", "--filter", "process", "--replay", "tape.jsonl")
        #expect(replayed.status == 0, "\(replayed.testDescription)")
        // Another title on the tape is what the spec sees: no portal is asked.
        try home.write("tape.jsonl", tape.replacingOccurrences(of: "Leave requests", with: "Another"))
        let changed = try await home.b24("test", "--filter", "process", "--replay", "tape.jsonl")
        #expect(changed.status == 1)
        #expect(changed.output.contains("Actual:   \"Another\""))
        try home.write("tape.jsonl", "")
        let empty = try await home.b24("test", "--filter", "process", "--replay", "tape.jsonl")
        #expect(empty.output.contains("no answer was recorded for crm.type.list"), "\(empty.testDescription)")
        try home.write("tape.jsonl", "{}\n")
        let odd = try await home.b24("test", "--replay", "tape.jsonl")
        #expect(odd.status == 2 && odd.errors.contains("tape.jsonl:1"))
    }

    /// What one file leaves does not reach the next.
    @Test func filesAreIsolated() async throws {
        for name in ["a", "b"] {
            try home.write(
                "own/\(name)_spec.lua",
                """
                --- @portal empty
                it("is alone", function()
                  assert.is_nil(rawget(_G, "mark"))
                  rawset(_G, "mark", true)
                  assert.are.equal(0, #b24.spa.list())
                  b24.spa.add { title = "Own" }
                end)
                """)
        }
        let run = try await home.b24("test", "own")
        #expect(run.status == 0, "\(run.testDescription)")
    }

    @Test func timeIsLimited() async throws {
        try home.write("own/slow_spec.lua", "it('a', function() while true do end end) it('b', function() end)")
        let run = try await home.b24("test", "own", "--max-time", "5s")
        #expect(run.status == 1)
        #expect(run.output.contains("  ✗ a") && run.output.contains("  ✓ b"), "\(run.testDescription)")
    }

    @Test func interruptsEndTheRun() async throws {
        try home.write("own/slow_spec.lua", "it('a', function() print('here') while true do end end)")
        // However long it takes until somebody has seen that it runs.
        let running = try home.start(["test", "own", "--max-time", "1h"])
        _ = await running.output(until: "here")
        running.signal(SIGINT)
        let run = await running.end()
        #expect(run.status == 130, "\(run.testDescription)")
        #expect(run.output.contains("interrupted"))
    }

    @Test func wrongCommandLines() async throws {
        #expect(try await home.b24("test", "nowhere").status == 2)
        let empty = try await home.b24("test", "team")
        #expect(empty.status == 2 && empty.errors.contains("_spec.lua"))
        let profile = try await home.b24("test", "--profile", "work")
        #expect(profile.status == 2 && profile.errors.contains("--record"))
        #expect(try await home.b24("test", "--record", "a", "--replay", "b").status == 2)
        #expect(try await home.b24("test", "--json").status == 2)
        try home.write("own/odd_spec.lua", "--- @portal emtpy\nit('a', function() end)")
        let odd = try await home.b24("test", "own")
        #expect(odd.status == 1 && odd.output.contains("own/odd_spec.lua:1: '@portal' does not know 'emtpy'"))
    }
}

/// The elements of an XML document; a document that is none throws.
private final class XMLCounter: NSObject, XMLParserDelegate {
    private var counts: [String: Int] = [:]

    static func count(_ text: String) throws -> [String: Int] {
        let counter = XMLCounter()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = counter
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.propertyListReadCorrupt) }
        return counter.counts
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        counts[name, default: 0] += 1
    }
}
