import Bitrix24
import JSON

/// How something that was deleted is made again from what it was.
struct Recreation {
    var acts: [UndoAct] = []
    /// For people: what it is given.
    var fields = JSONObject()
    /// What cannot be restored of it.
    var losses: [UndoReason] = [.newID]
    /// What is there afterwards, by the ids of before.
    var states: [(PlannedObject, JSONObject)] = []

    /// - Returns: `nil` where b24 knows no way.
    init?(_ object: PlannedObject, _ before: WriteBefore) {
        guard let family = InverseFamily(object.family), let state = before.object else { return nil }
        states = [(object, state)]
        switch family {
        case .item: item(object, state, before)
        case .type: type(object, state, before)
        case .funnel:
            fields = ["name": state["name"] ?? .null, "sort": state["sort"] ?? .null]
            acts = [.recreate(Self.funnel(object.entityTypeID ?? "", state), object)]
            addStages(object, before.rows("stages"))
        case .workplace:
            fields = ["title": state["title"] ?? .null]
            acts = [.recreate(Command("crm.automatedsolution.add", ["fields": .object(fields)]), object)]
            losses.append(.newLink)
        case .status:
            fields = Self.stage(state)
            acts = [.recreate(Command("crm.status.add", ["fields": .object(fields)]), object)]
            if state["SYSTEM"] == "Y" { losses.append(.systemStage) }
        case .field:
            fields = Self.field(state)
            acts = [
                .recreate(Command("userfieldconfig.add", ["moduleId": "crm", "field": .object(fields)]), object)
            ]
            losses.append(.fieldValues)
        case .card, .plain: return nil
        }
        if !before.withheld.isEmpty { losses.append(.withheld(before.withheld)) }
    }

    /// By import: nobody's automation runs, and no mail is sent, because of an undo.
    /// -> api-reference/crm/universal/import/crm-item-import
    private mutating func item(_ object: PlannedObject, _ state: JSONObject, _ before: WriteBefore) {
        var files: [String] = []
        for member in state.members where !InverseFamily.item.isReadOnly(member.key) {
            if SameValue.isFile(member.value) {
                files.append(member.key)
            } else if member.value.isNull || member.value == .array([]) {
                // Left out, these would get their defaults.
                if Self.hasDefault(member.key) { fields[member.key] = "" }
            } else {
                fields[member.key] = member.value
            }
        }
        acts = [
            .recreate(
                Command(
                    "crm.item.import",
                    ["entityTypeId": Writable.number(object.entityTypeID ?? ""), "fields": .object(fields)]), object)
        ]
        losses += [.history, .productRows]
        if !files.isEmpty { losses.append(.files(files)) }
        for name in fields.keys where fields[name] == "" { fields[name] = nil }
    }

    private static let defaults: Set = [
        "begindate", "closedate", "sourceid", "mycompanyid", "currencyid", "ismanualopportunity",
    ]

    private static func hasDefault(_ name: String) -> Bool {
        defaults.contains(StoredFields.plain(name)) || name.lowercased().hasPrefix("uf")
    }

    // MARK: Smart processes

    private mutating func type(_ object: PlannedObject, _ state: JSONObject, _ before: WriteBefore) {
        for member in state.members {
            switch member.key {
            case "relations": fields[member.key] = Writable.relations(member.value)
            case "linkedUserFields": fields[member.key] = Writable.words(member.value)
            case "title", "entityTypeId": fields[member.key] = member.value
            case "code": if member.value != "" { fields[member.key] = member.value }
            default: if member.key.hasPrefix("is"), member.key != "isInitialized" { fields[member.key] = member.value }
            }
        }
        acts = [.recreate(Command("crm.type.add", ["fields": .object(fields)]), object)]
        let entityTypeID = state.text("entityTypeId") ?? ""
        for funnel in before.rows("funnels") {
            let old = PlannedObject(InverseFamily.funnel.name, entityTypeID: entityTypeID, id: funnel.text("id"))
            states.append((old, funnel))
            if funnel["isDefault"] == "Y" {
                acts.append(.firstFunnel(old, name: funnel["name"] ?? .null, sort: funnel["sort"] ?? .null))
            } else {
                acts.append(.recreate(Self.funnel(entityTypeID, funnel), old))
            }
            let directory = BeforeNeed.directory(entityTypeID, funnel: old.id ?? "")
            addStages(old, before.rows("stages").filter { $0.text("ENTITY_ID") == directory })
        }
        for field in before.rows("fields") {
            let old = PlannedObject(InverseFamily.field.name, id: field.text("id"))
            states.append((old, field))
            let command = Command("userfieldconfig.add", ["moduleId": "crm", "field": .object(Self.field(field))])
            let choices = (field["enum"]?.arrayValue ?? []).map { $0.objectValue?.text("id") ?? "" }
            acts.append(.recreate(command, old, choices: choices))
        }
        losses.append(.cards)
    }

    private mutating func addStages(_ funnel: PlannedObject, _ rows: [JSONObject]) {
        acts.append(.stages(funnel, rows))
        states += rows.map { (PlannedObject(InverseFamily.status.name, id: $0.text("ID")), $0) }
    }

    private static func funnel(_ entityTypeID: String, _ state: JSONObject) -> Command {
        let fields: JSONObject = ["name": state["name"] ?? .null, "sort": state["sort"] ?? 500]
        return Command(
            "crm.category.add", ["entityTypeId": Writable.number(entityTypeID), "fields": .object(fields)])
    }

    static func stage(_ row: JSONObject) -> JSONObject {
        var fields = JSONObject()
        for name in ["ENTITY_ID", "STATUS_ID", "NAME", "SORT", "COLOR", "SEMANTICS"] {
            if let value = row[name], !value.isNull { fields[name] = value }
        }
        return fields
    }

    /// What `userfieldconfig.add` takes. -> api-reference/crm/universal/userfieldconfig/userfieldconfig-add
    private static func field(_ state: JSONObject) -> JSONObject {
        var fields = JSONObject()
        for name in [
            "entityId", "fieldName", "userTypeId", "xmlId", "sort", "multiple", "mandatory", "showFilter", "showInList",
            "editInList", "isSearchable", "settings",
        ] {
            if let value = state[name], !value.isNull { fields[name] = value }
        }
        for name in ["editFormLabel", "listColumnLabel", "listFilterLabel", "errorMessage", "helpMessage"] {
            guard let texts = state[name]?.objectValue?.members.filter({ !$0.value.isNull }), !texts.isEmpty else {
                continue
            }
            fields[name] = .object(JSONObject(texts.map { ($0.key, $0.value) }))
        }
        if let choices = state["enum"]?.arrayValue {
            fields["enum"] = .array(
                choices.compactMap(\.objectValue).map { choice in
                    var kept = JSONObject()
                    for name in ["value", "def", "sort", "xmlId"] { kept[name] = choice[name] }
                    return .object(kept)
                })
        }
        return fields
    }
}
