import GRDB
import JSON
import Permissions

/// `crm.item.import` and `crm.item.batchImport`: elements from elsewhere, with their history
/// (`api-reference/crm/universal/import/index`).
enum ItemImport {
    /// How many elements one call may bring.
    static let maximum = 20

    /// The fields that an administrator may set here and nobody can elsewhere.
    static let systemNames: Set<String> = [
        "createdTime", "updatedTime", "movedTime", "createdBy", "updatedBy", "movedBy",
    ]

    static let one: Handler = { call, database in
        let fields = try call.parameters.fields().object
        let desk = try ItemDesk(call, database)
        return Reply(["item": ["id": .int(try add(fields, desk))]])
    }

    static let many: Handler = { call, database in
        let desk = try ItemDesk(call, database)
        guard let data = call.parameters["data"]?.phpArray else { throw RESTError.missing("data") }
        guard data.count <= maximum else {
            throw RESTError("MAX_IMPORT_BATCH_SIZE_EXCEEDED", Texts.importBatchTooLong(maximum))
        }
        let items = try data.map { fields -> JSONValue in
            var answer = JSONValue.null
            try database.inSavepoint {
                do {
                    guard let fields = fields.phpObject else { throw RESTError.missing("fields") }
                    answer = ["item": ["id": .int(try add(fields, desk))]]
                    return .commit
                } catch let error as RESTError {
                    answer = .object(error.body(call.language))
                    return .rollback
                }
            }
            return answer
        }
        return Reply(["items": .array(items)])
    }

    private static func add(_ request: JSONObject, _ desk: ItemDesk) throws -> Int {
        var request = request
        let multifields = Multifields.imported(request)
        if !multifields.isEmpty { request[Multifields.name] = .array(multifields) }
        var item = try ItemWriter(desk: desk).made(from: request)
        guard try desk.allows(.import, item) else { throw RESTError.accessDenied }
        try desk.checkPlan()
        try applyHistory(request, to: &item, desk)
        try item.insert(desk.database)
        return item.id
    }

    private static func applyHistory(_ request: JSONObject, to item: inout Item, _ desk: ItemDesk) throws {
        let given = request.members.filter { systemNames.contains($0.key) }
        guard !given.isEmpty else { return }
        for (name, value) in given.map({ ($0.key, $0.value) }) {
            // A field of a switch that is off is ignored like any other.
            guard let field = desk.fields.byName[name] else { continue }
            let refusal = FieldError.valueNotValid(field: field.title).restError(desk.call.choices)
            let isAllowed =
                desk.call.choices.historyNeedsPortalAdmin ? desk.call.caller.isAdmin : desk.call.caller.isCRMAdmin
            guard isAllowed else { throw refusal }
            do {
                let stored = try desk.values.stored(value, for: field)
                if stored != .null { item[name] = stored }
            } catch is FieldError {
                throw refusal
            }
        }
        if request["movedTime"] == nil { item["movedTime"] = item["createdTime"] }
        try checkTimes(of: item, desk)
    }

    private static func checkTimes(of item: Item, _ desk: ItemDesk) throws {
        func time(_ name: String) -> Int { item[name].phpInteger ?? 0 }
        func refuse(_ name: String) throws {
            throw FieldError.valueNotValid(field: desk.fields.byName[name]?.title ?? name).restError(desk.call.choices)
        }
        let now = Int(desk.call.timestamp)
        let newest = try desk.database.integer(
            "SELECT max(created_time) FROM items WHERE entity_type_id = ?", [desk.type.entityTypeID])
        if time("createdTime") > now || time("createdTime") < newest { try refuse("createdTime") }
        if time("updatedTime") > now || time("updatedTime") < time("createdTime") { try refuse("updatedTime") }
        if !(time("createdTime")...time("updatedTime")).contains(time("movedTime")) { try refuse("movedTime") }
    }
}
