import GRDB
import JSON

/// `filter`, `order` and `start` of a list method, checked and ready to run over a table.
///
///     let query = try ListQuery(call, fields: Self.fields)
///     return try query.reply(database, from: "types", key: "types") { row in ... }
struct ListQuery {
    /// Rows per page, fixed by the portal.
    static let pageSize = 50

    var condition: SQLCondition
    var order: String
    var page: Page

    /// Where a page begins.
    enum Page: Equatable {
        case at(Int)
        /// `start=-1`: no counting; `total` comes as 0 and `next` is missing.
        case uncounted
    }

    /// - Parameters:
    ///   - fields: what may be filtered and sorted by.
    ///   - sortable: what may be sorted by when that is less.
    ///   - tieBreak: the SQL expression of the id, which makes the order total and is the order by default.
    /// - Throws: `INVALID_ARG_VALUE`.
    init(
        _ call: Call, fields: FieldMap, sortable: Set<String>? = nil, prefixes: Set<FilterPrefix>? = nil,
        tieBreak: String = "id"
    ) throws {
        var compiler = FilterCompiler(fields: fields, choices: call.choices)
        if let prefixes { compiler.prefixes = prefixes }
        condition = try compiler.compile(call.parameters.optionalObject("filter", "FILTER"))
        order = try Self.order(
            call.parameters.optionalObject("order", "ORDER"), fields, sortable: sortable, tieBreak: tieBreak)
        page = Page(call.parameters["start", "START"])
    }

    /// Narrows the query, for rights and for what the method itself fixes.
    mutating func restrict(_ more: SQLCondition?) {
        if let more { condition = .all([more, condition]) }
    }

    /// One page: the rows, and `total` and `next` as the protocol wants them.
    func rows(
        _ database: Database, select: String = "*", from table: String
    ) throws -> (rows: [Row], total: Int, next: Int?) {
        let offset: Int
        let total: Int
        switch page {
        case .uncounted:
            offset = 0
            total = 0
        case .at(let start):
            offset = start
            total = try database.integer(
                "SELECT count(*) FROM \(table) WHERE \(condition.sql)", condition.arguments)
        }
        let rows = try database.rows(
            "SELECT \(select) FROM \(table) WHERE \(condition.sql) ORDER BY \(order) LIMIT ? OFFSET ?",
            condition.arguments + [Self.pageSize, offset])
        let end = offset + Self.pageSize
        return (rows, total, page != .uncounted && end < total ? end : nil)
    }

    /// One page as the answer of a method: `{key: [...]}`, or the bare list without a key.
    func reply(
        _ database: Database, select: String = "*", from table: String, key: String? = nil,
        row: (Row) throws -> JSONValue
    ) throws -> Reply {
        let page = try rows(database, select: select, from: table)
        let list = JSONValue.array(try page.rows.map(row))
        return Reply(key.map { .object([$0: list]) } ?? list, total: page.total, next: page.next)
    }

    private static func order(
        _ order: JSONObject, _ fields: FieldMap, sortable: Set<String>?, tieBreak: String
    ) throws -> String {
        var parts: [String] = []
        for member in order.members {
            guard let field = fields[member.key], sortable?.contains(member.key) ?? true else {
                throw RESTError.invalidArgument("Invalid order: field '\(member.key)' is not allowed in order")
            }
            let direction = member.value.phpString ?? ""
            guard ["ASC", "DESC"].contains(direction.uppercased()) else {
                throw RESTError.invalidArgument(
                    "Invalid order: allowed sort directions are `ASC, DESC`. But got '\(direction)' "
                        + "for field '\(member.key)'")
            }
            parts.append("\(field.order) \(direction.uppercased())")
            if field.sql == tieBreak { return parts.joined(separator: ", ") }
        }
        return (parts + [tieBreak]).joined(separator: ", ")
    }
}

extension ListQuery.Page {
    /// A missing or senseless `start` is the first page.
    init(_ start: JSONValue?) {
        switch start?.phpInteger {
        case -1: self = .uncounted
        // No table is that long; the sum with the page size must fit.
        case let offset? where offset > 0: self = .at(min(offset, Int(Int32.max)))
        default: self = .at(0)
        }
    }
}
