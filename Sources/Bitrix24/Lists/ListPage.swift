import JSON

/// One page of a list as it was answered.
struct ListPage: Sendable {
    /// The rows as JSON text.
    var rows: [JSONSlice]
    /// The ids of the rows; empty when the list is read by offset.
    var ids: [Int] = []
    /// How many rows the list has in all, where the portal tells it.
    var total: Int?
    /// The offset of the next page.
    var next: Int?
    /// Where the rows stand in `result`; `nil` when `$result` cannot point at one of them by its position.
    var place: Place?
    /// The whole `result`.
    var result: JSONSlice
    /// The answer that it came with.
    var origin = Origin()

    enum Place: Sendable, Equatable {
        /// `result` is the array.
        case bare
        case member(String)
    }

    /// What errors say of an answer.
    struct Origin: Sendable {
        var status: Int?
        var attempts = 1
        var requestID: String?

        init() {}

        init(_ response: Response) {
            status = response.status
            attempts = response.attempts
            requestID = response.requestID
        }

        func error(_ problem: PortalError.Problem, _ method: String, _ details: [String: String] = [:]) -> PortalError {
            var error = PortalError(
                problem, method: method, status: status, outcome: .failed, attempts: attempts, details: details)
            error.requestID = requestID
            return error
        }
    }

    /// Why an answer is no page.
    struct Unreadable: Error {
        var problem: PortalError.Problem
        var details: [String: String] = [:]
    }

    /// Reads the `result` that the steps are at, and steps over it.
    static func read(_ steps: inout JSONSteps, _ names: Names) -> Result<ListPage, Unreadable> {
        let start = steps.position
        var page: ListPage?
        if steps.enterArray() {
            page = names.rows(&steps, .bare)
        } else if let member = names.member, steps.enterObject() {
            while steps.nextKey() {
                if steps.isKey(names.memberBytes), steps.enterArray() {
                    page = names.rows(&steps, .member(member))
                } else {
                    steps.skip()
                }
            }
        } else {
            steps.skip()
        }
        let result = steps.slice(from: start)
        guard var page else { return readAnyShape(result, names) }
        page.result = result
        if names.id != nil, page.ids.count != page.rows.count { return .failure(names.withoutID) }
        return .success(page)
    }

    /// Rows that do not stand where they usually do.
    private static func readAnyShape(_ result: JSONSlice, _ names: Names) -> Result<ListPage, Unreadable> {
        guard let rows = ListRows.rows(in: result, named: names.member) else {
            return .failure(Unreadable(problem: .listWithoutRows))
        }
        var page = ListPage(rows: rows, result: result)
        if let id = names.id {
            page.ids = rows.compactMap { $0[id]?.integer }.filter(names.isID)
            if page.ids.count != rows.count { return .failure(names.withoutID) }
        }
        return .success(page)
    }

    /// What a method calls its rows and their ids.
    struct Names: Sendable {
        /// The member of `result` that holds the rows.
        let member: String?
        /// The id in rows; `nil` when ids do not matter.
        let id: String?
        fileprivate let memberBytes: [UInt8]
        fileprivate let idBytes: [UInt8]

        init(_ method: ListMethod, _ paging: ListOptions.Paging) {
            member = method.rows
            id = paging == .cursor ? method.idInRows : nil
            memberBytes = Array((member ?? "").utf8)
            idBytes = Array((id ?? "").utf8)
        }

        /// Ids are counted and compared with one another: one far beyond what a database gives is none, so that no sum of
        /// them can overflow.
        fileprivate func isID(_ id: Int) -> Bool { id.magnitude <= 1 << 53 }

        fileprivate var withoutID: Unreadable {
            Unreadable(problem: .listRowWithoutID, details: ["field": id ?? "id"])
        }

        /// The elements of the array that was entered. A row without an id leaves fewer ids than rows.
        fileprivate func rows(_ steps: inout JSONSteps, _ place: Place) -> ListPage {
            var page = ListPage(rows: [], place: place, result: JSONSlice(JSONValue.null))
            page.rows.reserveCapacity(ListMethod.pageSize)
            if id != nil { page.ids.reserveCapacity(ListMethod.pageSize) }
            while steps.nextElement() {
                let start = steps.position
                if id != nil, steps.enterObject() {
                    while steps.nextKey() {
                        guard steps.isKey(idBytes) else {
                            steps.skip()
                            continue
                        }
                        let value = steps.position
                        if let id = steps.integer() ?? steps.slice(from: value).integer, isID(id) {
                            page.ids.append(id)
                        }
                        steps.leave()
                        break
                    }
                } else {
                    steps.skip()
                }
                page.rows.append(steps.slice(from: start))
            }
            return page
        }
    }
}
