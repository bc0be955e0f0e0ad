import Bitrix24
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

@Suite struct ScriptMetadataTests {
    private static let source = """
        #!/usr/bin/env -S b24 run
        --- Move last year's deals.
        ---
        --- Run it as often as you like.
        --- @needs read crm.deal.* user.get -- finds them
        ---@needs write crm.item.update -- moves them -- and no more
        --- @needs delete crm.item.delete
        ---
        --- Example: b24 run x.lua
        --- @needs scope crm user
        --- @needs files reports/ notes.md -- one for each month
        --- @needs max_writes 500
        --- @needs admin -- CRM settings
        ---@arg title string  a title
        ---@class Something

        local a = 1
        """

    @Test func whatAScriptSays() {
        let metadata = ScriptMetadata(Self.source, file: "x.lua")
        #expect(metadata.problems.isEmpty)
        #expect(metadata.title == "Move last year's deals.")
        #expect(metadata.summary == ["Run it as often as you like.", "", "Example: b24 run x.lua"])
        #expect(
            metadata.needs.map(\.subject) == [
                .methods(.read, globs("crm.deal.*", "user.get")), .methods(.write, globs("crm.item.update")),
                .methods(.delete, globs("crm.item.delete")), .scopes(["crm", "user"]),
                .files(["reports/", "notes.md"]), .maxWrites(500), .admin,
            ])
        #expect(
            metadata.needs.map(\.reason) == [
                "finds them", "moves them -- and no more", nil, nil, "one for each month", nil, "CRM settings",
            ])
        #expect(metadata.needs.map(\.position.line) == [5, 6, 7, 10, 11, 12, 13])
        #expect(metadata.declaresMethods && !metadata.isReadOnly)
    }

    private func globs(_ texts: String...) -> [MethodGlob] { texts.compactMap(MethodGlob.init) }

    @Test func linesThatEndAsOnWindows() {
        let metadata = ScriptMetadata(
            "#!/usr/bin/b24\r\n\r\n--- Title.\r\n--- @needs read a.b -- why\r\nlocal x", file: "x.lua")
        #expect(metadata.title == "Title." && metadata.problems.isEmpty)
        #expect(metadata.needs.map(\.reason) == ["why"] && metadata.needs.map(\.position.line) == [4])
    }

    @Test func aPromise() {
        #expect(ScriptMetadata("--- @read_only\n", file: "x.lua").isReadOnly)
        #expect(ScriptMetadata("---@read_only", file: "x.lua").isReadOnly)
        #expect(ScriptMetadata("\u{FEFF}---@read_only", file: "x.lua").isReadOnly)
        #expect(!ScriptMetadata("local a = 1 --- @read_only", file: "x.lua").isReadOnly)
        #expect(ScriptMetadata("", file: "x.lua") == ScriptMetadata("print(1)", file: "y.lua"))
    }

    @Test(arguments: [
        ("--- @need read crm.*", 1, "unknown tag @need", "--- @needs"),
        ("--- T\n--- @neds read crm.*", 2, "unknown tag @neds", "--- @needs"),
        ("--- @readonly", 1, "unknown tag @readonly", "--- @read_only"),
        ("--- @read-only", 1, "unknown tag @read-only", "--- @read_only"),
        ("--- @Needs read a", 1, "unknown tag @Needs", "--- @needs"),
        ("--- @read_only please", 1, "stands alone", "--- @read_only"),
        ("--- @needs", 1, "does not say what", "read, write, delete"),
        ("--- @needs -- because", 1, "does not say what", "read, write, delete"),
        ("--- @needs wirte crm.*", 1, "does not know 'wirte'", "@needs write"),
        ("--- @needs crm.item.add", 1, "does not know 'crm.item.add'", "read, write, delete"),
        ("--- @needs read", 1, "names no method", "@needs read crm.item.*"),
        ("--- @needs read crm.deal.*, user.get", 1, "'crm.deal.*,' is no pattern", "separated by spaces"),
        ("--- @needs write crm/item", 1, "'crm/item' is no pattern", "crm.deal.*"),
        ("--- @needs scope", 1, "names no scope", "scope crm"),
        ("--- @needs scope crm,user", 1, "'crm,user' is no name", "scope crm user"),
        ("--- @needs files", 1, "names no file", "reports/"),
        ("--- @needs files *.csv", 1, "no patterns", "reports/"),
        ("--- @needs max_writes many", 1, "'many' is no whole number", "max_writes 500"),
        ("--- @needs max_writes -1", 1, "'-1' is no whole number", "max_writes 500"),
        ("--- @needs max_writes 1\n--- @needs max_writes 2", 2, "given twice", ""),
        ("--- @needs admin crm", 1, "admin stands alone", "@needs admin"),
        ("--- @read_only\n--- @needs write crm.*", 2, "needs no writes", "Remove either"),
        ("--- @limit", 1, "does not say what", "memory, cpu, time, writes"),
        ("--- @limit -- because", 1, "does not say what", "memory, cpu, time, writes"),
        ("--- @limit ram 1G", 1, "does not know 'ram'", "memory, cpu, time, writes"),
        ("--- @limit memroy 1G", 1, "does not know 'memroy'", "@limit memory"),
        ("--- @limit memory", 1, "memory: '' is no amount", "--- @limit memory 64MB"),
        ("--- @limit memory lots", 1, "memory: 'lots' is no amount", "--- @limit memory 64MB"),
        ("--- @limit cpu 30 s", 1, "cpu: '30 s' is no amount", "--- @limit cpu 30s"),
        ("--- @limit time -1s", 1, "time: '-1s' is no amount", "--- @limit time 10m"),
        ("--- @limit writes 1.5", 1, "writes: '1.5' is no amount", "--- @limit writes 500"),
        ("--- @limit cpu 1s\n--- @limit cpu 2s", 2, "cpu is given twice", ""),
        ("--- @limit writes 1\n--- @needs max_writes 2", 2, "given twice", ""),
        ("--- @limits cpu 1s", 1, "unknown tag @limits", "--- @limit"),
        ("--- @sandbox", 1, "'' is no level", "trusted, team, isolated"),
        ("--- @sandbox trustd", 1, "'trustd' is no level", "@sandbox trusted"),
        ("--- @sandbox open", 1, "'open' is no level", "trusted, team, isolated"),
        ("--- @sandbox team isolated", 1, "'team isolated' is no level", "@sandbox team"),
        ("--- @sandbox team\n--- @sandbox isolated", 2, "given twice", ""),
        ("--- @sandox team", 1, "unknown tag @sandox", "--- @sandbox"),
        ("local a\n--- @sandbox isolated", 2, "has no effect here", "first block"),
        ("--- T\n\n--- @needs read crm.*\nlocal a", 3, "has no effect here", "first block"),
        ("local a\n--- @read_only", 2, "has no effect here", "first block"),
    ])
    func mistakes(_ source: String, _ line: Int, _ text: String, _ hint: String) throws {
        let problems = ScriptMetadata(source, file: "x.lua").problems
        let problem = try #require(problems.first)
        #expect(problems.count == 1)
        #expect(problem.position.description == "x.lua:\(line)")
        #expect(problem.text.en.contains(text), "\(problem.text.en)")
        #expect(
            hint.isEmpty ? problem.hint == nil : problem.hint?.en.contains(hint) == true, "\(problem.hint?.en ?? "")")
        for text in [problem.text, problem.hint].compactMap(\.self) { #expect(!text.ru.isEmpty && text.ru != text.en) }
    }

    @Test func limits() {
        let metadata = ScriptMetadata(
            "--- @limit memory 64MB\n--- @limit cpu 30s -- it only reads\n---@limit time 10m\n--- @limit writes 500 -- all of them",
            file: "x.lua")
        #expect(metadata.problems.isEmpty)
        #expect(metadata.limits.memory == 64 << 20)
        #expect(metadata.limits.cpu == .seconds(30) && metadata.limits.time == .seconds(600))
        #expect(metadata.needs.map(\.subject) == [.maxWrites(500)] && metadata.needs.first?.reason == "all of them")
        #expect(ScriptMetadata("--- Title.", file: "x.lua").limits.isEmpty)
    }

    @Test func levelOfTheSandbox() {
        let request = ScriptMetadata("--- @sandbox trusted -- starts the converter", file: "x.lua").sandbox
        #expect(request?.level == .trusted && request?.reason == "starts the converter")
        #expect(request?.position.description == "x.lua:1")
        #expect(ScriptMetadata("---@sandbox isolated", file: "x.lua").sandbox?.level == .isolated)
        #expect(ScriptMetadata("--- Title.", file: "x.lua").sandbox == nil)
    }

    @Test(arguments: [
        "param x string", "see b24.call", "nodiscard", "field a string", "class A", "meta", "enum", "return x",
    ])
    func tagsOfEditors(_ tag: String) { #expect(ScriptMetadata("--- @\(tag)", file: "x.lua").problems.isEmpty) }
}
