import Bitrix24
import JSON

/// What makes the stages of a funnel equal to what they were: those with the same code changed, missing ones added,
/// surplus ones removed last, so that no group is ever without a stage.
enum StageAlignment {
    /// - Parameters:
    ///   - wanted: rows as they were, with the codes of the present funnel.
    ///   - now: rows of the present funnel.
    static func commands(_ wanted: [JSONObject], now: [JSONObject]) -> [Command] {
        var commands: [Command] = []
        for row in wanted {
            guard let match = now.first(where: { $0["STATUS_ID"] == row["STATUS_ID"] }) else {
                commands.append(Command("crm.status.add", ["fields": .object(Recreation.stage(row))]))
                continue
            }
            var fields = JSONObject()
            for name in ["NAME", "SORT", "COLOR"] {
                guard let value = row[name], !SameValue.isSame(match[name], value) else { continue }
                fields[name] = value
            }
            guard !fields.isEmpty, let id = match.text("ID") else { continue }
            commands.append(
                Command("crm.status.update", ["id": Writable.number(id), "fields": .object(fields)]))
        }
        for row in now where !wanted.contains(where: { $0["STATUS_ID"] == row["STATUS_ID"] }) {
            guard let id = row.text("ID") else { continue }
            commands.append(
                Command("crm.status.delete", ["id": Writable.number(id), "params": ["FORCED": "Y"]]))
        }
        return commands
    }
}
