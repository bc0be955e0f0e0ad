import B24Scripting
import Bitrix24
import Localization
import LuaRuntime

/// The prompt: reads entries, runs them, shows what they give.
///
/// Without a terminal there are no prompts and no colour, and the first error ends it.
struct Repl {
    var host: ScriptHost
    /// Its settings change with `.dry`, `.readonly` and `.profile`.
    var context: Context
    let isInteractive: Bool
    var display: EntryDisplay
    var pages: ResultPages
    var showsTime = false
    /// The entries of this session by the names that errors show, so that a line can be shown.
    var sources: [String: String] = [:]
    /// Those that worked, in order, for `.save`.
    var worked: [SavedScript.Entry] = []
    /// All, for `.history` and `.edit`.
    var entered: [String] = []
    private(set) var names: PortalNamesCache
    private(set) var reader: any EntryReader
    private var count = 0
    private var complainsOfHistory = true
    private var hintsAtLeaving = true

    init(host: ScriptHost) {
        self.host = host
        context = host.context
        isInteractive = Terminal.inputIsTerminal && !host.context.settings.wantsEnvelope
        display = EntryDisplay(width: host.context.width ?? .max, language: host.context.language)
        pages = ResultPages(host.session, size: isInteractive ? 20 : .max)
        names = Self.names(host)
        reader = LineEntryReader(output: host.context.output, showsPrompt: false)
        if isInteractive { reader = Self.terminalReader(host, names) }
    }

    /// Goes on with another portal.
    mutating func go(to next: ScriptHost) async {
        host = next
        context = next.context
        pages = ResultPages(next.session, size: await pages.size)
        names = Self.names(next)
        if isInteractive { reader = Self.terminalReader(next, names) }
    }

    private static func names(_ host: ScriptHost) -> PortalNamesCache {
        let connection = host.connection
        return PortalNamesCache(
            host.session, storage: PortalNamesFile.storage(connection.portal, host.context.environment)
        ) { await connection.needsNobody }
    }

    private static func terminalReader(_ host: ScriptHost, _ names: PortalNamesCache) -> any EntryReader {
        let environment = host.context.environment
        let completer = EntryCompleter(
            host.session, names: names, language: host.context.language,
            files: { Files.content(of: environment.expand($0, from: ".")) }, profiles: { Portal.names(environment) })
        return TerminalEntryReader(host.context, portal: host.connection.portal, completer: completer)
    }

    enum Step: Equatable { case goOn, leave(ExitStatus) }

    /// Whether there is nothing to wait for: a command, a request for help, or Lua that could run.
    static func isWhole(_ entry: String) -> Bool {
        DotCommand.read(entry) != .none || HelpEntry.topic(entry) != nil || EntrySyntax(entry) == .complete
    }

    /// Reads and runs entries until the end of the input or `.exit`.
    ///
    /// - Parameter startup: whether the startup file is run first.
    mutating func run(startup: Bool) async -> ExitStatus {
        if isInteractive {
            Interrupts.shared.keepPrompt()
            greet()
            if startup { await runStartupFile() }
        }
        while !Interrupts.shared.isTerminated {
            let prompt = ReplPrompt(
                host.connection.portal, isDryRun: context.settings.isDryRun, isReadOnly: isReadOnly,
                asks: !context.settings.assumesYes, context.language)
            switch await reader.next(prompt) {
            case .interrupted(let isEmpty):
                if Interrupts.shared.leavesAfterKey(isEmpty: isEmpty) { return .interrupted }
                if isEmpty { hintAtLeaving() }
            case .end: return .done
            case .entry(let text, let line):
                if case .leave(let status) = await take(text, line: line) { return status }
            }
            context.output.leaveIfReaderIsGone()
        }
        return .terminated
    }

    var isReadOnly: Bool { context.settings.isReadOnly || host.connection.portal.isReadOnly }

    private func greet() {
        let greeting = Texts.greeting(B24.version)[context.language]
        for line in TextWidth.wrap(greeting, context.width ?? .max) { context.output.talk(line) }
        if case .demo(isChosen: false) = host.connection.portal {
            context.output.talk(Texts.usingDemo[context.language])
        }
    }

    /// Who presses Ctrl-C at an empty prompt wants to leave; said once.
    private mutating func hintAtLeaving() {
        guard isInteractive, hintsAtLeaving else { return }
        hintsAtLeaving = false
        context.output.talk(context.output.talkStyle.dim(Texts.howToLeave[context.language]))
    }

    /// What a person always wants to have at hand. A mistake in it does not keep anybody from the prompt.
    private mutating func runStartupFile() async {
        let file = context.environment.startupFile
        do throws(Files.Failure) {
            let source = try Files.text(file)
            _ = await evaluate(source, name: context.environment.abbreviated(file))
        } catch {
            if !error.isMissing { show(.failure(Texts.cannotRead(file, error.reason))) }
        }
    }

