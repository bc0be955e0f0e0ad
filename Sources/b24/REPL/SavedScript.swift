import Bitrix24
import LuaRuntime

/// Entries as a script: what `.save` writes.
enum SavedScript {
    /// One that worked.
    struct Entry: Sendable {
        var text: String
        /// Whether it gave a value that was shown.
        var hasShownValue: Bool
    }

    /// The text. What was shown is printed, an expression that cannot stand alone in a script is put into a variable;
    /// secrets are left out.
    static func text(_ entries: [Entry]) -> String {
        Redaction.redact(entries.map(statement).joined(separator: "\n") + "\n")
    }

    private static func statement(_ entry: Entry) -> String {
        var text = entry.text.trimmed
        while text.hasSuffix(";") { text = String(text.dropLast()).trimmed }
        let isStatement = EntrySyntax.isStatement(entry.text)
        guard EntrySyntax.isStatement("return " + text), entry.hasShownValue || !isStatement else { return entry.text }
        // A comment at its end must not hide the bracket.
        return entry.hasShownValue ? "b24.pp(\(text)" + (text.contains("--") ? "\n)" : ")") : "local _ = \(text)"
    }
}
