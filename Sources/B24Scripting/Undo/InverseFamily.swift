import Bitrix24
import JSON

/// The families of methods whose writes have an inverse.
enum InverseFamily: Sendable, Equatable {
    case item, type, funnel, workplace, status, field, card
    /// `crm.deal` and the like: objects of their own methods, with fields in capitals. Only fields with one value are put
    /// back: their lists (`PHONE`) add up when they are written.
    case plain(String)

    private static let plain: Set = ["crm.lead", "crm.deal", "crm.contact", "crm.company", "crm.quote"]
    private static let named: [(name: String, family: InverseFamily)] = [
        ("crm.item", .item), ("crm.type", .type), ("crm.category", .funnel), ("crm.automatedsolution", .workplace),
        ("crm.status", .status), ("userfieldconfig", .field), ("crm.item.details.configuration", .card),
    ]

    /// - Parameter family: `crm.type` of `crm.type.add`, in lower case.
    init?(_ family: String) {
        if let known = Self.named.first(where: { $0.name == family }) {
            self = known.family
        } else if Self.plain.contains(family) {
            self = .plain(family)
        } else {
            return nil
        }
    }

    /// `crm.type`
    var name: String {
        if case .plain(let name) = self { return name }
        return Self.named.first { $0.family == self }?.name ?? ""
    }

    /// Reads one object.
    func get(_ id: String, entityTypeID: String?) -> Command? {
        switch self {
        case .card: nil
        case .item, .funnel:
            entityTypeID.map { Command(name + ".get", ["entityTypeId": .string($0), "id": .string(id)]) }
        case .field: Command(name + ".get", ["moduleId": "crm", "id": .string(id)])
        case .type, .workplace, .status, .plain: Command(name + ".get", ["id": .string(id)])
        }
    }

    /// The object in the answer of a `get` or of a write that answers with it.
    func object(_ result: JSONSlice) -> JSONObject? {
        guard let member = ResultShape(name + ".get").single else { return result.value.objectValue }
        return result[member]?.value.objectValue
    }

    /// The fields that a write of some fields can change, by ``Bitrix24/StoredFields/plain(_:)``.
    func fieldsTogether(with names: [String]) -> Set<String> {
        var plain = Set(names.map(StoredFields.plain))
        // By it a stage or field is known to lie in something that the run has made.
        if self == .status || self == .field { plain.insert("entityid") }
        guard self == .item else { return plain }
        for group in Self.together where !plain.isDisjoint(with: group) { plain.formUnion(group) }
        return plain
    }

    /// A new funnel brings a new stage, one contact the list of contacts, a sum that it is set by hand.
    /// -> api-reference/crm/universal/crm-item-update
    private static let together: [Set<String>] = [
        ["categoryid", "stageid"], ["contactid", "contactids"], ["opportunity", "ismanualopportunity"],
    ]

    /// The fields of items that a switch of their smart process hides and shows; hidden ones are read as null.
    /// -> api-reference/crm/universal/object-fields
    static func fields(of flag: String) -> Set<String> {
        switch flag {
        case "isStagesEnabled": ["stageid"]
        case "isBeginCloseDatesEnabled": ["begindate", "closedate"]
        case "isClientEnabled": ["companyid", "contactid", "contactids"]
        case "isObserversEnabled": ["observers"]
        case "isSourceEnabled": ["sourceid", "sourcedescription"]
        case "isLinkWithProductsEnabled": ["currencyid", "ismanualopportunity", "opportunity", "taxvalue"]
        case "isMycompanyEnabled": ["mycompanyid"]
        default: []
        }
    }

    /// Which fields nobody can write. -> api-reference/crm/universal/object-fields
    func isReadOnly(_ name: String) -> Bool {
        let plain = StoredFields.plain(name)
        switch self {
        case .item: return Self.itemReadOnly.contains(plain)
        case .plain: return Self.plainReadOnly.contains(plain)
        case .type: return ["id", "entitytypeid"].contains(plain) || Self.itemReadOnly.contains(plain)
        // -> api-reference/crm/status/crm-status-update
        case .status: return !["name", "sort", "color"].contains(plain)
        // -> api-reference/crm/universal/userfieldconfig/userfieldconfig-update
        case .field:
            return ["id", "entityid", "fieldname", "usertypeid", "multiple", "languageid"].contains(plain)
        case .funnel: return ["id", "entitytypeid", "issystem", "code"].contains(plain)
        case .workplace, .card: return plain == "id"
        }
    }

    private static let itemReadOnly: Set = [
        "id", "entitytypeid", "createdtime", "updatedtime", "createdby", "updatedby", "movedtime", "movedby",
        "previousstageid", "lastactivityby", "lastactivitytime", "opportunityaccount", "taxvalueaccount",
        "accountcurrencyid", "lastcommunicationtime", "lastcommunicationcalltime", "lastcommunicationemailtime",
        "lastcommunicationimoltime", "lastcommunicationwebformtime",
    ]
    private static let plainReadOnly: Set = [
        "id", "datecreate", "datemodify", "createdbyid", "modifybyid", "movedtime", "movedbyid", "lastactivitytime",
        "lastactivityby",
    ]

    /// Fields that change by themselves: they tell nothing of what somebody did.
    func isVolatile(_ name: String) -> Bool {
        let plain = StoredFields.plain(name)
        return isReadOnly(name) && plain != "id" && plain != "entitytypeid"
    }
}
