import JSON
import Localization

/// One thing that `b24 doctor` looked at.
struct Check: Sendable {
    enum State: String, Sendable { case fine, warning, failed }

    var name: LocalizedText
    var state: State
    var finding: LocalizedText
    /// What to do about it.
    var fix: LocalizedText?

    func text(_ language: Language, style: Style) -> String {
        let mark =
            switch state {
            case .fine: style.green("✓")
            case .warning: style.yellow("!")
            case .failed: style.red("✗")
            }
        let line = "\(mark) \(style.bold(name[language])): \(finding[language])"
        return fix.map { line + "\n    " + style.cyan(Texts.fixLabel[language]) + " " + $0[language] } ?? line
    }

    func data(_ language: Language) -> JSONValue {
        [
            "check": .string(name[language]), "state": .string(state.rawValue),
            "finding": .string(finding[language]), "fix": fix.map { .string($0[language]) } ?? .null,
        ]
    }
}
