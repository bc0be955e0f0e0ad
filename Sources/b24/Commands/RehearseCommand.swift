import ArgumentParser
import B24Scripting
import Localization

/// `b24 rehearse FILE.lua [ARGS]`
struct RehearseCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rehearse", abstract: Texts.aboutRehearse[.ofProcess],
            discussion: Texts.discussionRehearse[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Option(help: help(Texts.optionKeep), completion: .directory)
    var keep: String?

    @Option(name: .customLong("max-items"), help: help(Texts.optionMaxItems))
    var maxItems: Int = 10_000

    @Flag(help: help(Texts.optionCalls))
    var calls = false

    @Argument(help: help(Texts.argumentFile), completion: .own(.scripts))
    var file: String

    @Argument(help: help(Texts.argumentArguments))
    var arguments: [String] = []

    func validate() throws {
        if maxItems < 0 { throw ValidationError(Texts.oddMaxItems[.ofProcess]) }
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        guard !context.settings.isDryRun else {
            throw Complaint.usage(Texts.rehearsalIsNoDryRun, hint: Texts.eitherRehearsalOrDryRun)
        }
        if file != "-", let first = arguments.first, first == "--help" || first == "-h" {
            return try await RunCommand.run(file, arguments, context)
        }
        if let keep, Files.mode(keep + "/portal.sqlite") != nil { throw Complaint.usage(Texts.keepsAnother(keep)) }
        // A rehearsal is no run: there is nothing to resume, to audit or to take back.
        var settings = context.settings
        settings.skipsJournal = true
        settings.skipsAudit = true
        return try await rehearse(Context(settings, environment: context.environment))
    }

    private func rehearse(_ context: Context) async throws -> ExitStatus {
        let stage = RehearsalStage(context, .init(folder: keep, mostItems: maxItems))
        let script = try LoadedScript(file, context)
        let host = try ScriptHost(
            context, arguments: arguments, recording: .new(RunSource("rehearse")), script: script, stage: stage)
        let session = host.session
        stage.whenHalted { session.interrupt() }
        do {
            var result = try await host.run(script)
            let report = try await stage.report()
            let status = RehearsalView(context, showsCalls: calls).show(&result, report)
            await stage.close()
            return await host.end(status)
        } catch {
            await stage.close()
            _ = await host.end(.failed)
            throw error
        }
    }
}
