import Localization
import Testing

@testable import b24

/// How coverage is told.
@Suite struct CoverageFormTests {
    @Test func missedLinesAreRanges() {
        func missed(_ counts: [Int: Int]) -> String { Coverage.FileLines(name: "a.lua", counts: counts).missed }
        #expect(missed([1: 1, 2: 3]) == "")
        #expect(missed([1: 0]) == "1")
        #expect(missed([1: 1, 2: 0, 3: 0, 4: 1, 9: 0]) == "2-3, 9")
        // What has no code between them does not divide them.
        #expect(missed([1: 0, 4: 0, 5: 1]) == "1-4")
    }

    @Test func filesOfTheRun() {
        var coverage = Coverage()
        coverage.add(["a.lua": [1: 2], "a_spec.lua": [1: 1], "b24.table": [1: 1], "gone.lua": [1: 1]])
        coverage.add(["a.lua": [1: 1, 2: 1]])
        let files = coverage.files { ["a.lua": "x = 1\ny = 2\nif x == 5 then\n  z = 1\nend"][$0] }
        #expect(files == [.init(name: "a.lua", counts: [1: 3, 2: 1, 3: 0, 4: 0, 5: 0])])
        #expect(
            Coverage.lcov(files) == """
                TN:
                SF:a.lua
                DA:1,3
                DA:2,1
                DA:3,0
                DA:4,0
                DA:5,0
                LF:5
                LH:2
                end_of_record

                """)
        #expect(
            Coverage.table(files, .ru, Style(isOn: false)) == [
                "Выполненные строки", "  a.lua   40.0 %  (2/5)  не выполнены: 3-5",
            ])
    }
}
