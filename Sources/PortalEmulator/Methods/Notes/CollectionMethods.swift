import GRDB
import JSON

/// `note.collection.*`: knowledge bases, methods of REST 3 (`api-reference/note/collection/index`). They are here so that
/// the protocol of REST 3 can be met: everybody of the company may create knowledge bases and see all of them, whoever
/// made one and the administrators may change it.
enum CollectionMethods: MethodFamily {
    static let methods: [Method] = [
        Method("note.collection.add", .anyOf(["note"]), restVersion: 3, add),
        Method("note.collection.get", .anyOf(["note"]), restVersion: 3, get),
        Method("note.collection.list", .anyOf(["note"]), restVersion: 3, list),
        Method("note.collection.update", .anyOf(["note"]), restVersion: 3, update),
        Method("note.collection.archive", .anyOf(["note"]), restVersion: 3) { call, database in
            try end(call, database, "UPDATE note_collections SET archived = 'Y' WHERE id = ?")
        },
        Method("note.collection.delete", .anyOf(["note"]), restVersion: 3) { call, database in
            try end(call, database, "DELETE FROM note_collections WHERE id = ?")
        },
    ]

    private static let longestName = 255
    private static let pageSizes = 1...200

    private static let add: Handler = { call, database in
        let fields = try fields(call)
        try requireMember(call)
        guard let name = try name(fields) else { throw RESTError.notFilled("name") }
        guard let position = (fields["position"] ?? 0).integerValue else {
            throw RESTError.wrongType("position", "int")
        }
        let id = try database.nextID("note_collection")
        try database.run(
            """
            INSERT INTO note_collections (id, name, position, created_by, created_at, updated_by, updated_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?4, ?5)
            """, [id, name, position, call.caller.userID, call.timestamp])
        return try item(id, database)
    }

    private static let get: Handler = { call, database in
        let id = try id(call)
        try requireMember(call)
        return try item(id, database)
    }

    /// In the order of their positions; archived ones are left out.
    private static let list: Handler = { call, database in
        try requireMember(call)
        let pagination = call.parameters.optionalObject("pagination")
        let limit = Int((pagination["limit"] ?? 50).integerValue ?? 0)
        guard pageSizes.contains(limit) else { throw RESTError.invalidPagination }
        var condition = SQLCondition("archived = 'N'")
        if let cursor = pagination["afterCursor"], cursor != .null {
            guard let position = cursor["position"]?.integerValue, let id = cursor["id"]?.integerValue else {
                throw RESTError.invalidPagination
            }
            condition = .all([condition, SQLCondition("(position, id) > (?, ?)", [position, id])])
        }
        let rows = try database.rows(
            "SELECT * FROM note_collections WHERE \(condition.sql) ORDER BY position, id LIMIT ?",
            condition.arguments + [limit + 1])
        let page = rows.prefix(limit)
        let last = rows.count > limit ? page.last : nil
        let cursor = last.map { ["position": .int($0["position"]), "id": .int($0["id"])] as JSONValue }
        return Reply(["items": .array(page.map(json)), "nextCursor": cursor ?? .null])
    }

    private static let update: Handler = { call, database in
        let id = try id(call)
        let fields = try fields(call)
        try requireOwner(of: id, call, database)
        guard let name = try name(fields) else { throw RESTError.notFilled("name") }
        try database.run(
            "UPDATE note_collections SET name = ?, updated_by = ?, updated_at = ? WHERE id = ?",
            [name, call.caller.userID, call.timestamp, id])
        return try item(id, database)
    }

    private static func end(_ call: Call, _ database: Database, _ sql: String) throws -> Reply {
        let id = try id(call)
        try requireOwner(of: id, call, database)
        try database.run(sql, [id])
        return Reply(["result": true])
    }

    // MARK: Steps

    private static func id(_ call: Call) throws -> Int {
        guard let value = call.parameters["id"] else { throw RESTError.missingField("id") }
        guard let id = value.integerValue.flatMap({ Int(exactly: $0) }) else {
            throw RESTError.wrongTypeOfParameter("id", "int")
        }
        return id
    }

    private static func fields(_ call: Call) throws -> JSONObject {
        guard let value = call.parameters["fields"] else { throw RESTError.missingField("fields") }
        guard let fields = value.phpObject else { throw RESTError.wrongTypeOfParameter("fields", "array") }
        return fields
    }

    private static func name(_ fields: JSONObject) throws -> String? {
        guard let value = fields["name"] else { return nil }
        guard let name = value.stringValue?.trimmed else { throw RESTError.wrongType("name", "string") }
        guard !name.isEmpty else { throw RESTError.invalidField("name", Texts.collectionNameEmpty) }
        guard name.count <= longestName else { throw RESTError.invalidField("name", Texts.collectionNameTooLong) }
        return name
    }

    private static func requireMember(_ call: Call) throws {
        guard call.caller.isIntranet else { throw RESTError.accessDeniedInREST3 }
    }

    private static func requireOwner(of id: Int, _ call: Call, _ database: Database) throws {
        try requireMember(call)
        guard let row = try row(id, database) else { throw RESTError.entityNotFound(id) }
        guard call.caller.isAdmin || row["created_by"] == call.caller.userID else {
            throw RESTError.accessDeniedInREST3
        }
    }

    private static func row(_ id: Int, _ database: Database) throws -> Row? {
        try database.row("SELECT * FROM note_collections WHERE id = ?", [id])
    }

    private static func item(_ id: Int, _ database: Database) throws -> Reply {
        guard let row = try row(id, database) else { throw RESTError.entityNotFound(id) }
        return Reply(["item": json(row)])
    }

    private static func json(_ row: Row) -> JSONValue {
        // "Date and time in UTC".
        func time(_ column: String) -> JSONValue {
            .string(ServerTime(offset: 0).iso(row[column]).replacing("+00:00", with: "Z"))
        }
        return [
            "id": .int(row["id"]), "name": .string(row["name"]), "position": .int(row["position"]),
            "policyLevel": "view", "createdBy": .int(row["created_by"]), "createdAt": time("created_at"),
            "updatedBy": .int(row["updated_by"]), "updatedAt": time("updated_at"),
        ]
    }
}
