import Foundation
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

@Suite struct ReportTests {
    private let report = Report(
        title: LocalizedText("People & <codes>", ru: "Люди & <коды>"),
        columns: [("code", LocalizedText("Code", ru: "Код")), ("name", LocalizedText("Name", ru: "Имя"))],
        rows: [["name": "<script>alert('x')</script>", "code": "D5"], ["code": "D6,\"x\"", "name": .null]]
    ) { key, row in
        key == "name"
            ? Report.Look(name: row["name"] == .null ? "no" : "count", share: row["name"] == .null ? nil : 0.5)
            : Report.Look()
    }

    @Test(arguments: [Language.en, .ru]) func pagesAreEscapedAndStandAlone(language: Language) {
        let page = report.html(language)
        #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
        #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
        #expect(!page.contains("<script"))
        #expect(
            page.contains(
                "<title>\(language == .en ? "People &amp; &lt;codes&gt;" : "Люди &amp; &lt;коды&gt;")</title>"))
        for outside in ["http", "src=", "url(", "@import", "<link"] { #expect(!page.contains(outside), "\(outside)") }
        #expect(page.contains("@media print"))
        #expect(page.contains("<td class=\"no\"></td>"))
        #expect(page.contains("<td class=\"count\" style=\"background: rgb(222, 241, 222)\">"))
        #expect(page.contains("<th scope=\"col\">\(language == .en ? "Code" : "Код")</th>"))
    }

    @Test func columnsKeepTheirOrder() {
        #expect(report.csv() == "code,name\nD5,<script>alert('x')</script>\n\"D6,\"\"x\"\"\",")
        #expect(Report(title: report.title, columns: report.columns, rows: []).csv() == "code,name")
        guard case .string(let text) = report.value(.text, .en) else { Issue.record("no text"); return }
        #expect(text.hasPrefix("code"))
    }

    @Test func checklistsAsPages() async throws {
        let office = Office()
        let page =
            try await office.run(
                """
                return b24.spa("Leave").permissions:checklist { format = "html", replace = true, grants = {
                  { code = "D5", action = "read", level = "department", funnel = "<b>General</b>" },
                  { code = "D5", action = "update", level = "none", stage = "SUCCESS" } } }
                """)[0].stringValue ?? ""
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        #expect(page.contains("&lt;b&gt;General&lt;/b&gt;") && !page.contains("<b>"))
        #expect(page.contains("to &quot;no access&quot;, in all funnels"))
        #expect(page.contains("For moves into stage &quot;SUCCESS&quot;: Edit - no access."))
        #expect(page.contains("<ol start=\"4\">"), "\(page)")
        #expect(office.portal.writes == [])
    }

    @Test(arguments: [
        (
            "grants = { { code = 'D5', action = 'read', level = 'all', stage = 'NEW' } }", "invalid_argument",
            "'grants[1]' names a stage"
        ),
        ("replace = true", "invalid_argument", "replace = true"),
        (
            "grants = { { code = 'D5', action = 'read', level = 'all', funnel = 'Nowhere' } }", "not_found", "Nowhere"
        ),
        (
            "grants = { { code = 'D5', action = 'update', level = 'all', stage = 'DT99_1:NEW' } }", "invalid_argument",
            "no stage of"
        ),
    ]) func oddWishes(spec: String, kind: String, fact: String) async throws {
        var company = Company.demo
        company.customMethods = ["spa.permissions.set"]
        let office = Office(company)
        let error = try await office.failure("b24.spa('Leave').permissions:set { \(spec) }")
        #expect(error["kind"] == .string(kind), "\(error)")
        #expect(error["message"]?.stringValue?.contains(fact) == true, "\(error)")
        #expect(office.portal.writes == [])
    }

    @Test func itemsThatFailedAreWrittenToAFile() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("b24-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path + "/failed.csv"
        var company = Company.demo
        for id in 1...3 { company.addItem(Int64(id), of: 156, ["opened": "N"]) }
        company.deniedItems = [2]
        let office = Office(company)
        let changed = try await office.run(
            "return b24.spa('Leave').items:open({}, { failures = '\(path)' }).changed")[0]
        #expect(changed == 2)
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
        #expect(lines.count == 2 && lines[0] == "index,item,kind,code,error,outcome,timestamp", "\(lines)")
        #expect(lines.last?.hasPrefix("2,2,access_denied,ACCESS_DENIED,") == true, "\(lines)")
        let refused = try await office.failure(
            "b24.spa('Leave').items:close({}, { failures = '\(folder.path)/none/failed.csv' })")
        #expect(refused["kind"] != "none", "\(refused)")
        #expect(office.portal.company.items[156]?[1]?["opened"] == "Y")
    }

    private func leave(_ items: ClosedRange<Int64>, denied: Set<Int64> = []) -> Office {
        var company = Company.demo
        for id in items { company.addItem(id, of: 156, ["opened": "N"]) }
        company.deniedItems = denied
        return Office(company)
    }

    @Test func onlyTheItemsOfAFailuresFileAreTriedAgain() async throws {
        let folder = TemporaryFolder(files: ["1.csv", "2.csv"])
        let first = leave(1...6, denied: [2, 5])
        _ = try await first.run("b24.spa('Leave').items:open({}, { failures = '\(folder.path)/1.csv' })")
        let second = leave(1...6, denied: [5])
        let result = try await second.run(
            """
            local r = b24.spa('Leave').items:open({}, { retry = '\(folder.path)/1.csv', failures = '\(folder.path)/2.csv' })
            return r.ids, #r.failures, r.failures[1].item
            """)
        #expect(result == [[2], 1, 5])
        #expect(second.portal.writes.count == 2, "\(second.portal.writes)")
        let left = try String(contentsOfFile: folder.path + "/2.csv", encoding: .utf8)
        #expect(left.split(whereSeparator: \.isNewline).last?.contains(",5,access_denied,") == true, "\(left)")
    }

    @Test func aRetriedItemThatIsGoneIsAFailure() async throws {
        let folder = TemporaryFolder(files: ["edited.csv"])
        try Data("kind;item\nx;3\nx;9\nx;3\n".utf8).write(to: URL(fileURLWithPath: folder.path + "/edited.csv"))
        let result = try await leave(1...6).run(
            """
            local r = b24.spa('Leave').items:open({}, { retry = '\(folder.path)/edited.csv' })
            return r.ids, r.failures[1].item, r.failures[1].kind, r.failures[1].index
            """)
        #expect(result == [[3], 9, "not_found", 2])
    }

    @Test(arguments: [
        ("{ retry = 'FILE', failures = 'FILE' }", "item\n1\n", "same file"),
        ("{ retry = 'FILE' }", "id\n1\n", "column 'item'"),
        ("{ retry = 'FILE' }", "item\n1\nx\n", "row 2: 'x'"), ("{ retry = 'FILE.none' }", "", "FILE.none"),
    ]) func aFileThatNamesNoItemsIsRefused(options: String, text: String, fact: String) async throws {
        let folder = TemporaryFolder(files: ["failed.csv"])
        let path = folder.path + "/failed.csv"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let office = leave(1...2)
        let error = try await office.failure(
            "b24.spa('Leave').items:open({}, \(options.replacing("FILE", with: path)))")
        #expect(error["message"]?.stringValue?.contains(fact.replacing("FILE", with: path)) == true, "\(error)")
        #expect(office.portal.writes == [])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
}
