import Testing

@testable import LineEditor

@Suite struct CompletionTests {
    /// Presses keys and answers each request with those of `words` that fit.
    private func press(_ state: inout EditorState, _ keys: String, _ words: [String]) -> EditorState.Effect {
        var effect = EditorState.Effect.done
        for key in EditorState.keys(keys) {
            effect = state.apply(key)
            guard case .complete(let request) = effect else { continue }
            let typed = request.word { $0.isLetter || $0 == "." }
            let found = words.filter { $0.hasPrefix(typed) }.map { CompletionCandidate($0, suffix: "(") }
            effect = state.offer(Completions(replacing: typed.count, found), for: request)
        }
        return effect
    }

    static let words = ["print", "pairs", "pcall", "b.deal.list", "b.deal.update"]

    static let cases: [(String, String, String, Int?)] = [
        // One candidate is inserted with what follows it.
        ("x = pri|", "Tab", "x = print(|", nil),
        // As far as they begin alike first, with the menu below.
        ("b|", "Tab", "b.deal.|", 2), ("p|", "Tab", "p|", 3), ("|", "Tab", "|", 5),
        ("p|", "Tab Tab", "print|", 3), ("p|", "Tab Tab Tab", "pairs|", 3), ("p|", "Tab S-Tab", "pcall|", 3),
        ("p|", "Tab Down Down Up", "print|", 3), ("p|", "Tab Tab Tab Tab Tab", "print|", 3),
        ("p|", "Tab Tab Enter", "print(|", nil), ("p|", "Tab Tab Esc", "p|", nil), ("p|", "Tab Tab C-g", "p|", nil),
        ("p|", "Tab Esc", "p|", nil), ("p|)", "Tab Tab Enter", "print(|)", nil),
        // Typing narrows; with a candidate selected it goes on behind that.
        ("p|", "Tab a", "pa|", 1), ("p|", "Tab Tab ( 1", "print(1|", nil), ("|", "Tab b", "b|", 2),
        ("p|", "Tab a Backspace", "p|", 3), ("p|", "Tab a Tab", "pairs(|", nil),
        // Other keys close it.
        ("p|", "Tab C-a", "|p", nil), ("p|", "Tab Tab C-a", "|print", nil),
        // A choice is one step of undo, whatever was looked at before.
        ("p|", "Tab Tab Tab Enter C-_ C-_", "p|", nil), ("p|", "Tab Tab Tab Esc C-_", "p|", nil),
    ]

    @Test(arguments: cases.indices) func menu(_ index: Int) {
        let (before, keys, after, count) = Self.cases[index]
        var state = EditorState(before)
        _ = press(&state, keys, Self.words)
        #expect(state.notation == after, "\(before) \(keys)")
        #expect(state.menu?.candidates.count == count, "\(before) \(keys)")
    }

    @Test func nothingFound() {
        var state = EditorState("zzz|")
        #expect(press(&state, "Tab", Self.words) == .bell)
        #expect(state.menu == nil)
    }

    @Test func enterWithNothingSelectedIsEnter() {
        var state = EditorState("p|")
        #expect(press(&state, "Tab Enter", Self.words) == .accept)
    }

    @Test func controlCThrowsTheEntryAway() {
        var state = EditorState("p|")
        #expect(press(&state, "Tab Tab C-c", Self.words) == .cancel)
    }

    @Test func lateCandidatesAreForAnotherEntry() throws {
        var state = EditorState("p|")
        guard case .complete(let request) = state.press("Tab") else {
            Issue.record("no request")
            return
        }
        state.press("r")
        #expect(state.offer(Completions(replacing: 1, [CompletionCandidate("print")]), for: request) == .done)
        #expect(state.notation == "pr|")
    }

    /// First what is known, then what came from elsewhere.
    @Test func moreCandidatesReplaceTheMenu() {
        var state = EditorState("p|")
        guard case .complete(let request) = state.press("Tab") else {
            Issue.record("no request")
            return
        }
        let (few, many) = (["print", "pcall"], ["print", "pcall", "pairs"])
        _ = state.offer(Completions(replacing: 1, few.map { CompletionCandidate($0) }), for: request)
        _ = state.offer(Completions(replacing: 1, many.map { CompletionCandidate($0) }), for: request)
        #expect(state.menu?.candidates.count == 3)
    }

    @Test func aLongMenuScrolls() {
        let candidates = (0..<30).map { CompletionCandidate("c\($0)") }
        var menu = CompletionMenu(candidates: candidates, start: EntryText().startIndex)
        menu.show(height: 5)
        #expect(menu.top == 0)
        menu.selected = 7
        menu.show(height: 5)
        #expect(menu.top == 3)
        menu.selected = 4
        menu.show(height: 5)
        #expect(menu.top == 3)
        menu.selected = 29
        menu.show(height: 5)
        #expect(menu.top == 25)
        menu.show(height: 10)
        #expect(menu.top == 20)
    }
}
