public import JSON
public import Permissions

/// What every element of a smart process, or of a funnel, is to say of who has access to it: `access = { opened = false,
/// observers = { "D5" } }`. It is what REST can set of an element; who may see it by that, the roles decide
/// (`api-reference/crm/universal/crm-item-update`).
public struct AccessRule: Sendable, Hashable {
    /// Whether elements are available to everyone; `nil` for either.
    public let opened: Bool?
    /// Whoever observes each element, beside others.
    public let observers: [AccessCode]

    static let members = ["opened", "observers"]

    /// The rule of a checked attribute.
    public init(_ value: JSONValue) {
        opened = value["opened"]?.boolValue
        observers = (value["observers"]?.arrayValue ?? []).compactMap { $0.stringValue.flatMap(AccessCode.init) }
    }

    /// What is wrong, and where, if that is known.
    struct Mistake: Error {
        enum What {
            case shape
            case member(String)
            case code(String)
        }

        let what: What
        let place: FilePlace?

        init(_ what: What, _ place: FilePlace? = nil) {
            self.what = what
            self.place = place
        }
    }

    /// What somebody has written down, in one form.
    static func value(_ written: WrittenValue) -> Result<JSONValue, Mistake> {
        guard let given = written.members, !given.isEmpty else { return .failure(Mistake(.shape)) }
        var rule = JSONObject()
        for member in given {
            switch member.key {
            case "opened":
                guard let flag = member.value.flag else { return .failure(Mistake(.shape, member.place)) }
                rule["opened"] = .bool(flag)
            case "observers":
                guard let elements = member.value.elements, !elements.isEmpty else {
                    return .failure(Mistake(.shape, member.place))
                }
                var codes: Set<AccessCode> = []
                for element in elements {
                    guard let code = element.text.flatMap(AccessCode.init), code.audience != .other else {
                        return .failure(Mistake(.code(element.text ?? "?"), member.place))
                    }
                    codes.insert(code)
                }
                rule["observers"] = .array(codes.sorted().map { .string($0.text) })
            default: return .failure(Mistake(.member(member.key), member.place))
            }
        }
        return .success(.object(JSONObject(members.compactMap { name in rule[name].map { (name, $0) } })))
    }
}
