import B24Scripting
import Localization
import LuaRuntime

/// The plain prompt: line by line, input that can go on is continued.
///
/// Without a terminal there are no prompts and the first error ends it.
struct Repl {
    private let host: ScriptHost
    private let context: Context
    private let isInteractive: Bool
    private var hasWarnedOfLocals = false

    init(host: ScriptHost) {
        self.host = host
        context = host.context
        isInteractive = Terminal.inputIsTerminal
    }

    private enum Step { case goOn, leave(ExitStatus) }

    /// Reads and runs entries until the end of the input or `.exit`.
    mutating func run() async -> ExitStatus {
        if isInteractive { greet() }
        var lines: [String] = []
        while true {
            if isInteractive { context.output.prompt(lines.isEmpty ? prompt : continuation) }
            switch await LineReader.standardInput.entry() {
            case .interrupted:
                lines = []
                context.output.prompt("\n")
            case .end:
                if isInteractive { context.output.prompt("\n") }
                guard !lines.isEmpty else { return .done }
                let step = await evaluate(lines.joined(separator: "\n"), isComplete: true) ?? .goOn
                if case .leave(let status) = step { return status }
                return .done
            case .line(let line):
                if lines.isEmpty, let step = command(line) {
                    if case .leave(let status) = step { return status }
                    continue
                }
                lines.append(line)
                // An empty line ends input that the reader would continue for ever.
                let isComplete = isInteractive && lines.count > 1 && line.allSatisfy(\.isWhitespace)
                guard let step = await evaluate(lines.joined(separator: "\n"), isComplete: isComplete) else { continue }
                lines = []
                if case .leave(let status) = step { return status }
            }
        }
    }

    private var prompt: String {
        let isProtected = host.connection.portal.isProtected && !context.settings.assumesYes
        let mode =
            context.settings.isDryRun ? " [dry-run]" : isReadOnly ? " [read-only]" : isProtected ? " [protected]" : ""
        return context.output.talkStyle.bold(host.connection.portal.name + mode + "> ")
    }

    private var continuation: String {
        context.output.talkStyle.dim(String(repeating: ".", count: host.connection.portal.name.count) + ". ")
    }

    private var isReadOnly: Bool { context.settings.isReadOnly || host.connection.portal.isReadOnly }

    private func greet() {
        context.output.talk(Texts.greeting(B24.version)[context.language])
        if case .demo(isChosen: false) = host.connection.portal {
            context.output.talk(Texts.usingDemo[context.language])
        }
    }

    /// Dot commands are never valid Lua, so there is no doubt about what is meant.
    private func command(_ line: String) -> Step? {
        let word = line.trimmed
        guard word.hasPrefix("."), !word.hasPrefix("..") else { return word.isEmpty ? .goOn : nil }
        switch word {
        case ".exit", ".quit": return .leave(.done)
        case ".help": context.output.talk(Texts.replHelp[context.language])
        default:
            let error = Complaint.usage(Texts.unknownDotCommand(word), hint: Texts.dotCommandHint)
            Presenter(context: context).show(ErrorReport(error, context.language))
            if !isInteractive { return .leave(.usage) }
        }
        return .goOn
    }

    /// `nil` when more lines are needed.
    private mutating func evaluate(_ entry: String, isComplete: Bool) async -> Step? {
        let session = host.session
        var isIncomplete = false
        var result = await host.gather(["stdin": entry]) {
            do {
                return try await Self.keepingResult(entry, session)
            } catch let failure as LuaFailure where failure.kind == .incomplete && !isComplete {
                isIncomplete = true
                return []
            }
        }
        if isIncomplete { return nil }
        if entry.trimmed.hasSuffix(";") { result.results = [] }
        result.setResponseAside()
        let status = Presenter(context: context).show(result)
        warnOfLocals(entry)
        context.output.leaveIfReaderIsGone()
        return isInteractive || status == .done || status == .partial ? .goOn : .leave(status)
    }

    /// Evaluates an entry so that its first result stays in `_`, which is done in Lua: there the value keeps its identity.
    private static func keepingResult(_ entry: String, _ session: ScriptSession) async throws -> [LuaValue] {
        let expression = entry.trimmed.hasSuffix(";") ? String(entry.trimmed.dropLast()) : entry
        // A line of its own protects the bracket from a comment, but moves the line that errors name.
        let end = expression.contains("--") ? "\n)" : ")"
        do {
            return try await session.evaluate(
                "return (function(...) if (...) ~= nil then _ = (...) end return ... end)(" + expression + end,
                chunkName: "stdin")
        } catch let failure as LuaFailure where failure.kind == .syntax || failure.kind == .incomplete {
            // No expression; what is wrong with it, if anything, is said of the entry as it was typed.
            return try await session.evaluate(entry, chunkName: "stdin")
        }
    }

    /// Every entry is a chunk of its own; said once.
    private mutating func warnOfLocals(_ entry: String) {
        guard isInteractive, !hasWarnedOfLocals, entry.trimmed.hasPrefix("local ") else { return }
        hasWarnedOfLocals = true
        context.output.talk(context.output.talkStyle.dim(Texts.localHint[context.language]))
    }
}
