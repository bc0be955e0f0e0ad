import GRDB
import JSON

/// `crm.status.*`: the stages of funnels, and the directories that fields of elements name (`api-reference/crm/status/*`).
enum StatusMethods: MethodFamily {
    static let methods: [Method] = [
        Method("crm.status.fields", .anyOf(["crm"])) { call, _ in
            Reply(.object(StatusFields.descriptions(call.language)))
        },
        Method("crm.status.list", .anyOf(["crm"]), list),
        Method("crm.status.get", .anyOf(["crm"])) { call, database in
            let desk = StatusDesk(call, database)
            try desk.requireReader()
            return Reply(.object(try desk.status(call.parameters["id", "ID"]?.phpInteger ?? 0).description))
        },
        Method("crm.status.add", .anyOf(["crm"]), StatusWriting.add),
        Method("crm.status.update", .anyOf(["crm"]), StatusWriting.update),
        Method("crm.status.delete", .anyOf(["crm"]), StatusWriting.delete),
        Method("crm.status.entity.types", .anyOf(["crm"])) { call, database in
            Reply(try Directories.descriptions(call, database))
        },
        Method("crm.status.entity.items", .anyOf(["crm"]), items),
    ]

    private static let map = FieldMap([
        ("ID", "id", .integer), ("ENTITY_ID", "entity_id", .code), ("STATUS_ID", "status_id", .code),
        ("NAME", "name", .text), ("NAME_INIT", "name_init", .text), ("SORT", "sort", .integer),
        ("SYSTEM", "system", .flag), ("CATEGORY_ID", "category_id", .integer), ("COLOR", "color", .code),
        ("SEMANTICS", "semantics", .code),
    ])

    /// The whole list at once: the page documents no `start`.
    private static let list: Handler = { call, database in
        let desk = StatusDesk(call, database)
        try desk.requireReader()
        for name in ["filter", "order"] {
            if let value = call.parameters[name], value != .null, value.phpObject == nil {
                throw desk.refusal(Texts.statusInvalidParameters)
            }
        }
        let filter = call.parameters.optionalObject("filter", "FILTER")
        if let foreign = filter["ENTITY_ID"]?.phpString, Directories.isForeign(foreign, call.portal) {
            throw RESTError.notEmulated("\(call.method) (ENTITY_ID = \(foreign))")
        }
        let query: ListQuery
        do {
            query = try ListQuery(call, fields: map)
        } catch is RESTError {
            throw desk.refusal(Texts.statusInvalidParameters)
        }
        let order = call.parameters.optionalObject("order", "ORDER").isEmpty ? "sort, id" : query.order
        let rows = try database.rows(
            "SELECT * FROM statuses WHERE \(query.condition.sql) ORDER BY \(order)", query.condition.arguments
        ).map(StatusRow.init)
        let firstFailures = try firstFailures(in: Set(rows.map(\.entityID)), database)
        return Reply(
            .array(rows.map { .object(described($0, isFirstFailure: firstFailures.contains($0.id))) }),
            total: rows.count)
    }

    private static let items: Handler = { call, database in
        let desk = StatusDesk(call, database)
        let entityID = call.parameters["entityId", "ENTITY_ID"]?.phpString ?? ""
        if Directories.isForeign(entityID, call.portal) {
            throw RESTError.notEmulated("\(call.method) (entityId = \(entityID))")
        }
        guard try Directories.exists(entityID, database) else { throw desk.refusal(Texts.statusEntityInvalid) }
        return Reply(
            .array(
                try StatusRow.all(of: entityID, database).map {
                    ["NAME": .string($0.name), "SORT": .int($0.sort), "STATUS_ID": .string($0.statusID)]
                }))
    }

    /// A row of the list: stages say once more, in `EXTRA`, what they mean.
    private static func described(_ status: StatusRow, isFirstFailure: Bool) -> JSONObject {
        var row = status.description
        if StageDirectory(entityID: status.entityID) != nil {
            let semantics = StageRules.extraSemantics(status.semantics, isFirstFailure: isFirstFailure)
            row["EXTRA"] = ["SEMANTICS": .string(semantics), "COLOR": .string(status.color)]
        }
        return row
    }

    private static func firstFailures(in directories: Set<String>, _ database: Database) throws -> Set<Int> {
        Set(
            try directories.compactMap { directory in
                try StatusRow.all(of: directory, database).first { $0.semantics == .failure }?.id
            })
    }
}
