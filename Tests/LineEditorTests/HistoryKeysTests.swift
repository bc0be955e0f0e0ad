import Testing

@testable import LineEditor

/// Going through the history and searching in it.
@Suite struct HistoryKeysTests {
    static let history = ["one()", "two()", "for x do\nend", "three()"]

    static let cases: [(String, String, String)] = [
        ("|", "Up", "three()|"), ("|", "Up Up", "for x do\nend|"), ("|", "Up Up Up", "for| x do\nend"),
        ("|", "Up Up Up Up", "two()|"), ("|", "Up Up Down", "three()|"), ("draft|", "Up Down", "draft|"),
        ("dra|ft", "Up Down", "dra|ft"), ("|", "C-Up C-Up C-Up", "two()|"),
        ("|", "C-Up C-Up C-Up C-Down", "for x do|\nend"),
        ("|", "M-<", "one()|"), ("x|", "M-< M->", "x|"), ("|", "Up Up Up Up Up Up Up Up", "one()|"),
        // What was changed in an entry is still there when one comes back.
        ("|", "Up x Down Up", "three()x|"), ("|", "Up x Up Down C-_", "three()|"),
        // By what it begins with.
        ("t|", "PageUp", "three()|"), ("t|", "PageUp PageUp", "two()|"), ("t|", "PageUp PageUp PageDown", "three()|"),
        ("t|", "PageUp PageUp PageDown PageDown", "t|"), ("q|", "PageUp", "q|"), ("|", "PageUp", "three()|"),
        ("|", "M-.", "three()|"), ("a |", "M-. M-.", "a end|"), ("|", "M-. M-. C-_", "|"),
    ]

    @Test(arguments: cases.indices) func going(_ index: Int) {
        let (before, keys, after) = Self.cases[index]
        var state = EditorState(before, history: Self.history)
        state.press(keys)
        #expect(state.notation == after, "\(before) \(keys)")
    }

    @Test func upByPrefix() {
        var options = EditorState.Options()
        options.searchesByPrefix = true
        var state = EditorState("t|", history: Self.history, options: options)
        state.press("Up")
        #expect(state.notation == "three()|")
        state.press("Up")
        #expect(state.notation == "two()|")
        state.press("Up Down Down")
        #expect(state.notation == "t|")
    }

    static let searches: [(String, String, String, String?)] = [
        ("|", "C-r t", "|three()", "t"), ("|", "C-r 'tw'", "|two()", "tw"), ("|", "C-r x", "for |x do\nend", "x"),
        ("|", "C-r ( C-r", "two|()", "("), ("|", "C-r ( C-r C-r C-s", "two|()", "("),
        ("|", "C-r 'tw' Backspace", "|three()", "t"), ("old|", "C-r 'tw' C-g", "old|", nil),
        ("|", "C-r 'tw' Esc", "|two()", nil), ("|", "C-r 'tw' C-e", "two()|", nil),
        ("|", "C-r 'zz'", "|", "zz"), ("old|", "C-r 'tw' Esc C-r C-r", "|two()", "tw"),
        ("|", "C-r 'TW'", "|", "TW"), ("|", "C-r 'tw' Esc Down Down Down", "|three()", nil),
    ]

    @Test(arguments: searches.indices) func searching(_ index: Int) {
        let (before, keys, after, pattern) = Self.searches[index]
        var state = EditorState(before, history: Self.history)
        state.press(keys)
        if index == Self.searches.count - 1 { state.press("C-a") }
        #expect(state.notation == after, "\(before) \(keys)")
        #expect(state.search?.pattern == pattern, "\(before) \(keys)")
    }

    @Test func aSearchThatFailsSaysSo() {
        var state = EditorState("|", history: Self.history)
        #expect(state.press("C-r z") == .bell)
        #expect(state.search?.isFailed == true)
        state.press("Backspace")
        #expect(state.search?.isFailed == false)
    }

    @Test func enterEndsTheSearchAndIsEnter() {
        var state = EditorState("|", history: Self.history)
        #expect(state.press("C-r 'tw' Enter") == .accept)
        #expect(state.text.string == "two()")
    }

    @Test func controlCEndsTheSearchAndTheEntry() {
        var state = EditorState("|", history: Self.history)
        #expect(state.press("C-r 'tw' C-c") == .cancel)
        #expect(state.text.string == "")
    }
}
