import Bitrix24
import JSON
import PortalConfiguration

/// The REST commands of steps, as soon as everything that they name is there.
struct StepCommands {
    let naming: Naming

    /// `nil` while something that it needs is not there yet, and for steps that are no single command.
    func command(_ step: PlanStep) -> Command? {
        switch step.address.kind {
        case .workplace: workplace(step)
        case .spa: spa(step)
        case .funnel: funnel(step)
        case .stage: stage(step)
        case .field: field(step)
        }
    }

    /// The id that an answer to a creation tells.
    static func id(_ answer: JSONValue, of kind: ObjectKind) -> String? {
        switch kind {
        case .workplace: answer["automatedSolution"]?["id"]?.looseText
        case .spa: answer["type"]?["id"]?.looseText
        case .funnel: answer["category"]?["id"]?.looseText
        case .stage: answer.looseText
        case .field: answer["field"]?["id"]?.looseText
        }
    }

    func id(_ address: Address) -> JSONValue? {
        naming.objects[address].map { Writable.number($0.id) }
    }

    private func entityType(_ address: Address?) -> Int64? {
        guard let spa = address?.lineage.last else { return nil }
        return naming.objects[spa]?.facts["entityTypeId"]?.looseInteger
    }

    // MARK: Kinds

    private func workplace(_ step: PlanStep) -> Command? {
        let fields = JSONValue.object(JSONObject(step.changes.map { ($0.name, $0.after) }))
        if step.action == .create { return Command("crm.automatedsolution.add", ["fields": fields]) }
        guard let id = id(step.address) else { return nil }
        if step.action == .delete { return Command("crm.automatedsolution.delete", ["id": id]) }
        return Command("crm.automatedsolution.update", ["id": id, "fields": fields])
    }

    private func spa(_ step: PlanStep) -> Command? {
        var fields = JSONObject()
        for change in step.changes {
            switch change.name {
            case "links":
                fields["linkedUserFields"] = .object(
                    JSONObject(
                        Attribute.links.compactMap { link in
                            change.after[link.name].map { (link.field, $0 == true ? "true" : "false") }
                        }))
            case let name where Attribute.switches.contains(name): fields[name] = change.after == true ? "Y" : "N"
            default: fields[change.name] = change.after
            }
        }
        if step.action == .create { return Command("crm.type.add", ["fields": .object(fields)]) }
        guard let id = id(step.address), step.part == .fields else { return nil }
        if step.action == .delete { return Command("crm.type.delete", ["id": id]) }
        return Command("crm.type.update", ["id": id, "fields": .object(fields)])
    }

    private func funnel(_ step: PlanStep) -> Command? {
        guard let entityType = entityType(step.address.parent) else { return nil }
        var parameters: JSONObject = ["entityTypeId": .integer(entityType)]
        if step.part == .card {
            guard let id = id(step.address), let data = card(step) else { return nil }
            parameters["scope"] = "C"
            parameters["extras"] = ["categoryId": id]
            parameters["data"] = data
            return Command("crm.item.details.configuration.set", parameters)
        }
        var fields = JSONObject()
        for change in step.changes { fields[change.name] = change.after == true ? "Y" : change.after }
        parameters["fields"] = .object(fields)
        if step.action == .create { return Command("crm.category.add", parameters) }
        guard let id = id(step.address) else { return nil }
        parameters["id"] = id
        if step.action == .delete { parameters["fields"] = nil }
        return Command(step.action == .delete ? "crm.category.delete" : "crm.category.update", parameters)
    }

    private func card(_ step: PlanStep) -> JSONValue? {
        guard let spa = step.address.parent, let type = naming.objects[spa], let sections = step["card"]?.arrayValue
        else { return nil }
        var data: [JSONValue] = []
        for section in sections {
            var elements: [JSONValue] = []
            for element in section["elements"]?.arrayValue ?? [] {
                guard let name = element["field"].flatMap({ fieldName($0, of: type) }) else { return nil }
                elements.append(["name": .string(name), "optionFlags": element["always"] == true ? 1 : 0])
            }
            data.append([
                "name": section["name"] ?? "", "title": section["title"] ?? "", "type": "section",
                "elements": .array(elements),
            ])
        }
        return .array(data)
    }

