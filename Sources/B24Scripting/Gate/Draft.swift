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

    struct Key: Hashable {
        var family: String
        /// `crm.item` and `crm.category` ids belong to an entity type.
        var entityTypeID: String
        var id: String
    }

    private var nextID: Int64 = -1
    /// Ids of what comes with a planned object (its funnel, its stages) are far from those of the script's own.
    private var nextImpliedID: Int64 = -1001
    private(set) var added: [Key: JSONObject] = [:]
    private(set) var order: [Key] = []
    private(set) var changed: [Key: JSONObject] = [:]
    private(set) var deleted: Set<Key> = []

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
        if shape.family == "crm.status" { object = PlannedStages.row(object, id: id) }
        keep(Key(family: shape.family, entityTypeID: text(command.parameters["entityTypeId"]), id: String(id)), object)
        addImplied(shape, object)
        return shape.single.map { .object([$0: .object(object)]) } ?? .integer(id)
    }

    private mutating func keep(_ key: Key, _ object: JSONObject) {
        added[key] = object
        order.append(key)
    }

    /// What a portal makes along with an object: a smart process has a funnel, a funnel has five stages.
    private mutating func addImplied(_ shape: ResultShape, _ object: JSONObject) {
        guard let entityTypeID = object["entityTypeId"] else { return }
        switch shape.family {
        case "crm.type":
            let id = takeImpliedID()
            let funnel = PlannedStages.defaultFunnel(id: id, entityTypeID: entityTypeID)
            keep(Key(family: "crm.category", entityTypeID: text(entityTypeID), id: String(id)), funnel)
            addImplied(ResultShape("crm.category.add"), funnel)
        case "crm.category":
            for row in PlannedStages.rows(entityTypeID: text(entityTypeID), funnel: text(object["id"])) {
                let id = takeImpliedID()
                keep(
                    Key(family: "crm.status", entityTypeID: "", id: String(id)), PlannedStages.row(row, id: id))
            }
        default: break
        }
    }

    private mutating func takeImpliedID() -> Int64 {
        defer { nextImpliedID -= 1 }
        return nextImpliedID
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
            guard PlannedFilter.namesPlanned(command.parameters) else { return .portal }
            let rows = plannedRows(command, shape).map(JSONValue.object)
            return .planned(shape.list.map { .object([$0: .array(rows)]) } ?? .array(rows))
        case "fields":
            guard let type = command.parameters["entityTypeId"], isPlanned(text(type)) else { return .portal }
            return .planned(.object(["fields": .object([:])]))
        default:
            return .portal
        }
    }

    /// The object of a command, when it exists in the plan only.
    func planned(_ command: Command) -> JSONObject? { key(command, ResultShape(command.method)).flatMap { added[$0] } }

    /// What the portal returned for one object, with the planned changes over it; `nil` when there are none.
    func overlay(_ command: Command, _ result: JSONSlice) -> JSONSlice? {
        let shape = ResultShape(command.method)
        guard shape.verb == "get", let single = shape.single, let key = key(command, shape),
            let changes = changed[key], case .object(var object)? = result[single]?.value
        else { return nil }
        object.merge(changes)
        return JSONSlice(writing: .object([single: .object(object)]))
    }

    /// A whole list of the portal with the planned changes in it: deleted rows left out, changed ones changed, new ones
    /// at the end; `nil` when there is nothing to change. What is one page of several stays as it is.
    func overlayList(_ command: Command, _ response: Response) -> JSONSlice? {
        let shape = ResultShape(command.method)
        guard shape.verb == "list", response.next == nil, !(shape.family == "crm.item") else { return nil }
        let owner = text(command.parameters["entityTypeId"])
        let isTouched = { (key: Key) in key.family == shape.family && key.entityTypeID == owner }
        guard
            added.keys.contains(where: isTouched) || changed.keys.contains(where: isTouched)
                || deleted.contains(where: isTouched)
        else { return nil }
        let whole = response.result.value
        guard let rows = shape.list.map({ whole[$0]?.arrayValue }) ?? whole.arrayValue else { return nil }
        var shown: [JSONValue] = rows.compactMap { row in
            let key = Key(family: shape.family, entityTypeID: owner, id: text(row["id"] ?? row["ID"]))
            if deleted.contains(key) { return nil }
            guard let changes = changed[key], case .object(var object) = row else { return row }
            object.merge(changes)
            return .object(object)
        }
        shown += plannedRows(command, shape).map(JSONValue.object)
        guard let list = shape.list, case .object(var object) = whole else { return JSONSlice(.array(shown)) }
        object[list] = .array(shown)
        return JSONSlice(.object(object))
    }

    private func plannedRows(_ command: Command, _ shape: ResultShape) -> [JSONObject] {
        let owner = text(command.parameters["entityTypeId"])
        let filter = PlannedFilter(command.parameters["filter"] ?? command.parameters["FILTER"])
        return order.filter { $0.family == shape.family && $0.entityTypeID == owner }
            .compactMap { added[$0] }.filter { filter.matches($0) }
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
