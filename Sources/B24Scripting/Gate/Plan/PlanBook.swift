import Bitrix24
import JSON
import Localization

/// What a plan's objects look like before and after each of its writes. It knows what the portal has told, and keeps up
/// with the plan; it reads nothing itself.
struct PlanBook: Sendable {
    /// What the portal says of an object.
    enum Entry: Sendable, Equatable {
        case known(JSONObject)
        /// It did not tell, with this code.
        case untold(String)
    }

    private var entries: [PlannedObject: Entry]
    /// Titles of smart processes by type id.
    private let typeTitles: [String: String]
    /// The workplace in which a smart process lives, by type id: its id and title.
    private var homes: [String: (id: String, title: String)] = [:]

    /// - Parameter workplaces: all of the portal; empty when the plan binds nothing.
    init(
        _ entries: [PlannedObject: Entry] = [:], typeTitles: [String: String] = [:], workplaces: [JSONObject] = []
    ) {
        self.entries = entries
        self.typeTitles = typeTitles
        for workplace in workplaces {
            for type in Self.ids(workplace["typeIds"]) {
                homes[type] = (workplace.text("id") ?? "", workplace["title"]?.stringValue ?? "")
            }
        }
    }

    /// Fills in what is known of a write, and counts it as made.
    mutating func explain(_ write: inout PlannedWrite) {
        let verb = ResultShape(write.command.method).verb
        let fields = Self.fields(of: write.command)
        let before = entries[write.object] ?? write.draft.map(Entry.known)
        if case .known(let object)? = before { write.object.name = Self.name(object) }
        switch verb {
        case "delete":
            if case .untold(let code)? = before { write.unknown.append(GateTexts.notTold(GateTexts.someObject, code)) }
            entries[write.object] = nil
        case "add", "import":
            write.object.name = Self.name(fields)
            write.changes = fields.members.map { PlannedChange(field: $0.key, before: nil, after: $0.value) }
            entries[write.object] = .known(fields)
        default:
            change(&write, fields, before)
        }
        addConsequences(&write, fields, verb, before)
    }

    private mutating func change(_ write: inout PlannedWrite, _ fields: JSONObject, _ before: Entry?) {
        switch before {
        case .known(var object)?:
            write.changes = fields.members.compactMap { member in
                let old = object[member.key]
                return Self.isSame(old, member.value)
                    ? nil : PlannedChange(field: member.key, before: old, after: member.value)
            }
            object.merge(fields)
            entries[write.object] = .known(object)
        case .untold(let code)?:
            write.changes = fields.members.map { PlannedChange(field: $0.key, before: nil, after: $0.value) }
            write.unknown.append(GateTexts.notTold(GateTexts.someBefore, code))
        case nil:
            write.changes = fields.members.map { PlannedChange(field: $0.key, before: nil, after: $0.value) }
            if !fields.members.isEmpty { write.unknown.append(GateTexts.beforeUnknown) }
        }
    }

    // MARK: What goes along

    private mutating func addConsequences(
        _ write: inout PlannedWrite, _ fields: JSONObject, _ verb: String, _ before: Entry?
    ) {
        switch (write.object.family, verb) {
        case ("crm.automatedsolution", "add"), ("crm.automatedsolution", "update"):
            if verb == "update", fields["title"] != nil, write.changes.contains(where: { $0.field == "title" }) {
                write.along.append(PlannedEffect(kind: "link", count: 1, text: GateTexts.linkChanges))
            }
            if fields["typeIds"] != nil { bind(&write, fields) }
        case ("crm.automatedsolution", "delete"):
            homes = homes.filter { $0.value.id != write.object.id }
        case ("crm.type", "add"):
            write.along.append(PlannedEffect(kind: "implied", count: 1, text: GateTexts.impliedFunnel))
        case ("crm.type", "update"):
            guard let after = fields["relations"], case .known(let object)? = before else { return }
            let lost = Relations.lost(object["relations"], after)
            guard !lost.isEmpty else { return }
            write.along.append(PlannedEffect(kind: "relations", count: lost.count, text: GateTexts.links(lost)))
        case ("crm.category", "add"), ("crm.category", "update"):
            if verb == "add" {
                write.along.append(PlannedEffect(kind: "implied", count: 5, text: GateTexts.impliedStages))
            }
            if fields["isDefault"] == "Y" {
                write.along.append(PlannedEffect(kind: "default", count: 1, text: GateTexts.defaultMoves))
            }
        case ("crm.item", "add"): write.unknown.append(GateTexts.automation)
        case ("crm.item", "update"):
            if fields["stageId"] != nil || fields["categoryId"] != nil { write.unknown.append(GateTexts.automation) }
        default:
            // What a method without a family of its own does is in nobody's book.
            if write.object.id == nil, write.changes.isEmpty { write.unknown.append(GateTexts.effectUnknown) }
        }
    }

    /// A workplace gets a set of smart processes: who leaves it, and who comes from where.
    private mutating func bind(_ write: inout PlannedWrite, _ fields: JSONObject) {
        let id = write.object.id ?? ""
        let after = Self.ids(fields["typeIds"])
        let title = write.object.name ?? ""
        let leaving = homes.filter { $0.value.id == id && !after.contains($0.key) }.map(\.key).sorted()
        if !leaving.isEmpty {
            let titles = leaving.prefix(5).map { typeTitles[$0] ?? $0 }
            write.along.append(
                PlannedEffect(
                    kind: "leaves", count: leaving.count,
                    text: GateTexts.leaves(titles, more: leaving.count - titles.count)))
        }
        for type in leaving { homes[type] = nil }
        for type in after.sorted() where homes[type]?.id != id {
            let from = homes[type]?.title
            write.along.append(
                PlannedEffect(kind: "moves", count: 1, text: GateTexts.moves(typeTitles[type] ?? type, from: from)))
            homes[type] = (id, title)
        }
    }

    // MARK: Parts

    static func fields(of command: Command) -> JSONObject {
        for name in ["fields", "FIELDS", "field"] {
            if case .object(let object)? = command.parameters[name] { return object }
        }
        return [:]
    }

    private static func name(_ object: JSONObject) -> String? {
        for name in ["title", "name", "NAME", "TITLE", "fieldName"] {
            if let text = object[name]?.stringValue, !text.isEmpty { return Redaction.redact(text) }
        }
        return nil
    }

    private static func ids(_ value: JSONValue?) -> Set<String> {
        Set((value?.arrayValue ?? []).compactMap { JSONObject([("id", $0)]).text("id") })
    }

    /// The portal writes numbers and flags as text where a script may not.
    private static func isSame(_ left: JSONValue?, _ right: JSONValue) -> Bool {
        guard let left else { return false }
        return left == right || plain(left) != nil && plain(left) == plain(right)
    }

    private static func plain(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .bool(let flag): flag ? "Y" : "N"
        default: nil
        }
    }
}

/// The links of a smart process to other objects: `{parent = {...}, child = {...}}`.
enum Relations {
    /// Those that a new set leaves out: `parent 4`. Predefined ones stay, whether they are sent or not.
    static func lost(_ before: JSONValue?, _ after: JSONValue?) -> [String] {
        ["parent", "child"].flatMap { side in
            let kept = Set((after?[side]?.arrayValue ?? []).compactMap { $0.objectValue?.text("entityTypeId") })
            return (before?[side]?.arrayValue ?? []).compactMap { relation -> String? in
                guard let other = relation.objectValue?.text("entityTypeId"), relation["isPredefined"] != "Y",
                    !kept.contains(other)
                else { return nil }
                return "\(side) \(other)"
            }
        }
    }
}
