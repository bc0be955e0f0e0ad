import JSON

/// The `settings` of custom fields by type: what a new field has, and which keys a request may change
/// (`api-reference/crm/universal/userfieldconfig/userfieldconfig-add`, "Parameter settings"; the values are those of the
/// field descriptions on `api-reference/crm/universal/crm-item-add`).
enum UserFieldSettings {
    /// The settings of a field of a type after a request; unknown keys are dropped.
    static func merged(_ type: FieldType, current: JSONValue? = nil, requested: JSONValue?, label: String) -> JSONValue
    {
        var settings = JSONObject()
        if case .object(let object)? = current { settings = object } else { settings = defaults(type, label: label) }
        guard case .object(let changes)? = requested else { return .object(settings) }
        for change in changes.members where settings[change.key] != nil || isBindingKey(change.key, type) {
            settings[change.key] = coerced(change.value, like: settings[change.key])
        }
        return .object(settings)
    }

    /// The settings of a new field.
    static func defaults(_ type: FieldType, label: String) -> JSONObject {
        switch type {
        case .string, .custom:
            ["SIZE": 20, "ROWS": 1, "REGEXP": "", "MIN_LENGTH": 0, "MAX_LENGTH": 0, "DEFAULT_VALUE": ""]
        case .url: ["POPUP": "Y", "SIZE": 20, "MIN_LENGTH": 0, "MAX_LENGTH": 0, "DEFAULT_VALUE": "", "ROWS": 1]
        case .integer: ["SIZE": 20, "MIN_VALUE": 0, "MAX_VALUE": 0, "DEFAULT_VALUE": nil]
        case .double: ["PRECISION": 2, "SIZE": 20, "MIN_VALUE": 0, "MAX_VALUE": 0, "DEFAULT_VALUE": nil]
        case .boolean:
            [
                "DEFAULT_VALUE": 0, "DISPLAY": "CHECKBOX", "LABEL": ["", ""],
                "LABEL_CHECKBOX": ["en": .string(label), "ru": .string(label)],
            ]
        case .date: ["DEFAULT_VALUE": ["TYPE": "NONE", "VALUE": ""]]
        case .datetime:
            ["DEFAULT_VALUE": ["TYPE": "NONE", "VALUE": ""], "USE_SECOND": "Y", "USE_TIMEZONE": "N"]
        case .money: ["DEFAULT_VALUE": ""]
        case .address: ["SHOW_MAP": "Y"]
        case .file:
            [
                "SIZE": 20, "LIST_WIDTH": 0, "LIST_HEIGHT": 0, "MAX_SHOW_SIZE": 0, "MAX_ALLOWED_SIZE": 0,
                "EXTENSIONS": [], "TARGET_BLANK": "Y",
            ]
        case .enumeration: ["DISPLAY": "LIST", "LIST_HEIGHT": 1, "CAPTION_NO_VALUE": "", "SHOW_NO_VALUE": "Y"]
        case .informationBlockSection, .informationBlockElement:
            ["DISPLAY": "LIST", "LIST_HEIGHT": 1, "IBLOCK_ID": 0, "DEFAULT_VALUE": "", "ACTIVE_FILTER": "N"]
        case .crmStatus: ["ENTITY_TYPE": ""]
        case .crm:
            [
                "LEAD": "N", "CONTACT": "N", "COMPANY": "N", "DEAL": "N", "QUOTE": "N", "ORDER": "N",
                "SMART_INVOICE": "N",
            ]
        default: [:]
        }
    }

    /// What a new element gets when a request leaves the field out, as a request would write it.
    ///
    /// - Parameter now: the time of the request in ISO 8601.
    static func defaultValue(_ settings: JSONValue?, type: FieldType, now: String) -> JSONValue {
        guard let value = settings?["DEFAULT_VALUE"] else { return .null }
        guard type == .date || type == .datetime else { return value }
        switch value["TYPE"]?.phpString {
        case "NOW": return .string(now)
        case "FIXED": return value["VALUE"] ?? .null
        default: return .null
        }
    }

    private static func isBindingKey(_ key: String, _ type: FieldType) -> Bool {
        type == .crm && key.hasPrefix("DYNAMIC_") && Int(key.dropFirst(8)) != nil
    }

    private static func coerced(_ value: JSONValue, like old: JSONValue?) -> JSONValue {
        switch old {
        case .integer?: value.phpInteger.map { .int($0) } ?? value
        case .string("Y")?, .string("N")?: value.flag.map { $0 ? "Y" : "N" } ?? value
        default: value
        }
    }
}
