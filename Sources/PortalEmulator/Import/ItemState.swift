import GRDB
import JSON

/// An element with everything that is stored of it, under the names that `crm.item.*` has: also what a switch of its smart
/// process hides.
struct ItemState {
    private let values: FieldValues
    private let facts: PortalFacts
    private let database: Database

    init(_ facts: PortalFacts, _ database: Database) {
        self.facts = facts
        self.database = database
        values = FieldValues.lenient(facts)
    }

    func of(_ item: Item) throws -> JSONObject {
        var state = JSONObject()
        for system in SystemField.all where system.column != nil && !ObjectReader.stamps.contains(system.name) {
            var field = ItemField(system.name, system.upperName, system.type, title: "")
            field.isMultiple = system.isMultiple
            let stored = item[system.name]
            if stored != .null { state[system.name] = values.rendered(stored, of: field) }
        }
        for member in item.parents.members where member.value != .null { state["parentId\(member.key)"] = member.value }
        let fields = try userFields(of: item.entityTypeID)
        for member in item.userFields.members where member.value != .null {
            guard let field = fields[member.key] else {
                state[member.key] = member.value
                continue
            }
            state[field.name] = values.rendered(member.value, of: field)
        }
        return state
    }

    /// By their original names.
    private func userFields(of entityTypeID: Int) throws -> [String: ItemField] {
        let rows = try database.rows(
            """
            SELECT * FROM user_fields WHERE entity_id = (SELECT 'CRM_' || id FROM types WHERE entity_type_id = ?)
            ORDER BY id
            """, [entityTypeID]
        ).map(UserFieldRow.init)
        let names = UserFieldNames(rows.map(\.fieldName))
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                ($0.fieldName, try $0.itemField(named: names.restName(of: $0.fieldName), facts.language, database))
            })
    }
}

extension FieldValues {
    /// Takes what another portal has accepted: it knows its people and directories.
    static func lenient(_ facts: PortalFacts) -> FieldValues {
        FieldValues(
            offset: facts.choices.timeZoneOffset, currency: facts.choices.currency ?? "USD", userExists: { _ in true },
            statusExists: { _, _ in true }, addFile: { _, _ in nil }, fileAddress: { _ in "" })
    }
}
