import Bitrix24
import JSON

/// Somebody under whose credential a probe asks.
struct ProbeAsker: Sendable {
    /// The profile.
    let name: String
    let send: @Sendable (Command) async throws -> Response

    /// What the portal says to a command: `yes`, `no`, the kind of another error, or what `read` makes of the answer.
    ///
    /// - Throws: errors that are no observation: of the way, of the credential.
    func reading(
        _ method: String, _ parameters: JSONObject = [:], read: (Response) -> JSONValue = { _ in "yes" }
    ) async throws -> JSONValue {
        do {
            return read(try await send(Command(method, parameters)))
        } catch let error as PortalError where error.isVerdict {
            return .string(error.isAccessDenied ? "no" : error.kind.rawValue)
        }
    }
}

/// What one asker may do with a smart process, by calls that only read: one column of the matrix.
struct ProbeColumn: Sendable {
    let type: SPAType
    let asker: ProbeAsker

    private var entityTypeID: JSONValue { .integer(type.entityTypeID) }

    /// The funnels that the asker may read; `nil` and the reading when the list is refused.
    func funnels() async throws -> (rows: [JSONObject]?, reading: JSONValue) {
        do {
            let answer = try await asker.send(Command("crm.category.list", ["entityTypeId": entityTypeID]))
            let rows = answer.result.value["categories"]?.arrayValue ?? []
            return (rows.compactMap(\.objectValue), "yes")
        } catch let error as PortalError where error.isVerdict {
            return (nil, .string(error.isAccessDenied ? "no" : error.kind.rawValue))
        }
    }

    /// The first items that the asker may read, by id.
    func sample(_ count: Int) async throws -> [Int64] {
        guard count > 0 else { return [] }
        do {
            let parameters: JSONObject = ["entityTypeId": entityTypeID, "select": ["id"], "order": ["id": "ASC"]]
            let answer = try await asker.send(Command("crm.item.list", parameters))
            return (answer.result.value["items"]?.arrayValue ?? []).prefix(count).compactMap { $0["id"]?.looseInteger }
        } catch let error as PortalError where error.isVerdict {
            return []
        }
    }

    /// A reading for every check.
    func readings(_ checks: [ProbeMatrix.Check]) async throws -> [JSONValue] {
        var readings: [JSONValue] = []
        for check in checks { readings.append(try await reading(check)) }
        return readings
    }

    private func reading(_ check: ProbeMatrix.Check) async throws -> JSONValue {
        switch check {
        case .spa: try await asker.reading("crm.type.getByEntityTypeId", ["entityTypeId": entityTypeID])
        case .fields: try await asker.reading("crm.item.fields", ["entityTypeId": entityTypeID])
        case .settings: try await asker.reading("crm.type.fields")
        case .workplaces: try await asker.reading("crm.automatedsolution.fields")
        case .funnels: try await funnels().reading
        case .funnel(let id, _):
            try await asker.reading("crm.category.get", ["entityTypeId": entityTypeID, "id": .integer(id)])
        case .items(let id, _):
            try await asker.reading(
                "crm.item.list",
                ["entityTypeId": entityTypeID, "select": ["id"], "filter": ["categoryId": .integer(id)]]
            ) { .integer(Int64($0.total ?? 0)) }
        case .item(let id):
            try await asker.reading("crm.item.get", ["entityTypeId": entityTypeID, "id": .integer(id)])
        }
    }
}
