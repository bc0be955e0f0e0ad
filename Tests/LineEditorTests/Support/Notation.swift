@testable import LineEditor

/// States as text with a bar for the cursor: "ab|c".
extension EditorState {
    init(_ notation: String, history: [String] = [], options: Options = Options()) {
        let parts = notation.split(separator: "|", omittingEmptySubsequences: false)
        self.init(text: parts.joined(), history: history, options: options)
        let back = EntryText(String(parts.count > 1 ? parts[1] : "")).count
        for _ in 0..<back { _ = apply(Key(.left)) }
    }

    var notation: String { before + "|" + text.text(in: cursor..<text.endIndex) }

    /// Presses keys: "C-a", "M-f", "Left", "C-Left"; one letter is itself, and "'...'" is typed letter by letter.
    @discardableResult
    mutating func press(_ keys: String) -> Effect {
        var effect = Effect.done
        for key in Self.keys(keys) { effect = apply(key) }
        return effect
    }

    static func keys(_ names: String) -> [Key] {
        names.split(separator: " ").flatMap { name -> [Key] in
            if name.hasPrefix("'"), name.hasSuffix("'"), name.count > 1 {
                return name.dropFirst().dropLast().map { .character($0 == "_" ? " " : $0) }
            }
            var rest = name
            var modifiers: Key.Modifiers = []
            for (prefix, modifier) in [("C-", Key.Modifiers.control), ("M-", .alt), ("S-", .shift)]
            where rest.hasPrefix(prefix) {
                modifiers.insert(modifier)
                rest = rest.dropFirst(2)
            }
            return [Key(Self.codes[String(rest)] ?? .character(rest.first ?? " "), modifiers)]
        }
    }

    private static let codes: [String: Key.Code] = [
        "Enter": .enter, "Tab": .tab, "Backspace": .backspace, "Esc": .escape, "Up": .up, "Down": .down,
        "Left": .left, "Right": .right, "Home": .home, "End": .end, "PageUp": .pageUp, "PageDown": .pageDown,
        "Delete": .delete,
    ]
}
