import Bitrix24
import JSON

/// Reads a part of the portal's names, by the calls that scripts use.
struct PortalNamesReader: Sendable {
    let session: ScriptSession
    /// Enough of a list for a menu.
    var mostRows = 500

    /// The names of some parts alone.
    func names(_ parts: [PortalNames.Part]) async throws -> PortalNames {
        var names = PortalNames()
        for part in parts { try await read(part)(&names) }
        return names
    }

    /// The names with this part read anew.
    ///
    /// - Parameter people: the ids that the part of that name is about.
    /// - Throws: what the portal says.
    func read(
        _ part: PortalNames.Part, people: [String] = []
    ) async throws -> @Sendable (inout PortalNames) -> Void {
        switch part {
        case .workplaces:
            let found = try await rows("crm.automatedsolution.list", [:], "automatedSolutions").compactMap {
                Self.named($0, "id", "title")
            }
            return { $0.workplaces = found }
        case .types:
            let found = try await rows("crm.type.list", [:], "types").compactMap { row -> PortalNames.Kind? in
                guard let id = row["id"]?.plainText, let entity = row["entityTypeId"]?.plainText else { return nil }
                return PortalNames.Kind(id: id, entityTypeID: entity, title: row["title"]?.plainText ?? "")
            }
            return { $0.types = found }
        case .departments:
            let found = try await rows("department.get", [:], nil).compactMap { Self.named($0, "ID", "NAME") }
            return { $0.departments = found }
        case .people:
            let found = try await names(of: people)
            return { $0.people.names.merge(found) { $1 } }
        case .funnels(let entity):
            let found = try await rows("crm.category.list", ["entityTypeId": .string(entity)], "categories")
                .compactMap { Self.named($0, "id", "name") }
            return { $0.funnels[entity] = found }
        case .stages(let entity):
            let found = Self.stages(entity, try await statuses())
            return { $0.stages[entity] = found }
        case .fields(let entity):
            let fields = try await fields(entity)
            let found = fields.map { field in
                PortalNames.Named(id: field.name, name: field.title + (field.type.isEmpty ? "" : " (\(field.type))"))
            }
            let values = fields.filter { !$0.choices.isEmpty }.map { ($0.name, $0.choices) }
            return { names in
                names.fields[entity] = found
                names.fieldValues[entity] = Dictionary(values) { $1 }
            }
        }
    }

    /// The fields of items, in the portal's order.
    func fields(_ entity: String) async throws -> [ItemField] {
        let result = try await session.call(Command("crm.item.fields", ["entityTypeId": .string(entity)])).result
        guard case .object(let fields)? = result.value["fields"] else { return [] }
        return fields.members.map { member in
            ItemField(
                name: member.key, type: member.value["type"]?.plainText ?? "",
                title: member.value["title"]?.plainText ?? "",
                isRequired: member.value["isRequired"]?.boolValue ?? false,
                isReadOnly: member.value["isReadOnly"]?.boolValue ?? false,
                isMultiple: member.value["isMultiple"]?.boolValue ?? false, choices: Self.choices(member.value))
        }
    }

    /// The choices of a list field, in its order.
    private static func choices(_ field: JSONValue) -> [PortalNames.Named] {
        guard field["type"]?.stringValue == "enumeration" else { return [] }
        return field["items"]?.arrayValue?.compactMap { named($0, "ID", "VALUE") } ?? []
    }

    /// Names of people by their ids. Ids that the portal does not know get an empty one, so that they are not asked for
    /// again.
    private func names(of people: [String]) async throws -> [String: String] {
        guard !people.isEmpty else { return [:] }
        var names = Dictionary(people.map { ($0, "") }) { $1 }
        let filter: JSONValue = ["ID": .array(people.map(JSONValue.string))]
        for row in try await rows("user.get", ["FILTER": filter], nil) {
            guard let id = row["ID"]?.plainText else { continue }
            names[id] = PeopleNames.short(
                first: row["NAME"]?.plainText ?? "", last: row["LAST_NAME"]?.plainText ?? "")
        }
        return names
    }

    /// Every row of every directory.
    func statuses() async throws -> [JSONValue] { try await rows("crm.status.list", [:], nil) }

    /// A smart process keeps the stages of each funnel in a directory of its own.
    static func stages(_ entity: String, _ statuses: [JSONValue]) -> [PortalNames.Named] {
        let start: [String]
        switch entity {
        case "1": start = ["STATUS"]
        case "2": start = ["DEAL_STAGE"]
        case "7": start = ["QUOTE_STATUS"]
        default: start = ["DYNAMIC_\(entity)_STAGE", "SMART_INVOICE_STAGE"]
        }
        return statuses.compactMap { row in
            guard let directory = row["ENTITY_ID"]?.plainText,
                start.contains(where: { directory == $0 || directory.hasPrefix($0 + "_") })
            else { return nil }
            guard directory.hasPrefix("SMART_INVOICE") == (entity == "31") else { return nil }
            return named(row, "STATUS_ID", "NAME")
        }
    }

    /// The rows of a list, up to ``mostRows``.
    private func rows(_ method: String, _ parameters: JSONObject, _ key: String?) async throws -> [JSONValue] {
        var rows: [JSONValue] = []
        var start: Int64 = 0
        while rows.count < mostRows {
            var parameters = parameters
            parameters["start"] = .integer(start)
            let response = try await session.call(Command(method, parameters))
            let result = response.result.value
            let page = (key.flatMap { result[$0] } ?? result).arrayValue ?? []
            rows += page
            guard let next = response.next, !page.isEmpty else { break }
            start = Int64(next)
        }
        return rows
    }

    private static func named(_ row: JSONValue, _ id: String, _ name: String) -> PortalNames.Named? {
        row[id]?.plainText.map { PortalNames.Named(id: $0, name: row[name]?.plainText ?? "") }
    }
}

/// A field of items (`crm.item.fields`).
struct ItemField: Sendable {
    var name: String
    /// `string`, `crm_status`, `enumeration`, ...
    var type: String
    var title: String
    var isRequired: Bool
    var isReadOnly: Bool
    var isMultiple: Bool
    /// Of a list field.
    var choices: [PortalNames.Named]
}

extension JSONValue {
    fileprivate var plainText: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        default: nil
        }
    }
}
