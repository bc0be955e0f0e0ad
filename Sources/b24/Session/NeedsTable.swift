import B24Scripting
import Bitrix24
import Localization

/// What a script needs, one line for each, with the reasons that it gives.
struct NeedsTable {
    let needs: [Need]
    private var sandbox: SandboxRequest?
    private var limits = ScriptLimits()

    init(_ metadata: ScriptMetadata) {
        needs = metadata.needs
        sandbox = metadata.sandbox
        limits = metadata.limits
    }

    init(_ needs: [Need]) { self.needs = needs }

    /// The lines, indented; `nil` when it needs nothing.
    func text(_ language: Language) -> String? {
        var rows = needs.map { need -> (String, String, String) in
            let (label, what) = Self.words(need.subject)
            return (label[language], what[language], need.reason ?? "")
        }
        if let sandbox { rows.append((Texts.needsLevel[language], sandbox.level.rawValue, sandbox.reason ?? "")) }
        let amounts = [
            limits.memory.map { Texts.someMemory(Amounts.text(bytes: $0)) },
            limits.cpu.map { Texts.someCPU(Amounts.text($0)) },
            limits.time.map { Texts.someTime(Amounts.text($0)) },
        ]
        rows += amounts.compactMap(\.self).map { (Texts.needsAtMost[language], $0[language], "") }
        guard !rows.isEmpty else { return nil }
        let first = rows.map { TextWidth.of($0.0) }.max() ?? 0
        // A long list of methods does not push the reasons of the others out of sight.
        let second = min(40, rows.filter { !$0.2.isEmpty }.map { TextWidth.of($0.1) }.max() ?? 0)
        return rows.map { label, what, reason in
            ("  " + TextWidth.pad(label, first) + "   " + TextWidth.pad(what, second) + "   " + reason).trimmedEnd
        }.joined(separator: "\n")
    }

    private static func words(_ subject: Need.Subject) -> (LocalizedText, LocalizedText) {
        func plain(_ words: [String]) -> LocalizedText { Texts.verbatim(words.joined(separator: " ")) }
        return switch subject {
        case .methods(.read, let globs): (Texts.needsRead, plain(globs.map(\.text)))
        case .methods(.write, let globs): (Texts.needsWrite, plain(globs.map(\.text)))
        case .methods(.delete, let globs): (Texts.needsDelete, plain(globs.map(\.text)))
        case .scopes(let scopes): (Texts.needsScope, plain(scopes))
        case .files(let files): (Texts.needsFiles, plain(files))
        case .maxWrites(let count): (Texts.needsAtMost, Texts.someWrites(count))
        case .admin: (Texts.needsAdmin, Texts.anAdministrator)
        }
    }
}
