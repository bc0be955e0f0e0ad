import B24Scripting
import Bitrix24
import Journal
import JSON
import Localization

/// What `b24 log` shows: runs, or the writes of one.
struct LogTable {
    /// The run whose writes these are.
    var run: RunSummary?
    /// Everything, for programs.
    var rows: [JSONObject]
    /// What fits a terminal.
    var briefRows: [JSONObject]
    var columns: [String]

    private static let outcomes = WriteOutcome.State.allCases.map(\.rawValue)

    init(runs: [RunSummary]) {
        columns = ["run", "started", "script", "profile", "portal", "ended"] + Self.outcomes
        rows = runs.map(Self.row)
        briefRows = zip(runs, rows).map { run, row in
            var brief = row
            brief["started"] = .string(LocalTime.text(run.startedAt))
            brief["script"] = .string(TextWidth.fit(Self.title(run), 48))
            return brief
        }
    }

    init(run: RunSummary, writes: [WriteRecord]) {
        self.run = run
        columns = ["write", "sent", "outcome", "method", "object", "where", "item", "error"]
        if writes.contains(where: { $0.intent.library != nil }) { columns.insert("library", at: 6) }
        rows = writes.map(Self.row)
        briefRows = zip(writes, rows).map { write, row in
            var brief = row
            brief["library"] = write.intent.library.map { .string($0.record) }
            brief["sent"] = .string(String(LocalTime.text(write.intent.sentAt).suffix(8)))
            let error = write.outcome?.error
            brief["error"] = error.map { .string($0.description.isEmpty ? $0.kind : $0.description) }
            return brief
        }
    }

    /// The lines above the writes of a run.
    func heading(_ run: RunSummary, _ language: Language) -> String {
        let counts = Self.outcomes.compactMap { outcome in
            run.counts[outcome].map { "\(outcome) \($0)" }
        }
        let ended = run.endedAt.map { ", " + LocalTime.text($0) } ?? ""
        return """
            \(run.id)  \(Self.title(run))
            \(LocalTime.text(run.startedAt)), \(run.facts.profile) (\(run.facts.domain ?? "?")), \
            \(Texts.ending(run.ending)[language])\(ended)
            \(counts.isEmpty ? Texts.noWrites[language] : counts.joined(separator: ", "))
            """
    }

    /// `scripts/import.lua --limit=5`; for other commands `eval: return 1`.
    static func title(_ run: RunSummary) -> String {
        let words = [run.facts.script ?? ""] + run.facts.arguments
        let text = words.joined(separator: " ").split(whereSeparator: \.isNewline).joined(separator: " ")
        guard run.facts.command != "run" || text.isEmpty else { return text }
        return text.isEmpty ? run.facts.command : "\(run.facts.command): \(text)"
    }

    private static func row(_ run: RunSummary) -> JSONObject {
        var row: JSONObject = [
            "run": .string(run.id), "started": .string(LocalTime.stamp(run.startedAt)),
            "command": .string(run.facts.command),
        ]
        row["script"] = run.facts.script.map(JSONValue.string)
        row["arguments"] = .array(run.facts.arguments.map(JSONValue.string))
        row["folder"] = .string(run.facts.folder)
        row["script_hash"] = run.facts.scriptHash.map(JSONValue.string)
        row["flags"] = .object(run.facts.flags)
        row["profile"] = .string(run.facts.profile)
        row["portal"] = run.facts.domain.map(JSONValue.string)
        row["user"] = run.userID.map { .integer(Int64($0)) }
        row["version"] = .string(run.facts.version)
        row["ended"] = .string(run.ending.rawValue)
        row["ended_at"] = run.endedAt.map { .string(LocalTime.stamp($0)) }
        row["exit_code"] = run.exitCode.map { .integer(Int64($0)) }
        row["resumed"] = .integer(Int64(run.resumptions))
        for outcome in outcomes { row[outcome] = .integer(Int64(run.counts[outcome, default: 0])) }
        return row
    }

    private static func row(_ write: WriteRecord) -> JSONObject {
        let intent = write.intent
        var row: JSONObject = [
            "write": .integer(write.handle), "sent": .string(LocalTime.stamp(intent.sentAt)),
            "outcome": .string(write.state.rawValue), "method": .string(intent.command.method),
            "effect": .string(intent.effect.rawValue),
        ]
        row["object"] = (intent.objectID ?? write.outcome?.objectID).map(JSONValue.string)
        row["where"] = intent.position.map(JSONValue.string)
        row["library"] = intent.library.map { .object($0.json) }
        row["loop"] = intent.stream.loop.map(JSONValue.string)
        row["item"] = intent.stream.item.map(JSONValue.string)
        row["params"] = .object(intent.command.parameters)
        row["before"] = intent.before.map { .object($0.facts) }
        guard let outcome = write.outcome else { return row }
        row["answered"] = .string(LocalTime.stamp(outcome.answeredAt))
        row["result"] = outcome.result?.value
        row["request_id"] = outcome.requestID.map(JSONValue.string)
        row["attempts"] = .integer(Int64(outcome.attempts))
        guard let error = outcome.error else { return row }
        row["kind"] = .string(error.kind)
        row["code"] = .string(error.code)
        row["status"] = error.status.map { .integer(Int64($0)) }
        row["error"] = .string(error.description)
        return row
    }
}
