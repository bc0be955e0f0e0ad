import JSON
import Localization

/// One thing that `b24 doctor` looked at.
struct Check: Sendable {
    enum State: String, Sendable { case ok, warning, problem, skipped }

    var kind: CheckKind
    var state: State
    var finding: LocalizedText
    /// What to do about it.
    var fix: LocalizedText?
    /// What is wrong instead, of one that was not looked at.
    var cause: CheckKind?

    static func ok(_ kind: CheckKind, _ finding: LocalizedText) -> Check {
        Check(kind: kind, state: .ok, finding: finding)
    }

    static func warning(_ kind: CheckKind, _ finding: LocalizedText, fix: LocalizedText?) -> Check {
        Check(kind: kind, state: .warning, finding: finding, fix: fix)
    }

    static func problem(_ kind: CheckKind, _ finding: LocalizedText, fix: LocalizedText?) -> Check {
        Check(kind: kind, state: .problem, finding: finding, fix: fix)
    }

    /// An error in the words in which every command tells it.
    static func problem(_ kind: CheckKind, _ error: any Error) -> Check {
        let (en, ru) = (ErrorReport(error, .en), ErrorReport(error, .ru))
        return .problem(
            kind, LocalizedText(en.message, ru: ru.message),
            fix: en.hint.isEmpty ? nil : LocalizedText(en.hint, ru: ru.hint))
    }

    /// Not looked at, because something that it depends on is not in order.
    static func skipped(_ kind: CheckKind, because cause: CheckKind) -> Check {
        Check(kind: kind, state: .skipped, finding: Texts.notChecked(cause), cause: cause)
    }

    static func skipped(_ kind: CheckKind, _ reason: LocalizedText) -> Check {
        Check(kind: kind, state: .skipped, finding: reason)
    }
}

extension Check {
    /// A line; the advice stands below the finding.
    ///
    /// - Parameter width: columns of the terminal; `nil` breaks no line.
    func text(_ language: Language, style: Style, width: Int?) -> String {
        let mark =
            switch state {
            case .ok: style.green("✓")
            case .warning: style.yellow("!")
            case .problem: style.red("✗")
            case .skipped: style.dim("-")
            }
        let indent = CheckKind.titleWidth(language) + 4
        let title = style.bold(TextWidth.pad(kind.title[language], indent - 4))
        let words = finding[language]
        var lines = Self.wrap(words, width, indent).map { state == .skipped ? style.dim($0) : $0 }
        if let fix {
            let label = Texts.fixLabel[language]
            var advice = Self.wrap(label + " " + fix[language], width, indent)
            advice[0] = style.cyan(label) + advice[0].dropFirst(label.count)
            lines += advice
        }
        return "\(mark) \(title)  " + lines.joined(separator: "\n" + String(repeating: " ", count: indent))
    }

    private static func wrap(_ text: String, _ width: Int?, _ indent: Int) -> [String] {
        guard let width, width >= indent + 30 else { return [text] }
        return TextWidth.wrap(text, width - indent)
    }

    /// For programs; `check` is the same in every language.
    func data(_ language: Language) -> JSONValue {
        [
            "check": .string(kind.rawValue), "title": .string(kind.title[language]), "state": .string(state.rawValue),
            "finding": .string(finding[language]), "fix": fix.map { .string($0[language]) } ?? .null,
            "cause": cause.map { .string($0.rawValue) } ?? .null,
        ]
    }
}
