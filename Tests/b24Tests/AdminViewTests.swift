import Testing

/// What an administrator sees at the command line, where a slip would cost data or time.
@Suite struct AdminViewTests {
    @Test func rowsAreUnwrappedForPrograms() async throws {
        let home = try Home()
        let csv = try await home.b24("-q", "--format", "csv", "call", "crm.automatedsolution.list")
        #expect(csv.output.hasPrefix("id,title,typeIds\n1,"), "\(csv)")
        let lines = try await home.b24("-q", "--format", "jsonl", "call", "crm.automatedsolution.list")
        #expect(lines.output.split(separator: "\n").count == 2, "\(lines)")
        let none = try await home.b24(
            "-q", "--format", "csv", "call", "crm.automatedsolution.list", "filter[title]=none")
        #expect(none.output.isEmpty, "\(none)")
    }

    @Test func pipesLoseNothing() async throws {
        let home = try Home()
        let long = String(repeating: "long ", count: 60) + "end"
        let run = try await home.b24("-q", "eval", "b24.print({{id = 1, text = '\(long)'}, {id = 2}})")
        #expect(run.output.contains(long), "\(run)")
        #expect(!run.output.contains("…"), "\(run)")
    }

    @Test func aCallShowsItsResultOnly() async throws {
        let home = try Home()
        let run = try await home.b24("-q", "eval", "return b24.call('user.current')")
        #expect(run.output.contains("NAME"))
        #expect(!run.output.contains("request_id"), "\(run)")
        let envelope = try await home.b24("-q", "--json", "eval", "return b24.call('user.current')").envelope()
        #expect(((envelope["meta"] as? [String: Any])?["response"] as? [String: Any])?["status"] as? Int == 200)
        #expect((envelope["data"] as? [String: Any])?["NAME"] != nil)
        let both = try await home.b24("-q", "eval", "return 1, { status = 'a' }")
        #expect(both.output == "1\nstatus  a\n", "\(both)")
    }

    @Test func gapsKeepTheirPlaces() async throws {
        let run = try await Home().b24(
            "-q", "--format", "json", "eval", "return {1, nil, 3}, {[4] = 'x', [2] = 'y'}, {[900] = 1}")
        #expect(run.output == #"[[1,null,3],[null,"y",null,"x"],{"900":1}]"# + "\n", "\(run)")
    }

    @Test func fieldsThatThePortalIgnoresAreNamed() async throws {
        let home = try Home()
        let run = try await home.b24(
            "eval", "return b24.spa('Purchases').items:add { titel = 'x', ['UF_CRM_3_SUPPLIER'] = 'y' }.title")
        #expect(run.status == 0, "\(run)")
        #expect(run.errors.contains("'titel'") && run.errors.contains("did you mean 'title'?"), "\(run)")
        #expect(!run.errors.contains("SUPPLIER"), "\(run)")
    }

    @Test func quietIsQuiet() async throws {
        let lua = "b24.log.info('i') b24.log.warn('w') b24.log.error('e')"
        #expect(try await Home().b24("-q", "eval", lua).errors == "error: e\n")
    }

    @Test(arguments: ["--max-time=3s", "--max-memory=8M"])
    func limitsSayHowToRaiseThem(_ flag: String) async throws {
        let lua = "local t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t if #t > 1e6 then t = {} end end"
        let run = try await Home().b24(flag, "eval", lua)
        #expect(run.errors.contains("hint: \(flag.prefix { $0 != "=" })"), "\(run)")
        #expect(run.errors.contains("eval:1: "), "\(run)")
    }

    @Test func anErrorWithoutAPlaceHasNone() async throws {
        let run = try await Home().b24("eval", "local function f() error('what it needs', 0) end f()")
        #expect(run.errors == "b24: what it needs\n", "\(run)")
    }
}
