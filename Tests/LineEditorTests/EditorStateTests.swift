import Localization
import Testing

@testable import LineEditor

/// Keys in, text and cursor out.
@Suite struct EditorStateTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let before: String
        let keys: String
        let after: String
        var testDescription: String { "\(before.debugDescription) \(keys)" }

        init(_ before: String, _ keys: String, _ after: String) {
            (self.before, self.keys, self.after) = (before, keys, after)
        }
    }

    static let moving: [Case] = [
        Case("abc|", "C-b", "ab|c"), Case("abc|", "Left Left", "a|bc"), Case("|abc", "C-f", "a|bc"),
        Case("|abc", "Left", "|abc"), Case("abc|", "Right", "abc|"),
        Case("abc|", "C-a", "|abc"), Case("|abc", "C-e", "abc|"), Case("a|bc", "Home", "|abc"),
        Case("|abc", "End", "abc|"),
        Case("one two|", "M-b", "one |two"), Case("one two|", "M-b M-b", "|one two"),
        Case("|one two", "M-f", "one| two"), Case("|one.two_x", "M-f M-f", "one.two|_x"),
        // The same keys with the Russian layout on.
        Case("one two|", "M-и", "one |two"), Case("|one two", "M-А", "one| two"), Case("abc|", "C-ф", "|abc"),
        Case("привет мир|", "C-Left", "привет |мир"), Case("|b24.call", "M-Right", "b24|.call"),
        Case("a\nb|", "C-a", "a\n|b"), Case("a\nb|", "C-a Left", "a|\nb"), Case("a|\nb", "Right", "a\n|b"),
        Case("ab\ncd|", "Up", "ab|\ncd"), Case("abc\nd\nefg|", "Up Up", "abc|\nd\nefg"),
        Case("a|bc\nd", "Down", "abc\nd|"), Case("日本\nabcd|", "Up", "日本|\nabcd"), Case("日本\nab|cd", "Up", "日|本\nabcd"),
        Case("a\nb\nc|", "C-Home", "|a\nb\nc"), Case("|a\nb\nc", "C-End", "a\nb\nc|"),
        Case("abcdef|", "M-3 Left", "abc|def"), Case("abc|def", "M-- M-2 Left", "abcde|f"),
        Case("👨‍👩‍👧e\u{301}x|", "Left Left", "👨‍👩‍👧|e\u{301}x"), Case("👨‍👩‍👧|", "Left", "|👨‍👩‍👧"),
    ]

    static let changing: [Case] = [
        Case("|", "'print' ( 1 )", "print(1)|"), Case("ac|", "Left b", "ab|c"),
        Case("abc|", "Backspace", "ab|"), Case("|abc", "Backspace", "|abc"), Case("a\n|b", "Backspace", "a|b"),
        Case("|abc", "Delete", "|bc"), Case("a|\nb", "C-d", "a|b"), Case("👨‍👩‍👧|", "C-h", "|"),
        Case("ab|", "C-t", "ba|"), Case("a|b", "C-t", "ba|"), Case("ab|cd", "C-t", "acb|d"), Case("|ab", "C-t", "|ab"),
        Case("one two|", "M-t", "two one|"), Case("one| two three", "M-t", "two one| three"),
        Case("a, b|", "M-t", "b, a|"), Case("|one", "M-t", "|one"),
        Case("|one two", "M-u", "ONE| two"), Case("|ONE", "M-l", "one|"), Case("|привет МИР", "M-c M-c", "Привет Мир|"),
        Case("one two|", "M-- M-u", "one TWO|"), Case("a  |  b", "M-\\", "a|b"),
        Case("ab|", "M-Enter", "ab\n|"), Case("ab|", "C-j", "ab\n|"), Case("ab|", "M-2 C-j", "ab\n\n|"),
        Case("|", "C-v Tab", "\t|"), Case("|", "C-v C-a", "\u{1}|"), Case("|", "M-3 x", "xxx|"),
        Case("|", "M-1 2 x", "xxxxxxxxxxxx|"), Case("abcdef|", "M-3 Backspace C-y", "abcdef|"),
        Case("e|", "\u{301}", "e\u{301}|"), Case("👨|", "\u{200D} 👩", "👨‍👩|"),
    ]

    static let killing: [Case] = [
        Case("one| two", "C-k", "one|"), Case("one| two", "C-k C-y", "one two|"), Case("one| two", "C-u", "| two"),
        Case("a|\nb", "C-k", "a|b"), Case("a\n|b", "C-u", "a|b"), Case("ab\ncd|", "C-u", "ab\n|"),
        Case("|one two", "M-d", "| two"), Case("one two|", "M-Backspace", "one |"),
        Case("one two.x|", "C-w", "one |"), Case("one two.x|", "M-Backspace", "one two.|"),
        // Cuts in a row are one piece, in the order of the text.
        Case("one two|", "M-Backspace M-Backspace C-y C-y", "one twoone two|"),
        Case("|one two", "M-d M-d C-y", "one two|"), Case("one| two", "C-k C-u C-y", "one two|"),
        Case("a b|", "C-w Left Right C-w C-y", "a |"), Case("a b|", "C-w x C-w C-y", "a x|"),
        Case("one two|", "C-w C-a C-k C-y", "one |"), Case("one two|", "C-w C-a C-k C-y M-y", "two|"),
        Case("one two|", "C-w C-a C-k C-y M-y M-y", "one |"), Case("a|", "M-y", "a|"), Case("a|", "C-y", "a|"),
        Case("a\nb|", "C-x C-k C-y C-y", "a\nba\nb|"), Case("one two three|", "M-2 M-Backspace", "one |"),
        Case("one two|", "M-- M-d", "one |"),
    ]

    static let undoing: [Case] = [
        Case("|", "'abc' C-_", "|"), Case("|", "'abc' Left x C-_", "ab|c"), Case("|", "'ab' Backspace C-_", "ab|"),
        Case("one two|", "C-w C-_", "one two|"), Case("one two|", "C-w C-_ C-_", "one two|"),
        Case("one two|", "M-b M-u C-_", "one |two"), Case("a b|", "M-t C-_", "a b|"),
        Case("|", "'abcdefghijklmnopqrstuvwxyz' C-_", "abcdefghijklmnopqrst|"),
        Case("|", "'abcdefghijklmnopqrstuvwxyz' C-_ C-_", "|"), Case("|", "'abc' C-x C-u", "|"),
        Case("|", "'abc' C-w x C-y C-_", "x|"), Case("|", "'abc' C-w 'de' M-r", "|"),
        Case("e|", "\u{301} C-_", "e|"), Case("a\nb|", "C-a Backspace C-_", "a\n|b"), Case("a|b", "C-j C-_", "a|b"),
        Case("one two|", "C-w C-a C-k C-y M-y C-_", "|"),
    ]

    @Test(arguments: moving + changing + killing + undoing) func keys(_ test: Case) {
        var state = EditorState(test.before)
        state.press(test.keys)
        #expect(state.notation == test.after)
    }

    @Test(arguments: [
        ("|", "Enter", EditorState.Effect.accept), ("a|", "C-c", .cancel), ("|", "C-d", .end), ("a|", "C-d", .bell),
        ("|a", "C-d", .done), ("a|", "C-l", .clearScreen), ("a|", "C-z", .suspend), ("a|", "C-x C-e", .editExternally),
        ("a|", "C-\\", .quit), ("a|", "C-x", .done), ("a|", "C-x C-x", .bell), ("a|", "Esc", .done),
        ("a|", "C-f", .bell),
        ("|", "Up", .bell), ("|", "C-r", .bell),
    ]) func effects(_ before: String, _ keys: String, _ effect: EditorState.Effect) {
        var state = EditorState(before)
        #expect(state.press(keys) == effect)
    }

    @Test func aPasteIsOneInsert() {
        var state = EditorState("a|b")
        #expect(state.apply(Key(.paste("1\r\n2\r3\tx"))) == .done)
        #expect(state.notation == "a1\n2\n3\tx|b")
        state.press("C-_")
        #expect(state.notation == "a|b")
    }

    @Test func anUnfinishedEntryGoesOn() {
        var state = EditorState("if x then|")
        state.continueEntry(indentation: "  ")
        #expect(state.notation == "if x then\n  |")
        state.press("C-_")
        #expect(state.notation == "if x then|")
    }

    @Test func aTextFromElsewhereCanBeUndone() {
        var state = EditorState("a|b")
        state.replaceText("x\ny")
        #expect(state.notation == "x\ny|")
        state.press("C-_")
        #expect(state.notation == "a|b")
    }

    /// Whatever is pressed, the cursor stays in the text, and undo leads back to the beginning.
    @Test(arguments: 0..<60) func anyKeys(_ seed: UInt64) {
        var random = Random(state: seed)
        let all =
            EditorState.keys(
                "a 日 ( \u{301} C-a C-b C-d C-e C-f C-g C-h C-j C-k C-l C-n C-p C-q C-r C-s C-t C-u C-v C-w C-y C-_ "
                    + "M-b M-f M-d M-y M-t M-u M-l M-c M-\\ M-r M-. M-< M-> M-1 M-- M-p Up Down Left Right Home End "
                    + "PageUp PageDown Delete Backspace Esc Enter Tab S-Tab C-x C-Home M-Enter")
            + [Key(.paste("x\n👨‍👩‍👧 = {\n}"))]
        var state = EditorState("local x|", history: ["one", "two\nlines", "three words here"])
        for _ in 0..<300 {
            let key = all[Int(random.next() % UInt64(all.count))]
            if case .complete(let request) = state.apply(key) {
                _ = state.offer(
                    Completions(
                        replacing: Int(random.next() % 4), [CompletionCandidate("alpha", suffix: "("), .init("alps")]),
                    for: request)
            }
            #expect(state.cursor >= state.text.startIndex && state.cursor <= state.text.endIndex)
            #expect(state.text.lines.indices.contains(state.cursor.line))
            #expect(state.cursor.column <= state.text.lines[state.cursor.line].count)
            #expect(EntryText(state.text.string) == state.text)
        }
        state.press("C-g C-g")
        if state.search == nil, state.menu == nil { state.press("M-> M-r") }
    }

    @Test func helpNamesEveryCommandInBothLanguages() {
        let bound = Set(KeyTable.standard.groups.flatMap(\.bindings).map(\.command))
        #expect(bound == Set(EditorCommand.allCases))
        for language in [Language.en, .ru] {
            let help = KeyTable.standard.help(language)
            #expect(help.contains("Ctrl-X Ctrl-E"))
            for binding in KeyTable.standard.groups.flatMap(\.bindings) {
                #expect(help.contains(binding.text[language]))
                #expect(!binding.text[language].isEmpty)
            }
        }
        let keys = KeyTable.standard.groups.flatMap(\.bindings).flatMap(\.keys)
        #expect(Set(keys).count == keys.count, "a key has two commands")
    }
}

/// Numbers that are the same each time.
struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var result = state
        result = (result ^ (result >> 30)) &* 0xBF58_476D_1CE4_E5B9
        result = (result ^ (result >> 27)) &* 0x94D0_49BB_1331_11EB
        return result ^ (result >> 31)
    }
}
