import B24Scripting
import Bitrix24
import JSON
import Localization
import PortalEmulator

/// Shows how a rehearsal went: how the script ended, as of a run, then what the rehearsal adds.
struct RehearsalView {
    private let context: Context
    private let showsCalls: Bool

    init(_ context: Context, showsCalls: Bool) {
        self.context = context
        self.showsCalls = showsCalls
    }

    /// - Parameter report: `nil` when the script called nothing.
    func show(_ result: inout CommandResult, _ report: RehearsalReport?) -> ExitStatus {
        if let halt = report?.halt {
            result.error = ErrorReport(Self.complaint(halt), context.language)
            result.failures = []
        }
        let report = report ?? RehearsalReport(domain: "")
        guard !context.settings.wantsEnvelope else {
            result.meta["rehearsal"] = .object(RehearsalJSON(report, context.language, showsCalls: showsCalls).object)
            return Presenter(context: context).show(result)
        }
        let status = Presenter(context: context).show(result)
        for line in lines(report, status) { context.output.report(line) }
        return status
    }

    /// Why a rehearsal could not go on.
    private static func complaint(_ halt: SourceOrigin.Halt) -> any Error {
        switch halt {
        case .source(let error): error
        case .tooManyItems(let type, let count, let limit):
            Complaint.failure(Texts.tooManyItems(type, count, limit: limit), hint: Texts.raiseMaxItems(count))
        case .itemsUsedUp(let limit): Complaint.failure(Texts.itemsUsedUp(limit), hint: Texts.raiseMaxItems(nil))
        }
    }

    private func lines(_ report: RehearsalReport, _ status: ExitStatus) -> [String] {
        let language = context.language
        let style = context.output.talkStyle
        func title(_ text: LocalizedText) -> String { style.bold(text[language]) }
        if report.domain.isEmpty { return [title(Texts.rehearsedNothing)] }
        let differences = report.differences
        var lines = [title(Texts.rehearsed(report.domain, status))]
        lines.append(title(Texts.differences(differences.count)))
        lines += PlanView(language, style).lines(differences)
        if !report.questions.isEmpty {
            lines.append(title(Texts.wouldAsk))
            lines += report.questions.map { "  - " + $0 }
        }
        let unsure = Self.unsure(report)
        if !unsure.isEmpty {
            lines.append(title(Texts.notRehearsed))
            lines += unsure.map { "  - " + $0[language] }
        }
        lines.append(title(Texts.callCount(report.calls.count, items: report.notes.items)))
        lines += showsCalls ? callLines(report) : report.callCounts.map { "  \($0.count) × \($0.method)" }
        lines.append(title(Texts.realRun(requests: report.requests, PortalNotice.clock(report.seconds))))
        if let folder = report.folder { lines.append(Texts.keptCopy(folder)[language]) }
        return lines
    }

    private func callLines(_ report: RehearsalReport) -> [String] {
        report.calls.enumerated().map { index, call in
            let code = call.outcome.code.map { " " + ($0.isEmpty ? Texts.refusedWithoutCode[context.language] : $0) }
            return "  \(index + 1). \(call.method)" + context.output.talkStyle.red(code ?? "")
        }
    }

    /// What the rehearsal cannot vouch for.
    static func unsure(_ report: RehearsalReport) -> [LocalizedText] {
        var texts = Dictionary(grouping: report.standIns, by: \.command.method)
            .sorted { $0.key < $1.key }.map { Texts.stoodIn($0.key, $0.value.count) }
        texts += report.notes.passedUnrehearsed.sorted().map(Texts.passedOn)
        if report.notes.peopleAreAssumed { texts.append(Texts.peopleAssumed) }
        if !report.administersCRM { texts.append(Texts.rightsAssumed) }
        let untold = report.notes.untold.subtracting(report.administersCRM ? [] : ["crm.type.list"])
        texts += untold.sorted().map(Texts.structureUntold)
        if report.differences.contains(where: { $0.object.family == "crm.item" }) { texts.append(Texts.noAutomation) }
        return texts
    }
}
