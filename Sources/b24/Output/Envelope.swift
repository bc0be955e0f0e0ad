import B24Scripting
import Bitrix24
import JSON

/// `--json`: one document for every command, `{schema, data, meta, error}`.
enum Envelope {
    static func object(_ result: CommandResult) -> JSONObject {
        var meta = result.meta
        meta["exit_code"] = .integer(Int64(result.status.rawValue))
        if !result.failures.isEmpty { meta["failures"] = .array(result.failures.map { .object($0.fields) }) }
        if !result.plan.isEmpty {
            meta["plan"] = .array(
                result.plan.map { write in
                    var entry: JSONObject = [
                        "method": .string(write.command.method),
                        "params": .object(write.command.parameters),
                        "effect": .string(write.effect.rawValue),
                    ]
                    if let position = write.position { entry["where"] = .string(position) }
                    return .object(entry)
                })
        }
        return [
            "schema": 1, "data": ResultFormat.document(result.results), "meta": .object(meta),
            "error": result.error?.json ?? .null,
        ]
    }
}
