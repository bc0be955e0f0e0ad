import GRDB
import JSON
import Localization

/// `crm.enum.ownertype`: the types of CRM objects, SPAs among them; everybody may ask
/// (`api-reference/crm/auxiliary/enum/crm-enum-owner-type`).
enum OwnerTypeMethods: MethodFamily {
    static let methods: [Method] = [
        Method("crm.enum.ownertype", .anyOf(["crm"])) { call, database in
            let system = OwnerType.system.map { row($0.id, $0.name[call.language], $0.symbolCode, $0.shortCode) }
            let types = try database.rows("SELECT entity_type_id, title FROM types ORDER BY id").map { type in
                let id: Int = type[0]
                return row(id, type[1], OwnerTypeCode.symbol(id), OwnerTypeCode.short(id))
            }
            return Reply(.array(system + types))
        }
    ]

    private static func row(_ id: Int, _ name: String, _ symbolCode: String, _ shortCode: String) -> JSONValue {
        [
            "ID": .int(id), "NAME": .string(name), "SYMBOL_CODE": .string(symbolCode),
            "SYMBOL_CODE_SHORT": .string(shortCode),
        ]
    }
}
