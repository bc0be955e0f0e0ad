import ArgumentParser
import B24Scripting
import JSON
import Localization
import PortalConfiguration
import Synchronization

/// `b24 apply FILE|PLAN`: makes the portal as it is described.
struct ApplyCommand: HostCommand {
    static let name = "apply"

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Self.name, abstract: Texts.aboutApply[.ofProcess],
            discussion: Texts.discussionApply[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var options: ConfigurationOptions

    @Flag(help: help(Texts.optionPrune))
    var prune = false

    @Flag(name: .customLong("by-hand-done"), help: help(Texts.optionByHandDone))
    var byHandDone = false

    /// What goes on record, so that `b24 resume` knows the rest of the command line.
    private var arguments: [String] {
        var arguments = options.variables.flatMap { ["--var", $0] }
        if let state = options.state { arguments += ["--state", state] }
        if prune { arguments.append("--prune") }
        if byHandDone { arguments.append("--by-hand-done") }
        return arguments
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        let source = try await options.source(context, takesPlan: true)
        if source.planFile != nil, prune { throw Complaint.usage(Texts.planPrunes) }
        let job = try ConfigurationJob(context, Self.name, file: options.file, arguments: arguments, writes: true)
        var applying = Applying(job: job, source: source, prunes: source.planFile?.prunes ?? prune)
        applying.byHandDone = byHandDone
        let ready = applying
        return await job.run { try await ready.run() }
    }
}

/// One apply, from the plan to the report.
struct Applying: Sendable {
    let job: ConfigurationJob
    let source: ConfigurationSource
    let prunes: Bool
    /// The steps for a person that nobody can look at are done.
    var byHandDone = false

    private var context: Context { job.context }
    private var language: Language { context.language }

    func run() async throws -> ConfigurationJob.Report {
        let portal = try await job.domain()
        if let file = source.planFile, file.portal != portal {
            throw Complaint.failure(Texts.otherPlan(file.portal, portal))
        }
        var book = try source.book(of: portal)
        let plan = try await job.desk.survey(source.desired, book, prunes: prunes).plan
        if let agreed = source.planFile?.plan {
            let beyond = plan.beyond(agreed, made: book.making)
            guard beyond.isEmpty else {
                let lines = ChangeView(language, context.output.talkStyle).plan(ChangePlan(beyond))
                throw Complaint.failure(Texts.stalePlan(lines), hint: Texts.planAnew)
            }
        }
        var report = ConfigurationJob.Report()
        report.data = .object(ChangeView.json(plan, language))
        for line in ChangeView(language, context.output.talkStyle).plan(plan) { context.output.report(line) }
        if plan.steps.isEmpty {
            if plan.manual.isEmpty { context.output.talk(Texts.nothingToApply[language]) }
        } else if context.settings.isDryRun {
            context.output.talk(Texts.planSummary(plan)[language])
        } else {
            try await confirm(plan)
            let done = try await carryOut(plan, &book)
            context.output.talk(Texts.applied(done)[language])
        }
        var left = plan.manual
        if byHandDone, !context.settings.isDryRun {
            guard source.statePath != nil else { throw Complaint.usage(Texts.byHandNeedsState) }
            book.confirm(left)
            try ConfigurationSource.save(book, to: source.statePath)
            left.removeAll { $0.grants != nil }
            context.output.talk(Texts.byHandNoted(plan.manual.count - left.count)[language])
        }
        if !left.isEmpty { report.verdict = .partial }
        return report
    }

    private func carryOut(_ plan: ChangePlan, _ book: inout NameBook) async throws -> Int {
        let (output, path, language) = (context.output, source.statePath, language)
        let count = StepCount()
        do {
            try await job.desk.apply(
                source.desired, agreed: source.planFile?.plan ?? plan, prunes: prunes, book: &book,
                save: { try ConfigurationSource.save($0, to: path) },
                progress: { steps in
                    count.add(steps.count)
                    for step in steps { output.talk("  " + Texts.stepDone(step)[language]) }
                })
        } catch {
            output.talk(Texts.howToGoOnApplying(count.value)[language])
            throw error
        }
        return count.value
    }

    private func confirm(_ plan: ChangePlan) async throws {
        if context.settings.assumesYes { return }
        guard context.canAsk else {
            throw Complaint.refusal(Texts.applyNobodyToAsk(plan.steps.count), hint: Texts.applyNeedsYes)
        }
        let isProtected = job.portal.isProtected
        let question = job.portal.name + ": " + Texts.askApply(plan, onProtected: isProtected)[language]
        let answer =
            plan.deletions > 0 || isProtected
            ? await Question.ask(question, name: job.portal.name, context) : await Question.ask(question, context)
        guard answer == true else { throw Complaint.refusal(Texts.applyNotConfirmed) }
        // Nothing is written before: this is the answer to the question of a protected portal, too.
        job.consent.give()
    }
}

/// How many steps are done.
private final class StepCount: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add(_ more: Int) { count.withLock { $0 += more } }
}
