import GRDB
import JSON
import Permissions

/// `crm.automatedsolution.*`: digital workplaces (`api-reference/crm/automated-solution`). A workplace is a title and
/// the SPAs in it; a SPA lives in one place, CRM or one workplace.
enum AutomatedSolutionMethods: MethodFamily {
    static let methods = [
        Method("crm.automatedsolution.add", .anyOf(["crm"]), add),
        Method("crm.automatedsolution.update", .anyOf(["crm"]), update),
        Method("crm.automatedsolution.get", .anyOf(["crm"]), get),
        Method("crm.automatedsolution.list", .anyOf(["crm"]), list),
        Method("crm.automatedsolution.delete", .anyOf(["crm"]), delete),
        Method("crm.automatedsolution.fields", .anyOf(["crm"]), fields),
    ]

    private static let notFound = RESTError("NOT_FOUND", Texts.workplaceNotFound)

    private static func add(_ call: Call, _ database: Database) throws -> Reply {
        let fields = try call.checked({ try call.parameters.fields() }) { try requireManager(call, database) }
        guard let title = fields["title"]?.phpString?.trimmed, !title.isEmpty else {
            throw RESTError("BX_EMPTY_REQUIRED", Texts.requiredField("Title"))
        }
        if let limit = call.portal.planLimits.workplaces,
            try database.integer("SELECT count(*) FROM automated_solutions") >= limit
        {
            throw RESTError("LIMIT_EXCEEDED", Texts.workplaceLimit)
        }
        let id = try database.nextID("automatedSolution")
        try database.run("INSERT INTO automated_solutions (id, title) VALUES (?, ?)", [id, title])
        if call.choices.bindsTypesOnAdd, let types = fields["typeIds"]?.phpArray {
            try bind(types, to: id, call, database)
        }
        return Reply(["automatedSolution": try json(id, title, database)])
    }

    private static func update(_ call: Call, _ database: Database) throws -> Reply {
        let (id, fields) = try call.checked({
            (try call.parameters.integer("id"), try call.parameters.fields())
        }) { try requireManager(call, database) }
        guard var title = try title(of: id, database) else {
            throw call.choices.reportsUnknownWorkplaceOnUpdate ? notFound : RESTError.accessDenied
        }
        let limits = call.portal.planLimits
        if limits.locksGalleryWorkplaces, limits.galleryWorkplaces.contains(id) {
            throw RESTError("RESTRICTED_BY_TARIFF", Texts.workplaceLocked)
        }
        if let value = fields["title"] {
            guard let text = value.phpString?.trimmed, !text.isEmpty else {
                throw RESTError("BX_EMPTY_REQUIRED", Texts.requiredField("Title"))
            }
            title = text
            try database.run("UPDATE automated_solutions SET title = ? WHERE id = ?", [title, id])
        }
        if let types = fields["typeIds"]?.phpArray { try bind(types, to: id, call, database) }
        return Reply(["automatedSolution": try json(id, title, database)])
    }

    private static func get(_ call: Call, _ database: Database) throws -> Reply {
        let id = try call.checked({ try call.parameters.integer("id") }) { try requireManager(call, database) }
        guard let title = try title(of: id, database) else { throw notFound }
        return Reply(["automatedSolution": try json(id, title, database)])
    }

    private static func list(_ call: Call, _ database: Database) throws -> Reply {
        try requireManager(call, database)
        let fields = FieldMap([("id", "id", .integer), ("title", "title", .text)])
        return try ListQuery(call, fields: fields, prefixes: FilterPrefix.withoutSets)
            .reply(database, from: "automated_solutions", key: "automatedSolutions") {
                try json($0["id"], $0["title"], database)
            }
    }

    private static func delete(_ call: Call, _ database: Database) throws -> Reply {
        let id = try call.checked({ try call.parameters.integer("id") }) { try requireManager(call, database) }
        guard try title(of: id, database) != nil else {
            guard call.choices.reportsUnknownWorkplaceOnDelete else { return Reply(.null) }
            throw notFound
        }
        guard try types(of: id, database).isEmpty else {
            throw RESTError("HAS_BOUND_TYPES", Texts.workplaceHasTypes)
        }
        try database.run("DELETE FROM automated_solutions WHERE id = ?", [id])
        try GrantStore.remove(on: .workplace(id), in: database)
        return Reply(.null)
    }

    /// The map stands directly in `result`, not under `fields`.
    private static func fields(_ call: Call, _ database: Database) throws -> Reply {
        try requireManager(call, database)
        return Reply([
            "id": FieldDescription.json("integer", "ID", upperName: "ID", isReadOnly: true),
            "title": FieldDescription.json("string", "TITLE", upperName: "TITLE", isRequired: true),
            "typeIds": FieldDescription.json("crm_dynamic_type", "TYPE_IDS", upperName: "TYPE_IDS", isMultiple: true),
        ])
    }

    // MARK: Shared steps

    private static func requireManager(_ call: Call, _ database: Database) throws {
        guard try Rights(call.caller, database).canManageWorkplaces(call.choices) else {
            throw RESTError.accessDenied
        }
    }

    private static func title(of id: Int, _ database: Database) throws -> String? {
        try database.row("SELECT title FROM automated_solutions WHERE id = ?", [id])?[0]
    }

    private static func types(of id: Int, _ database: Database) throws -> [Int] {
        try database.rows("SELECT id FROM types WHERE automated_solution_id = ? ORDER BY id", [id]).map { $0[0] }
    }

    private static func json(_ id: Int, _ title: String, _ database: Database) throws -> JSONValue {
        [
            "id": .int(id), "title": .string(title),
            "typeIds": .array(try types(of: id, database).map(JSONValue.int)),
        ]
    }

    /// Makes a list of type ids the whole content of a workplace: the others return to CRM, the new ones leave
    /// wherever they were. Ids that no SPA has are passed over.
    private static func bind(_ ids: [JSONValue], to workplace: Int, _ call: Call, _ database: Database) throws {
        var wanted: Set<Int> = []
        for id in ids.compactMap(\.phpInteger) where try TypeStore(call, database).row(id: id) != nil {
            wanted.insert(id)
        }
        let present = Set(try types(of: workplace, database))
        let leaving = present.subtracting(wanted)
        let coming = wanted.subtracting(present)
        let gallery = call.portal.planLimits.galleryWorkplaces
        var movesAcrossCRM = !leaving.isEmpty
        if !leaving.isEmpty, gallery.contains(workplace) { throw RESTError(number: 0, Texts.workplaceFromGallery) }
        for id in coming {
            let origin = try database.row("SELECT automated_solution_id FROM types WHERE id = ?", [id])?[0] as Int?
            if let origin, gallery.contains(origin) { throw RESTError(number: 0, Texts.workplaceFromGallery) }
            movesAcrossCRM = movesAcrossCRM || origin == nil
        }
        // To and from CRM takes "User can edit preferences" of CRM as well.
        guard try !movesAcrossCRM || Rights(call.caller, database).canChangeSettings() else {
            throw RESTError.accessDenied
        }
        for id in leaving {
            try database.run("UPDATE types SET automated_solution_id = NULL WHERE id = ?", [id])
        }
        for id in coming {
            try database.run("UPDATE types SET automated_solution_id = ? WHERE id = ?", [workplace, id])
        }
    }
}
