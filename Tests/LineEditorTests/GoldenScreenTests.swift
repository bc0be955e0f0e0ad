import Localization
import Testing

@testable import LineEditor

/// Whole screens, as people see them, at both usual sizes and in both languages.
@Suite struct GoldenScreenTests {
    private func stage(_ columns: Int, _ rows: Int, _ language: Language) -> Stage {
        var stage = Stage(
            columns: columns, rows: rows, prompt: Prompt("acme> ", continuation: "   .. "),
            history: ["b24.call(\"profile\")", "for i = 1, 3 do\n  print(i)\nend"], language: language)
        let texts: [(String, LocalizedText)] = [
            ("b24.call", LocalizedText("Calls a REST method.", ru: "Вызывает метод REST.")),
            (
                "b24.deal.list",
                LocalizedText("Deals that a filter finds.", ru: "Сделки, которые находит фильтр.")
            ),
            ("b24.workplace.add", LocalizedText("Adds a workplace.", ru: "Создаёт рабочее место.")),
        ]
        stage.candidates =
            texts.map { CompletionCandidate($0.0, suffix: "(", documentation: $0.1[language]) }
            + (1...30).map { CompletionCandidate("zone_\(Character(Unicode.Scalar(UInt8(96 + min($0, 26)))))") }
        return stage
    }

    @Test func menuInEnglish() {
        var stage = stage(80, 24, .en)
        stage.press("b")
        stage.press("Tab Tab")
        #expect(
            stage.screen.withCursor == """
                acme> b24.call|
                 b24.call           Calls a REST method.
                 b24.deal.list      Deals that a filter finds.
                 b24.workplace.add  Adds a workplace.
                """)
        stage.press("Enter")
        #expect(stage.screen.withCursor == "acme> b24.call(|")
    }

    @Test func menuInRussianOnASmallScreen() {
        var stage = stage(40, 12, .ru)
        stage.press("b Tab Tab Tab")
        #expect(
            stage.screen.withCursor == """
                acme> b24.deal.list|
                 b24.call           Вызывает метод REST.
                 b24.deal.list      Сделки, которые нах…
                 b24.workplace.add  Создаёт рабочее мес…
                """)
    }

    @Test func aMenuLongerThanTheScreen() {
        var stage = stage(40, 12, .en)
        stage.press("Tab S-Tab")
        #expect(
            stage.screen.withCursor == """
                acme> zone_z|
                 zone_u
                 zone_v
                 zone_w
                 zone_x
                 zone_y
                 zone_z
                 zone_z
                 zone_z
                 zone_z
                 zone_z                            33/33
                """)
        stage.press("Esc")
        #expect(stage.screen.withCursor == "acme> |")
    }

    @Test func aMenuBelowATallEntry() {
        var stage = stage(40, 12, .en)
        stage.paste((1...20).map { "x = \($0)" }.joined(separator: "\n") + "\nb")
        stage.press("Tab")
        #expect(
            stage.screen.withCursor == """
                   .. x = 13
                   .. x = 14
                   .. x = 15
                   .. x = 16
                   .. x = 17
                   .. x = 18
                   .. x = 19
                   .. x = 20
                   .. b24.|
                 b24.call           Calls a REST method.
                 b24.deal.list      Deals that a filter…
                 b24.workplace.add  Adds a workplace.
                """)
    }

    @Test func searchInBothLanguages() {
        var english = stage(80, 24, .en)
        english.press("C-r 'pri'")
        #expect(
            english.screen.withCursor == """
                acme> for i = 1, 3 do
                   ..   |print(i)
                   .. end
                search back: pri
                """)
        english.press("'zzz'")
        #expect(english.screen.rows.last == "search back, nothing found: prizzz")
        var russian = stage(40, 12, .ru)
        russian.press("C-r 'pro'")
        #expect(russian.screen.withCursor == "acme> b24.call(\"|profile\")\nпоиск назад: pro")
        russian.press("C-g M-1 2")
        #expect(russian.screen.rows.last == "повторить: 12")
    }

    @Test func hintsAreCutAtTheEdge() {
        var stage = stage(40, 12, .ru)
        stage.hint = "метод, параметры, какие есть у него)"
        stage.paste("b24.call(")
        #expect(stage.screen.withCursor == "acme> b24.call(|метод, параметры, какие …")
        stage.press("Left")
        #expect(stage.screen.withCursor == "acme> b24.call|(")
    }

    @Test func anEntryOfManyLines() {
        var stage = stage(40, 12, .en)
        stage.paste("for name, value in pairs(b24.settings) do\n\tprint(name, \"日本\")\nend")
        #expect(
            stage.screen.withCursor == """
                acme> for name, value in pairs(b24.setti
                ngs) do
                   ..     print(name, "日本")
                   .. end|
                """)
    }
}