    /// Runs one entry, whatever it is.
    private mutating func take(_ text: String, line: Int) async -> Step {
        guard !text.allSatisfy(\.isWhitespace) else { return .goOn }
        if isInteractive { remember(text) }
        if let topic = HelpEntry.topic(text) {
            page(Help.answer(topic, language: context.language))
            return .goOn
        }
        switch DotCommand.read(text) {
        case .none: break
        case .command(let name, let argument): return await run(name, argument)
        case .missingArgument(let name):
            return complain(Texts.missingDotArgument(name), hint: Texts.dotUsage(name))
        case .wrongArgument(let name): return complain(Texts.wrongDotArgument(name), hint: Texts.dotUsage(name))
        case .unknown(let word, let nearest):
            return complain(Texts.unknownDotCommand(word), hint: Texts.dotCommandHint(nearest))
        }
        guard isInteractive else {
            // Its lines are counted as those of the input.
            let lines = sources["stdin", default: ""].utf8.count { $0 == UInt8(ascii: "\n") }
            sources["stdin", default: ""] += String(repeating: "\n", count: max(0, line - 1 - lines)) + text + "\n"
            return await evaluate(text, name: "stdin", line: line)
        }
        count += 1
        return await evaluate(text, name: Texts.entryName(count)[context.language])
    }

    mutating func remember(_ text: String) {
        entered.append(text)
        do { try reader.remember(text) } catch {
            guard complainsOfHistory else { return }
            complainsOfHistory = false
            show(.failure(Texts.cannotKeepHistory("\(error)")))
        }
    }

    /// Runs Lua and shows what it gives.
    ///
    /// - Parameters:
    ///   - name: of the chunk, for errors.
    ///   - line: the number of its first line.
    mutating func evaluate(_ entry: String, name: String, line: Int = 1) async -> Step {
        let start = ContinuousClock.now
        if isInteractive { sources[name] = entry }
        let source = String(repeating: "\n", count: line - 1) + entry
        let (host, pages, sources) = (host, pages, sources)
        let spinner = Spinner(
            output: context.output, isOn: isInteractive && Terminal.talkIsTerminal, language: context.language)
        let (result, page) = await spinner.during {
            await Self.results(of: source, name: name, host, pages, sources)
        }
        let isQuiet = entry.trimmed.hasSuffix(";")
        let status = show(result, page, isQuiet: isQuiet)
        if showsTime {
            let elapsed = Spinner.duration(ContinuousClock.now - start, context.language)
            context.output.report(context.output.talkStyle.dim(elapsed))
        }
        if status == .done || status == .partial {
            worked.append(.init(text: entry, hasShownValue: !result.results.isEmpty && !isQuiet))
        }
        if case .script = status { return .leave(status) }
        return isInteractive || status == .done || status == .partial ? .goOn : .leave(status)
    }

    /// What an entry gives, and the first page of that when it is a long list. Ctrl-C stops either.
    private static func results(
        of source: String, name: String, _ host: ScriptHost, _ pages: ResultPages, _ sources: [String: String]
    ) async -> (CommandResult, ResultPages.Page?) {
        let session = host.session
        var result = await host.gather(sources) { try await session.evaluate(source, chunkName: name) }
        result.setResponseAside()
        guard result.error == nil, result.verdict == nil else { return (result, nil) }
        let results = result.results
        var page: ResultPages.Page?
        let paged = await host.gather(sources) {
            page =
                if case .object(let object)? = results.first, object is NextPage {
                    try await pages.next() ?? .nothing
                } else { try await pages.first(of: results) }
            return []
        }
        result.error = paged.error
        return (result, page)
    }

    /// Shows results, or the page of them.
    private func show(_ result: CommandResult, _ page: ResultPages.Page?, isQuiet: Bool) -> ExitStatus {
        var rest = result
        if isQuiet || page != nil { rest.results = [] }
        if !isQuiet, let page { show(page) }
        guard isInteractive, context.settings.format == nil, !context.settings.wantsEnvelope else {
            return Presenter(context: context).show(rest)
        }
        if rest.error == nil { showReadable(rest.results) { $0.text(rest.results) } }
        rest.results = []
        rest.isEntry = true
        return Presenter(context: context).show(rest)
    }

    private func show(_ page: ResultPages.Page) {
        let language = context.language
        if page.rows.isEmpty {
            return context.output.report(context.output.talkStyle.dim(Texts.noMoreRows[language]))
        }
        if !isInteractive || context.settings.format != nil {
            let rows = LuaValue.table(LuaTable(marker: .array, array: page.rows))
            let format = context.settings.format ?? .table
            if let text = format.text([rows], width: context.width, language: language) { context.output.data(text) }
        } else {
            showReadable(page.rows) { $0.text(rows: page.rows) }
        }
        if page.hasMore {
            let note = Texts.shownRows(page.first, page.first + page.rows.count - 1, of: page.total)[language]
            context.output.report(context.output.talkStyle.dim(note))
        }
    }

    /// Shows values as a person reads them. Nothing waits for the names of people: those that are known stand beside their
    /// ids, the others are read meanwhile and stand there the next time.
    private func showReadable(_ values: [LuaValue], _ text: (EntryDisplay) -> String?) {
        var display = display
        display.people = names.people
        if let text = text(display) { page(text) }
        if display.form != .json { names.learn(people: PeopleNames.ids(in: values)) }
    }

    /// Shows a text, through the pager when it is long.
    func page(_ text: String) { Pager(output: context.output, environment: context.environment).show(text) }

    func show(_ complaint: Complaint) {
        Presenter(context: context).show(ErrorReport(complaint, context.language))
    }

    /// Says what is wrong with a command. Without a terminal it is the end.
    func complain(_ text: LocalizedText, hint: LocalizedText? = nil) -> Step {
        show(.usage(text, hint: hint))
        return isInteractive ? .goOn : .leave(.usage)
    }
}

extension ResultPages.Page {
    /// What `it()` shows when there is nothing to go on with.
    fileprivate static let nothing = ResultPages.Page(rows: [], first: 1, total: nil, hasMore: false)
}
