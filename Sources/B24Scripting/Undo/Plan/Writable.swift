import Bitrix24
import JSON

/// In what form the methods of a family take what others of them have given.
struct Writable {
    private let family: InverseFamily?
    private let name: String

    init(_ family: String) {
        name = family
        self.family = InverseFamily(family)
    }

    /// A value that puts a field back; `nil` when there is none.
    ///
    /// - Parameter now: what the field has.
    func value(_ before: JSONValue, of field: String, now: JSONValue) -> JSONValue? {
        switch (family, StoredFields.plain(field)) {
        case (.type?, "relations"): return Self.relations(before)
        case (.type?, "linkeduserfields"): return Self.words(before)
        case (.field?, "enum"): return nil
        case (.field?, _): if case .object(let texts) = before { return .object(Self.emptied(texts)) }
        case (.plain?, _):
            if before.arrayValue != nil || before.objectValue != nil || now.arrayValue != nil { return nil }
        default: break
        }
        // An empty text empties a field of any kind; null does not travel in a batch.
        return before.isNull ? (now.arrayValue != nil ? .array([]) : "") : before
    }

    /// Relations in the form in which they are written: `"true"` and `"false"`, without the predefined ones.
    /// -> api-reference/crm/universal/user-defined-object-types/crm-type-update
    static func relations(_ value: JSONValue) -> JSONValue {
        .object(
            JSONObject(
                ["parent", "child"].map { side in
                    let written = (value[side]?.arrayValue ?? []).filter { $0["isPredefined"] != "Y" }.map { relation in
                        JSONValue.object([
                            "entityTypeId": relation["entityTypeId"] ?? .null,
                            "isChildrenListEnabled": word(relation["isChildrenListEnabled"]),
                        ])
                    }
                    return (side, .array(written))
                }))
    }

    static func words(_ value: JSONValue) -> JSONValue {
        .object(JSONObject((value.objectValue ?? [:]).members.map { ($0.key, word($0.value)) }))
    }

    private static func word(_ value: JSONValue?) -> JSONValue { BeforeNeed.isYes(value) ? "true" : "false" }

    private static func emptied(_ texts: JSONObject) -> JSONObject {
        JSONObject(texts.members.map { ($0.key, $0.value.isNull ? "" : $0.value) })
    }

    // MARK: Commands

    func update(_ object: PlannedObject, _ fields: JSONObject) -> Command {
        var parameters = address(object)
        parameters[family == .field ? "field" : "fields"] = .object(fields)
        return Command(name + ".update", parameters)
    }

    func deletion(_ object: PlannedObject) -> Command {
        var parameters = address(object)
        // A stage of the portal's own is not what a run has made; the flag does no harm.
        if family == .status { parameters["params"] = ["FORCED": "Y"] }
        return Command(name + ".delete", parameters)
    }

    private func address(_ object: PlannedObject) -> JSONObject {
        var parameters = JSONObject()
        if family == .field { parameters["moduleId"] = "crm" }
        parameters["entityTypeId"] = object.entityTypeID.map(Self.number)
        parameters["id"] = object.id.map(Self.number)
        return parameters
    }

    static func number(_ id: String) -> JSONValue { Int64(id).map(JSONValue.integer) ?? .string(id) }
}
