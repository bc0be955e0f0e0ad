import Bitrix24
import JSON

/// What a dry run has planned so far, as objects: the answers to its writes and to reads that touch them.
struct Draft {
    /// How a read is answered.
    enum Read {
        case planned(JSONValue)
        case deleted
        case portal
    }

    private struct Key: Hashable {
        var family: String
        /// `crm.item` and `crm.category` ids belong to an entity type.
        var entityTypeID: String
        var id: String
    }

    private var nextID: Int64 = -1
    private var added: [Key: JSONObject] = [:]
    private var order: [Key] = []
    private var changed: [Key: JSONObject] = [:]
    private var deleted: Set<Key> = []

    // MARK: Writes

    /// Remembers a write.
    ///
    /// - Returns: its stand-in result, in the shape of the method.
    mutating func write(_ command: Command) -> JSONValue {
        let shape = ResultShape(command.method)
        switch shape.verb {
        case "add":
            return add(command, shape)
        case "update":
            guard let key = key(command, shape) else { return .bool(true) }
            let fields = fields(of: command)
            if added[key] != nil {
                added[key]?.merge(fields)
            } else {
                changed[key, default: [:]].merge(fields)
            }
            guard let single = shape.single else { return .bool(true) }
            var object = added[key] ?? changed[key] ?? [:]
            object["id"] = object["id"] ?? command.parameters["id"]
            return .object([single: .object(object)])
        case "delete":
            if let key = key(command, shape) {
                if added.removeValue(forKey: key) == nil { deleted.insert(key) }
                order.removeAll { $0 == key }
            }
            return shape.single == nil ? .bool(true) : .array([])
        case "import" where shape.single != nil:
            return add(command, shape)
        case "batchimport":
            return batchImport(command, shape)
        default:
            return .bool(true)
        }
    }

    private mutating func add(_ command: Command, _ shape: ResultShape) -> JSONValue {
        let id = takeID()
        var object: JSONObject = ["id": .integer(id)]
        if let type = command.parameters["entityTypeId"] { object["entityTypeId"] = type }
        object.merge(fields(of: command))
        if shape.family == "crm.type", object["entityTypeId"] == nil { object["entityTypeId"] = .integer(takeID()) }
        let key = Key(family: shape.family, entityTypeID: text(command.parameters["entityTypeId"]), id: String(id))
        added[key] = object
        order.append(key)
        return shape.single.map { .object([$0: .object(object)]) } ?? .integer(id)
    }

    private mutating func batchImport(_ command: Command, _ shape: ResultShape) -> JSONValue {
        guard case .array(let rows)? = command.parameters["data"] else { return .object(["items": []]) }
        let items = rows.map { row in
            var parameters = command.parameters
            parameters["data"] = nil
            parameters["fields"] = row
            return add(Command(command.method, parameters), shape)
        }
        return .object(["items": .array(items)])
    }

    private mutating func takeID() -> Int64 {
        defer { nextID -= 1 }
        return nextID
    }

    // MARK: Reads

    /// How a read is answered: from the plan when it names something planned.
    func read(_ command: Command) -> Read {
        let shape = ResultShape(command.method)
        switch shape.verb {
        case "get":
            guard let key = key(command, shape) else { return .portal }
            if deleted.contains(key) { return .deleted }
            guard let object = added[key] else { return isPlanned(key.id) ? .deleted : .portal }
            return .planned(shape.single.map { .object([$0: .object(object)]) } ?? .object(object))
        case "getbyentitytypeid":
            guard let type = command.parameters["entityTypeId"], isPlanned(text(type)) else { return .portal }
            let found = added.first { $0.key.family == shape.family && $0.value["entityTypeId"] == type }
            guard let found else { return .deleted }
            return .planned(.object(["type": .object(found.value)]))
        case "list":
            guard let type = command.parameters["entityTypeId"], isPlanned(text(type)) else { return .portal }
            let rows = order.filter { $0.family == shape.family && $0.entityTypeID == text(type) }
                .compactMap { added[$0].map(JSONValue.object) }
            return .planned(shape.list.map { .object([$0: .array(rows)]) } ?? .array(rows))
        case "fields":
            guard let type = command.parameters["entityTypeId"], isPlanned(text(type)) else { return .portal }
            return .planned(.object(["fields": .object([:])]))
        default:
            return .portal
        }
    }

    /// What the portal returned for one object, with the planned changes over it; `nil` when there are none.
    func overlay(_ command: Command, _ result: JSONSlice) -> JSONSlice? {
        let shape = ResultShape(command.method)
        guard shape.verb == "get", let single = shape.single, let key = key(command, shape),
            let changes = changed[key], case .object(var object)? = result[single]?.value
        else { return nil }
        object.merge(changes)
        return JSONSlice(writing: .object([single: .object(object)]))
    }

    /// The objects of a family (`crm.type`) that were planned, in order.
    func added(to family: String) -> [JSONObject] {
        order.filter { $0.family == family }.compactMap { added[$0] }
    }

    // MARK: Parts

    private func key(_ command: Command, _ shape: ResultShape) -> Key? {
        guard let id = command.parameters["id"] ?? command.parameters["ID"] else { return nil }
        return Key(family: shape.family, entityTypeID: text(command.parameters["entityTypeId"]), id: text(id))
    }

    private func fields(of command: Command) -> JSONObject {
        for name in ["fields", "FIELDS", "field"] {
            if case .object(let object)? = command.parameters[name] { return object }
        }
        return [:]
    }

    private func isPlanned(_ id: String) -> Bool { id.hasPrefix("-") }

    private func text(_ value: JSONValue?) -> String {
        switch value {
        case .integer(let number)?: String(number)
        case .string(let text)?: text
        default: ""
        }
    }
}

/// Where a method keeps its object in the result.
struct ResultShape {
    /// `crm.type` of `crm.type.add`.
    let family: String
    /// `add`, in lower case.
    let verb: String
    /// The member of `result` that holds one object; `nil` when `result` is the thing itself.
    let single: String?
    /// The member of `result` that holds the rows of a list.
    let list: String?

    private static let members: [String: (single: String, list: String)] = [
        "crm.automatedsolution": ("automatedSolution", "automatedSolutions"),
        "crm.type": ("type", "types"),
        "crm.item": ("item", "items"),
        "crm.category": ("category", "categories"),
        "userfieldconfig": ("field", "fields"),
    ]

    init(_ method: String) {
        let parts = method.lowercased().split(separator: ".")
        family = parts.dropLast().joined(separator: ".")
        verb = parts.last.map(String.init) ?? ""
        single = Self.members[family]?.single
        list = Self.members[family]?.list
    }
}

extension JSONObject {
    /// Takes over the members of another object.
    mutating func merge(_ other: JSONObject) {
        for member in other.members { self[member.key] = member.value }
    }
}
