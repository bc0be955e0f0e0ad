import Testing

@Suite struct RunTests {
    @Test func argumentsGoToTheScript() async throws {
        let home = try Home()
        let file = try home.write("a.lua", "print(b24.args[1], b24.args.json, b24.args.profile)\nreturn {id=1}\n")
        let run = try await home.b24("run", file, "one", "--json", "--profile=x")
        #expect(run.output == "one\ttrue\tx\n")
        #expect(run.status == 0)
    }

    @Test(arguments: ["trusted", "isolated"])
    func wordsAreAsTheyWereTyped(sandbox: String) async throws {
        let home = try Home()
        let file = try home.write("a.lua", "--- @flag deep=integer=1  how deep\nprint(#{...}, ..., b24.args.deep)\n")
        let run = try await home.b24("run", "--sandbox", sandbox, file, "--deep", "07")
        #expect(run.output == "2\t--deep\t7\n", "\(run)")
    }

    @Test func whatAScriptReturnsIsShownOnRequest() async throws {
        let home = try Home()
        try home.write("a.lua", "print('working')\nreturn {{id=1},{id=2}}\n")
        #expect(try await home.b24("run", "--format", "csv", "a.lua").output == "working\nid\n1\n2\n")
        let run = try await home.b24("run", "--json", "a.lua")
        #expect((try run.envelope()["data"] as? [[String: Int]]) == [["id": 1], ["id": 2]])
        #expect(run.errors == "working\n")
    }

    @Test(arguments: [[], ["run", "-"], ["-q", "run", "-", "arg"]])
    func standardInput(arguments: [String]) async throws {
        let running = try Home().start(arguments)
        running.write("#!/usr/bin/env b24\nprint('said')\n")
        running.closeInput()
        let run = await running.end()
        #expect(run.output == "said\n")
        #expect(run.status == 0)
    }

    @Test func anErrorOnStandardInput() async throws {
        let run = try await Home().b24("run", "-", input: "local a = 1\nerror('boom')\n")
        #expect(run.errors.hasPrefix("stdin:2: boom\n 2 | error('boom')\n"))
        #expect(run.status == 1)
    }

    @Test func helpOfAScript() async throws {
        let home = try Home()
        try home.write("a.lua", "--- Does a thing.\n---@arg title string  what it is called\nerror('not run')\n")
        let run = try await home.b24("run", "a.lua", "--help")
        #expect(run.output == "Does a thing.\n\nUsage: b24 run a.lua TITLE\n\n  TITLE  string  what it is called\n")
        #expect(run.status == 0)
    }

    @Test func modulesLieBesideTheScript() async throws {
        let home = try Home()
        try home.write("team/names.lua", "return {hr = 'HR'}\n")
        try home.write("team/a.lua", "print(require('names').hr)\n")
        let run = try await home.b24("run", "team/a.lua")
        #expect(run.output == "HR\n")
    }

    @Test func someItemsFail() async throws {
        let home = try Home()
        try home.write(
            "a.lua", "b24.map({1, 2, 3}, function(i) if i == 2 then error('odd') end return i end)\nprint('done')\n")
        let run = try await home.b24("run", "--on-error", "continue", "a.lua")
        #expect(run.status == 3)
        #expect(run.output == "done\n")
        #expect(run.errors.contains("Failed: 1"))
        #expect(run.errors.contains("odd"))
        let json = try await home.b24("--json", "run", "--on-error=continue", "a.lua")
        let meta = try #require(try json.envelope()["meta"] as? [String: Any])
        let failures = try #require(meta["failures"] as? [[String: Any]])
        #expect(failures.count == 1)
        #expect(failures[0]["ok"] as? Bool == false)
        #expect(meta["exit_code"] as? Int == 3)
        // Without the flag the first failure ends the run.
        #expect(try await home.b24("run", "a.lua").status == 1)
    }

    @Test func aDryRunListsWhatItWouldDo() async throws {
        let home = try Home()
        try home.write(
            "a.lua",
            """
            local t = b24.call("crm.type.add", {fields = {title = "HR"}}).type
            b24.call("crm.type.delete", {id = 2})
            """)
        let run = try await home.b24("--dry-run", "run", "a.lua")
        #expect(run.status == 0)
        #expect(run.errors.contains("Dry run: nothing was changed."))
        #expect(
            run.errors.contains("  smart process -1, new: 'HR'\n    1. crm.type.add  a.lua:1\n         title: \"HR\"\n")
        )
        #expect(run.errors.contains("    2. crm.type.delete (destructive)  a.lua:2\n"))
        let json = try await home.b24("--json", "-q", "--dry-run", "run", "a.lua")
        let meta = try #require(try json.envelope()["meta"] as? [String: Any])
        let plan = try #require(meta["plan"] as? [[String: Any]])
        #expect(plan.map { $0["method"] as? String } == ["crm.type.add", "crm.type.delete"])
        #expect(plan.map { $0["effect"] as? String } == ["write", "destructive"])
        #expect(meta["dry_run"] as? Bool == true)
        // Nothing was written.
        let count = try await home.b24("-q", "eval", "return b24.count('crm.type.list', {filter={['=title']='HR'}})")
        #expect(count.output == "0\n")
    }
}
