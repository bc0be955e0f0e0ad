import GRDB
import JSON
import Permissions

/// Takes objects of another portal over into the tables, with their ids.
struct Importer {
    let database: Database
    let facts: PortalFacts
    let baseline: Baseline
    /// Unix time in seconds, for what does not tell its own.
    let now: Int64

    /// Takes objects over, in their order, and remembers what each looks like then. What was taken over before, and what
    /// has no id, is passed over.
    func add(_ objects: [ImportedObject]) throws {
        var added: [ObjectKey] = []
        try database.inSavepoint {
            added = try objects.compactMap(add)
            return .commit
        }
        let reader = ObjectReader(database: database, facts: facts)
        for key in added {
            if let state = try reader.state(of: key) { baseline.note(key, state) }
        }
    }

    private func add(_ object: ImportedObject) throws -> ObjectKey? {
        switch object {
        case .person(let person):
            try add(person)
            return nil
        case .highestItemID(let entityTypeID, let id):
            try database.advance(ItemWriter.counter(entityTypeID), to: id)
            return nil
        case .workplace(let row): return try new(.workplace, row["id"]) { try addWorkplace($0, row) }
        case .type(let row): return try new(.type, row["id"]) { try addType($0, row) }
        case .funnel(let row, let isOpen):
            guard let entityTypeID = row["entityTypeId"]?.phpInteger else { return nil }
            return try new(.funnel, row["id"], of: entityTypeID) {
                try addFunnel($0, entityTypeID, row, isOpen: isOpen)
            }
        case .status(let row): return try new(.status, row["ID"]) { try addStatus($0, row) }
        case .userField(let row): return try new(.userField, row["id"]) { try addUserField($0, row) }
        case .item(let entityTypeID, let row):
            return try new(.item, row["id"], of: entityTypeID) {
                try ItemTakeover(database: database, facts: facts, now: now).add($0, of: entityTypeID, row)
            }
        }
    }

    /// Adds an object that was not taken over before.
    private func new(
        _ kind: ObjectChange.Kind, _ id: JSONValue?, of entityTypeID: Int = 0, _ body: (Int) throws -> Void
    ) throws -> ObjectKey? {
        guard let id = id?.phpInteger else { return nil }
        let key = ObjectKey(kind, id, of: entityTypeID)
        guard !baseline.holds(key) else { return nil }
        try body(id)
        return key
    }

