import B24Scripting
import Bitrix24
import JSON
import Journal
import Localization
import LuaRuntime

extension Repl {
    /// Runs a command of the prompt.
    mutating func run(_ name: DotCommand.Name, _ argument: String?) async -> Step {
        let language = context.language
        switch name {
        case .help:
            page(
                argument.map { Help.answer($0, language: language) }
                    ?? Texts.replHelp(columns: context.width ?? .max)[language])
        case .load: return await load(argument ?? "")
        case .save: return save(argument ?? "")
        case .edit: return await edit(argument)
        case .time:
            showsTime = argument.map { $0 == "on" } ?? !showsTime
            report(Texts.timeIs(showsTime))
        case .format:
            if let form = argument.flatMap(EntryDisplay.Form.init) { display.form = form }
            report(Texts.formatIs(display.form.rawValue))
        case .page:
            if let argument { await pages.setSize(Int(argument) ?? .max) }
            report(Texts.pageIs(await pages.size))
        case .profile: return await changeProfile(argument)
        case .dry, .readonly: return await setMode(name, argument)
        case .source: return await showSource(argument ?? "")
        case .history: showHistory(argument)
        case .refresh: return await refreshNames()
        case .log: showLog()
        case .exit: return .leave(.done)
        }
        return .goOn
    }

    private func report(_ text: LocalizedText) { context.output.talk(text[context.language]) }

    // MARK: Files

    private mutating func load(_ file: String) async -> Step {
        let path = context.environment.expand(file, from: ".")
        do throws(Files.Failure) {
            let source = try Files.text(path)
            // A first line with #! is for the shell; lines keep their numbers.
            let text = source.hasPrefix("#") ? String(source.drop { !$0.isNewline }) : source
            sources[path] = text
            return await evaluate(text, name: path)
        } catch {
            return complain(error.isMissing ? Texts.noSuchFile(path) : Texts.cannotRead(path, error.reason))
        }
    }

    private func save(_ file: String) -> Step {
        let path = context.environment.expand(file, from: ".")
        guard !worked.isEmpty else { return complain(Texts.nothingToSave) }
        guard Files.mode(path) == nil else { return complain(Texts.fileExists(path), hint: Texts.saveElsewhere) }
        do throws(Files.Failure) {
            try Files.write(SavedScript.text(worked), to: path)
            report(Texts.saved(worked.count, path))
            return .goOn
        } catch {
            return complain(Texts.cannotWrite(path, error.reason))
        }
    }

    private mutating func edit(_ file: String?) async -> Step {
        guard isInteractive else { return complain(Texts.editNeedsTerminal) }
        do {
            let edited = try EditorCommand(environment: context.environment)
                .edit(file.map { context.environment.expand($0, from: ".") }, text: lastLua)
            // Who leaves the editor without a change has thought better of it: a write must not run again for that.
            guard let text = edited, !text.allSatisfy(\.isWhitespace) else {
                report(Texts.nothingEdited)
                return .goOn
            }
            context.output.talk(context.output.talkStyle.dim(text))
            remember(text)
            return await evaluate(text, name: file ?? Texts.editedEntry[context.language])
        } catch let complaint as Complaint {
            show(complaint)
        } catch {
            show(.failure(Texts.verbatim("\(error)")))
        }
        return .goOn
    }

    /// The last entry that was no command.
    private var lastLua: String { entered.last { DotCommand.read($0) == .none && HelpEntry.topic($0) == nil } ?? "" }

    // MARK: Portal and mode

    private mutating func changeProfile(_ name: String?) async -> Step {
        guard let name else {
            let known = Portal.names(context.environment)
            let current = host.connection.portal.name
            context.output.data(known.map { ($0 == current ? "* " : "  ") + $0 }.joined(separator: "\n"))
            return .goOn
        }
        var settings = context.settings
        settings.profile = name
        settings.asksForWebhook = false
        do {
            let next = try ScriptHost(
                Context(settings, environment: context.environment), namesDemo: false,
                recording: .new(RunSource("repl")))
            // The variables of this session hold objects of its portal: a write through one must not reach another.
            _ = await host.end(.done)
            await go(to: next)
            report(Texts.profileIs(name))
        } catch let complaint as Complaint {
            show(complaint)
            if !isInteractive { return .leave(complaint.status) }
        } catch {
            show(.failure(Texts.verbatim("\(error)")))
        }
        return .goOn
    }

    private mutating func setMode(_ name: DotCommand.Name, _ argument: String?) async -> Step {
        let isDry = name == .dry
        let current = isDry ? context.settings.isDryRun : isReadOnly
        let isOn = argument.map { $0 == "on" } ?? !current
        if !isDry, !isOn, host.connection.portal.isReadOnly {
            return complain(Texts.profileIsReadOnly(host.connection.portal.name), hint: Texts.changeInConfig)
        }
        if isDry { context.settings.isDryRun = isOn } else { context.settings.isReadOnly = isOn }
        var policy = host.session.policy
        policy.dryRun = context.settings.isDryRun
        policy.readOnly = isReadOnly
        await host.session.setPolicy(policy)
        report(isDry ? Texts.dryIs(isOn) : Texts.readOnlyIs(isOn))
        return .goOn
    }

    // MARK: Looking

    private mutating func showSource(_ expression: String) async -> Step {
        let session = host.session
        let result = await host.gather([:]) { try await session.evaluate(expression, chunkName: "source") }
        if let error = result.error {
            Presenter(context: context).show(error)
            return isInteractive ? .goOn : .leave(error.status)
        }
        guard case .function(let function)? = result.results.first else {
            return complain(Texts.notAFunction(expression))
        }
        if let place = function.definition, let text = source(of: place.start.file) {
            let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            let shown = lines.dropFirst(place.start.line - 1).prefix(place.lastLine - place.start.line + 1)
            context.output.report(context.output.talkStyle.dim(place.start.description))
            page(shown.joined(separator: "\n"))
        } else if let name = function.hostFunction?.name {
            page(Help.answer(name, language: context.language))
            report(Texts.partOfB24(name))
        } else {
            return complain(Texts.noSource(expression))
        }
        return .goOn
    }

    private func source(of name: String) -> String? {
        sources[name] ?? (name.hasSuffix(".lua") ? try? Files.text(name) : nil)
    }

    private func showHistory(_ text: String?) {
        var all = reader.history ?? entered
        // This very command, which is kept unless it began with a space.
        if let own = entered.last, all.last == own { all.removeLast() }
        let found = all.enumerated().filter { text == nil || $0.element.contains(text!) }
        guard !found.isEmpty else { return report(Texts.noEntries) }
        let width = String(all.count).count
        let lines = found.map { index, entry in
            let number = String(index + 1)
            let margin = String(repeating: " ", count: width - number.count) + number + "  "
            return margin + entry.replacing("\n", with: "\n" + String(repeating: " ", count: width + 2))
        }
        page(lines.joined(separator: "\n"))
    }

    private func showLog() {
        guard let run = host.journal?.runID else { return report(Texts.nothingWritten) }
        do {
            let archive = RunArchive(context)
            let table = try archive.writes(of: try archive.run(run), nil)
            let formatter = TableFormatter(
                width: context.width ?? .max, columns: table.columns, language: context.language)
            page(formatter.format(LuaValue(inOrder: .array(table.briefRows.map(JSONValue.object)))))
        } catch let complaint as Complaint {
            show(complaint)
        } catch {
            show(.failure(Texts.verbatim("\(error)")))
        }
    }

    private func refreshNames() async -> Step {
        names.refresh()
        report(Texts.namesRefreshed)
        return .goOn
    }
}
