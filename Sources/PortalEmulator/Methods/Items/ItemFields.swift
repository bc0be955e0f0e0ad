import GRDB
import JSON
import Localization

/// All fields of the elements of one type: system, custom and parent ones.
struct ItemFields {
    let type: ItemType
    /// By the name that the request uses.
    private(set) var byName: [String: ItemField] = [:]
    /// Where the values live, by the same name.
    private(set) var storage: [String: Storage] = [:]
    /// The custom fields in the order in which they are shown.
    private(set) var userFields: [ItemField] = []
    private(set) var parentFields: [ItemField] = []
    /// The system fields that the type has, those of SPAs as switched on, in the order of `crm.item.fields`.
    private(set) var systemFields: [ItemField] = []
    private var described: Set<String> = []

    /// Where a value lives in a row of `items`.
    enum Storage: Equatable {
        case column(String)
        /// In the JSON object `own`: values that only some of the CRM's own types have. Booleans are 0 or 1 in there.
        case own(String, isFlag: Bool)
        case userField(String)
        case parent(Int)
    }

    /// - Parameter useOriginal: whether custom fields go by their `UF_CRM_...` names.
    init(_ type: ItemType, useOriginal: Bool, _ portal: PortalFacts, _ database: Database) throws {
        self.type = type
        let category = try type.defaultCategory(database)
        for field in type.catalogue.fields where field.feature.map(type.features.contains) ?? true {
            addSystem(field, portal, category: category)
        }
        try addUserFields(useOriginal: useOriginal, portal.language, database)
        for parent in type.parents {
            var field = ItemField(
                "parentId\(parent)", "PARENT_ID_\(parent)", .crmEntity,
                title: try Self.title(ofType: parent, portal.language, database))
            field.settings = ["parentEntityTypeId": .int(parent)]
            parentFields.append(field)
            byName[field.name] = field
            storage[field.name] = .parent(parent)
        }
    }

    /// What `crm.item.fields` answers.
    var descriptions: JSONObject {
        var descriptions = JSONObject()
        for field in systemFields where described.contains(field.name) { descriptions[field.name] = field.description }
        for field in userFields + parentFields { descriptions[field.name] = field.description }
        return descriptions
    }

    /// What `crm.item.list` may filter and sort by.
    var map: FieldMap {
        var map = FieldMap([])
        for (name, storage) in storage {
            guard let field = byName[name] else { continue }
            map.add(name, sql: storage.sql, Self.kind(field, isFlag: storage.isFlag))
        }
        return map
    }

    /// The stage directory whose codes `stageId` takes in one funnel.
    func stageField(category: Int) -> ItemField? {
        guard var field = byName["stageId"] else { return nil }
        field.statusType = StageDirectory(entityTypeID: type.entityTypeID, categoryID: category).entityID
        return field
    }

    private mutating func addSystem(_ system: SystemField, _ portal: PortalFacts, category: Int) {
        var field = ItemField(system.name, system.upperName, system.type, title: system.title[portal.language])
        field.isReadOnly = system.isReadOnly
        field.isRequired = system.isRequired
        field.isMultiple = system.isMultiple
        field.isDeprecated = system.isDeprecated
        field.settings = system.settings
        if system.emptyAnswer != 0 || portal.choices.answersZeroForMissingLinks {
            field.emptyAnswer = system.emptyAnswer
        }
        if system.type == .crmStatus {
            field.statusType =
                system.directory ?? StageDirectory(entityTypeID: type.entityTypeID, categoryID: category).entityID
        }
        systemFields.append(field)
        byName[field.name] = field
        if system.isDescribed { described.insert(field.name) }
        if let place = system.storage { storage[field.name] = place }
    }

    private mutating func addUserFields(useOriginal: Bool, _ language: Language, _ database: Database) throws {
        let rows = try database.rows(
            "SELECT * FROM user_fields WHERE entity_id = ? ORDER BY id", [type.userFieldEntityID])
        guard !rows.isEmpty else { return }
        let names = UserFieldNames(rows.map { $0["field_name"] })
        for row in rows {
            let original: String = row["field_name"]
            let field = try UserFieldRow(row).itemField(
                named: names.restName(of: original, useOriginal: useOriginal), language, database)
            userFields.append(field)
            byName[field.name] = field
            storage[field.name] = .userField(original)
        }
    }

    private static func title(ofType entityTypeID: Int, _ language: Language, _ database: Database) throws -> String {
        if let system = OwnerType.system.first(where: { $0.id == entityTypeID }) { return system.name[language] }
        let row = try database.row("SELECT title FROM types WHERE entity_type_id = ?", [entityTypeID])
        return row?[0] ?? OwnerTypeCode.symbol(entityTypeID)
    }

    private static func kind(_ field: ItemField, isFlag: Bool) -> FieldMap.Kind {
        if field.isMultiple { return .list }
        switch field.type {
        case .integer, .user, .employee, .enumeration, .crmCategory, .crmEntity, .informationBlockSection,
            .informationBlockElement:
            return .integer
        case .crmCompany, .crmContact, .crmLead, .crmDeal, .crmQuote: return .link
        case .double: return .number
        case .boolean: return isFlag ? .flag : .bit
        case .date: return .day
        case .datetime: return .time
        case .money: return .money
        case .crmStatus, .crmCurrency, .crm: return .code
        case .string, .text, .url, .address, .location, .custom, .file: return .text
        }
    }
}

extension ItemFields.Storage {
    /// The SQL expression of the value. Names of custom fields hold only letters, digits and underscores.
    var sql: String {
        switch self {
        case .column(let column): column
        case .own(let name, let isFlag):
            isFlag ? "iif(json_extract(own, '$.\(name)'), 'Y', 'N')" : "json_extract(own, '$.\(name)')"
        case .userField(let name): "json_extract(fields, '$.\(name)')"
        case .parent(let entityTypeID): "json_extract(parents, '$.\"\(entityTypeID)\"')"
        }
    }

    /// Whether a boolean is `Y` or `N` in SQL; those of custom fields are 1 or 0.
    var isFlag: Bool {
        switch self {
        case .column: true
        case .own(_, let isFlag): isFlag
        case .userField, .parent: false
        }
    }
}
