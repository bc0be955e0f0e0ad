import Testing

@testable import b24

@Suite struct SmallPartsTests {
    @Test(arguments: [
        ("30", 30.0), ("30s", 30), ("1.5m", 90), ("2h", 7200), ("250ms", 0.25), ("0", nil), ("-1", nil), ("x", nil),
        ("", nil), ("inf", nil),
    ])
    func seconds(text: String, expected: Double?) {
        #expect(Seconds(argument: text)?.duration == expected.map { .seconds($0) })
    }

    @Test(arguments: [
        ("64M", 64 << 20), ("1g", 1 << 30), ("500K", 500 << 10), ("4096", 4096), ("0", nil), ("M", nil), ("1T", nil),
        ("9223372036854775807G", nil),
    ])
    func bytes(text: String, expected: Int?) {
        #expect(ByteCount(argument: text)?.bytes == expected)
    }

    @Test(arguments: [
        ("y", true), ("YES", true), ("да", true), ("Д", true), ("", false), ("n", false), ("нет", false),
        (" no ", false),
        ("maybe", nil),
    ])
    func answers(line: String, expected: Bool?) {
        #expect(Question.answer(line) == expected)
    }

    @Test(arguments: [
        ("local x = foo.bar", "attempt to index a nil value (global 'foo')", 10),
        ("  return 1 +", "unexpected symbol near <eof>", 2),
        ("for i = 1 do", "'=' or 'in' expected near 'do'", 10),
        ("\tx = y.z", "attempt to index a nil value (global 'y')", 8),
        ("print('привет', nope())", "attempt to call a nil value (global 'nope')", 16),
    ])
    func caret(line: String, message: String, column: Int) throws {
        let excerpt = try #require(SourceExcerpt("-- first\n\(line)\n", line: 2, message: message))
        #expect(excerpt.column == column)
    }

    @Test(
        arguments: [
            (ColourChoice.auto, [:], true, true), (.auto, [:], false, false), (.auto, ["NO_COLOR": "1"], true, false),
            (.auto, ["NO_COLOR": "0"], true, false), (.auto, ["NO_COLOR": ""], true, true),
            (.auto, ["NO_COLOR": ""], false, false), (.auto, ["TERM": "dumb"], true, false),
            (.auto, ["TERM": "xterm", "NO_COLOR": ""], true, true),
            (.always, ["NO_COLOR": "1", "TERM": "dumb"], false, true),
            (.never, [:], true, false),
        ] as [(ColourChoice, [String: String], Bool, Bool)])
    func colours(choice: ColourChoice, variables: [String: String], isTerminal: Bool, expected: Bool) {
        #expect(choice.isOn(terminal: isTerminal, variables) == expected)
    }

    @Test func noCaretWithoutALine() {
        #expect(SourceExcerpt("x\n", line: 5, message: "") == nil)
        #expect(SourceExcerpt("x\n\n", line: 2, message: "") == nil)
    }
}
