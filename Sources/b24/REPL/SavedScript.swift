import Bitrix24
import LuaRuntime

/// Entries as a script: what `.save` writes.
enum SavedScript {
    /// The text. An expression, which cannot stand alone in a script, is printed; secrets are left out.
    static func text(_ entries: [String]) -> String {
        Redaction.redact(entries.map(statement).joined(separator: "\n") + "\n")
    }

    private static func statement(_ entry: String) -> String {
        guard !EntrySyntax.isStatement(entry) else { return entry }
        var expression = entry.trimmed
        while expression.hasSuffix(";") { expression = String(expression.dropLast()).trimmed }
        // A comment at its end must not hide the bracket.
        let end = expression.contains("--") ? "\n)" : ")"
        return entry.trimmed.hasSuffix(";") ? "local _ = \(expression)" : "b24.pp(\(expression)\(end)"
    }
}
