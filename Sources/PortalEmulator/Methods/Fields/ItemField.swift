import JSON

/// One field of the elements of a type, as `crm.item.fields` describes it.
struct ItemField: Sendable, Equatable {
    /// The name in `crm.item.*`: `assignedById`, `ufCrm7Colour`.
    var name: String
    /// The name in the database and in card layouts: `ASSIGNED_BY_ID`, `UF_CRM_7_COLOUR`.
    var upperName: String
    /// What kind of values the field holds.
    var type: FieldType
    /// The `type` as written: differs from `type` only for types of applications (`rest_...`).
    var typeName: String
    /// What people read, in the language of the portal.
    var title: String
    var isRequired = false
    var isReadOnly = false
    var isMultiple = false
    /// Whether this is a custom field.
    var isDynamic = false
    var isDeprecated = false
    /// The directory whose codes are the values, of `crm_status` fields.
    var statusType: String?
    var settings: JSONValue?
    /// What an element shows where there is no value.
    var emptyAnswer: JSONValue?
    /// The choices of an `enumeration` field.
    var options: [Option] = []

    /// One choice of an `enumeration` field.
    struct Option: Sendable, Equatable {
        var id: Int
        var value: String
        /// Whether new elements get it.
        var isDefault = false
    }

    init(_ name: String, _ upperName: String, _ type: FieldType, title: String) {
        self.name = name
        self.upperName = upperName
        self.type = type
        self.typeName = type.rawValue
        self.title = title
    }

    /// The object that `crm.item.fields` answers, keys in the documented order
    /// (`api-reference/crm/universal/crm-item-fields`, custom fields: `api-reference/crm/universal/crm-item-add`).
    var description: JSONValue {
        var object: JSONObject = [
            "type": .string(typeName), "isRequired": .bool(isRequired), "isReadOnly": .bool(isReadOnly),
            "isImmutable": false, "isMultiple": .bool(isMultiple), "isDynamic": .bool(isDynamic),
        ]
        if isDeprecated { object["isDeprecated"] = true }
        if let statusType, !isDynamic { object["statusType"] = .string(statusType) }
        if type == .enumeration {
            object["items"] = .array(
                options.map { ["ID": .string(String($0.id)), "VALUE": .string($0.value)] })
        }
        object["title"] = .string(title)
        if isDynamic {
            for label in ["listLabel", "formLabel", "filterLabel"] { object[label] = .string(title) }
        }
        if let settings { object["settings"] = settings }
        object["upperName"] = .string(upperName)
        return .object(object)
    }
}
