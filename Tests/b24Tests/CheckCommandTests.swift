import Foundation
import Testing

/// `b24 check`, as people and pipelines use it.
@Suite struct CheckCommandTests {
    let home: Home
    static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    init() throws { home = try Home() }

    @Test func scriptsAreClean() async throws {
        let run = try await home.b24("check", "--strict", Self.root + "/scripts")
        #expect(run.status == 0, "\(run.testDescription)")
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("no findings"))
    }

    @Test func findingsWithTheirLines() async throws {
        let file = try home.write("a.lua", "print('漢字') b24.spa.lst()\n")
        let run = try await home.b24("check", file)
        #expect(run.status == 1)
        #expect(
            run.output == """
                \(file):1:21: error: 'b24.spa' has no 'lst' [unknown-member]
                 1 | print('漢字') b24.spa.lst()
                   |                       ^^^
                hint: did you mean 'b24.spa.list'?


                """)
        #expect(run.errors == "1 file: 1 error, 0 warnings, 0 hints\n")
        let russian = try await home.b24("check", "--lang", "ru", file)
        #expect(russian.output.contains("ошибка: в 'b24.spa' нет 'lst'"))
        #expect(russian.output.contains("возможно, вы имели в виду 'b24.spa.list'?"))
    }

    @Test func forEditors() async throws {
        let file = try home.write("a.lua", "\n  x = = 1\n")
        let run = try await home.b24("check", "--compact", file)
        #expect(run.status == 1)
        #expect(run.output == "\(file):2:7: error: unexpected symbol near '=' [syntax]\n")
    }

    @Test func forPrograms() async throws {
        try home.write("team/b.lua", "b24.call('crm.deal.get', { id = 1 })")
        try home.write("team/deep/a.lua", "prnt(1)")
        try home.write("team/.hidden/c.lua", "x = = 1")
        try home.write("team/notes.txt", "x = = 1")
        let run = try await home.b24("check", "--json", "team")
        #expect(run.status == 1)
        let envelope = try run.envelope()
        let data = try #require(envelope["data"] as? [[String: Any]])
        #expect(data.map { $0["file"] as? String } == ["team/b.lua", "team/deep/a.lua"])
        #expect(data.map { $0["code"] as? String } == ["deprecated-method", "unknown-global"])
        #expect(data.map { $0["severity"] as? String } == ["warning", "error"])
        #expect(data.map { $0["line"] as? Int } == [1, 1] && data.map { $0["end_column"] as? Int } == [24, 5])
        let meta = try #require(envelope["meta"] as? [String: Any])
        #expect(meta["files"] as? Int == 2 && meta["errors"] as? Int == 1 && meta["exit_code"] as? Int == 1)
    }

    @Test func exitCodes() async throws {
        let clean = try home.write("clean.lua", "print(1)")
        let warned = try home.write("warned.lua", "b24.call('crm.deal.get', { id = 1 })")
        let hinted = try home.write("hinted.lua", "b24.call('crm.type.list', { colour = 1 })")
        #expect(try await home.b24("check", clean).status == 0)
        #expect(try await home.b24("check", warned).status == 0)
        #expect(try await home.b24("check", "--strict", warned).status == 1)
        #expect(try await home.b24("check", "--strict", hinted).status == 0)
        #expect(try await home.b24("check").status == 2)
        #expect(try await home.b24("check", "--compact", "--json", clean).status == 2)
        let missing = try await home.b24("check", clean, "none.lua")
        #expect(missing.status == 2 && missing.errors.contains("there is no file 'none.lua'"))
    }

    @Test func standardInput() async throws {
        let run = try await home.b24("check", "--compact", "-", input: "b24.cal()")
        #expect(run.status == 1)
        #expect(run.output.hasPrefix("stdin:1:5: error: 'b24' has no 'cal'"))
    }

    @Test func secretsAreNotShown() async throws {
        let file = try home.write("a.lua", "local u = 'https://x.bitrix24.ru/rest/1/k3n5v9q2x7w1z8p4/' u.x = prnt()")
        for form in [[], ["--compact"], ["--json"], ["--lang", "ru"]] {
            let running = try home.start(["check"] + form + [file])
            running.closeInput()
            let run = await running.end()
            #expect(run.status == 1 && !run.output.contains("k3n5") && !run.errors.contains("k3n5"))
        }
    }
}
