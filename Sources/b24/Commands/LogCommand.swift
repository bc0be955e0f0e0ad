import ArgumentParser
import B24Scripting
import Journal
import JSON
import Localization
import LuaRuntime

extension WriteOutcome.State: ExpressibleByArgument {}

/// `b24 log [RUN]`: the runs, and what they have written.
struct LogCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "log", abstract: Texts.aboutLog[.ofProcess], discussion: Texts.discussionLog[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentRun), completion: .own(.runs))
    var run: String?

    @Flag(help: help(Texts.optionLast))
    var last = false

    @Flag(help: help(Texts.optionVerify))
    var verify = false

    @Option(help: help(Texts.optionOutcome))
    var outcome: WriteOutcome.State?

    @Option(help: help(Texts.optionLimit))
    var limit: Int = 20

    func validate() throws {
        if limit < 0 { throw ValidationError(Texts.oddLimit(limit)[.ofProcess]) }
        if verify, run != nil || last || outcome != nil {
            throw ValidationError(Texts.verifyAlone[.ofProcess])
        }
        if last, run != nil { throw ValidationError(Texts.runAndLast[.ofProcess]) }
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        if verify { return try AuditView(context).verify() }
        let archive = RunArchive(context)
        if let run { return show(try archive.writes(of: try archive.run(run), outcome), context) }
        if last {
            guard let newest = try archive.runs(limit: 1, nil).first else { return showNothing(context) }
            return show(try archive.writes(of: newest, outcome), context)
        }
        let runs = try archive.runs(limit: limit == 0 ? nil : limit, outcome)
        return runs.isEmpty ? showNothing(context) : show(LogTable(runs: runs), context)
    }

    private func showNothing(_ context: Context) -> ExitStatus {
        context.output.talk(Texts.noRuns[context.language])
        return show(LogTable(runs: []), context)
    }

    private func show(_ table: LogTable, _ context: Context) -> ExitStatus {
        var result = CommandResult()
        result.meta["run"] = table.run.map { .string($0.id) }
        result.results = [LuaValue(inOrder: .array(table.rows.map(JSONValue.object)))]
        // A person gets the columns that fit; programs get everything.
        guard !context.settings.wantsEnvelope, context.settings.format ?? .table == .table else {
            return Presenter(context: context).show(result)
        }
        if let run = table.run { context.output.data(table.heading(run, context.language)) }
        if !table.rows.isEmpty {
            let formatter = TableFormatter(
                width: context.width ?? .max, columns: table.columns, language: context.language)
            context.output.data(formatter.format(LuaValue(inOrder: .array(table.briefRows.map(JSONValue.object)))))
        }
        return .done
    }
}
