import Localization
import Testing

@testable import LineEditor

@Suite struct LayoutTests {
    /// Text in a screen of ten columns, with a prompt of two and the cursor as a bar.
    static let cases: [(String, String)] = [
        ("", "> |"), ("abc", "> abc|"), ("abcdefgh", "> abcdefgh\n|"), ("abcdefghi", "> abcdefgh\ni|"),
        ("a\nb", "> a\n  b|"), ("日本語日本", "> 日本語日\n本|"), ("a日本語日", "> a日本語\n日|"),
        ("e\u{301}x", "> e\u{301}x|"), ("👨‍👩‍👧x", "> 👨‍👩‍👧x|"), ("\u{1}x\u{7F}", "> ^Ax^?|"), ("\tx", ">     x|"),
        ("ab\tx", "> ab  x|"), ("abcd\tx", "> abcd   \u{20}\nx|"), ("a\u{200B}", "> a<200B>|"),
        ("\u{301}", "> \u{25CC}\u{301}|"),
        ("a\u{202E}", "> a<202E>|"), ("a\u{9B}b", "> a<009B>b\n|"), ("Привет, мир", "> Привет, \nмир|"),
        ("\n\n", ">\n\n  |"),
    ]

    @Test(arguments: cases.indices) func wrapping(_ index: Int) {
        let (text, screen) = Self.cases[index]
        var stage = Stage(columns: 10, rows: 8)
        stage.paste(text)
        #expect(Self.trimmed(stage.screen.withCursor) == Self.trimmed(screen), "\(text.debugDescription)")
    }

    private static func trimmed(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return String(line)
        }.joined(separator: "\n")
    }

    @Test func theCursorIsWhereTheLetterIs() {
        var stage = Stage(columns: 10, rows: 8)
        stage.paste("日本語日本語")
        stage.press("Left Left Left")
        #expect(stage.screen.withCursor == "> 日本語|日\n本語")
        stage.press("Right")
        #expect(stage.screen.withCursor == "> 日本語日\n|本語")
    }

    /// A tall entry: the part around the cursor is shown, and moves only when the cursor leaves it.
    @Test func aTallEntry() {
        var stage = Stage(columns: 20, rows: 4)
        stage.paste((1...9).map { "line \($0)" }.joined(separator: "\n"))
        #expect(stage.screen.withCursor == "  line 6\n  line 7\n  line 8\n  line 9|")
        stage.press("Up Up Up")
        #expect(stage.screen.withCursor == "  line 6|\n  line 7\n  line 8\n  line 9")
        stage.press("Up")
        #expect(stage.screen.withCursor == "  line 5|\n  line 6\n  line 7\n  line 8")
        stage.press("Down Down")
        #expect(stage.screen.withCursor == "  line 5\n  line 6\n  line 7|\n  line 8")
        stage.press("C-Home")
        #expect(stage.screen.withCursor == "> |line 1\n  line 2\n  line 3\n  line 4")
        stage.press("C-End C-u C-u C-u C-u")
        #expect(stage.screen.withCursor == "  line 4\n  line 5\n  line 6\n  line 7|")
        stage.press("C-x C-k")
        #expect(stage.screen.withCursor == "> |")
        #expect(stage.screen.scrolledAway.isEmpty)
    }

    @Test func aLineTallerThanTheScreen() {
        var stage = Stage(columns: 10, rows: 3)
        stage.paste(String(repeating: "abcdefghij", count: 5))
        #expect(stage.screen.withCursor == "ijabcdefgh\nijabcdefgh\nij|")
        stage.press("C-a")
        #expect(stage.screen.withCursor == "> |abcdefgh\nijabcdefgh\nijabcdefgh")
    }

    @Test func brackets() {
        let lines = ["f(a, {", "  ')', -- }", "})"]
        var view = EntryView(prompt: "> ", theme: EditorTheme(), highlighter: LuaHighlighter(), language: .en)
        view.follow(EntryText(lines.joined(separator: "\n")))
        func find(_ line: Int, _ column: Int) -> BracketMatch.Result? {
            BracketMatch.find(.init(line: line, column: column), view.lines)
        }
        #expect(find(0, 1) == .pair(.init(line: 0, column: 1), .init(line: 2, column: 1)))
        #expect(find(2, 1) == .pair(.init(line: 2, column: 1), .init(line: 0, column: 1)))
        #expect(find(2, 2) == .pair(.init(line: 2, column: 1), .init(line: 0, column: 1)))
        #expect(find(0, 5) == .pair(.init(line: 0, column: 5), .init(line: 2, column: 0)))
        #expect(find(1, 3) == nil)
        #expect(find(1, 10) == nil)
        view.follow(EntryText("(a]"))
        #expect(find(0, 3) == .alone(.init(line: 0, column: 2)))
        #expect(find(0, 0) == nil)
    }

    /// Lines that did not change keep what is known about them; what a comment opens or closes does not.
    @Test func onlyWhatChangedIsLookedAtAgain() {
        var view = EntryView(prompt: "> ", theme: EditorTheme(), highlighter: LuaHighlighter(), language: .en)
        func show(_ text: String) { _ = view.finalRows(EntryText(text), size: ScreenSize(columns: 80, rows: 24)) }
        show("a\nb\nc\nd")
        let before = view.lines
        show("a\nx\ny\nc\nd")
        #expect(view.lines.count == 5)
        #expect(view.lines[0] === before[0] && view.lines[3] === before[2] && view.lines[4] === before[3])
        show("a\n--[[\ny\nc\nd")
        #expect(view.lines[4] !== before[3] && view.lines[4].startState != 0)
        show("a\n--[[\n]]\nc\nd")
        #expect(view.lines[4].startState == 0)
    }
}
