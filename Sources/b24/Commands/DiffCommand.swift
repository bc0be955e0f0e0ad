import ArgumentParser
import B24Scripting
import JSON
import Localization
import PortalConfiguration

/// What the commands of configurations that read a description have in common.
struct ConfigurationOptions: ParsableArguments {
    @Argument(help: help(Texts.argumentConfiguration), completion: .file(extensions: ["lua", "json"]))
    var file: String

    @Option(name: .customLong("var"), help: help(Texts.optionVar))
    var variables: [String] = []

    @Option(help: help(Texts.optionState), completion: .file())
    var state: String?

    func source(_ context: Context, takesPlan: Bool = false) async throws -> ConfigurationSource {
        try await ConfigurationSource(
            file, variables: variables, state: state, takesPlan: takesPlan,
            profile: try ConfigurationJob.profile(context), context)
    }
}

/// `b24 diff FILE`: what the portal has otherwise.
struct DiffCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "diff", abstract: Texts.aboutDiff[.ofProcess], discussion: Texts.discussionDiff[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentConfiguration), completion: .file(extensions: ["lua", "json"]))
    var file: String?

    @Option(help: help(Texts.optionAgainst), completion: .own(.profiles))
    var against: String?

    @Option(name: .customLong("var"), help: help(Texts.optionVar))
    var variables: [String] = []

    @Option(help: help(Texts.optionState), completion: .file())
    var state: String?

    func validate() throws {
        if file == nil, against == nil { throw ValidationError(Texts.fileOrAgainst[.ofProcess]) }
        if against != nil, file != nil || !variables.isEmpty || state != nil {
            throw ValidationError(Texts.fileAndAgainst[.ofProcess])
        }
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        if let against { return try await PortalComparison(context, against: against).run() }
        return try await compare(file ?? "-", context)
    }

    private func compare(_ file: String, _ context: Context) async throws -> ExitStatus {
        let source = try await ConfigurationSource(
            file, variables: variables, state: state, profile: try ConfigurationJob.profile(context), context)
        let job = try ConfigurationJob(context, "diff", file: file)
        return await job.run {
            let book = try source.book(of: try await job.domain())
            let plan = try await job.desk.survey(source.desired, book, prunes: false).plan
            var report = ConfigurationJob.Report()
            report.lines = ChangeView(context.language, context.output.dataStyle).differences(plan)
            report.data = .object(ChangeView.json(plan, context.language))
            if report.lines.isEmpty { context.output.talk(Texts.noDifference[context.language]) }
            report.verdict = report.lines.isEmpty ? .done : .changes
            return report
        }
    }
}
