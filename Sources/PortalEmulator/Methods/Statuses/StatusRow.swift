import GRDB
import JSON

/// One element of a directory: a stage of a funnel or, say, a source.
struct StatusRow: Sendable {
    var id: Int
    var entityID: String
    var statusID: String
    var name: String
    var initialName = ""
    var sort = 10
    var isSystem = false
    var categoryID: Int?
    var color = ""
    var semantics: StageSemantics?

    init(id: Int, entityID: String, statusID: String, name: String) {
        self.id = id
        self.entityID = entityID
        self.statusID = statusID
        self.name = name
    }

    init(_ row: Row) {
        id = row["id"]
        entityID = row["entity_id"]
        statusID = row["status_id"]
        name = row["name"]
        initialName = row["name_init"]
        sort = row["sort"]
        isSystem = row["system"] == "Y"
        categoryID = row["category_id"]
        color = row["color"]
        semantics = (row["semantics"] as String?).flatMap(StageSemantics.init)
    }

    /// The element with an id.
    static func find(_ id: Int, _ database: Database) throws -> StatusRow? {
        try database.row("SELECT * FROM statuses WHERE id = ?", [id]).map(StatusRow.init)
    }

    /// A directory in its order.
    static func all(of entityID: String, _ database: Database) throws -> [StatusRow] {
        try database.rows("SELECT * FROM statuses WHERE entity_id = ? ORDER BY sort, id", [entityID])
            .map(StatusRow.init)
    }

    /// Writes the element, new or changed.
    func save(_ database: Database) throws {
        try database.run(
            """
            INSERT OR REPLACE INTO statuses
                (id, entity_id, status_id, name, name_init, sort, system, category_id, color, semantics, entity_type_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, entityID, statusID, name, initialName, sort, isSystem ? "Y" : "N", categoryID, color,
                semantics?.rawValue, StageDirectory(entityID: entityID)?.entityTypeID,
            ])
    }

    /// The element as `crm.status.get` answers it: every value as text.
    var description: JSONObject {
        [
            "ID": .string(String(id)), "ENTITY_ID": .string(entityID), "STATUS_ID": .string(statusID),
            "NAME": .string(name), "NAME_INIT": .string(initialName), "SORT": .string(String(sort)),
            "SYSTEM": .yesNo(isSystem), "CATEGORY_ID": categoryID.map { .string(String($0)) } ?? .null,
            "COLOR": .string(color), "SEMANTICS": semantics.map { .string($0.rawValue) } ?? .null,
        ]
    }

    /// How many elements stand in this stage or name this entry of a directory.
    func users(_ database: Database) throws -> Int {
        if let directory = StageDirectory(entityID: entityID) {
            return try database.integer(
                "SELECT count(*) FROM items WHERE entity_type_id = ? AND category_id = ? AND stage_id = ?",
                [directory.entityTypeID, directory.categoryID, statusID])
        }
        if entityID == Directories.source {
            return try database.integer("SELECT count(*) FROM items WHERE source_id = ?", [statusID])
        }
        return try OwnType.allCases.reduce(0) { count, type in
            let fields = FieldCatalogue.of(type).fields.filter { $0.directory == entityID }
            return try fields.compactMap(\.storage).reduce(count) { count, storage in
                try count
                    + database.integer(
                        "SELECT count(*) FROM items WHERE entity_type_id = ? AND \(storage.sql) = ?",
                        [type.rawValue, statusID])
            }
        }
    }
}
