import JSON

/// How a list method is read: the one table of paging rules.
///
/// A cursor needs a filter and an order by id that work on the method; where the documentation does not show both,
/// the list is read by offset. -> settings/performance/huge-data, settings/how-to-call-rest-api/list-methods-pecularities
struct ListMethod: Sendable {
    /// What the id is called in filter, order and select; `nil`: no cursor.
    var cursorField: String?
    /// What the id is called in rows, where it differs.
    var rowField: String?
    var order: Order = .object
    /// The member of `result` that holds the rows, where it is not the only list.
    var rows: String?
    /// What the offset is called.
    var start = "start"

    /// The id in rows.
    var idInRows: String { rowField ?? cursorField ?? "id" }

    /// How an order by id is written.
    enum Order: Sendable {
        /// `order: {id: "ASC"}`
        case object
        /// `sort: "ID", order: "ASC"`
        case sortAndOrder
    }

    /// Rows on a full page.
    static let pageSize = 50

    static func named(_ method: String) -> ListMethod { table[method.lowercased()] ?? ListMethod() }

    private static let table: [String: ListMethod] = [
        // api-reference/crm/universal/crm-item-list
        "crm.item.list": ListMethod(cursorField: "id", rows: "items"),
        // settings/performance/huge-data and the methods' own pages
        "crm.lead.list": ListMethod(cursorField: "ID"),
        "crm.deal.list": ListMethod(cursorField: "ID"),
        "crm.contact.list": ListMethod(cursorField: "ID"),
        "crm.company.list": ListMethod(cursorField: "ID"),
        "crm.quote.list": ListMethod(cursorField: "ID"),
        "crm.activity.list": ListMethod(cursorField: "ID"),
        // api-reference/user/user-get
        "user.get": ListMethod(cursorField: "ID", order: .sortAndOrder),
        // api-reference/tasks/tasks-task-list
        "tasks.task.list": ListMethod(cursorField: "ID", rowField: "id", rows: "tasks"),
        // api-reference/departments/department-get
        "department.get": ListMethod(start: "START"),
        // Offsets, with a named list of rows.
        "crm.type.list": ListMethod(rows: "types"),
        "crm.automatedsolution.list": ListMethod(rows: "automatedSolutions"),
        "crm.category.list": ListMethod(rows: "categories"),
        "userfieldconfig.list": ListMethod(rows: "fields"),
        "crm.stagehistory.list": ListMethod(rows: "items"),
    ]
}
