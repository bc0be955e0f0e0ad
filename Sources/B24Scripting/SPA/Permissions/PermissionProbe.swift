import Bitrix24
import JSON

/// What the current credential may do with a smart process, by calls that only read.
struct PermissionProbe: Sendable {
    let spa: SPAScope
    let desk: Desk
    /// The items to try; `nil` takes the first ones.
    let items: [Int64]?
    let sample: Int

    func run() async throws -> [JSONObject] {
        let type = spa.type
        let entityTypeID = JSONValue.integer(type.entityTypeID)
        var rows: [JSONObject] = []
        rows.append(
            try await row(
                "spa:\(type.id)", type.title, "read", "crm.type.getByEntityTypeId", ["entityTypeId": entityTypeID]))
        rows.append(
            try await row("spa:\(type.id)", type.title, "fields", "crm.item.fields", ["entityTypeId": entityTypeID]))
        rows.append(try await row("spa:\(type.id)", type.title, "settings", "crm.type.fields", [:]))
        rows.append(try await row("workplaces", "", "list", "crm.automatedsolution.fields", [:]))
        let funnels: [JSONObject]
        do {
            funnels = try await Funnels(desk: desk, type: type).list()
        } catch let error as PortalError where error.isVerdict {
            funnels = []
            rows.append(row("funnels", "", "list", reading: reading(error)))
        }
        for funnel in funnels {
            guard let id = funnel["id"] else { continue }
            rows.append(
                try await row(
                    "funnel:\(id.looseText ?? "")", funnel["name"]?.stringValue ?? "", "read", "crm.category.get",
                    ["entityTypeId": entityTypeID, "id": id]))
        }
        for id in try await sampleItems() {
            rows.append(
                try await row(
                    "item:\(id)", "", "read", "crm.item.get", ["entityTypeId": entityTypeID, "id": .integer(id)]))
        }
        return rows
    }

    private func sampleItems() async throws -> [Int64] {
        if let items { return items }
        guard sample > 0 else { return [] }
        do {
            return try await desk.rows(
                "crm.item.list", ItemMethods.parameters(spa, ["select": ["id"], "order": ["id": "ASC"]]), limit: sample
            ).compactMap { $0["id"]?.value.looseInteger }
        } catch let error as PortalError where error.isVerdict {
            return []
        }
    }

    private func row(
        _ object: String, _ title: String, _ check: String, _ method: String, _ parameters: JSONObject
    ) async throws -> JSONObject {
        do {
            _ = try await desk.send(method, parameters)
            return row(object, title, check, reading: "yes")
        } catch let error as PortalError where error.isVerdict {
            return row(object, title, check, reading: reading(error))
        }
    }

    private func row(_ object: String, _ title: String, _ check: String, reading: String) -> JSONObject {
        var row: JSONObject = ["object": .string(object), "title": .string(title), "check": .string(check)]
        row[desk.context.portalName] = .string(reading)
        return row
    }

    private func reading(_ error: PortalError) -> String {
        error.isAccessDenied ? "no" : error.kind.rawValue
    }
}
