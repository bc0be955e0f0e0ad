import GRDB
import JSON

/// An element with its values in their stored forms (``FieldValues``).
struct Item: Sendable, Equatable {
    let entityTypeID: Int
    /// System values by name; every one is present.
    private var system: [String: JSONValue]
    /// By `entityTypeId` of the parent.
    private(set) var parents: JSONObject
    /// By `UF_CRM_...` name.
    private(set) var userFields: JSONObject

    /// An element without values.
    init(entityTypeID: Int) {
        self.entityTypeID = entityTypeID
        system = [:]
        parents = [:]
        userFields = [:]
    }

    /// - Parameter row: the columns of ``selection``.
    init(_ row: Row) {
        entityTypeID = row[0]
        system = [:]
        for (index, (field, _)) in Self.columns.enumerated() {
            system[field.name] = Self.value(row[index + 1], of: field).present
        }
        parents = Self.object(row[Self.columns.count + 1])
        userFields = Self.object(row[Self.columns.count + 2])
        for member in Self.object(row[Self.columns.count + 3]).members { system[member.key] = member.value }
    }

    /// The value of a field.
    subscript(storage: ItemFields.Storage) -> JSONValue {
        get {
            switch storage {
            case .column(let column): system[Self.names[column] ?? column] ?? .null
            case .own(let name, _): system[name] ?? .null
            case .userField(let name): userFields[name] ?? .null
            case .parent(let entityTypeID): parents[String(entityTypeID)] ?? .null
            }
        }
        set {
            let value = newValue.present
            switch storage {
            case .column(let column): system[Self.names[column] ?? column] = value
            case .own(let name, _): system[name] = value
            case .userField(let name): userFields[name] = value
            case .parent(let entityTypeID): parents[String(entityTypeID)] = value
            }
        }
    }

    /// The value of a system field.
    subscript(name: String) -> JSONValue {
        get { system[name] ?? .null }
        set { system[name] = newValue.present }
    }

    var id: Int { self["id"].phpInteger ?? 0 }
    var categoryID: Int { self["categoryId"].phpInteger ?? 0 }
    var assignedByID: Int { self["assignedById"].phpInteger ?? 0 }
    var isOpened: Bool { self["opened"] == 1 }
    var stageID: String? { self["stageId"].phpString }
    /// Phones, addresses and messengers.
    var multifields: [JSONValue] { self[Multifields.name].arrayValue ?? [] }

    /// The element with an id, if there is one.
    static func find(_ entityTypeID: Int, _ id: Int, _ database: Database) throws -> Item? {
        try database.row(
            "SELECT \(selection) FROM items WHERE entity_type_id = ? AND id = ?", [entityTypeID, id]
        ).map { Item($0) }
    }

    /// Adds the element.
    func insert(_ database: Database) throws { try database.run(Self.insertSQL, row) }

    /// Overwrites the element that has the same id.
    func update(_ database: Database) throws { try database.run(Self.updateSQL, row + [entityTypeID, id]) }

    private var row: [(any DatabaseValueConvertible)?] {
        let values = Self.columns.map { field, _ -> (any DatabaseValueConvertible)? in
            let value = system[field.name] ?? .null
            if field.isMultiple { return JSONWriter.string(value == .null ? .array([]) : value) }
            switch value {
            case .integer(let number): return field.type == .boolean ? (number == 0 ? "N" : "Y") : number
            case .number(let number): return number
            case .string(let text): return text
            default: return nil
            }
        }
        return [entityTypeID] + values
            + [
                JSONWriter.string(.object(parents)), JSONWriter.string(.object(userFields)),
                JSONWriter.string(.object(own)),
            ]
    }

    /// The system values that have no column.
    private var own: JSONObject {
        let names = system.keys.filter { SystemField.named[$0]?.column == nil }.sorted()
        return JSONObject(names.compactMap { name in system[name].map { (name, $0) } })
    }

    /// What a column holds.
    static func value(_ column: DatabaseValue, of field: SystemField) -> JSONValue {
        switch column.storage {
        case .int64(let number): .integer(number)
        case .double(let number): .shortest(number)
        case .string(let text): read(text, of: field)
        case .null, .blob: .null
        }
    }

    private static func read(_ text: String, of field: SystemField) -> JSONValue {
        if field.type == .boolean { return text == "Y" ? 1 : 0 }
        guard field.isMultiple else { return .string(text) }
        return text == "[]" ? .null : JSONValue.stored(text)
    }

    /// What `parents`, `fields` or `own` holds.
    static func object(_ text: String) -> JSONObject {
        text == "{}" ? [:] : JSONValue.stored(text).objectValue ?? [:]
    }

    private static let columns: [(field: SystemField, column: String)] = SystemField.all.compactMap { field in
        field.column.map { (field, $0) }
    }
    private static let names = Dictionary(uniqueKeysWithValues: columns.map { ($0.column, $0.field.name) })
    private static let columnNames = ["entity_type_id"] + columns.map(\.column) + ["parents", "fields", "own"]
    /// The columns of an element, in the order in which they are read.
    static let selection = columnNames.joined(separator: ", ")
    private static let insertSQL =
        "INSERT INTO items (\(columnNames.joined(separator: ", "))) VALUES "
        + "(\(columnNames.map { _ in "?" }.joined(separator: ", ")))"
    private static let updateSQL =
        "UPDATE items SET \(columnNames.map { $0 + " = ?" }.joined(separator: ", ")) "
        + "WHERE entity_type_id = ? AND id = ?"
}

extension JSONValue {
    /// `nil` for a JSON null: an absent member and an empty one are the same value of an element, so that comparing
    /// finds real changes only.
    fileprivate var present: JSONValue? { self == .null ? Optional.none : self }
}
