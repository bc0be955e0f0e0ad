import Testing

@testable import LineEditor

@Suite struct RendererTests {
    @Test func aLetterCostsALetter() {
        var stage = Stage(columns: 80, rows: 24)
        stage.press("'x_=_1'")
        stage.press("+")
        #expect(stage.written == "+")
        stage.press("Left")
        #expect(stage.written == "\u{8}")
        stage.press("C-a")
        #expect(stage.written == "\u{1B}[3G")
        stage.press("C-e")
        #expect(stage.written == "\u{1B}[9G")
        stage.press("C-f")
        #expect(stage.written == "")
    }

    @Test func onlyTheRowThatChanged() {
        var stage = Stage(columns: 80, rows: 24)
        stage.paste((1...10).map { "x\($0)" }.joined(separator: "\n"))
        stage.press("Up Up y")
        #expect(stage.written == "y")
        #expect(stage.screen.rows[7] == "  x8y")
    }

    @Test func wordsGetTheirColourWhenTheyAreWhole() {
        var stage = Stage(columns: 80, rows: 24)
        stage.press("'if'")
        #expect(stage.written == "\r\u{1B}[2C\u{1B}[0;35mif\u{1B}[m" || stage.written == "\u{8}\u{1B}[0;35mif\u{1B}[m")
    }

    /// Random entries and keys: the screen shows what it would show if everything was painted anew.
    @Test(arguments: 0..<24) func anyEntries(_ seed: UInt64) {
        var random = Random(state: seed)
        let keys = EditorState.keys(
            "a b 日 👍 ( \" C-a C-b C-d C-e C-f C-g C-j C-k C-u C-w C-y C-_ M-b M-d M-t M-2 Up Down Left Right "
                + "Backspace Tab S-Tab Esc C-r PageUp C-j C-j C-y C-y")
        var stage = Stage(columns: 12, rows: 5, history: ["one()", "local x = 1\nreturn x", "日本語 日本語 日本語"])
        stage.candidates = ["alpha", "beta", "gamma", "日本"].map { CompletionCandidate($0, documentation: "letter") }
        for step in 0..<80 {
            if random.next() % 20 == 0 {
                stage.hint = ["hint", "a long hint that is cut", nil][Int(random.next() % 3)]
            }
            let key = keys[Int(random.next() % UInt64(keys.count))]
            if random.next() % 30 == 0 { stage.paste("x\n\"two\"\n\tthree 日本") } else { stage.apply(key) }
            var fresh = Screen(columns: 12, rows: 5)
            var renderer = Renderer(columns: 12)
            var (view, state) = (stage.view, stage.state)
            fresh.write(renderer.paint(view.frame(&state, hint: stage.hint, size: stage.size)))
            // The frame may have begun lower once; then there are rows of it above.
            let shown = stage.screen.withCursor
            guard shown.hasSuffix(fresh.withCursor) else {
                Issue.record("step \(step), \(key.name)\n\(shown)\n--- instead of\n\(fresh.withCursor)")
                return
            }
            #expect(stage.screen.isCursorVisible)
        }
    }

    @Test func theScreenScrollsForTheMenu() {
        var screen = Screen(columns: 20, rows: 4)
        screen.write("earlier\nlines\nhere\n")
        var renderer = Renderer(columns: 20)
        let cells = { (text: String) in Cell.cells(text, .plain) }
        screen.write(renderer.paint(Frame(rows: [cells("> x")], cursor: .init(row: 0, column: 3))))
        screen.write(
            renderer.paint(Frame(rows: [cells("> x"), cells("one"), cells("two")], cursor: .init(row: 0, column: 3))))
        #expect(screen.withCursor == "here\n> x|\none\ntwo")
        screen.write(renderer.paint(Frame(rows: [cells("> x")], cursor: .init(row: 0, column: 3))))
        #expect(screen.withCursor == "here\n> x|")
        screen.write(renderer.leave())
        #expect(screen.withCursor == "here\n> x\n|")
    }

    @Test func aFrameCanBeTakenAway() {
        var stage = Stage(columns: 20, rows: 5)
        stage.paste("one\ntwo")
        stage.screen.write(stage.renderer.erase())
        #expect(stage.screen.withCursor == "|")
        stage.paint()
        #expect(stage.screen.withCursor == "> one\n  two|")
    }

    @Test func leavingAFullRow() {
        var stage = Stage(columns: 10, rows: 5)
        stage.paste("abcdefgh")
        stage.screen.write(stage.renderer.leave(mark: "^C"))
        #expect(stage.screen.withCursor == "> abcdefgh\n^C\n|")
    }

    @Test func resizing() {
        var stage = Stage(columns: 20, rows: 6)
        stage.paste("abcdefghijklmnopqrst")
        #expect(stage.screen.withCursor == "> abcdefghijklmnopqr\nst|")
        stage.resize(columns: 30, rows: 6)
        #expect(stage.screen.withCursor == "> abcdefghijklmnopqrst|")
    }

    @Test func coloursOfThePalette() {
        #expect(TextStyle.plain.sequence == "\u{1B}[m")
        #expect(TextStyle(1).sequence == "\u{1B}[0;31m")
        #expect(TextStyle(9, .bold).sequence == "\u{1B}[0;1;91m")
        #expect(TextStyle(200, [.dim, .reverse]).sequence == "\u{1B}[0;2;7;38;5;200m")
    }

    @Test func withoutColour() {
        var stage = Stage(columns: 40, rows: 6, theme: EditorTheme().colourless)
        stage.paste("local x = \"text\" -- 1")
        #expect(!stage.written.contains("\u{1B}[0;3"))
        #expect(stage.screen.text == "> local x = \"text\" -- 1")
    }
}
