import Localization

/// What stands before an entry: the portal and the mode, `acme [read-only]> `.
struct ReplPrompt: Sendable, Equatable {
    /// Colours of the prompt's word.
    enum Tone: Sendable { case plain, warning }

    let words: String
    /// A portal that the configuration protects is shown in red.
    let tone: Tone

    /// - Parameter asks: whether a protected portal asks before the first write.
    init(_ portal: Portal, isDryRun: Bool, isReadOnly: Bool, asks: Bool = true, _ language: Language) {
        var modes: [String] = []
        if portal.isProtected, asks, !isDryRun, !isReadOnly { modes.append(Texts.modeProtected[language]) }
        if isReadOnly { modes.append(Texts.modeReadOnly[language]) }
        if isDryRun { modes.append(Texts.modeDryRun[language]) }
        words = portal.name + modes.map { " [\($0)]" }.joined() + "> "
        tone = portal.isProtected ? .warning : .plain
    }

    /// Before further lines.
    var continuation: String { String(repeating: " ", count: max(0, words.count - 2)) + "| " }

    func text(_ style: Style) -> String {
        switch tone {
        case .plain: style.bold(words)
        case .warning: style.red(words)
        }
    }
}
