import GRDB
import JSON
import Localization

/// `crm.type.*`: smart processes (`api-reference/crm/universal/user-defined-object-types`).
enum TypeMethods: MethodFamily {
    static let methods = [
        Method("crm.type.add", .anyOf(["crm"]), add),
        Method("crm.type.update", .anyOf(["crm"]), update),
        Method("crm.type.get", .anyOf(["crm"]), get),
        Method("crm.type.getByEntityTypeId", .anyOf(["crm"]), getByEntityTypeID),
        Method("crm.type.list", .anyOf(["crm"]), list),
        Method("crm.type.delete", .anyOf(["crm"]), delete),
        Method("crm.type.fields", .anyOf(["crm"]), fields),
    ]

    /// Not found is code 0 here, a JSON number; elsewhere it is `NOT_FOUND`.
    private static let notFound = RESTError(number: 0, Texts.typeNotFound)

    private static func requireAdmin(_ call: Call) throws {
        try call.caller.requireIntranet()
        try call.caller.requireCRMAdmin()
    }

    private static func add(_ call: Call, _ database: Database) throws -> Reply {
        let fields = try call.checked({ try call.parameters.fields() }) { try requireAdmin(call) }
        try refuseExternal(fields)
        if let limit = call.portal.planLimits.types, try database.integer("SELECT count(*) FROM types") >= limit {
            throw RESTError("CREATE_DYNAMIC_TYPE_RESTRICTED", Texts.typesRestricted)
        }
        guard let title = fields["title"]?.phpString?.trimmed, !title.isEmpty else {
            throw RESTError(call.choices.missingTypeTitleCode, Texts.requiredField("title"))
        }
        let store = TypeStore(call, database)
        let entityTypeID: Int
        if let value = fields["entityTypeId"], !value.isNull {
            guard let number = value.phpInteger, TypeStore.isAllowed(entityTypeID: number) else {
                throw RESTError("INVALID_ARG_VALUE", Texts.entityTypeIDOutOfRange)
            }
            guard try store.row(entityTypeID: number) == nil else {
                throw RESTError(call.choices.duplicateTypeCode, Texts.entityTypeIDTaken(number))
            }
            entityTypeID = number
        } else {
            entityTypeID = try store.freeEntityTypeID()
        }
        let id = try store.create(
            title: title, code: fields["code"]?.phpString ?? "", entityTypeID: entityTypeID, flags: flags(fields),
            userID: call.caller.userID)
        try TypeRelations.replace(fields["relations"], of: entityTypeID, database)
        try store.setLinkedUserFields(fields["linkedUserFields"], of: id)
        return Reply(["type": try store.json(try store.row(id: id)!, hasCode: false)])
    }

    private static func update(_ call: Call, _ database: Database) throws -> Reply {
        let id = try call.checked({ try call.parameters.integer("id") }) { try requireAdmin(call) }
        let fields = Parameters(call.parameters.optionalObject("fields"))
        let store = TypeStore(call, database)
        guard let row = try store.row(id: id) else { throw notFound }
        guard call.portal.planLimits.allowsTypeUpdates else {
            throw RESTError("UPDATE_DYNAMIC_TYPE_RESTRICTED", Texts.typesRestricted)
        }
        try refuseExternal(fields)
        if let title = fields["title"] {
            guard let title = title.phpString?.trimmed, !title.isEmpty else {
                throw RESTError(call.choices.missingTypeTitleCode, Texts.requiredField("title"))
            }
            try database.run("UPDATE types SET title = ? WHERE id = ?", [title, id])
        }
        if let code = fields["code"]?.phpString {
            try database.run("UPDATE types SET code = ? WHERE id = ?", [code, id])
        }
        let changed = flags(fields)
        for flag in TypeFlag.all {
            guard let value = changed[flag.name] else { continue }
            try database.run("UPDATE types SET \(flag.column) = ? WHERE id = ?", [value ? "Y" : "N", id])
        }
        try TypeRelations.replace(fields["relations"], of: row["entity_type_id"], database)
        try store.setLinkedUserFields(fields["linkedUserFields"], of: id)
        try database.run(
            "UPDATE types SET updated_time = ?, updated_by = ? WHERE id = ?",
            [call.timestamp, call.caller.userID, id])
        return Reply(["type": try store.json(try store.row(id: id)!)])
    }

