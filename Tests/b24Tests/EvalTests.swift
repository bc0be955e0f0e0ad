import Foundation
import Testing

@Suite struct EvalTests {
    static let rows = #"return {{id=1,title="HR"},{id=2,title='Отдел, "А"'}}"#

    @Test(arguments: [
        ("table", "id  title\n--  ----------\n 1  HR\n 2  Отдел, \"А\"\n"),
        ("json", #"[{"id":1,"title":"HR"},{"id":2,"title":"Отдел, \"А\""}]"# + "\n"),
        ("jsonl", #"{"id":1,"title":"HR"}"# + "\n" + #"{"id":2,"title":"Отдел, \"А\""}"# + "\n"),
        ("csv", "id,title\n1,HR\n2,\"Отдел, \"\"А\"\"\"\n"),
        ("lua", #"{ { id = 1, title = "HR" }, { id = 2, title = "Отдел, \"А\"" } }"# + "\n"),
    ])
    func formats(format: String, expected: String) async throws {
        let run = try await Home().b24("eval", Self.rows, "--format", format)
        #expect(run.output == expected)
        #expect(run.errors.isEmpty)
        #expect(run.status == 0)
    }

    @Test(arguments: [
        ("return 1", "1\n"), ("1 + 1", "2\n"), ("return 'a'", "a\n"), ("return nil", "nil\n"), ("x = 1", ""),
        ("return 1, 'a', true", "1\na\ntrue\n"), ("return {id=1, title='HR'}", "id     1\ntitle  HR\n"),
        ("return {}", "{}\n"), ("return {types={{id=1},{id=2}}}", "id\n--\n 1\n 2\n"),
        ("return b24.null", "b24.null\n"),
        ("return 1.5, 2^53, 0/0", "1.5\n9007199254740992.0\n0/0\n"),
    ])
    func tables(lua: String, expected: String) async throws {
        let run = try await Home().b24("eval", lua)
        #expect(run.output == expected)
        #expect(run.status == 0)
    }

    @Test func theEnvelope() async throws {
        let run = try await Home().b24("eval", "return {id=1, none=b24.null}", "--json")
        let envelope = try run.envelope()
        #expect(Set(envelope.keys) == ["schema", "data", "meta", "error"])
        #expect(envelope["schema"] as? Int == 1)
        #expect(envelope["error"] is NSNull)
        let data = try #require(envelope["data"] as? [String: Any])
        #expect(data["id"] as? Int == 1)
        #expect(data["none"] is NSNull)
        let meta = try #require(envelope["meta"] as? [String: Any])
        #expect(meta["profile"] as? String == "demo")
        #expect(meta["exit_code"] as? Int == 0)
    }

    @Test func severalResultsAreAnArrayInTheEnvelope() async throws {
        let run = try await Home().b24("--json", "eval", "print('said') return 1, 'a'")
        #expect(try run.envelope()["data"] as? [AnyHashable] == [1, "a"])
        // Standard output is one document: what the script prints is talk.
        #expect(run.errors == "said\n")
    }

    @Test func anErrorInTheEnvelope() async throws {
        let run = try await Home().b24("--json", "eval", "local t; return t.x")
        let error = try #require(try run.envelope()["error"] as? [String: Any])
        #expect(error["kind"] as? String == "lua")
        #expect(error["message"] as? String == "attempt to index a nil value (local 't')")
        #expect(error["where"] as? String == "eval:1")
        #expect(error["exit_code"] as? Int == 1)
        #expect(run.errors.isEmpty)
        #expect(run.status == 1)
    }

    @Test func nothingIsStartedWithoutACall() async throws {
        let home = try Home()
        let run = try await home.b24("eval", "return 1")
        #expect(run.errors.isEmpty)
        #expect(!home.has(".local/share/b24"))
    }

    @Test func limits() async throws {
        let home = try Home()
        let memory = try await home.b24(
            "eval", "local t = {} while true do t[#t + 1] = ('x'):rep(1 << 16) .. #t end", "--max-memory", "16M",
            "--json")
        #expect(memory.status == 1)
        let error = try #require(try memory.envelope()["error"] as? [String: Any])
        #expect(error["kind"] as? String == "memory_limit")
        let time = try await home.b24("eval", "while true do end", "--max-time", "100ms")
        #expect(time.status == 124)
        #expect(!time.errors.isEmpty)
    }
}
