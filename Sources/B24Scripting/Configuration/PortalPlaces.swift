import Bitrix24
import JSON
import PortalConfiguration

/// Makes objects of a configuration of the rows of a portal. Where another object stands, its id stands.
struct PortalPlaces {
    private var homes: [Int64: Int64] = [:]
    private var types: [Int64: Int64] = [:]

    init(workplaces: [Workplace], types: [SPAType]) {
        for workplace in workplaces {
            for type in workplace.typeIDs { homes[type] = workplace.id }
        }
        for type in types { self.types[type.entityTypeID] = type.id }
    }

    func spa(_ type: SPAType) -> PortalRecord {
        var attributes: JSONObject = ["title": .string(type.title)]
        attributes["workplace"] = homes[type.id].map { ["workplace": .string(String($0))] } ?? false
        for name in Attribute.switches { attributes[name] = .bool(type.flag(name)) }
        let relations = type.fields["relations"]
        if relations != nil {
            attributes["links"] = .object(
                JSONObject(
                    Attribute.links.map { link in
                        (link.name, .bool(type.fields["linkedUserFields"]?[link.field]?.looseBoolean ?? false))
                    }))
            attributes["parents"] = list(relations?["parent"], takesTypes: true)
            attributes["children"] = list(relations?["child"], takesTypes: false)
        }
        var facts: JSONObject = ["entityTypeId": .integer(type.entityTypeID)]
        facts["relations"] = relations
        return PortalRecord(.spa, id: String(type.id), attributes, facts: facts)
    }

    /// Relations without the predefined ones.
    ///
    /// - Parameter takesTypes: whether those to smart processes count: one between two of them is the child's.
    private func list(_ relations: JSONValue?, takesTypes: Bool) -> JSONValue {
        .array(
            (relations?.arrayValue ?? []).compactMap { relation in
                guard relation["isPredefined"]?.looseBoolean != true, let to = relation["entityTypeId"]?.looseInteger
                else { return nil }
                let isListed = relation["isChildrenListEnabled"]?.looseBoolean ?? false
                if let name = Attribute.standardTypes.first(where: { $0.entityTypeID == to })?.name {
                    return ["to": .string(name), "list": .bool(isListed)]
                }
                guard takesTypes, let id = types[to] else { return nil }
                return ["to": ["spa": .string(String(id))], "list": .bool(isListed)]
            })
    }

    func funnel(_ row: JSONObject, of type: SPAType, card: JSONValue) -> PortalRecord {
        var attributes: JSONObject = ["name": row["name"] ?? ""]
        if row["isDefault"]?.looseBoolean == true { attributes["isDefault"] = true }
        if let sections = card.arrayValue, !sections.isEmpty {
            attributes["card"] = .array(
                sections.map { section in
                    [
                        "name": section["name"] ?? "", "title": section["title"] ?? "",
                        "elements": .array((section["elements"]?.arrayValue ?? []).map { element($0, of: type) }),
                    ]
                })
        }
        return PortalRecord(
            .funnel, id: Self.id(row["id"]), parentID: String(type.id), attributes,
            sort: row["sort"]?.looseInteger ?? 0)
    }

    private func element(_ element: JSONValue, of type: SPAType) -> JSONValue {
        let name = element["name"]?.looseText ?? ""
        var field = JSONValue.string(name)
        if name.hasPrefix("UF_CRM_\(type.id)_") {
            field = .string("field." + name.dropFirst("UF_CRM_\(type.id)_".count))
        } else if name.hasPrefix("PARENT_ID_"), let parent = Int64(name.dropFirst("PARENT_ID_".count)),
            let id = types[parent]
        {
            field = ["spa": .string(String(id))]
        }
        return ["field": field, "always": .bool(element["optionFlags"]?.looseBoolean ?? false)]
    }

    static func stage(_ row: JSONObject, of funnel: JSONObject) -> PortalRecord {
        let code = row["STATUS_ID"]?.stringValue ?? ""
        var attributes: JSONObject = ["code": .string(code.split(separator: ":").last.map(String.init) ?? code)]
        attributes["name"] = row["NAME"]
        if let colour = row["COLOR"]?.stringValue, !colour.isEmpty { attributes["color"] = .string(colour) }
        let semantics = row["semantics"]?.stringValue ?? "process"
        attributes["semantics"] = .string(semantics == "apology" ? "failure" : semantics)
        return PortalRecord(
            .stage, id: id(row["ID"]), parentID: id(funnel["id"]), attributes, sort: row["SORT"]?.looseInteger ?? 0,
            facts: ["isSystem": .bool(row["SYSTEM"]?.looseBoolean ?? false), "statusID": .string(code)])
    }

    static func field(_ row: JSONObject, of type: SPAType) -> PortalRecord {
        let name = row["fieldName"]?.stringValue ?? ""
        let prefix = "UF_CRM_\(type.id)_"
        var attributes: JSONObject = [
            "code": .string(name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name),
            "type": row["userTypeId"] ?? "",
        ]
        attributes["label"] = texts(row["editFormLabel"])
        attributes["help"] = texts(row["helpMessage"])
        for key in ["multiple", "mandatory", "editInList", "isSearchable"] {
            attributes[key] = (row[key]?.looseBoolean).map(JSONValue.bool)
        }
        attributes["showFilter"] = row["showFilter"]
        let options = row["enum"]?.arrayValue ?? []
        if row["userTypeId"] == "enumeration" {
            attributes["options"] = .array(
                options.map {
                    ["value": $0["value"] ?? "", "default": .bool($0["def"]?.looseBoolean ?? false)]
                })
        }
        if let settings = row["settings"]?.objectValue {
            let given = settings.members.filter { !$0.value.isNull }.map { ($0.key, $0.value) }
            if !given.isEmpty { attributes["settings"] = .object(JSONObject(given)) }
        }
        return PortalRecord(
            .field, id: id(row["id"]), parentID: String(type.id), attributes, sort: row["sort"]?.looseInteger ?? 0,
            facts: ["options": .array(options)])
    }

    private static func texts(_ value: JSONValue?) -> JSONValue? {
        let texts = (value?.objectValue ?? [:]).members.filter { $0.value.stringValue?.isEmpty == false }
        return texts.isEmpty ? nil : .object(JSONObject(texts.map { ($0.key, $0.value) }))
    }

    private static func id(_ value: JSONValue?) -> String { value?.looseText ?? "" }
}
