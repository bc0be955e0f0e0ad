import JSON
import Permissions

/// Grants in a description: `{ "D5", read = "department", update = "own" }`, one row for each audience.
public enum GrantRows {
    /// What somebody has written down, in one form: sorted, each audience once.
    ///
    /// - Returns: the value, or the part that is wrong and what should stand there.
    static func value(_ written: WrittenValue, of kind: ObjectKind) -> Result<JSONValue, Mistake> {
        guard let elements = written.elements else { return .failure(Mistake(.shape)) }
        var rows: [AccessCode: [GrantAction: GrantLevel]] = [:]
        for element in elements {
            guard let members = element.members,
                let first = members.first(where: { $0.key.isEmpty || $0.key == "code" }), let text = first.value.text
            else { return .failure(Mistake(.shape, element.place)) }
            guard let code = AccessCode(text) else { return .failure(Mistake(.code(text), first.place)) }
            for member in members where member.key != first.key {
                guard let action = GrantAction(rawValue: member.key), actions(of: kind).contains(action) else {
                    return .failure(Mistake(.action(member.key, actions(of: kind).map(\.rawValue)), member.place))
                }
                guard let level = member.value.text.flatMap(GrantLevel.init) else {
                    return .failure(Mistake(.level(member.key, GrantLevel.allCases.map(\.rawValue)), member.place))
                }
                rows[code, default: [:]][action] = level
            }
        }
        return .success(value(rows))
    }

    /// What is wrong, and where, if that is known.
    struct Mistake: Error {
        enum What {
            case shape
            case code(String)
            case action(String, [String])
            case level(String, [String])
        }

        let what: What
        let place: FilePlace?

        init(_ what: What, _ place: FilePlace? = nil) {
            self.what = what
            self.place = place
        }
    }

    /// Moving elements into it is all that a stage can grant; what holds elements grants what concerns them.
    private static func actions(of kind: ObjectKind) -> [GrantAction] {
        kind == .stage ? [.update] : GrantAction.allCases.filter { $0 != .settings }
    }

    private static func value(_ rows: [AccessCode: [GrantAction: GrantLevel]]) -> JSONValue {
        .array(
            rows.sorted { $0.key < $1.key }.map { code, levels in
                var row: JSONObject = ["code": .string(code.text)]
                for action in GrantAction.allCases {
                    row[action.rawValue] = levels[action].map { .string($0.rawValue) }
                }
                return .object(row)
            })
    }

    /// Grants of a portal as a description has them.
    public static func value(_ grants: [Grant]) -> JSONValue {
        var rows: [AccessCode: [GrantAction: GrantLevel]] = [:]
        for grant in grants { rows[grant.code, default: [:]][grant.action] = grant.level }
        return value(rows)
    }

    /// The grants of a value.
    public static func grants(_ value: JSONValue) -> [Grant] {
        (value.arrayValue ?? []).flatMap { row -> [Grant] in
            guard let code = row["code"]?.stringValue.flatMap(AccessCode.init) else { return [] }
            return GrantAction.allCases.compactMap { action in
                row[action.rawValue]?.stringValue.flatMap(GrantLevel.init).map {
                    Grant(code: code, action: action, level: $0)
                }
            }
        }
    }
}
