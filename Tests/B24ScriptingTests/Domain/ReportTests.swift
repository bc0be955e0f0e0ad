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
}
