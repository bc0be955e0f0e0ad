import JSON
import Localization

/// A plan in a file: what was looked at by a person, to be carried out later as it was shown.
public struct PlanFile: Sendable {
    /// The portal that it is for.
    public var portal: String
    /// What is to be.
    public var desired: ConfigurationModel
    /// What was to be done at the time.
    public var plan: ChangePlan
    /// Whether that deletes.
    public var prunes: Bool
    /// Where the state is kept; `nil` for nowhere.
    public var state: String?

    /// A plan for a portal.
    public init(portal: String, desired: ConfigurationModel, plan: ChangePlan, prunes: Bool, state: String?) {
        self.portal = portal
        self.desired = desired
        self.plan = plan
        self.prunes = prunes
        self.state = state
    }

    /// The kind of file that this is.
    public static let marker = "b24 plan"

    /// The text of the file.
    public var text: String {
        var value: JSONObject = [
            "file": .string(Self.marker), "schema": 1, "portal": .string(portal), "prune": .bool(prunes),
            "steps": .array(plan.steps.map(\.json)), "configuration": JSONForm.value(desired),
        ]
        value["state"] = state.map(JSONValue.string)
        return JSONWriter.string(.object(value), pretty: true) + "\n"
    }

    /// - Throws: ``ConfigurationProblem``, ``ConfigurationProblems``
    public init(_ value: JSONValue, file: String) throws {
        let place = FilePlace(file: file, line: nil)
        guard value["file"]?.stringValue == Self.marker, let portal = value["portal"]?.stringValue,
            let configuration = value["configuration"], let schema = value["schema"]?.integerValue
        else { throw ConfigurationProblem(place, Texts.notAFile("a plan")) }
        guard schema <= 1 else { throw ConfigurationProblem(place, Texts.newerFile(schema)) }
        var plan = ChangePlan()
        for row in value["steps"]?.arrayValue ?? [] {
            guard let step = PlanStep(row) else { throw ConfigurationProblem(place, Texts.notAFile("a plan")) }
            plan.steps.append(step)
        }
        self.init(
            portal: portal,
            desired: try JSONForm.model(configuration, file: file), plan: plan,
            prunes: value["prune"] == true, state: value["state"]?.stringValue)
    }
}

extension PlanStep {
    /// As data.
    public var json: JSONValue {
        var row: JSONObject = [
            "action": .string(action.rawValue), "kind": .string(address.kind.rawValue),
            "path": .array(address.path.map(JSONValue.string)), "part": .string(part.rawValue),
            "changes": .array(
                changes.map { change in
                    var row: JSONObject = ["name": .string(change.name)]
                    row["before"] = change.before
                    row["after"] = change.after
                    return .object(row)
                }),
        ]
        if isAutomatic { row["automatic"] = true }
        if elements > 0 { row["elements"] = .integer(Int64(elements)) }
        return .object(row)
    }

    init?(_ row: JSONValue) {
        guard let action = row["action"]?.stringValue.flatMap(Action.init),
            let kind = row["kind"]?.stringValue.flatMap(ObjectKind.init),
            let path = row["path"]?.arrayValue?.compactMap(\.stringValue), !path.isEmpty,
            let part = row["part"]?.stringValue.flatMap(Attribute.Part.init)
        else { return nil }
        let changes = (row["changes"]?.arrayValue ?? []).compactMap { change -> Change? in
            guard let name = change["name"]?.stringValue, let after = change["after"] else { return nil }
            return Change(name: name, before: change["before"], after: after)
        }
        self.init(
            action, Address(kind, path), part, changes, automatic: row["automatic"] == true,
            elements: Int(row["elements"]?.integerValue ?? 0))
    }
}
