import GRDB
import JSON
import Localization

/// The type whose elements a request is about, as far as the elements depend on it: an SPA, or one of the CRM's own.
struct ItemType: Sendable {
    /// The `id` of the SPA; 0 for the CRM's own types.
    let id: Int
    /// `nil`: an SPA.
    let own: OwnType?
    let entityTypeID: Int
    let title: String
    let features: Set<Feature>
    /// The `entityTypeId`s of the types whose elements may be parents.
    let parents: [Int]

    /// The switches of an SPA that give its elements fields; the raw values are columns of `types`.
    enum Feature: String, Sendable, CaseIterable {
        case stages = "is_stages_enabled"
        case dates = "is_begin_close_dates_enabled"
        case client = "is_client_enabled"
        case products = "is_link_with_products_enabled"
        case ownCompany = "is_mycompany_enabled"
        case source = "is_source_enabled"
        case observers = "is_observers_enabled"
    }

    /// The types that are no SPAs and whose elements or cards a real portal has.
    static let systemTypes: Set<Int> = [1, 2, 3, 4, 7, 31, 36, 39]

    /// The type with an `entityTypeId`.
    ///
    /// - Throws: `NOT_FOUND`; `ENTITY_TYPE_NOT_SUPPORTED` for invoices of the old kind; for what this portal does not
    ///   act out the error that says so.
    static func find(_ entityTypeID: Int, _ call: Call, _ database: Database) throws -> ItemType {
        if entityTypeID == 5 { throw RESTError("ENTITY_TYPE_NOT_SUPPORTED", Texts.oldInvoices) }
        if let own = OwnType(rawValue: entityTypeID), call.portal.hasOwnTypes {
            return try ItemType(own, call.language, database)
        }
        if systemTypes.contains(entityTypeID) {
            throw RESTError.notEmulated("\(call.method) (entityTypeId = \(entityTypeID))")
        }
        let row = try database.row("SELECT * FROM types WHERE entity_type_id = ?", [entityTypeID])
        guard let row else { throw RESTError("NOT_FOUND", Texts.itemTypeNotFound) }
        return try ItemType(row, database)
    }

    /// The SPA that the argument `entityTypeId` names, for a caller who belongs to the company.
    static func requested(_ call: Call, _ database: Database) throws -> ItemType {
        let entityTypeID = try call.checked {
            try call.parameters.integer("entityTypeId")
        } access: {
            try call.caller.requireIntranet()
        }
        return try find(entityTypeID, call, database)
    }

    init(_ row: Row, _ database: Database) throws {
        id = row["id"]
        own = nil
        entityTypeID = row["entity_type_id"]
        title = row["title"]
        features = Set(Feature.allCases.filter { row[$0.rawValue] == "Y" })
        // Contacts and companies have fields of their own (`contactId`, `companyId`).
        parents = try TypeRelations.parents(of: entityTypeID, database).filter { $0 != 3 && $0 != 4 }
    }

    /// One of the CRM's own types.
    init(_ own: OwnType, _ language: Language, _ database: Database) throws {
        id = 0
        self.own = own
        entityTypeID = own.rawValue
        title = own.title[language]
        features = []
        parents = try TypeRelations.parents(of: own.rawValue, database)
    }

    /// The system fields of the elements.
    var catalogue: FieldCatalogue { own.map(FieldCatalogue.of) ?? .spa }

    /// The `entityId` of the custom fields.
    var userFieldEntityID: String { own?.userFieldEntityID ?? "CRM_\(id)" }

    /// The funnel that elements land in by default; 0 while there is none.
    func defaultCategory(_ database: Database) throws -> Int {
        try database.integer(
            "SELECT id FROM categories WHERE entity_type_id = ? ORDER BY is_default DESC, sort, id LIMIT 1",
            [entityTypeID])
    }

    /// Whether a funnel belongs to the type.
    func hasCategory(_ id: Int, _ database: Database) throws -> Bool {
        try database.row("SELECT 1 FROM categories WHERE entity_type_id = ? AND id = ?", [entityTypeID, id]) != nil
    }

    /// The stage in which new elements of a funnel begin.
    func firstStage(ofCategory id: Int, _ database: Database) throws -> String? {
        let directory = StageDirectory(entityTypeID: entityTypeID, categoryID: id)
        return try database.row(
            "SELECT status_id FROM statuses WHERE entity_id = ? ORDER BY sort, id LIMIT 1", [directory.entityID])?[0]
    }
}
