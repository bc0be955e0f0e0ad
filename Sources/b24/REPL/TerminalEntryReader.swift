import B24Scripting
import Bitrix24
import LineEditor
import Localization
import LuaRuntime

/// Entries from a person at a terminal: history, completion, hints, colours.
struct TerminalEntryReader: EntryReader {
    private let editor: LineEditor
    private let kept: HistoryFile?
    private let output: Output

    /// A reader for the portal of a host, with the history of that portal.
    ///
    /// - Parameter complain: said when the history cannot be kept.
    init(_ context: Context, portal: Portal, completer: EntryCompleter) {
        let environment = context.environment
        output = context.output
        kept = Self.history(portal, environment)
        var configuration = LineEditor.Configuration(environment: environment.variables, language: context.language)
        configuration.hasColour = output.dataStyle.isOn
        configuration.highlighter = EntryHighlighter()
        configuration.fileSuffix = ".lua"
        configuration.history = kept
        configuration.status = Self.status
        configuration.completer = Self.completing(completer)
        let hinter = EntryHinter(language: context.language)
        configuration.hinter = { entry in
            // A paste of thousands of lines is not read anew at each key.
            hinter.hint(entry.entry.lines.count > 500 ? entry.lineBefore : entry.before)
        }
        editor = LineEditor(configuration)
    }

    func next(_ prompt: ReplPrompt) async -> ReplInput {
        let editor = editor
        let style = TextStyle(prompt.tone == .warning ? 1 : nil, .bold)
        let words = Prompt(
            StyledText(prompt.words, style), continuation: StyledText(prompt.continuation, TextStyle(nil, .dim)))
        // What is written while the prompt stands goes above it.
        output.divert { editor.printAbove($0) }
        let entry = await Interrupts.shared.whileEditing({ editor.cancel() }) { await editor.read(words) }
        output.divert(nil)
        switch entry {
        case .line(let text): return .entry(text, line: 1)
        case .cancelled(let text): return .interrupted(isEmpty: text.isEmpty)
        case .end: return .end
        }
    }

    func remember(_ entry: String) throws { try kept?.add(entry) }

    var history: [String]? { kept?.entries() }

    // MARK: What the editor asks

    /// `nil` where no file can be kept.
    private static func history(_ portal: Portal, _ environment: Environment) -> HistoryFile? {
        let folder = environment.stateFolder + "/history"
        do throws(Files.Failure) { try Files.makeFolder(folder) } catch { return nil }
        return HistoryFile(
            path: folder + "/" + Files.safeName(portal.name), rule: HistoryRule(redact: { Redaction.redact($0) }))
    }

    /// An entry that can go on does, indented as deep as its blocks are; two empty lines end it all the same.
    @Sendable static func status(_ text: String) -> EntryStatus {
        if Repl.isWhole(text) || isGivenUp(text) { return .complete }
        return .incomplete(indentation: String(repeating: "  ", count: EntrySyntax.depth(of: text)))
    }

    /// Whether the last two lines are empty, but for their indentation.
    private static func isGivenUp(_ text: String) -> Bool {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.count > 2 && lines.suffix(2).allSatisfy { $0.allSatisfy(\.isWhitespace) }
    }

    /// First what is known, and once more when the portal has been asked for its names.
    private static func completing(_ completer: EntryCompleter) -> Completer {
        { request, deliver in
            Task {
                let found = await completer.complete(request.before)
                deliver(Completions(found))
                guard completer.isWaitingForNames else { return }
                await completer.namesSettled()
                let more = await completer.complete(request.before)
                if more != found { deliver(Completions(more)) }
            }
        }
    }
}

extension Completions {
    fileprivate init(_ found: EntryCompletion) {
        self.init(
            replacing: found.replaced.count,
            found.candidates.map { candidate in
                CompletionCandidate(
                    candidate.text, suffix: candidate.suffix, label: candidate.label, documentation: candidate.doc)
            })
    }
}
