import JSON

/// The requests of a list's pages: the caller's parameters with cursor or offset put in.
struct ListRequest: Sendable {
    let command: Command
    let method: ListMethod
    let paging: ListOptions.Paging
    /// The offset of the first page, when the caller gave one.
    let firstOffset: Int

    /// - Throws: ``PortalError`` (`invalidArgument`) when a cursor is asked for that would lose or double rows.
    init(_ command: Command, _ asked: ListOptions.Paging?) throws(PortalError) {
        // Page sizes, offsets and cursors differ from method to method there: read as a list of REST 2, one would end
        // after its first page. -> api-reference/rest-v3
        guard command.usedVersion == .two else { throw PortalError(.listREST3, method: command.method) }
        var command = command
        method = ListMethod.named(command.method)
        let startName = command.parameters.name(method.start)
        let start = startName.flatMap { command.parameters[$0] }.flatMap { JSONSlice($0).integer }
        if let startName { command.parameters[startName] = nil }
        self.command = command
        // No list is that long, and sums with it stay numbers.
        firstOffset = min(max(0, start ?? 0), .max / 2)
        let obstacle = firstOffset > 0 ? PortalError.Problem.listStart : Self.obstacle(to: command.parameters, method)
        switch asked {
        case .cursor?:
            if let obstacle { throw PortalError(obstacle, method: command.method) }
            paging = .cursor
        case .offset?: paging = .offset
        case nil: paging = obstacle == nil ? .cursor : .offset
        }
    }

    /// Why the list can't be read by cursor.
    private static func obstacle(to parameters: JSONObject, _ method: ListMethod) -> PortalError.Problem? {
        guard let field = method.cursorField else { return .listCursorUnsupported }
        if let filter = parameters.value("filter"), !filter.isEmptyContainer {
            // A list of conditions, or alternatives at the top: another condition would not narrow them.
            guard let object = filter.objectValue else { return .listFilter }
            let logic = object.value("logic")?.stringValue ?? "AND"
            if logic.uppercased() != "AND" { return .listFilter }
        }
        switch method.order {
        case .object:
            guard let order = parameters.value("order"), !order.isEmptyContainer else { return nil }
            guard let object = order.objectValue, object.count == 1, object.keys[0].lowercased() == field.lowercased(),
                isAscending(object.members[0].value)
            else { return .listOrder }
        case .sortAndOrder:
            // Conditions beside `filter`: which of the two counts then is documented nowhere.
            if parameters.value("filter") != nil, !bareConditions(parameters).isEmpty { return .listFilter }
            let sort = parameters.value("sort")?.stringValue ?? field
            guard sort.lowercased() == field.lowercased(), isAscending(parameters.value("order") ?? "ASC") else {
                return .listOrder
            }
        }
        return nil
    }

    /// `user.get` takes conditions as parameters of their own, too: `ACTIVE = true`. Beside the cursor's `filter` they
    /// have to stand inside it. -> api-reference/user/user-get
    private static func bareConditions(_ parameters: JSONObject) -> [(key: String, value: JSONValue)] {
        let others = ["sort", "order", "filter", "select", "admin_mode", "image_resize", "start"]
        return parameters.members.filter { !others.contains($0.key.lowercased()) }.map { ($0.key, $0.value) }
    }

    private static func isAscending(_ value: JSONValue) -> Bool { value.stringValue?.uppercased() == "ASC" }

    /// The command of a part of a request.
    ///
    /// - Parameters:
    ///   - index: its position in the batch.
    ///   - place: where rows stand in results.
    func command(_ part: ListFetch.Part, at index: Int = 0, _ place: ListPage.Place? = nil) -> Command {
        switch part {
        case .first(let counts): return page(after: nil, counts: counts)
        case .after(let id, let upper): return page(after: .integer(Int64(id)), upTo: upper)
        case .afterPrevious(let upper):
            var path = "[\(Self.key(index - 1))]"
            if case .member(let name)? = place { path += "[\(name)]" }
            path += "[\(ListMethod.pageSize - 1)][\(method.idInRows)]"
            return page(after: .string("$result" + path), upTo: upper)
        case .last: return lastPage
        case .at(let offset): return page(at: offset)
        }
    }

    /// The key of a command in a batch. Not a number: PHP would make a list of them.
    static func key(_ index: Int) -> String { "p\(index)" }

    /// The position of the command with such a key.
    static func index(ofKey key: String) -> Int? { key.first == "p" ? Int(key.dropFirst()) : nil }

