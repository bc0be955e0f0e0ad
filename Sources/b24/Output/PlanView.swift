import B24Scripting
import Bitrix24
import JSON
import Localization
import LuaRuntime

/// A dry run's plan, for people and for programs.
struct PlanView {
    private let language: Language
    private let style: Style
    /// Longer values are cut.
    private static let longest = 60

    init(_ language: Language, _ style: Style) {
        self.language = language
        self.style = style
    }

    /// The writes, numbered in the order of the script and grouped by their objects.
    func lines(_ plan: [PlannedWrite]) -> [String] {
        var order: [PlannedObject] = []
        var groups: [PlannedObject: [(number: Int, write: PlannedWrite)]] = [:]
        for (index, write) in plan.enumerated() {
            if groups[write.object] == nil { order.append(write.object) }
            groups[write.object, default: []].append((index + 1, write))
        }
        return order.flatMap { object -> [String] in
            let writes = groups[object] ?? []
            let name = writes.lazy.compactMap(\.write.object.name).first
            return ["  " + style.bold(Texts.plannedObject(object, name: name)[language])]
                + writes.flatMap { lines($0.number, $0.write) }
        }
    }

    private func lines(_ number: Int, _ write: PlannedWrite) -> [String] {
        var head = "    \(number). \(write.command.method)"
        if write.effect == .destructive { head += " " + style.red(Texts.destructive[language]) }
        if let position = write.position { head += style.dim("  \(position)") }
        if let library = write.library { head += style.dim("  \(library.text[language])") }
        var lines = [head]
        for change in write.changes {
            let before = change.before.map { Self.text($0, named: change.field) + " -> " } ?? ""
            lines.append("         \(change.field): \(before)\(Self.text(change.after, named: change.field))")
        }
        if write.changes.isEmpty, write.effect == .write, !Self.fields(write).isEmpty {
            lines.append("         " + style.dim(Texts.planChangesNothing[language]))
        } else if write.changes.isEmpty, write.effect == .write {
            let parameters = LuaValue(inOrder: Self.kept(write.command))
            lines.append("         " + Self.cut(LuaFormatter(width: .max).format(parameters)))
        }
        lines += write.along.map { "       + " + style.yellow($0.text[language]) }
        lines += write.unknown.map { "       ? " + style.dim(Texts.planUnknown($0)[language]) }
        return lines
    }

    /// One write for programs.
    static func json(_ write: PlannedWrite, number: Int, _ language: Language) -> JSONObject {
        var object: JSONObject = ["family": .string(write.object.family)]
        object["entity_type_id"] = write.object.entityTypeID.map(JSONValue.string)
        object["id"] = write.object.id.map(JSONValue.string)
        object["name"] = write.object.name.map(JSONValue.string)
        object["planned"] = .bool(write.object.isPlanned)
        var entry: JSONObject = [
            "number": .integer(Int64(number)), "method": .string(write.command.method),
            "params": kept(write.command), "effect": .string(write.effect.rawValue), "object": .object(object),
        ]
        entry["where"] = write.position.map(JSONValue.string)
        entry["library"] = write.library.map { .object($0.json) }
        entry["changes"] = .array(
            write.changes.map { change in
                [
                    "field": .string(change.field),
                    "before": change.before.map { kept($0, named: change.field) } ?? .null,
                    "after": kept(change.after, named: change.field),
                ]
            })
        entry["along"] = .array(
            write.along.map {
                ["kind": .string($0.kind), "count": .integer(Int64($0.count)), "text": .string($0.text[language])]
            })
        entry["unknown"] = .array(write.unknown.map { .string($0[language]) })
        return entry
    }

    // MARK: Values

    private static func fields(_ write: PlannedWrite) -> [JSONValue] {
        ["fields", "FIELDS", "field"].compactMap { write.command.parameters[$0] }
    }

    private static func text(_ value: JSONValue, named name: String) -> String {
        cut(LuaFormatter(width: .max).format(LuaValue(inOrder: kept(value, named: name))))
    }

    private static func cut(_ text: String) -> String {
        text.count <= longest ? text : String(text.prefix(longest - 1)) + "…"
    }

    /// Without credentials, and without whole files.
    private static func kept(_ command: Command) -> JSONValue { PlannedWrite.kept(.object(command.parameters)) }

    private static func kept(_ value: JSONValue, named name: String) -> JSONValue {
        PlannedWrite.kept([name: value])[name] ?? .null
    }
}
