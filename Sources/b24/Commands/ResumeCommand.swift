import ArgumentParser
import B24Scripting
import JSON
import Journal
import Localization

/// `b24 resume RUN`: finishes a run that was stopped, killed or failed.
struct ResumeCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "resume", abstract: Texts.aboutResume[.ofProcess],
            discussion: Texts.discussionResume[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentRun), completion: .own(.unfinishedRuns))
    var run: String

    @Flag(name: .customLong("changed-script"), help: help(Texts.optionChangedScript))
    var takesChangedScript = false

    @Argument(help: help(Texts.argumentAgain))
    var arguments: [String] = []

    func execute(_ context: Context) async throws -> ExitStatus {
        let archive = RunArchive(context)
        let summary = try archive.run(run)
        switch summary.ending {
        case .done:
            context.output.talk(Texts.nothingToResume(summary.id)[context.language])
            var result = CommandResult()
            result.meta["run"] = .string(summary.id)
            result.showsDataByDefault = false
            return Presenter(context: context).show(result)
        case .running: throw Complaint.failure(Texts.stillRuns(summary.id))
        case .failed, .interrupted, .partial, .killed: break
        }
        if summary.facts.command == UndoTarget.command, let undone = summary.facts.script {
            return try await UndoCommand.undo(try archive.run(undone), force: false, context)
        }
        if summary.facts.command == ApplyCommand.name { return try await applyAgain(summary, context) }
        let resumption = Resumption(run: summary)
        let settings = try resumption.settings(context.settings, hasWebhook: context.environment.webhook != nil)
        let arguments = try resumption.arguments(again: arguments)
        let script = try LoadedScript(try resumption.script(), context)
        let isChanged = try resumption.isChanged(script.text, allowed: takesChangedScript)
        guard let taken = try archive.resume(summary, isOfOtherScript: isChanged) else {
            throw Complaint.failure(Texts.stillRuns(summary.id))
        }
        let context = Context(settings, environment: context.environment)
        return try await RunCommand.run(
            script, try ScriptHost(context, arguments: arguments, recording: .resumed(taken), script: script))
    }

    /// An apply looks for itself what the portal has already, and does what is left: it is a run of its own.
    private func applyAgain(_ run: RunSummary, _ context: Context) async throws -> ExitStatus {
        let resumption = Resumption(run: run)
        let settings = try resumption.settings(context.settings, hasWebhook: context.environment.webhook != nil)
        guard let file = run.facts.script, file != "-" else { throw Complaint.failure(Texts.appliedFromInput(run.id)) }
        let command = try ApplyCommand.parse(try resumption.arguments(again: arguments) + ["--", file])
        try resumption.enterFolder()
        context.output.talk(Texts.appliesAgain(run.id)[context.language])
        return try await command.execute(Context(settings, environment: context.environment))
    }
}