    private static func get(_ call: Call, _ database: Database) throws -> Reply {
        try read(call, database, key: "id") { try $0.row(id: $1) }
    }

    private static func getByEntityTypeID(_ call: Call, _ database: Database) throws -> Reply {
        try read(call, database, key: "entityTypeId") { try $0.row(entityTypeID: $1) }
    }

    /// Open to those who may read the SPA, not only to administrators.
    private static func read(
        _ call: Call, _ database: Database, key: String, find: (TypeStore, Int) throws -> Row?
    ) throws -> Reply {
        let number = try call.checked({ try call.parameters.integer(key) }) { try call.caller.requireIntranet() }
        // Guests are refused whichever check comes first.
        try call.caller.requireIntranet()
        let store = TypeStore(call, database)
        guard let row = try find(store, number) else { throw notFound }
        guard try Rights(call.caller, database).canReadType(entityTypeID: row["entity_type_id"]) else {
            throw RESTError.accessDenied
        }
        return Reply(["type": try store.json(row)])
    }

    private static func list(_ call: Call, _ database: Database) throws -> Reply {
        try requireAdmin(call)
        let store = TypeStore(call, database)
        return try ListQuery(call, fields: fieldMap).reply(database, from: "types", key: "types") {
            try store.json($0, isDetailed: false)
        }
    }

    private static let fieldMap = FieldMap(
        [
            ("id", "id", .integer), ("title", "title", .text), ("code", "code", .text),
            ("entityTypeId", "entity_type_id", .integer), ("customSectionId", "NULL", .integer),
            ("createdBy", "created_by", .integer), ("updatedBy", "updated_by", .integer),
            ("createdTime", "created_time", .time), ("updatedTime", "updated_time", .time),
        ] + TypeFlag.all.map { ($0.name, $0.column, .flag) } + TypeFlag.system.map { ($0.0, $0.1, .flag) })

    private static func delete(_ call: Call, _ database: Database) throws -> Reply {
        try requireAdmin(call)
        // Without an id the method answers null and does nothing, as documented.
        guard let value = call.parameters["id"], !value.isNull else { return Reply(.null) }
        let store = TypeStore(call, database)
        guard let id = value.phpInteger, let row = try store.row(id: id) else { throw notFound }
        guard
            try database.row(
                "SELECT 1 FROM items WHERE entity_type_id = ? LIMIT 1", [row["entity_type_id"] as Int]) == nil
        else { throw RESTError("BX_ERROR", Texts.typeHasItems) }
        try store.delete(row)
        return Reply([])
    }

    private static func fields(_ call: Call, _ database: Database) throws -> Reply {
        try requireAdmin(call)
        var fields = JSONObject()
        func add(
            _ name: String, _ type: String, isRequired: Bool = false, isReadOnly: Bool = false,
            isImmutable: Bool = false
        ) {
            fields[name] = FieldDescription.json(
                type, (Texts.typeFields[name] ?? TypeFlag.all.first { $0.name == name }!.title)[call.language],
                upperName: FieldDescription.upperName(name), isRequired: isRequired, isReadOnly: isReadOnly,
                isImmutable: isImmutable)
        }
        add("id", "integer", isReadOnly: true)
        add("title", "string", isRequired: true)
        add("code", "string")
        add("createdBy", "user", isReadOnly: true)
        add("entityTypeId", "integer", isRequired: true, isImmutable: true)
        add("customSectionId", "integer", isImmutable: true)
        for flag in TypeFlag.all { add(flag.name, "boolean") }
        add("createdTime", "datetime")
        add("updatedTime", "datetime")
        add("updatedBy", "user", isReadOnly: true)
        return Reply(["fields": .object(fields)])
    }

    private static func flags(_ fields: Parameters) -> [String: Bool] {
        var flags: [String: Bool] = [:]
        for flag in TypeFlag.all { flags[flag.name] = fields[flag.name]?.yesNo }
        return flags
    }

    /// The deprecated way into a section: asking for one without naming it is an error.
    private static func refuseExternal(_ fields: Parameters) throws {
        guard let isExternal = fields["isExternal"], isExternal.phpFlag else { return }
        guard let section = fields["customSectionId"]?.phpInteger, section > 0 else {
            throw RESTError(number: 0, Texts.sectionMissing)
        }
    }
}
