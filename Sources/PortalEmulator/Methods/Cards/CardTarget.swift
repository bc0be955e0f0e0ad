import GRDB
import JSON

/// Whose layout of which card a request is about.
struct CardTarget {
    enum Scope: String {
        case personal = "P"
        case common = "C"
    }

    let entityTypeID: Int
    let categoryID: Int
    let scope: Scope
    /// 0 for the common layout.
    let userID: Int

    /// What the layout of one card is stored under.
    var extras: String { Self.extras(categoryID: categoryID) }

    static func extras(categoryID: Int) -> String { "category:\(categoryID)" }

    /// - Throws: the documented refusals, all with the empty code.
    init(_ call: Call, _ database: Database) throws {
        guard let entityTypeID = call.parameters["entityTypeId"]?.phpInteger, entityTypeID != 0 else {
            throw RESTError("", Texts.cardTypeMissing)
        }
        guard call.caller.isIntranet else { throw RESTError("", Texts.cardAccessDenied) }
        if ItemType.systemTypes.contains(entityTypeID) {
            throw RESTError.notEmulated("\(call.method) (entityTypeId = \(entityTypeID))")
        }
        guard let row = try database.row("SELECT * FROM types WHERE entity_type_id = ?", [entityTypeID]) else {
            throw RESTError("", Texts.cardTypeNotSupported(OwnerTypeCode.symbol(entityTypeID)))
        }
        let type = try ItemType(row, database)
        self.entityTypeID = entityTypeID
        let category = call.parameters.optionalObject("extras")["categoryId"]?.phpInteger
        // A funnel that is not there has no card: the main one is meant, as without the parameter.
        if let category, try type.hasCategory(category, database) {
            categoryID = category
        } else {
            categoryID = try type.defaultCategory(database)
        }
        scope = call.parameters["scope"]?.phpString.flatMap(Scope.init) ?? .personal
        userID = scope == .common ? 0 : call.parameters["userId"]?.phpInteger ?? call.caller.userID
    }

    /// - Parameter isChange: whether the layout is written; reading the common one is open to all.
    /// - Throws: "Access denied."
    func requireAccess(_ call: Call, _ database: Database, isChange: Bool) throws {
        let isOwn = scope == .personal && userID == call.caller.userID
        guard try isOwn || scope == .common && !isChange || Self.isAdministrator(call, database) else {
            throw RESTError("", Texts.cardAccessDenied)
        }
    }

    /// Whether the caller may change the layouts of others and the common one.
    static func isAdministrator(_ call: Call, _ database: Database) throws -> Bool {
        if call.choices.cardsNeedPortalAdmin { return call.caller.isAdmin }
        return try Rights(call.caller, database).canChangeSettings()
    }
}