    private func add(_ person: ImportedPerson) throws {
        try database.run(
            """
            INSERT OR REPLACE INTO users (id, role, user_type, name, last_name, date_register) VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                person.id, person.role.rawValue, person.role == .extranet ? "extranet" : "employee", person.name,
                person.lastName, now,
            ])
        for department in person.departments {
            try database.run(
                "INSERT OR IGNORE INTO user_departments (user_id, department_id) VALUES (?, ?)",
                [person.id, department])
        }
        if person.managesWorkplaces {
            if let code = AccessCode("U\(person.id)") {
                try GrantStore.set(Grant(code: code, action: .settings, level: .all), on: .workplaces, in: database)
            }
        }
    }

    private func addWorkplace(_ id: Int, _ row: JSONObject) throws {
        try database.advance("automatedSolution", to: id)
        try database.run(
            "INSERT OR REPLACE INTO automated_solutions (id, title) VALUES (?, ?)",
            [id, row["title"]?.phpString ?? ""])
        for type in (row["typeIds"]?.phpArray ?? []).compactMap(\.phpInteger) {
            try database.run("UPDATE types SET automated_solution_id = ? WHERE id = ?", [id, type])
        }
    }

    private func addType(_ id: Int, _ row: JSONObject) throws {
        guard let entityTypeID = row["entityTypeId"]?.phpInteger else { return }
        try database.advance("type", to: id)
        try database.advance("entityType", to: entityTypeID % 2 == 0 ? entityTypeID : 0)
        let flags =
            TypeFlag.all.map { ($0.column, row[$0.name]?.flag ?? $0.isOnByDefault) }
            + TypeFlag.system.map { ($0.1, row[$0.0]?.flag ?? false) }
        func time(_ name: String) -> Int64 {
            row[name]?.phpString.flatMap { ServerTime(offset: facts.choices.timeZoneOffset).parse($0) } ?? now
        }
        try database.run(
            """
            INSERT OR REPLACE INTO types (id, entity_type_id, title, code, created_by, updated_by, created_time,
                updated_time, linked_user_fields, \(flags.map(\.0).joined(separator: ", ")))
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?\(String(repeating: ", ?", count: flags.count)))
            """,
            [
                id, entityTypeID, row["title"]?.phpString ?? "", row["code"]?.phpString ?? "",
                row["createdBy"]?.phpInteger ?? 0, row["updatedBy"]?.phpInteger ?? 0, time("createdTime"),
                time("updatedTime"), JSONWriter.string(.object(row["linkedUserFields"]?.phpObject ?? [:])),
            ] + flags.map { $0.1 ? "Y" : "N" })
        try addRelations(row["relations"], of: entityTypeID)
    }

    /// Each stands in the answers of both its sides.
    private func addRelations(_ relations: JSONValue?, of entityTypeID: Int) throws {
        var position = 0
        for (side, isParent) in [("parent", true), ("child", false)] {
            for relation in relations?[side]?.phpArray ?? [] where relation["isPredefined"]?.flag != true {
                guard let other = relation["entityTypeId"]?.phpInteger else { continue }
                let (parent, child) = isParent ? (other, entityTypeID) : (entityTypeID, other)
                try database.run(
                    """
                    INSERT OR IGNORE INTO type_relations (parent_type_id, child_type_id, position, is_list_enabled)
                    VALUES (?, ?, ?, ?)
                    """, [parent, child, position, relation["isChildrenListEnabled"]?.flag == true ? "Y" : "N"])
                position += 1
            }
        }
    }

    private func addFunnel(_ id: Int, _ entityTypeID: Int, _ row: JSONObject, isOpen: Bool) throws {
        try database.advance("category", to: id)
        try database.run(
            """
            INSERT OR REPLACE INTO categories (entity_type_id, id, name, sort, is_default, is_system, code, origin_id,
                originator_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                entityTypeID, id, row["name"]?.phpString ?? "", row["sort"]?.phpInteger ?? 500,
                row["isDefault"]?.flag == true ? "Y" : "N", row["isSystem"]?.flag == true ? "Y" : "N",
                row["code"]?.phpString ?? "", row["originId"]?.phpString ?? "", row["originatorId"]?.phpString ?? "",
            ])
        if isOpen { try GrantStore.open(entityTypeID: entityTypeID, categoryID: id, in: database) }
    }

    private func addStatus(_ id: Int, _ row: JSONObject) throws {
        func text(_ name: String) -> String { row[name]?.phpString ?? "" }
        try database.advance("status", to: id)
        var status = StatusRow(id: id, entityID: text("ENTITY_ID"), statusID: text("STATUS_ID"), name: text("NAME"))
        status.initialName = text("NAME_INIT")
        status.sort = row["SORT"]?.phpInteger ?? 10
        status.isSystem = row["SYSTEM"]?.flag == true
        status.categoryID = row["CATEGORY_ID"]?.phpInteger
        status.color = text("COLOR")
        status.semantics = StageSemantics(rawValue: text("SEMANTICS"))
        try status.save(database)
    }

    private func addUserField(_ id: Int, _ row: JSONObject) throws {
        func flag(_ name: String) -> Bool { row[name]?.flag == true }
        try database.advance("user_field", to: id)
        var field = UserFieldRow(
            id: id, entityID: row["entityId"]?.phpString ?? "", fieldName: row["fieldName"]?.phpString ?? "",
            userTypeID: row["userTypeId"]?.phpString ?? "string")
        field.xmlID = row["xmlId"]?.phpString
        field.sort = row["sort"]?.phpInteger ?? 100
        field.isMultiple = flag("multiple")
        field.isMandatory = flag("mandatory")
        field.showFilter = row["showFilter"]?.phpString ?? "N"
        field.showInList = flag("showInList")
        field.editInList = flag("editInList")
        field.isSearchable = flag("isSearchable")
        field.settings = row["settings"]?.phpObject.map { .object($0) } ?? .object([:])
        field.editFormLabel = Self.labels(row["editFormLabel"])
        field.helpMessage = Self.labels(row["helpMessage"])
        try field.save(database)
        for (index, choice) in (row["enum"]?.phpArray ?? []).enumerated() {
            guard let choiceID = choice["id"]?.phpInteger else { continue }
            try database.advance("user_field_enum", to: choiceID)
            try UserFieldOption(
                id: choiceID, fieldID: id, value: choice["value"]?.phpString ?? "",
                isDefault: choice["def"]?.flag == true, sort: choice["sort"]?.phpInteger ?? (index + 1) * 100,
                xmlID: choice["xmlId"]?.phpString ?? ""
            ).save(database)
        }
    }

    /// A language without a label is answered as null.
    private static func labels(_ value: JSONValue?) -> JSONObject {
        JSONObject((value?.objectValue?.members ?? []).filter { $0.value.phpString != nil }.map { ($0.key, $0.value) })
    }
}