    /// How many pages fit into one batch; 1 when they must not travel in batches, because a query cannot carry the
    /// parameters so that they mean the same there.
    var pagesPerBatch: Int {
        let command = paging == .cursor ? self.command(.afterPrevious(upTo: .max), at: 49) : page(at: .max)
        guard !Self.changesInQuery(.object(self.command.parameters)),
            let query = QueryEncoding.query(command.parameters), query.utf8.count <= BatchPlan.mostQueryBytes
        else { return 1 }
        return min(BatchPlan.mostCommands, BatchPlan.mostBytes / (query.utf8.count + command.method.utf8.count + 1))
    }

    /// Whether a value arrives as something else when it is written in a query: `false` as the text `0`, null as the
    /// empty text, both of which may ask for other rows in a filter; or whether the portal would take it for a reference.
    private static func changesInQuery(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .bool: true
        case .string(let text): text.contains("$result")
        case .array(let elements): elements.contains(where: changesInQuery)
        case .object(let object): object.members.contains { changesInQuery($0.value) }
        default: false
        }
    }

    /// Whether pages can be bounded by an id: unless the caller bounds them by something that is no number.
    var hasWindows: Bool {
        guard paging == .cursor, let field = method.cursorField else { return false }
        let bound = command.parameters.value("filter")?.objectValue?.value("<=" + field)
        return bound.map { JSONSlice($0).integer != nil } ?? true
    }

    /// The page with the highest ids, of which only these are read.
    private var lastPage: Command {
        var command = page(after: nil)
        switch method.order {
        case .object:
            let field = method.cursorField ?? "id"
            command.parameters.set("order", [field: "DESC"])
            command.parameters.set("select", [.string(field)])
        case .sortAndOrder: command.parameters.set("order", "DESC")
        }
        return command
    }

    /// The page after a row's id, up to another; the first one of the list without an id.
    ///
    /// - Parameter counts: whether the portal is to count the list, for which it takes some time.
    ///   -> settings/performance/huge-data
    private func page(after id: JSONValue?, upTo upper: Int? = nil, counts: Bool = false) -> Command {
        guard let field = method.cursorField else { return command }
        var command = command
        switch method.order {
        case .object: command.parameters.set("order", [field: "ASC"])
        case .sortAndOrder:
            command.parameters.set("sort", .string(field))
            command.parameters.set("order", "ASC")
        }
        if let id {
            // The caller's own `>id` is behind the cursor by now; all other conditions stay.
            var filter = command.parameters.value("filter")?.objectValue ?? [:]
            if method.order == .sortAndOrder {
                for condition in Self.bareConditions(command.parameters) {
                    command.parameters[condition.key] = nil
                    filter[condition.key] = condition.value
                }
            }
            filter.set(">" + field, id)
            if let upper {
                let own = filter.value("<=" + field).flatMap { JSONSlice($0).integer } ?? upper
                filter.set("<=" + field, .integer(Int64(min(own, upper))))
            }
            command.parameters.set("filter", .object(filter))
        }
        addIDToSelect(&command.parameters, field)
        command.parameters[method.start] = counts ? 0 : -1
        return command
    }

    /// The page at an offset; the first page of a list names none, as some methods take none.
    func page(at offset: Int) -> Command {
        var command = command
        if offset > 0 { command.parameters[method.start] = .integer(Int64(offset)) }
        return command
    }

    private func addIDToSelect(_ parameters: inout JSONObject, _ field: String) {
        switch parameters.value("select") {
        case .array(let fields)? where !fields.isEmpty:
            let names = fields.compactMap(\.stringValue)
            guard !names.contains(where: { $0 == "*" || $0.lowercased() == field.lowercased() }) else { return }
            parameters.set("select", .array(fields + [.string(field)]))
        case .object(let fields)? where !fields.isEmpty:
            let names = fields.members.compactMap(\.value.stringValue)
            guard !names.contains(where: { $0 == "*" || $0.lowercased() == field.lowercased() }) else { return }
            var longer = fields
            let free = (0...).first { longer[String($0)] == nil } ?? 0
            longer[String(free)] = .string(field)
            parameters.set("select", .object(longer))
        default: break
        }
    }
}

extension JSONObject {
    /// A key as it is written here, found without regard to case: `filter`, `FILTER`.
    func name(_ key: String) -> String? {
        if self[key] != nil { return key }
        return keys.first { $0.lowercased() == key.lowercased() }
    }

    /// A value by such a key.
    func value(_ key: String) -> JSONValue? { name(key).flatMap { self[$0] } }

    /// Sets a value under the key as it is written here, if it is.
    mutating func set(_ key: String, _ value: JSONValue) { self[name(key) ?? key] = value }
}

extension JSONValue {
    /// `[]`, `{}` and null: no conditions.
    var isEmptyContainer: Bool {
        switch self {
        case .null: true
        case .array(let elements): elements.isEmpty
        case .object(let object): object.isEmpty
        default: false
        }
    }
}
