import GRDB
import JSON

/// Turns rows of `items` into the answers of `crm.item.list`. What every row has in common is found once: which
/// members there are, where their values stand, how they are shown. Lists are read by the hundred thousand rows.
struct ItemRows {
    /// The columns to read.
    let selection: String
    private let members: [(name: String, source: Source)]
    private let values: FieldValues
    /// Where `parents`, `fields` and `own` stand, when they are needed.
    private let parents: Int?
    private let userFields: Int?
    private let own: Int?
    /// After which member the multifields come; `nil` when they are not wanted.
    private let lastBeforeMultifields: Int?

    private enum Source {
        case constant(JSONValue)
        case column(Int, SystemField, ItemField)
        case own(String, ItemField)
        case userField(String, ItemField)
        case parent(String, ItemField)
    }

    /// - Parameter selected: the members that were asked for; `nil` for all.
    init(_ fields: ItemFields, _ values: FieldValues, selected: Set<String>?) {
        self.values = values
        var columns: [String] = []
        var members: [(String, Source)] = []
        func index(of column: String) -> Int {
            columns.append(column)
            return columns.count - 1
        }
        var needsParents = false
        var needsUserFields = false
        let catalogue = fields.type.catalogue
        let hasMultifields = fields.type.own?.hasMultifields == true && selected?.contains("*") ?? true
        var needsOwn = hasMultifields
        let names =
            catalogue.answerOrder + (fields.userFields + fields.parentFields).map(\.name) + catalogue.answerTail
        for name in names where selected?.contains(name) ?? true {
            guard let field = fields.byName[name], let storage = fields.storage[name] else {
                // A field whose switch is off is answered as null.
                members.append((name, .constant(.null)))
                continue
            }
            switch storage {
            case .column(let column):
                guard let system = catalogue.named[name] else { continue }
                members.append((name, .column(index(of: column), system, field)))
            case .own(let name, _):
                needsOwn = true
                members.append((name, .own(name, field)))
            case .userField(let original):
                needsUserFields = true
                members.append((name, .userField(original, field)))
            case .parent(let entityTypeID):
                needsParents = true
                members.append((name, .parent(String(entityTypeID), field)))
            }
        }
        if selected?.contains("entityTypeId") ?? true {
            members.append(("entityTypeId", .constant(.int(fields.type.entityTypeID))))
        }
        parents = needsParents ? index(of: "parents") : nil
        userFields = needsUserFields ? index(of: "fields") : nil
        own = needsOwn ? index(of: "own") : nil
        lastBeforeMultifields = hasMultifields ? catalogue.answerOrder.count : nil
        // A list of nothing but unknown names still has rows.
        selection = columns.isEmpty ? "1" : columns.joined(separator: ", ")
        self.members = members
    }

    /// Reads the `select` of a list: names and `*`; unknown names are ignored, and so is `fm`, which comes with `*` only.
    static func selected(_ select: JSONValue?, _ fields: ItemFields, _ choices: Choices) -> Set<String>? {
        let names = (select?.phpArray ?? []).compactMap(\.phpString)
        guard !names.isEmpty else { return nil }
        var selected = Set(names)
        if choices.selectsIDAlways { selected.insert("id") }
        guard selected.contains("*") else { return selected }
        if choices.starSelectsUserFields { return nil }
        selected.formUnion(fields.type.catalogue.answerOrder + fields.type.catalogue.answerTail + ["entityTypeId"])
        return selected
    }

    /// One element.
    func callAsFunction(_ row: Row) -> JSONValue {
        let parents = parents.map { Item.object(row[$0]) }
        let userFields = userFields.map { Item.object(row[$0]) }
        let own = own.map { Item.object(row[$0]) }
        var answer = JSONObject()
        for (index, (name, source)) in members.enumerated() {
            if index == lastBeforeMultifields { answer[Multifields.name] = own?[Multifields.name] ?? [] }
            answer[name] =
                switch source {
                case .constant(let value): value
                case .column(let index, let system, let field):
                    values.rendered(Item.value(row[index], of: system), of: field)
                case .own(let name, let field): values.rendered(own?[name] ?? .null, of: field)
                case .userField(let original, let field): values.rendered(userFields?[original] ?? .null, of: field)
                case .parent(let id, let field): values.rendered(parents?[id] ?? .null, of: field)
                }
        }
        return .object(answer)
    }
}
