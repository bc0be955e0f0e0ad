import GRDB
import JSON
import Localization

/// Phones, addresses and messengers of leads, contacts and companies: the list `fm`, and the words that stand for its
/// first values (`api-reference/crm/data-types`, "crm_multifield"; `api-reference/crm/universal/crm-item-get`).
enum Multifields {
    /// The name under which the list is kept and answered. It is no field: filters and `select` do not know it.
    static let name = "fm"

    /// A member that shows the first value of a kind: `phoneWork`.
    struct Alias {
        let name: String
        /// What it shows; `valueType` `nil` for any.
        let typeID: String
        let valueType: String?
        let title: LocalizedText
        /// The example of `crm.item.get` has an empty text for most, null for two.
        var emptyAnswer: JSONValue? = ""
    }

    static let aliases: [Alias] = [
        .init("phoneMobile", "PHONE", "MOBILE", "Mobile phone", "Мобильный телефон"),
        .init("phoneWork", "PHONE", "WORK", "Work phone", "Рабочий телефон"),
        .init("phoneMailing", "PHONE", "MAILING", "Mailing phone", "Телефон для рассылок"),
        .init("emailHome", "EMAIL", "HOME", "Personal e-mail", "Частный e-mail"),
        .init("emailWork", "EMAIL", "WORK", "Work e-mail", "Рабочий e-mail"),
        .init("emailMailing", "EMAIL", "MAILING", "Mailing e-mail", "E-mail для рассылок"),
        .init("skype", "IM", "SKYPE", "Skype", "Skype", emptyAnswer: nil),
        .init("icq", "IM", "ICQ", "ICQ", "ICQ", emptyAnswer: nil),
        .init("imol", "IM", "IMOL", "Open line", "Открытая линия"),
        .init("email", "EMAIL", nil, "E-mail", "E-mail"),
        .init("phone", "PHONE", nil, "Phone", "Телефон"),
    ]

    /// The value types of each type; `LINK` has none in the documentation.
    private static let valueTypes: [String: Set<String>] = [
        "PHONE": ["WORK", "MOBILE", "FAX", "HOME", "PAGER", "MAILING", "OTHER"],
        "EMAIL": ["WORK", "HOME", "MAILING", "OTHER"],
        "WEB": ["WORK", "HOME", "VK", "LIVEJOURNAL", "TWITTER", "OTHER"],
        "IM": [
            "TELEGRAM", "VK", "SKYPE", "VIBER", "BITRIX24", "OPENLINE", "IMOL", "ICQ", "MSN", "JABBER", "OTHER",
        ],
    ]

    /// The list after a request: an entry with the id of one that is there changes it, or deletes it with an empty value;
    /// any other is added; what is not named stays (`api-reference/crm/universal/crm-item-update`).
    ///
    /// - Parameter request: a list, or an object by id.
    /// - Throws: ``FieldError`` for a type or a value type that there is not.
    static func changed(
        _ current: JSONValue, by request: JSONValue, deletesEmpty: Bool, _ database: Database
    ) throws -> JSONValue {
        var list = current.arrayValue ?? []
        let entries: [(id: Int?, entry: JSONValue)]
        switch request {
        case .null, .string(""): return current
        case .array(let array): entries = array.map { ($0["id"]?.phpInteger, $0) }
        case .object(let object): entries = object.members.map { ($0.value["id"]?.phpInteger ?? Int($0.key), $0.value) }
        default: throw FieldError.notIterable(type: request.phpType)
        }
        for (id, entry) in entries {
            guard let request = entry.objectValue else { throw FieldError.valueNotValid(field: name) }
            let index = id.flatMap { id in list.firstIndex { $0["id"]?.phpInteger == id } }
            var kept = index.flatMap { list[$0].objectValue } ?? [:]
            for name in ["valueType", "value", "typeId"] {
                if let text = request[name]?.phpString { kept[name] = .string(text) }
            }
            let value = kept["value"]?.stringValue?.trimmed ?? ""
            guard !value.isEmpty else {
                if let index, deletesEmpty { list.remove(at: index) }
                continue
            }
            let typeID = kept["typeId"]?.stringValue ?? ""
            let valueType = kept["valueType"]?.stringValue ?? "WORK"
            guard typeID == "LINK" || valueTypes[typeID]?.contains(valueType) == true else {
                throw FieldError.valueNotValid(field: name)
            }
            let number = try index.flatMap { list[$0]["id"]?.phpInteger } ?? database.nextID("multifield")
            // In the order of the example.
            let saved: JSONValue = [
                "id": .int(number), "valueType": .string(valueType), "value": .string(value), "typeId": .string(typeID),
            ]
            if let index { list[index] = saved } else { list.append(saved) }
        }
        return list.isEmpty ? .null : .array(list)
    }

    /// The multifields of `crm.item.import`, which names them as the older methods do: `PHONE: [{VALUE, VALUE_TYPE}]`
    /// (`api-reference/crm/universal/import/crm-item-import`).
    static func imported(_ request: JSONObject) -> [JSONValue] {
        (valueTypes.keys.sorted() + ["LINK"]).flatMap { typeID in
            (request[typeID]?.phpArray ?? []).map { entry in
                [
                    "typeId": .string(typeID), "valueType": entry["VALUE_TYPE"] ?? "WORK",
                    "value": entry["VALUE"] ?? .null,
                ]
            }
        }
    }

    /// Sets what follows from the list: whether there are phones, addresses and open lines, and the first of each kind.
    static func describe(_ item: inout Item, _ catalogue: FieldCatalogue) {
        let list = item[name].arrayValue ?? []
        func first(_ typeID: String, _ valueTypes: Set<String>?) -> JSONValue {
            let found = list.first { entry in
                entry["typeId"]?.stringValue == typeID
                    && valueTypes.map { $0.contains(entry["valueType"]?.stringValue ?? "") } ?? true
            }
            return found?["value"] ?? .null
        }
        func flag(_ value: JSONValue) -> JSONValue { value == .null ? 0 : 1 }
        item["hasPhone"] = flag(first("PHONE", nil))
        item["hasEmail"] = flag(first("EMAIL", nil))
        item["hasImol"] = flag(first("IM", ["IMOL", "OPENLINE"]))
        for alias in aliases where catalogue.named[alias.name] != nil {
            item[alias.name] = first(alias.typeID, alias.valueType.map { [$0] })
        }
    }
}

extension Multifields.Alias {
    fileprivate init(
        _ name: String, _ typeID: String, _ valueType: String?, _ en: String, _ ru: String,
        emptyAnswer: JSONValue? = ""
    ) {
        self.init(
            name: name, typeID: typeID, valueType: valueType, title: LocalizedText(en, ru: ru), emptyAnswer: emptyAnswer
        )
    }
}
