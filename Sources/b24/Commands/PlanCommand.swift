import ArgumentParser
import B24Scripting
import JSON
import Localization
import PortalConfiguration

/// `b24 plan FILE`: what `b24 apply` would do.
struct PlanCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "plan", abstract: Texts.aboutPlan[.ofProcess], discussion: Texts.discussionPlan[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var options: ConfigurationOptions

    @Flag(help: help(Texts.optionPrune))
    var prune = false

    @Option(help: help(Texts.optionPlanOut), completion: .file())
    var out: String?

    func execute(_ context: Context) async throws -> ExitStatus {
        let source = try await options.source(context)
        let job = try ConfigurationJob(context, "plan", file: options.file)
        let (prune, out) = (prune, out)
        return await job.run {
            let portal = try await job.domain()
            let plan = try await job.desk.survey(source.desired, try source.book(of: portal), prunes: prune).plan
            if let out {
                let file = PlanFile(
                    portal: portal, desired: source.desired, plan: plan, prunes: prune, state: source.statePath)
                try ConfigurationSource.write(file.text, to: out, overwrites: true)
                context.output.talk(Texts.planWritten(out)[context.language])
            }
            var report = ConfigurationJob.Report()
            report.lines = ChangeView(context.language, context.output.dataStyle).plan(plan)
            report.data = .object(ChangeView.json(plan, context.language))
            context.output.talk(Texts.planSummary(plan)[context.language])
            report.verdict = plan.isEmpty ? .done : .changes
            return report
        }
    }
}