    private func fieldName(_ element: JSONValue, of type: PortalRecord) -> String? {
        if let name = element["spa"]?.stringValue {
            return entityType(Address(.spa, [name])).map { "PARENT_ID_\($0)" }
        }
        guard let name = element.stringValue else { return nil }
        return name.hasPrefix("field.") ? "UF_CRM_\(type.id)_" + name.dropFirst("field.".count) : name
    }

    private func stage(_ step: PlanStep) -> Command? {
        let names = ["name": "NAME", "color": "COLOR", "sort": "SORT"]
        var fields = JSONObject()
        for change in step.changes { if let name = names[change.name] { fields[name] = change.after } }
        guard step.action == .create else {
            guard let id = id(step.address) else { return nil }
            if step.action == .delete {
                let isSystem = naming.objects[step.address]?.facts["isSystem"] == true
                return Command(
                    "crm.status.delete", isSystem ? ["id": id, "params": ["FORCED": "Y"]] : ["id": id])
            }
            return Command("crm.status.update", ["id": id, "fields": .object(fields)])
        }
        guard let funnel = step.address.parent, let category = naming.objects[funnel]?.id,
            let entityType = entityType(funnel)
        else { return nil }
        fields["ENTITY_ID"] = .string("DYNAMIC_\(entityType)_STAGE_\(category)")
        fields["STATUS_ID"] = step["code"] ?? .string(step.address.name)
        switch step["semantics"] {
        case "success": fields["SEMANTICS"] = "S"
        case "failure": fields["SEMANTICS"] = "F"
        default: break
        }
        return Command("crm.status.add", ["fields": .object(fields)])
    }

    private func field(_ step: PlanStep) -> Command? {
        if step.action == .delete {
            return id(step.address).map { Command("userfieldconfig.delete", ["moduleId": "crm", "id": $0]) }
        }
        let names = [
            "type": "userTypeId", "label": "editFormLabel", "help": "helpMessage", "showFilter": "showFilter",
            "settings": "settings", "sort": "sort",
        ]
        var fields = JSONObject()
        for change in step.changes {
            if let name = names[change.name] {
                fields[name] = change.after
            } else if let flag = change.after.boolValue {
                fields[change.name] = flag ? "Y" : "N"
            } else if change.name == "options" {
                fields["enum"] = .array(options(change.after, naming.objects[step.address]))
            }
        }
        guard step.action == .create else {
            guard let id = id(step.address) else { return nil }
            // Choices are only looked at together with the type
            // (`api-reference/crm/universal/userfieldconfig/userfieldconfig-update`).
            if fields["enum"] != nil { fields["userTypeId"] = "enumeration" }
            return Command("userfieldconfig.update", ["moduleId": "crm", "id": id, "field": .object(fields)])
        }
        guard let spa = step.address.parent, let type = naming.objects[spa]?.id else { return nil }
        let code = step["code"]?.stringValue ?? step.address.name
        fields["entityId"] = .string("CRM_\(type)")
        fields["fieldName"] = .string(code.hasPrefix("UF_") ? code : "UF_CRM_\(type)_\(code)")
        return Command("userfieldconfig.add", ["moduleId": "crm", "field": .object(fields)])
    }

    /// Choices that the field has keep their ids; those that it is not to have any more are marked.
    private func options(_ wanted: JSONValue, _ field: PortalRecord?) -> [JSONValue] {
        var open = field?.facts["options"]?.arrayValue ?? []
        var rows = (wanted.arrayValue ?? []).enumerated().map { index, option -> JSONValue in
            var row: JSONObject = [
                "value": option["value"] ?? "", "def": option["default"] == true ? "Y" : "N",
                "sort": .integer(Int64(index + 1) * 10),
            ]
            if let known = open.firstIndex(where: { $0["value"] == option["value"] }) {
                row["id"] = open.remove(at: known)["id"]
            }
            return .object(row)
        }
        for option in open { rows.append(["id": option["id"] ?? .null, "value": option["value"] ?? "", "del": "Y"]) }
        return rows
    }
}
