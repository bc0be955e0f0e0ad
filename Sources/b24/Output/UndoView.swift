import B24Scripting
import Bitrix24
import JSON
import Localization
import LuaRuntime

/// The plan of an undo, for people and for programs.
struct UndoView {
    private let language: Language
    private let style: Style
    /// Longer values are cut.
    private static let longest = 60
    /// So many fields of something that is made again are shown.
    private static let mostFields = 8

    init(_ language: Language, _ style: Style) {
        self.language = language
        self.style = style
    }

    /// The steps, numbered in the order in which they are done.
    func lines(_ steps: [UndoStep]) -> [String] { steps.enumerated().flatMap { lines($0 + 1, $1) } }

    private func lines(_ number: Int, _ step: UndoStep) -> [String] {
        let what = Texts.plannedObject(step.object, name: step.object.name)[language]
        var word = Texts.undoWord(step)[language]
        if step.deed == .delete { word = style.red(word) }
        if step.verdict != .undo { word = style.yellow(word) }
        let origin = Texts.undoOrigin(step.write, step.command.method)[language]
        var lines = ["  \(number). \(word): \(what)  " + style.dim(origin)]
        for change in step.changes.prefix(step.deed == .recreate ? Self.mostFields : .max) {
            let before = change.before.map { Self.text($0, named: change.field) + " -> " } ?? ""
            lines.append("       \(change.field): \(before)\(Self.text(change.after, named: change.field))")
        }
        if step.deed == .recreate, step.changes.count > Self.mostFields {
            lines.append("       " + style.dim(Texts.more(step.changes.count - Self.mostFields)[language]))
        }
        lines += step.effects.map { "     + " + $0[language] }
        if !step.reasons.isEmpty {
            lines.append("     - " + style.yellow(step.reasons.map { $0[language] }.joined(separator: "; ")))
        }
        if step.verdict == .impossible {
            let sent = LuaValue(inOrder: PlannedWrite.kept(.object(step.command.parameters)))
            lines.append("       " + Self.cut(LuaFormatter(width: .max).format(sent)))
        }
        return lines
    }

    static func json(_ report: UndoReport, _ run: String, _ language: Language) -> JSONObject {
        [
            "undoes": .string(run), "dry_run": .bool(report.isPlan), "done": .integer(Int64(report.done)),
            "left": .integer(Int64(report.left)), "failed": .integer(Int64(report.failures.count)),
            "steps": .array(
                report.steps.enumerated().map { .object(json($1, $0 + 1, report.results[$0], language)) }),
        ]
    }

    private static func json(
        _ step: UndoStep, _ number: Int, _ result: UndoResult?, _ language: Language
    ) -> JSONObject {
        var object: JSONObject = ["family": .string(step.object.family)]
        object["entity_type_id"] = step.object.entityTypeID.map(JSONValue.string)
        object["id"] = step.object.id.map(JSONValue.string)
        object["name"] = step.object.name.map(JSONValue.string)
        var entry: JSONObject = [
            "number": .integer(Int64(number)), "write": .integer(step.write), "method": .string(step.command.method),
            "object": .object(object), "verdict": .string(step.verdict.rawValue), "deed": .string(step.deed.rawValue),
            "changes": .array(
                step.changes.map { change in
                    [
                        "field": .string(change.field),
                        "before": change.before.map { kept($0, named: change.field) } ?? .null,
                        "after": kept(change.after, named: change.field),
                    ]
                }),
            "effects": .array(step.effects.map { .string($0[language]) }),
            "reasons": .array(step.reasons.map { .string($0[language]) }), "incomplete": .bool(step.isIncomplete),
        ]
        switch result {
        case .done?: entry["result"] = "done"
        case .failed?: entry["result"] = "failed"
        case .changedMeanwhile?: entry["result"] = "changed_meanwhile"
        case nil: break
        }
        return entry
    }

    // MARK: Values

    private static func text(_ value: JSONValue, named name: String) -> String {
        cut(LuaFormatter(width: .max).format(LuaValue(inOrder: kept(value, named: name))))
    }

    private static func cut(_ text: String) -> String {
        text.count <= longest ? text : String(text.prefix(longest - 1)) + "…"
    }

    private static func kept(_ value: JSONValue, named name: String) -> JSONValue {
        PlannedWrite.kept([name: value])[name] ?? .null
    }
}
