import GRDB
import JSON
import Localization

/// Reads the objects of a portal as they are compared: as the reading methods answer them, but for who changed them and
/// when, and for elements whatever the switches of their smart process hide.
struct ObjectReader {
    let database: Database
    let facts: PortalFacts

    /// All objects that there are.
    func keys() throws -> [ObjectKey] {
        func keys(_ kind: ObjectChange.Kind, _ table: String) throws -> [ObjectKey] {
            try database.rows("SELECT id FROM \(table)").map { ObjectKey(kind, $0[0] as Int) }
        }
        func ownedKeys(_ kind: ObjectChange.Kind, _ table: String) throws -> [ObjectKey] {
            try database.rows("SELECT entity_type_id, id FROM \(table)").map {
                ObjectKey(kind, $0[1] as Int, of: $0[0])
            }
        }
        let cards = try database.rows("SELECT entity_type_id, scope, user_id, extras FROM card_layouts").map { row in
            ObjectKey(.card, "\(row[1] as String)/\(row[2] as Int)/\(row[3] as String)", of: row[0])
        }
        return try keys(.workplace, "automated_solutions") + keys(.type, "types") + ownedKeys(.funnel, "categories")
            + keys(.status, "statuses") + keys(.userField, "user_fields") + ownedKeys(.item, "items") + cards
    }

    /// An object as it is now; `nil` when there is none.
    func state(of key: ObjectKey) throws -> JSONObject? {
        let id = Int(key.id) ?? 0
        switch key.kind {
        case .workplace:
            guard let row = try database.row("SELECT title FROM automated_solutions WHERE id = ?", [id]) else {
                return nil
            }
            let types = try database.rows("SELECT id FROM types WHERE automated_solution_id = ? ORDER BY id", [id])
            return ["id": .int(id), "title": .string(row[0]), "typeIds": .array(types.map { .int($0[0]) })]
        case .type:
            let store = TypeStore(database: database, language: facts.language, choices: facts.choices, now: 0)
            guard let row = try store.row(id: id) else { return nil }
            return try store.json(row).objectValue?.without(Self.stamps)
        case .funnel:
            let store = CategoryStore(database: database, language: facts.language)
            return try store.row(entityTypeID: key.entityTypeID, id: id)
                .flatMap { CategoryStore.json($0, hasSystemMembers: true).objectValue }
        case .status: return try StatusRow.find(id, database)?.description
        case .userField:
            return try database.row("SELECT * FROM user_fields WHERE id = ?", [id])
                .flatMap { try UserFieldAnswer.full(UserFieldRow($0), database).objectValue }
        case .item:
            return try Item.find(key.entityTypeID, id, database).map { try ItemState(facts, database).of($0) }
        case .card: return try card(key)
        }
    }

    /// The smart process of an object.
    ///
    /// - Parameter types: those that were here once.
    func entityTypeID(of key: ObjectKey, _ state: JSONObject, _ types: [ObjectKey: Int?]) throws -> Int? {
        switch key.kind {
        case .workplace: nil
        case .funnel, .item, .card: key.entityTypeID
        case .type: state["entityTypeId"]?.phpInteger
        case .status: state["ENTITY_ID"]?.phpString.flatMap { StageDirectory(entityID: $0)?.entityTypeID }
        case .userField:
            try state["entityId"]?.phpString.flatMap { Int($0.dropFirst(4)) }.flatMap { id in
                try types[ObjectKey(.type, id)]
                    ?? database.row("SELECT entity_type_id FROM types WHERE id = ?", [id])?[0]
            }
        }
    }

    /// Whether a new object is one that the portal makes along with its owner, untouched since.
    func isImplied(_ key: ObjectKey) throws -> Bool {
        let id = Int(key.id) ?? 0
        switch key.kind {
        case .funnel:
            return try database.row(
                """
                SELECT 1 FROM categories WHERE entity_type_id = ?1 AND id = ?2 AND is_default = 'Y' AND name = ?3
                    AND sort = 500
                    AND id = (SELECT min(id) FROM categories WHERE entity_type_id = ?1)
                """, [key.entityTypeID, id, Texts.firstFunnel[facts.language]]) != nil
        case .status:
            guard let status = try StatusRow.find(id, database) else { return false }
            return DefaultStages.isUntouched(status, facts.language)
        default: return false
        }
    }

    private func card(_ key: ObjectKey) throws -> JSONObject? {
        let parts = key.id.split(separator: "/", maxSplits: 2).map(String.init)
        guard parts.count == 3 else { return nil }
        let row = try database.row(
            "SELECT data FROM card_layouts WHERE entity_type_id = ? AND scope = ? AND user_id = ? AND extras = ?",
            [key.entityTypeID, parts[0], Int(parts[1]) ?? 0, parts[2]])
        return row.map { ["data": .stored($0[0])] }
    }

    /// Who changed something and when says nothing of what was changed.
    static let stamps: Set<String> = [
        "createdTime", "createdBy", "updatedTime", "updatedBy", "movedTime", "movedBy", "lastActivityTime",
        "lastActivityBy", "previousStageId",
    ]
}

extension JSONObject {
    /// The object without some members.
    func without(_ names: Set<String>) -> JSONObject {
        JSONObject(members.filter { !names.contains($0.key) }.map { ($0.key, $0.value) })
    }
}
