import B24Scripting
import JSON
import Journal
import Localization
import LuaRuntime

/// One undo from the plan to the report.
struct UndoDesk {
    let host: ScriptHost
    let target: UndoTarget
    /// The undo of this run that was begun before.
    let earlier: RunSummary?
    let force: Bool

    private var context: Context { host.context }
    private var run: RunSummary { target.run }
    /// More than so many writes are confirmed by typing the name of the run.
    private static let many = 100

    func run() async throws -> ExitStatus {
        let desk = self
        let task = Task { try await desk.work() }
        var report: UndoReport?
        var complaint: Complaint?
        var result = await host.gather(interruptedBy: { task.cancel() }) {
            do { report = try await task.value } catch let error as Complaint {
                complaint = error
                throw error
            }
            return []
        }
        // A refusal or a wrong command line is told as of any other command.
        if let complaint { throw complaint }
        result.meta["undoes"] = .string(run.id)
        result.showsDataByDefault = false
        if let report {
            result.results = [LuaValue(inOrder: .object(UndoView.json(report, run.id, context.language)))]
            result.failures += report.failures
            if report.isIncomplete { result.verdict = .partial }
            if !report.isPlan { context.output.report(Texts.undoSummary(report)[context.language]) }
        }
        let status = Presenter(context: context).show(result)
        if status != .done, report?.isPlan != true, host.journal?.runID != nil {
            context.output.talk(Texts.howToGoOnUndoing(run.id)[context.language])
        }
        return status
    }

    private func work() async throws -> UndoReport {
        try target.check(domain: await host.connection.client().recordedDomain(host.connection.portal))
        let undo = host.session.undo(of: try await writes(), past: try await past(), force: force)
        let steps = try await undo.plan()
        var report = UndoReport(steps: steps, isPlan: context.settings.isDryRun)
        let count = steps.filter { $0.verdict == .undo }.count
        if count == 0, undo.isWithoutBefores, steps.contains(where: { $0.verdict == .impossible }) {
            throw Complaint.failure(Texts.nothingRecorded(run.id), hint: Texts.nothingRecordedHint)
        }
        if !context.settings.wantsEnvelope || !context.settings.assumesYes { show(steps, count) }
        if report.isPlan || count == 0 { return report }
        let isAsked = try await confirm(count)
        report.results = try await undo.carryOut(steps, isOld: isAsked)
        return report
    }

    // MARK: Records

    /// The writes of the run, with what can be found out about those in doubt.
    private func writes() async throws -> [WriteRecord] {
        let (writes, news) = try await host.session.settled(try target.archive.records(of: run).writes)
        if !context.settings.isDryRun { try target.archive.settle(run, news) }
        return writes
    }

    private func past() async throws -> UndoPast {
        guard let earlier else { return UndoPast() }
        let records = try target.archive.records(of: earlier)
        let (writes, news) = try await host.session.settled(records.writes)
        if !context.settings.isDryRun { try target.archive.settle(earlier, news) }
        return UndoPast(writes: writes, items: records.items)
    }

    // MARK: People

    private func show(_ steps: [UndoStep], _ count: Int) {
        let view = UndoView(context.language, context.output.talkStyle)
        let title = Texts.undoTitle(run.id, host.connection.portal.name, count)[context.language]
        context.output.report(context.output.talkStyle.bold(title))
        for line in view.lines(steps) { context.output.report(line) }
    }

    /// - Returns: whether a person was asked.
    private func confirm(_ count: Int) async throws -> Bool {
        if context.settings.assumesYes { return false }
        guard context.canAsk else {
            throw Complaint.refusal(Texts.undoNobodyToAsk(count), hint: Texts.undoNeedsYes)
        }
        let question = host.connection.portal.name + ": " + Texts.askUndo(count)[context.language]
        let answer =
            count > Self.many
            ? await Question.ask(question, name: run.id, context) : await Question.ask(question, context)
        guard answer == true else { throw Complaint.refusal(Texts.undoNotConfirmed) }
        return true
    }
}

/// What an undo comes to.
struct UndoReport: Sendable {
    var steps: [UndoStep]
    /// By the position of the step.
    var results: [Int: UndoResult] = [:]
    /// Nothing was to be done.
    var isPlan: Bool

    var failures: [FailureRecord] {
        steps.indices.compactMap { if case .failed(let record)? = results[$0] { record } else { nil } }
    }

    var done: Int { results.values.filter { if case .done = $0 { true } else { false } }.count }

    /// How many are left as they are, or partly.
    var left: Int {
        steps.indices.filter { index in
            if case .changedMeanwhile? = results[index] { return true }
            return steps[index].isIncomplete
        }.count
    }

    var isIncomplete: Bool { !isPlan && left > 0 }
}
