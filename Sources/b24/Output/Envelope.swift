import B24Scripting
import Bitrix24
import JSON
import Localization

/// `--json`: one document for every command, `{schema, data, meta, error}`.
enum Envelope {
    static func object(_ result: CommandResult, _ language: Language) -> JSONObject {
        var meta = result.meta
        meta["exit_code"] = .integer(Int64(result.status.rawValue))
        if !result.failures.isEmpty { meta["failures"] = .array(result.failures.map { .object($0.fields) }) }
        if !result.plan.isEmpty {
            meta["plan"] = .array(
                result.plan.enumerated().map { .object(PlanView.json($1, number: $0 + 1, language)) })
        }
        return [
            "schema": 1, "data": ResultFormat.document(result.results), "meta": .object(meta),
            "error": result.error?.json ?? .null,
        ]
    }
}
