import Foundation
import Testing

/// Every script of the cookbook, run as a user runs it, against a demo portal of its own.
@Suite struct CookbookTests {
    let home: Home

    init() throws { home = try Home() }

    static let scripts = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("scripts").path

    static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: scripts))?.filter { $0.hasSuffix(".lua") } ?? []

    private func run(_ script: String, _ arguments: String..., flags: [String] = []) async throws -> Run {
        let running = try home.start(["run"] + flags + [Self.scripts + "/" + script] + arguments)
        running.closeInput()
        return await running.end()
    }

    /// One value by Lua, read from the same portal.
    private func value(_ lua: String) async throws -> String {
        let run = try await home.b24("eval", lua)
        #expect(run.status == 0, "\(run.testDescription)")
        return run.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test(arguments: names)
    func everyScriptHasHelp(_ name: String) async throws {
        let help = try await run(name, "--help")
        #expect(help.status == 0)
        #expect(help.output.split(separator: "\n").count >= 1, "\(help.testDescription)")
        #expect(help.output.contains("Example:"), "\(help.testDescription)")
    }

    @Test(arguments: [
        "audience.lua", "copy-spa.lua", "department-workplace.lua", "describe-spa.lua", "export-csv.lua",
        "funnel-visibility.lua", "hand-over.lua", "import-csv.lua",
    ])
    func withoutArgumentsAScriptSaysWhatItNeeds(_ name: String) async throws {
        let bare = try await run(name)
        #expect(bare.status == 2)
        #expect(bare.errors.contains("is missing") && bare.errors.contains("Usage: b24 run"), "\(bare.testDescription)")
        #expect(bare.output.isEmpty)
    }

    @Test func demo() async throws {
        let first = try await run("demo.lua")
        #expect(first.status == 0, "\(first.testDescription)")
        let workplace = try await value(
            "local w = b24.workplace.find 'People'; return #w.typeIds, b24.spa.find('Leave').isSetOpenPermissions")
        #expect(workplace.hasPrefix("2"))
        #expect(workplace.hasSuffix("false"))
        let again = try await run("demo.lua")
        #expect(again.status == 0, "\(again.testDescription)")
        #expect(try await value("return #b24.workplace.list{filter={title='People'}}") == "1")
    }

    @Test func departmentWorkplace() async throws {
        let refused = try await run("department-workplace.lua", "Office", "Contracts", "Purchases")
        #expect(refused.status == 4)
        #expect(refused.errors.contains("Back office"), "\(refused.testDescription)")
        #expect(try await value("return b24.workplace.find 'Office' == nil") == "true")

        let made = try await run("department-workplace.lua", "Office", "Contracts", "Purchases", "--move")
        #expect(made.status == 0, "\(made.testDescription)")
        #expect(made.output.contains("'Office': created"))
        let again = try await run("department-workplace.lua", "Office", "Purchases")
        #expect(again.output.contains("'Office': nothing to change"), "\(again.testDescription)")
        let misspelt = try await run("department-workplace.lua", "Other", "Purchasess")
        #expect(misspelt.status == 1)
        #expect(misspelt.errors.contains("Purchasess"))
        #expect(try await value("return b24.workplace.find 'Other' == nil") == "true")
    }

    @Test func whoOwnsWhat() async throws {
        let report = try await run("who-owns-what.lua", "--csv=\(home.path)/owners.csv")
        #expect(report.status == 0, "\(report.testDescription)")
        let csv = try String(contentsOfFile: home.path + "/owners.csv", encoding: .utf8)
        var counted = 0
        for line in csv.split(whereSeparator: \.isNewline).dropFirst() {
            for cell in line.split(separator: ",").suffix(2) { counted += Int(cell) ?? 0 }
        }
        let total = try await value(
            "local n = 0; for _, t in ipairs(b24.spa.list()) do n = n + b24.spa(t.id).items:count() end; return n")
        #expect(String(counted) == total)
    }

    @Test func funnelVisibility() async throws {
        let closed = """
            local spa = b24.spa 'Purchases'
            local f = spa.funnels:find 'Everyday purchases'
            return b24.count('crm.item.list', {entityTypeId=spa.entityTypeId, filter={categoryId=f.id, opened='Y'}})
            """
        let before = try await value(closed)
        #expect(before != "0")
        let shown = try await run("funnel-visibility.lua", "Purchases", "Everyday purchases", "close")
        #expect(shown.output.contains("would change \(before)"), "\(shown.testDescription)")
        #expect(try await value(closed) == before)
        let done = try await run("funnel-visibility.lua", "Purchases", "Everyday purchases", "close", "--apply")
        #expect(done.output.contains("changed \(before)"), "\(done.testDescription)")
        #expect(try await value(closed) == "0")
        let unknown = try await run("funnel-visibility.lua", "Purchases", "No such", "close")
        #expect(unknown.status == 1)
        #expect(unknown.errors.contains("No such"))
    }

    @Test func handOver() async throws {
        let owned = """
            local n = 0
            for _, t in ipairs(b24.spa.list()) do
              n = n + b24.count('crm.item.list', {entityTypeId=t.entityTypeId, filter={assignedById=5}})
            end
            return n
            """
        let before = try await value(owned)
        #expect(before != "0")
        let shown = try await run("hand-over.lua", "5", "7")
        #expect(shown.status == 0, "\(shown.testDescription)")
        #expect(try await value(owned) == before)
        let done = try await run("hand-over.lua", "5", "7", "--apply")
        #expect(done.status == 0, "\(done.testDescription)")
        #expect(done.output.contains("still head of department"))
        #expect(try await value(owned) == "0")
        #expect(try await run("hand-over.lua", "5", "5").status == 1)
        #expect(try await run("hand-over.lua", "5", "4711").errors.contains("no user 4711"))
    }

    @Test func copySPA() async throws {
        let copied = try await run("copy-spa.lua", "Purchases", "Purchases 2027")
        #expect(copied.status == 0, "\(copied.testDescription)")
        let shape = { (title: String) in
            """
            local spa, parts = b24.spa '\(title)', {}
            for _, f in ipairs(spa.funnels:list()) do
              parts[#parts + 1] = f.name
              for _, s in ipairs(spa.stages(f)) do parts[#parts + 1] = s.NAME .. ' ' .. s.STATUS_ID:gsub('^.-:', '') end
            end
            for name, field in pairs(spa.fields) do
              if name:match '^ufCrm' then parts[#parts + 1] = name:gsub('^ufCrm_?%d+', '') .. ' ' .. field.type end
            end
            table.sort(parts)
            return table.concat(parts, '|')
            """
        }
        let original = try await value(shape("Purchases"))
        #expect(original.contains("Tender"))
        #expect(try await value(shape("Purchases 2027")) == original)
        let twice = try await run("copy-spa.lua", "Purchases", "Purchases 2027")
        #expect(twice.status == 1)
        #expect(twice.errors.contains("already"))
    }

    @Test func importCSV() async throws {
        try home.write(
            "new.csv",
            """
            title;assignedById;ufCrm3Budget
            First;5;100|EUR
            Второй;9;не деньги
            Third;4711;5|EUR

            """)
        let imported = try await run("import-csv.lua", "Purchases", home.path + "/new.csv")
        #expect(imported.status == 3, "\(imported.testDescription)")
        #expect(imported.output.contains("1 of 3 imported"))
        let failed = try String(contentsOfFile: home.path + "/new.failed.csv", encoding: .utf8)
        #expect(
            failed.hasPrefix("title,assignedById,ufCrm3Budget,reason\n")
                || failed.hasPrefix("title,assignedById,ufCrm3Budget,reason\r\n"))
        #expect(failed.contains("Второй"))
        #expect(failed.contains("Third"))
        #expect(!failed.contains("First"))

        try home.write(
            "new.failed.csv",
            failed.replacingOccurrences(of: "не деньги", with: "7|EUR").replacingOccurrences(of: "4711", with: "4"))
        let repaired = try await run("import-csv.lua", "Purchases", home.path + "/new.failed.csv")
        #expect(repaired.status == 0, "\(repaired.testDescription)")
        #expect(
            try await value("return b24.spa('Purchases').items:count{title={'First', 'Второй', 'Third'}}")
                == "3")

        try home.write("odd.csv", "title,colour\nx,red\n")
        let odd = try await run("import-csv.lua", "Purchases", home.path + "/odd.csv")
        #expect(odd.status == 1)
        #expect(odd.errors.contains("colour"))
    }

    @Test func exportCSV() async throws {
        let file = home.path + "/out.csv"
        let exported = try await run("export-csv.lua", "Purchases", file, "--fields=id,title,stageId")
        #expect(exported.status == 0, "\(exported.testDescription)")
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isNewline)
        #expect(lines.first == "id,title,stageId")
        #expect(String(lines.count - 1) == (try await value("return b24.spa('Purchases').items:count()")))
        #expect(try await run("export-csv.lua", "Purchases", file, "--fields=colour").errors.contains("colour"))
    }

    @Test func readingScripts() async throws {
        let inventory = try await run("inventory.lua")
        #expect(inventory.status == 0, "\(inventory.testDescription)")
        for title in ["Leave requests", "Purchases", "Equipment", "Contracts", "Support", "Back office", "CRM"] {
            #expect(inventory.output.contains(title))
        }
        let description = try await run("describe-spa.lua", "Purchases")
        #expect(description.output.contains("Tender"), "\(description.testDescription)")
        #expect(description.output.contains("ufCrm3Budget"))
        let audience = try await run("audience.lua", "DR1", "U3")
        #expect(audience.output.contains("Olivia Stone"), "\(audience.testDescription)")
        let review = try await run("permission-review.lua", "--checklist=\(home.path)/steps.md")
        #expect(review.status == 0, "\(review.testDescription)")
        let steps = try String(contentsOfFile: home.path + "/steps.md", encoding: .utf8)
        #expect(steps.contains("Purchases"))
    }

    /// A rehearsal of any script writes nothing.
    @Test(arguments: [
        ["demo.lua"], ["department-workplace.lua", "Office", "Contracts", "--move"],
        ["copy-spa.lua", "Support", "Copy"],
        ["hand-over.lua", "5", "7", "--apply"],
    ])
    func dryRun(_ words: [String]) async throws {
        let state = """
            local t = b24.json.encode { b24.spa.list(), b24.workplace.list() }
            for _, row in ipairs(b24.spa.list()) do
              for item in b24.spa(row.id).items:each() do t = t .. item.id .. ":" .. item.assignedById .. item.updatedTime end
            end
            return t
            """
        let before = try await value(state)
        let running = try home.start(
            ["run", "--dry-run", Self.scripts + "/" + words[0]] + words.dropFirst())
        running.closeInput()
        let rehearsal = await running.end()
        #expect(rehearsal.status == 0, "\(rehearsal.testDescription)")
        #expect((rehearsal.errors + rehearsal.output).contains("Dry run"))
        #expect(try await value(state) == before)
    }
}
