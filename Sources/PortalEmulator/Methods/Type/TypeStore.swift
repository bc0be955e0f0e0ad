import GRDB
import JSON
import Localization

/// SPAs in the tables: creating, changing, deleting, and the object that the methods answer with.
struct TypeStore {
    let database: Database
    let language: Language
    let choices: Choices
    let now: Int64

    init(_ call: Call, _ database: Database) {
        self.init(database: database, language: call.language, choices: call.choices, now: call.timestamp)
    }

    init(database: Database, language: Language, choices: Choices, now: Int64) {
        self.database = database
        self.language = language
        self.choices = choices
        self.now = now
    }

    /// The user fields of other modules that can point at elements of a SPA.
    static let linkedUserFields = [
        "CALENDAR_EVENT|UF_CRM_CAL_EVENT", "TASKS_TASK|UF_CRM_TASK", "TASKS_TASK_TEMPLATE|UF_CRM_TASK",
    ]

    func row(id: Int) throws -> Row? { try database.row("SELECT * FROM types WHERE id = ?", [id]) }

    func row(entityTypeID: Int) throws -> Row? {
        try database.row("SELECT * FROM types WHERE entity_type_id = ?", [entityTypeID])
    }

    /// Whether a number may be an `entityTypeId` of a SPA: 128 to 192, or even and from 1030 on (the column has 32 bits).
    static func isAllowed(entityTypeID: Int) -> Bool {
        (128...192).contains(entityTypeID)
            || (1030..<Int(Int32.max)).contains(entityTypeID) && entityTypeID % 2 == 0
    }

    /// A free `entityTypeId`; numbers of deleted SPAs do not come back.
    func freeEntityTypeID() throws -> Int {
        let highest = try database.integer(
            """
            SELECT max(1028, (SELECT coalesce(max(entity_type_id), 0) FROM types WHERE entity_type_id % 2 = 0),
                (SELECT coalesce(max(value), 0) FROM counters WHERE name = 'entityType'))
            """)
        return highest + 2
    }

    /// Creates a SPA with its first funnel.
    /// - Parameters:
    ///   - flags: by API name; missing ones take their default.
    ///   - funnel: the id of the first funnel, for the seed.
    /// - Returns: the `id`.
    func create(
        id: Int? = nil, title: String, code: String = "", entityTypeID: Int, flags: [String: Bool], userID: Int,
        funnel: Int? = nil
    ) throws -> Int {
        let id = try id ?? database.nextID("type")
        try database.advance("type", to: id)
        try database.advance("entityType", to: entityTypeID % 2 == 0 ? entityTypeID : 0)
        let columns = TypeFlag.all.map(\.column)
        let values = TypeFlag.all.map { flags[$0.name] ?? $0.isOnByDefault ? "Y" : "N" }
        try database.run(
            """
            INSERT INTO types (id, entity_type_id, title, code, created_by, updated_by, created_time, updated_time,
                \(columns.joined(separator: ", ")))
            VALUES (?, ?, ?, ?, ?, ?, ?, ?\(String(repeating: ", ?", count: columns.count)))
            """, [id, entityTypeID, title, code, userID, userID, now, now] + values)
        _ = try CategoryStore(database: database, language: language).create(
            id: funnel, entityTypeID: entityTypeID, name: Texts.firstFunnel[language], sort: 500, isDefault: true)
        return id
    }

    /// Deletes a SPA without elements, and all that belongs to it.
    func delete(_ row: Row) throws {
        let id = row["id"] as Int
        let entityTypeID = row["entity_type_id"] as Int
        for category in try database.rows("SELECT id FROM categories WHERE entity_type_id = ?", [entityTypeID]) {
            try CategoryStore(database: database, language: language)
                .delete(entityTypeID: entityTypeID, id: category[0])
        }
        try GrantStore.forget(entityTypeID: entityTypeID, in: database)
        try TypeRelations.forget(entityTypeID, database)
        try database.run(
            "DELETE FROM user_field_enums WHERE field_id IN (SELECT id FROM user_fields WHERE entity_id = ?)",
            ["CRM_\(id)"])
        try database.run("DELETE FROM user_fields WHERE entity_id = ?", ["CRM_\(id)"])
        try database.run("DELETE FROM card_layouts WHERE entity_type_id = ?", [entityTypeID])
        try database.run("DELETE FROM types WHERE id = ?", [id])
    }

    /// Takes over what a request says about linked user fields; other values than the two strings have no effect.
    func setLinkedUserFields(_ value: JSONValue?, of id: Int) throws {
        guard let value = value?.phpObject, let row = try row(id: id) else { return }
        var links = Self.links(row)
        for name in Self.linkedUserFields {
            switch value[name] {
            case "true": links[name] = "Y"
            case "false": links[name] = "N"
            default: break
            }
        }
        try database.run(
            "UPDATE types SET linked_user_fields = ? WHERE id = ?", [JSONWriter.string(.object(links)), id])
    }

    private static func links(_ row: Row) -> JSONObject {
        let text = row["linked_user_fields"] as String
        return (try? JSONReader.value(text.utf8))?.objectValue ?? JSONObject()
    }

    /// The object of the answers.
    /// - Parameters:
    ///   - hasCode: the documented answer of `crm.type.add` alone lacks `code`.
    ///   - isDetailed: rows of `crm.type.list` lack relations, linked fields and sections.
    func json(_ row: Row, hasCode: Bool = true, isDetailed: Bool = true) throws -> JSONValue {
        let time = ServerTime(offset: choices.timeZoneOffset)
        var type = JSONObject()
        type["id"] = .int(row["id"])
        type["title"] = .string(row["title"])
        if hasCode { type["code"] = .string(row["code"]) }
        type["createdBy"] = .int(row["created_by"])
        type["entityTypeId"] = .int(row["entity_type_id"])
        type["customSectionId"] = .null
        for flag in TypeFlag.all { type[flag.name] = .string(row[flag.column]) }
        for (name, column) in TypeFlag.system { type[name] = .string(row[column]) }
        type["createdTime"] = .string(time.iso(row["created_time"]))
        type["updatedTime"] = .string(time.iso(row["updated_time"]))
        type["updatedBy"] = .int(row["updated_by"])
        guard isDetailed else { return .object(type) }
        type["relations"] = try TypeRelations.json(row["entity_type_id"], database)
        let isLinked = row["is_use_in_userfield_enabled"] as String == "Y"
        let links = Self.links(row)
        var linked = JSONObject()
        for name in Self.linkedUserFields { linked[name] = isLinked ? links[name] ?? "N" : "N" }
        type["linkedUserFields"] = .object(linked)
        type["customSections"] = []
        return .object(type)
    }
}
