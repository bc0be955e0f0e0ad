import JSON

/// What a write made, changed or deleted, told by its answer or, where that is silent, by its parameters.
struct WrittenObject: Sendable, Equatable {
    var entityTypeID: Int?
    var ids: [Int] = []

    init() {}

    init(_ parameters: Parameters, result: JSONValue? = nil) {
        let object = Self.object(in: result)
        entityTypeID = (parameters["entityTypeId"] ?? object?["entityTypeId"])?.phpInteger
        ids = Self.ids(in: result, object) ?? Self.id(in: parameters.object).map { [$0] } ?? []
    }

    /// The object in `{"item": {...}}`.
    private static func object(in result: JSONValue?) -> JSONObject? {
        guard let members = result?.objectValue?.members, members.count == 1 else { return nil }
        return members[0].value.objectValue
    }

    private static func ids(in result: JSONValue?, _ object: JSONObject?) -> [Int]? {
        switch result {
        // `crm.status.add`, `user.add`
        case .integer(let id): return [Int(id)]
        case .string(let text): return Int(text).map { [$0] }
        default: break
        }
        if let object { return id(in: object).map { [$0] } }
        // `crm.item.batchImport`: what was refused has no id.
        guard let items = result?["items"]?.arrayValue else { return nil }
        return items.compactMap { $0["item"]?["id"]?.phpInteger }
    }

    private static func id(in object: JSONObject) -> Int? { (object["id"] ?? object["ID"])?.phpInteger }
}
