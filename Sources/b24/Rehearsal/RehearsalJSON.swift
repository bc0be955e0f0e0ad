import B24Scripting
import JSON
import Localization
import PortalEmulator

/// A rehearsal's report for programs: `meta.rehearsal` of the envelope.
struct RehearsalJSON {
    private let report: RehearsalReport
    private let language: Language
    private let showsCalls: Bool

    init(_ report: RehearsalReport, _ language: Language, showsCalls: Bool) {
        self.report = report
        self.language = language
        self.showsCalls = showsCalls
    }

    var object: JSONObject {
        var object: JSONObject = [
            "portal": .string(report.domain),
            "changes": .array(report.differences.enumerated().map { .object(change($1, $0 + 1)) }),
            "questions": .array(report.questions.map(JSONValue.string)),
            "not_rehearsed": .array(RehearsalView.unsure(report).map { .string($0[language]) }),
            "stand_ins": .array(
                report.standIns.enumerated().map { .object(PlanView.json($1, number: $0 + 1, language)) }),
            "call_counts": .object(
                JSONObject(report.callCounts.map { ($0.method, .integer(Int64($0.count))) })),
            "copied_items": .integer(Int64(report.notes.items)),
            "estimate": ["requests": .integer(Int64(report.requests)), "seconds": .number(report.seconds)],
        ]
        if showsCalls { object["calls"] = .array(report.calls.map(call)) }
        object["data"] = report.folder.map(JSONValue.string)
        return object
    }

    private func change(_ write: PlannedWrite, _ number: Int) -> JSONObject {
        var entry = PlanView.json(write, number: number, language)
        for name in ["params", "unknown", "where", "effect"] { entry[name] = nil }
        return entry
    }

    private func call(_ call: CommandRecord) -> JSONValue {
        [
            "method": .string(call.method), "outcome": .string(call.outcome.name),
            "code": call.outcome.code.map(JSONValue.string) ?? .null,
        ]
    }
}
