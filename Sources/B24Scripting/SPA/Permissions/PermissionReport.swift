import Bitrix24
import JSON
import Localization
import Permissions

/// What `spa.permissions:get()` tells.
struct PermissionReport: Sendable {
    /// Items with observers cannot be counted by the portal; up to so many are read to count them.
    static let scanLimit = 2500

    let spa: SPAScope
    let desk: Desk
    let method: String
    let scansAll: Bool

    func read() async throws -> JSONObject {
        let type = try await SPATypes(desk: desk).get(spa.type.id)
        var state: JSONObject = [
            "open_new_funnels": .bool(type.flag("isSetOpenPermissions")),
            "observers_enabled": .bool(type.flag("isObserversEnabled")),
        ]
        var unknown = JSONObject()
        state["is_crm_admin"] = .bool(try await allowed("crm.type.fields"))
        if let workplaces = try await unlessRefused("workplace", &unknown, { try await Workplaces(desk: desk).all() }),
            let home = workplaces.first(where: { $0.typeIDs.contains(type.id) })
        {
            state["workplace"] = ["id": .integer(home.id), "title": .string(home.title)]
        }
        if let funnels = try await unlessRefused(
            "funnels", &unknown, { try await Funnels(desk: desk, type: type).list() })
        {
            state["funnels"] = .array(funnels.map(JSONValue.object))
        }
        try await count(type, &state, &unknown)
        try await roles(type, &state, &unknown)
        state["unknown"] = .object(unknown)
        return state
    }

    private func count(_ type: SPAType, _ state: inout JSONObject, _ unknown: inout JSONObject) async throws {
        let total = try await unlessRefused("items_total", &unknown) { try await items([:]) }
        guard let total else { return }
        state["items_total"] = .integer(Int64(total))
        state["items_opened"] = .integer(Int64(try await items(["filter": ["opened": "Y"]])))
        guard type.flag("isObserversEnabled") else {
            state["items_with_observers"] = 0
            return
        }
        guard scansAll || total <= Self.scanLimit else {
            unknown["items_with_observers"] = .string(
                DomainTexts.tooManyToScan(total, limit: Self.scanLimit)[desk.context.language])
            return
        }
        let list = desk.list("crm.item.list", ItemMethods.parameters(spa, ["select": ["id", "observers"]]))
        var observed = 0
        while let page = try await list.next() {
            observed += page.count { !($0["observers"]?.value.looseIntegers ?? []).isEmpty }
        }
        state["items_with_observers"] = .integer(Int64(observed))
    }

    private func items(_ more: JSONObject) async throws -> Int {
        try await desk.count("crm.item.list", ItemMethods.parameters(spa, more))
    }

    private func roles(_ type: SPAType, _ state: inout JSONObject, _ unknown: inout JSONObject) async throws {
        if try await CustomMethod(desk: desk, name: method).isAvailable() {
            state["roles"] = "custom"
            state["roles_method"] = .string(method)
            let grants = PortalGrants(desk: desk, type: type, method: method)
            if let table = try await unlessRefused("grants", &unknown, { try await grants.read() }) {
                state["grants"] = table?.json
            }
        } else {
            state["roles"] = "unavailable"
            state["roles_reason"] = .string(DomainTexts.rolesUnavailable(method)[desk.context.language])
        }
    }

    private func allowed(_ method: String) async throws -> Bool {
        do {
            _ = try await desk.send(method)
            return true
        } catch let error as PortalError where error.isAccessDenied {
            return false
        }
    }

    private func unlessRefused<Value>(
        _ name: String, _ unknown: inout JSONObject, _ read: () async throws -> Value
    ) async throws -> Value? {
        do {
            return try await read()
        } catch let error as PortalError where error.isVerdict {
            unknown[name] = .string(ErrorFacts(error, desk.context.language).message)
            return nil
        }
    }
}

extension GrantTable {
    /// The rows as scripts see them, as `set` takes them.
    var json: JSONValue {
        .array(
            grants.map { placed in
                var row: JSONObject = [
                    "code": .string(placed.grant.code.text), "action": .string(placed.grant.action.rawValue),
                    "level": .string(placed.grant.level.rawValue),
                ]
                if case .stage(let id) = placed.object { row["stage"] = .string(id) }
                if case .funnel(_, let id) = placed.object { row["funnel"] = .integer(Int64(id)) }
                return .object(row)
            })
    }
}
