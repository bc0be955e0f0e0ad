import GRDB
import JSON

/// `userfieldconfig.*` for the custom fields of SPAs (`api-reference/crm/universal/userfieldconfig/*`).
enum UserFieldMethods: MethodFamily {
    static let methods: [Method] = [
        Method("userfieldconfig.getTypes", .userFieldConfig) { call, _ in
            try UserFieldOwner.checkModule(call)
            return Reply(["types": .object(UserFieldTypes.descriptions(call.language))])
        },
        Method("userfieldconfig.get", .userFieldConfig, get),
        Method("userfieldconfig.list", .userFieldConfig, list),
        Method("userfieldconfig.add", .userFieldConfig, UserFieldWriting.add),
        Method("userfieldconfig.update", .userFieldConfig, UserFieldWriting.update),
        Method("userfieldconfig.delete", .userFieldConfig, UserFieldWriting.delete),
    ]

    private static let map = FieldMap([
        ("id", "id", .integer), ("entityId", "entity_id", .code), ("fieldName", "field_name", .code),
        ("userTypeId", "user_type_id", .code), ("xmlId", "xml_id", .code), ("sort", "sort", .integer),
        ("multiple", "multiple", .flag), ("mandatory", "mandatory", .flag), ("showFilter", "show_filter", .code),
        ("showInList", "show_in_list", .flag), ("editInList", "edit_in_list", .flag),
        ("isSearchable", "is_searchable", .flag),
    ])

    private static let get: Handler = { call, database in
        try UserFieldOwner.checkModule(call)
        guard let field = try UserFieldOwner.field(call, database),
            try UserFieldOwner.canRead(field.entityID, call, database)
        else {
            if call.choices.answersNullForUnknownUserField, call.caller.isCRMAdmin { return Reply(.null) }
            throw RESTError("", Texts.userFieldViewDenied)
        }
        return Reply(["field": try UserFieldAnswer.full(field, database)])
    }

    private static let list: Handler = { call, database in
        try UserFieldOwner.checkModule(call)
        let entityID = call.parameters.optionalObject("filter")["entityId"]?.phpString
        if let entityID {
            // Also tells that other objects are not acted out.
            _ = try UserFieldOwner.entityTypeID(entityID, call, database)
        }
        guard try call.caller.isCRMAdmin || entityID.map({ try UserFieldOwner.canRead($0, call, database) }) ?? false
        else { throw RESTError("", Texts.userFieldViewDenied) }
        var query = try ListQuery(
            call, fields: map, sortable: ["id", "fieldName", "userTypeId", "xmlId", "sort"])
        if call.parameters.optionalObject("order").isEmpty { query.order = "sort, id" }
        let select = call.parameters.optionalObject("select")
        let names = select.members.filter { Int($0.key) != nil }.compactMap(\.value.phpString)
        let selected = names.isEmpty || names.contains("*") ? nil : Set(names)
        let language = (select["language"] ?? select["languageId"])?.phpString
        return try query.reply(database, from: "user_fields", key: "fields") {
            UserFieldAnswer.row(UserFieldRow($0), language: language, selected: selected)
        }
    }
}
