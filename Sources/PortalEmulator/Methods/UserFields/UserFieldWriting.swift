import GRDB
import JSON

/// `userfieldconfig.add`, `update` and `delete`.
enum UserFieldWriting {
    static let add: Handler = { call, database in
        try UserFieldOwner.checkModule(call)
        let request = try call.checked {
            try call.parameters.fields("field").object
        } access: {
            guard try Rights(call.caller, database).canChangeSettings() else {
                throw RESTError("", Texts.userFieldAccessDenied)
            }
        }
        func text(_ name: String) -> String { request[name]?.phpString ?? "" }
        guard !text("fieldName").isEmpty else { throw RESTError("", Texts.userFieldNameMissing) }
        guard !text("userTypeId").isEmpty else { throw RESTError("", Texts.userFieldTypeMissing) }
        guard try UserFieldOwner.entityTypeID(text("entityId"), call, database) != nil,
            isName(text("fieldName"), ofEntity: text("entityId"))
        else { throw RESTError("", Texts.userFieldNotAllowed) }
        let isTaken = try database.row(
            "SELECT 1 FROM user_fields WHERE entity_id = ? AND field_name = ?", [text("entityId"), text("fieldName")])
        guard isTaken == nil else { throw RESTError("", Texts.userFieldExists(text("fieldName"))) }
        guard FieldType(userTypeId: text("userTypeId")) != nil else {
            throw RESTError("", Texts.userFieldNotCreated)
        }
        var field = UserFieldRow(
            id: try database.nextID("user_field"), entityID: text("entityId"), fieldName: text("fieldName"),
            userTypeID: text("userTypeId"))
        field.isMultiple = request["multiple"]?.flag ?? false
        field.editInList = request["editInList"]?.flag ?? true
        apply(request, to: &field)
        field.settings = UserFieldSettings.merged(
            field.type, requested: request["settings"], label: field.label(call.language))
        try field.save(database)
        if field.type == .enumeration { try saveOptions(request["enum"], of: field, database) }
        return Reply(["field": try UserFieldAnswer.full(field, database)])
    }

    static let update: Handler = { call, database in
        try UserFieldOwner.checkModule(call)
        guard var field = try UserFieldOwner.field(call, database),
            try Rights(call.caller, database).canChangeSettings()
        else {
            throw RESTError("", Texts.userFieldChangeDenied)
        }
        let request = call.parameters.optionalObject("field")
        apply(request, to: &field)
        field.settings = UserFieldSettings.merged(
            field.type, current: field.settings, requested: request["settings"], label: "")
        try field.save(database)
        // "To apply changes to enum, field.userTypeId must be set to enumeration."
        if field.type == .enumeration, request["userTypeId"] == "enumeration" {
            try saveOptions(request["enum"], of: field, database)
        }
        return Reply(["field": try UserFieldAnswer.full(field, database)])
    }

    static let delete: Handler = { call, database in
        try UserFieldOwner.checkModule(call)
        guard let field = try UserFieldOwner.field(call, database),
            try Rights(call.caller, database).canChangeSettings()
        else {
            throw RESTError("", Texts.userFieldDeleteDenied)
        }
        if let entityTypeID = try UserFieldOwner.entityTypeID(field.entityID, call, database) {
            try database.run(
                "UPDATE items SET fields = json_remove(fields, ?) WHERE entity_type_id = ?",
                ["$.\(field.fieldName)", entityTypeID])
        }
        try database.run("DELETE FROM user_field_enums WHERE field_id = ?", [field.id])
        try database.run("DELETE FROM user_fields WHERE id = ?", [field.id])
        return Reply(.null)
    }

    /// Whether a name belongs to an entity: `UF_CRM_7_COLOUR` to `CRM_7`, `UF_CRM_COLOUR` to `CRM_DEAL`.
    static func isName(_ name: String, ofEntity entityID: String) -> Bool {
        let prefix = OwnType(userFieldEntityID: entityID)?.userFieldPrefix ?? "UF_\(entityID)_"
        guard name.hasPrefix(prefix), name.utf8.count > prefix.utf8.count, name.utf8.count <= 50 else { return false }
        return name.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || $0 == UInt8(ascii: "_") }
    }

    /// What both `add` and `update` set; unknown keys and unfit values are ignored.
    private static func apply(_ request: JSONObject, to field: inout UserFieldRow) {
        if let xmlID = request["xmlId"] { field.xmlID = xmlID.phpString }
        if let sort = request["sort"]?.phpInteger { field.sort = sort }
        if let flag = request["mandatory"]?.flag { field.isMandatory = flag }
        if let mode = request["showFilter"]?.phpString, ["Y", "N", "I", "E", "S"].contains(mode) {
            field.showFilter = mode
        }
        if let flag = request["isSearchable"]?.flag { field.isSearchable = flag }
        field.editFormLabel = labels(request["editFormLabel"], field.editFormLabel)
        field.helpMessage = labels(request["helpMessage"], field.helpMessage)
    }

    /// A text is meant for all languages, a map for those that it names.
    private static func labels(_ request: JSONValue?, _ current: JSONObject) -> JSONObject {
        var labels = current
        switch request {
        case .object(let map)?:
            for member in map.members { labels[member.key] = member.value.phpString.map { .string($0) } }
        case .string(let text)?:
            for language in UserFieldAnswer.languages { labels[language] = .string(text) }
        default: break
        }
        return labels
    }

    /// Adds choices, changes those that are named by `id`, deletes those that have `del`; the others stay.
    private static func saveOptions(_ request: JSONValue?, of field: UserFieldRow, _ database: Database) throws {
        var existing = Dictionary(
            uniqueKeysWithValues: try UserFieldOption.all(of: field.id, database).map { ($0.id, $0) })
        for element in request?.phpArray ?? [] {
            if let id = element["id"]?.phpInteger {
                guard var option = existing[id] else { throw RESTError("", Texts.userFieldOptionsNotSaved) }
                if element["del"]?.flag == true {
                    try database.run("DELETE FROM user_field_enums WHERE id = ?", [id])
                    existing[id] = nil
                    continue
                }
                try change(&option, element)
                try option.save(database)
            } else {
                let id = try database.nextID("user_field_enum")
                var option = UserFieldOption(
                    id: id, fieldID: field.id, value: "", isDefault: false, sort: 500, xmlID: Self.xmlID(id))
                try change(&option, element)
                try option.save(database)
            }
        }
    }

    private static func change(_ option: inout UserFieldOption, _ element: JSONValue) throws {
        if let value = element["value"]?.phpString { option.value = value }
        if let flag = element["def"]?.flag { option.isDefault = flag }
        if let sort = element["sort"]?.phpInteger { option.sort = sort }
        if let xmlID = element["xmlId"]?.phpString, !xmlID.isEmpty { option.xmlID = xmlID }
        guard !option.value.isEmpty else { throw RESTError("", Texts.userFieldOptionsNotSaved) }
    }

    /// Thirty-two hexadecimal digits, as the portal gives them out, from the id (SplitMix64).
    private static func xmlID(_ id: Int) -> String {
        [UInt64(id), UInt64(id) ^ .max].map { seed in
            var value = seed &* 0x9E37_79B9_7F4A_7C15
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            let digits = String(value ^ (value >> 31), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
