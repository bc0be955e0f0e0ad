import Bitrix24
import JSON
import Localization
import Permissions

/// Which grant, or which lack, decides what somebody may do with a smart process.
struct PermissionExplanation: Sendable {
    let desk: Desk
    let type: SPAType
    let grants: GrantTable

    /// Where to look.
    enum Place: Sendable {
        /// Every funnel.
        case everywhere
        case funnel(Int64)
        case stage(GrantObject)
        case item(Int64)
    }

    /// - Returns: `{object, title, action, allowed, level, by, text}`, one row for each funnel that was asked for.
    func rows(_ userID: Int, _ action: GrantAction, at place: Place) async throws -> [JSONObject] {
        var names: [GrantObject: String] = [.spa(entityTypeID: Int(type.entityTypeID)): type.title]
        for funnel in try await Funnels(desk: desk, type: type).list() {
            if let id = funnel["id"]?.looseInteger { names[object(ofFunnel: id)] = funnel["name"]?.stringValue }
        }
        var item: JSONValue?
        if case .item(let id) = place {
            item = try await desk.ask(
                "crm.item.get", ["entityTypeId": .integer(type.entityTypeID), "id": .integer(id)])["item"]
        }
        let owner = item?["assignedById"]?.looseInteger.map { Int($0) }
        let codes = grants.grants.map(\.grant.code)
        let company = try await CompanyReader(desk: desk).read([userID] + (owner.map { [$0] } ?? []), codes: codes)
        guard let person = company.people[userID], let membership = company.membership(of: userID) else {
            throw ModuleError(.notFound, DomainTexts.noSuchUser(Int64(userID)), method: "user.get")
        }
        var element: (owner: Ownership, isOpened: Bool)?
        if let owner {
            element = (company.ownership(of: owner, seenBy: userID), item?["opened"]?.looseBoolean ?? false)
        }
        return places(place, item, names).map { object, title in
            let decision = grants.decide(action, for: membership, at: chain(object))
            let isAllowed = element.map { decision.allows($0.owner, isOpened: $0.isOpened) } ?? decision.isAllowed
            let text = decision.explanation(
                of: action, for: "\(person.name) (U\(userID))", codes: membership.codes, element: element
            ) { names[$0] }
            var row: JSONObject = [
                "object": .string(object.key), "title": .string(title), "action": .string(action.rawValue),
                "allowed": .bool(isAllowed), "level": .string(decision.level.rawValue),
                "text": .string(text[desk.context.language]),
            ]
            if let by = decision.decisive(element) {
                var grant: JSONObject = [
                    "code": .string(by.grant.code.text), "level": .string(by.grant.level.rawValue),
                    "object": .string(by.object.key),
                ]
                if let role = by.grant.role { grant["role"] = .string(role) }
                row["by"] = .object(grant)
            }
            return row
        }
    }

    private func object(ofFunnel id: Int64) -> GrantObject {
        .funnel(entityTypeID: Int(type.entityTypeID), categoryID: Int(id))
    }

    private func places(
        _ place: Place, _ item: JSONValue?, _ names: [GrantObject: String]
    ) -> [(object: GrantObject, title: String)] {
        let objects: [GrantObject] =
            switch place {
            case .everywhere: names.keys.filter { $0.funnel != nil }.sorted { $0.funnel! < $1.funnel! }
            case .funnel(let id): [object(ofFunnel: id)]
            case .stage(let stage): [stage]
            case .item: [object(ofFunnel: item?["categoryId"]?.looseInteger ?? 0)]
            }
        return objects.map { ($0, names[$0] ?? "") }
    }

    /// The smart process's own method tells of nothing outside of it: a workplace's grants are not known here.
    private func chain(_ object: GrantObject) -> [GrantObject] {
        let funnel = object.funnel ?? (Int(type.entityTypeID), 0)
        let stage: String? = if case .stage(let id) = object { id } else { nil }
        return GrantObject.chain(
            entityTypeID: funnel.entityTypeID, categoryID: funnel.categoryID, workplaceID: nil, stageID: stage)
    }
}
