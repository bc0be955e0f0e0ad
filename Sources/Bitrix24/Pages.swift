public import JSON

/// How a list is read.
public struct ListOptions: Sendable {
    /// Rows at most; `nil` for all.
    public var limit: Int?
    /// `nil` chooses by method: a cursor where the method allows it and the parameters leave it correct.
    public var paging: Paging?
    /// All rows, paging chosen by method.
    public init() {}

    /// How one page leads to the next.
    public enum Paging: String, Sendable {
        /// `>id` of the last row, `start = -1`: fast, safe when the list changes.
        case cursor
        /// `start` = 0, 50, 100...
        case offset
    }
}

/// The pages of a list, one after the other, each requested when it is asked for.
///
/// A list is whole or an error: a page that fails, and a portal that does not advance, throw.
public struct Pages: AsyncSequence, Sendable {
    /// One page, never empty.
    public struct Page: Sendable {
        /// The rows as JSON text.
        public var rows: [JSONSlice]
        /// The list's total where the portal tells it (not with a cursor).
        public var total: Int?
    }

    let client: PortalClient
    let command: Command
    let options: ListOptions

    /// Starts at the first page.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(client: client, command: command, options: options)
    }

    /// Requests page after page.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private let client: PortalClient
        private let command: Command
        private let paging: ListOptions.Paging?
        private var remaining: Int
        private var request: ListRequest?
        private var position = Position.start
        /// By offset: the rows of the page before that have an id, and the total that it told.
        private var before: (rows: [String: JSONSlice], total: Int?) = ([:], nil)

        private enum Position {
            case start
            case after(id: Int)
            case at(offset: Int)
            case end
        }

        init(client: PortalClient, command: Command, options: ListOptions) {
            self.client = client
            self.command = command
            paging = options.paging
            remaining = options.limit ?? .max
        }

        /// The next page, or `nil` after the last one.
        public mutating func next() async throws(PortalError) -> Page? {
            if case .end = position { return nil }
            guard remaining >= 0 else { throw PortalError(.listLimit, method: command.method) }
            let request = try prepared()
            // A page may be empty although others follow: the portal hides rows that the user may not see.
            while remaining > 0 {
                var page: Page
                let position = position
                // An error ends the list.
                self.position = .end
                switch (position, request.paging) {
                case (.start, .cursor): page = try await cursorPage(request, after: nil)
                case (.after(let id), _): page = try await cursorPage(request, after: id)
                case (.start, .offset): page = try await offsetPage(request, at: request.firstOffset)
                case (.at(let offset), _): page = try await offsetPage(request, at: offset)
                case (.end, _): return nil
                }
                page.rows = Array(page.rows.prefix(remaining))
                remaining -= page.rows.count
                if !page.rows.isEmpty { return page }
            }
            return nil
        }

        private mutating func prepared() throws(PortalError) -> ListRequest {
            if let request { return request }
            let made = try ListRequest(command, paging)
            request = made
            return made
        }

        private mutating func cursorPage(_ request: ListRequest, after id: Int?) async throws(PortalError) -> Page {
            let response = try await client.call(request.page(after: id))
            let rows = try rows(response, request)
            let field = request.method.rowField ?? request.method.cursorField ?? "id"
            var last = id
            for row in rows {
                guard let current = row[field]?.integer else {
                    throw unexpected(.listRowWithoutID, response, ["field": field])
                }
                if let last, current <= last {
                    throw unexpected(.listStalled, response, ["field": field, "id": String(last)])
                }
                last = current
            }
            if let last, rows.count >= ListMethod.pageSize { position = .after(id: last) }
            return Page(rows: rows, total: nil)
        }

        private mutating func offsetPage(_ request: ListRequest, at offset: Int) async throws(PortalError) -> Page {
            let response = try await client.call(request.page(at: offset))
            var rows = try rows(response, request)
            let end = offset + rows.count
            if let total = response.total, let previous = before.total, total < previous {
                // Rows behind the deleted ones have moved to pages that were read already.
                let details = ["before": String(previous), "total": String(total)]
                throw unexpected(.listShrunk, response, details)
            }
            if response.next == nil, ListRows.saysMore(response.result) { throw unexpected(.listOwnPaging, response) }
            let count = rows.count
            // Rows that were added before this page pushed the last ones of the page before into it.
            rows.removeAll { row in
                guard let id = ListRows.id(of: row), let same = before.rows[id] else { return false }
                return same.bytes.elementsEqual(row.bytes)
            }
            if rows.isEmpty, count > 0 {
                throw unexpected(
                    .listOffsetStalled, response,
                    ["next": String(response.next ?? end), "offset": String(offset)])
            }
            before = (
                Dictionary(rows.compactMap { row in ListRows.id(of: row).map { ($0, row) } }) { $1 }, response.total
            )
            if let next = response.next {
                guard next > offset, next >= end else {
                    throw unexpected(.listOffsetStalled, response, ["next": String(next), "offset": String(offset)])
                }
                position = .at(offset: next)
            } else if let total = response.total, end < total, count == ListMethod.pageSize {
                // A full page without `next` that is not the last by the portal's own count.
                position = .at(offset: end)
            }
            return Page(rows: rows, total: response.total)
        }

        private func rows(_ response: Response, _ request: ListRequest) throws(PortalError) -> [JSONSlice] {
            guard let rows = ListRows.rows(in: response.result, named: request.method.rows) else {
                throw unexpected(.listWithoutRows, response)
            }
            return rows
        }

        private func unexpected(
            _ fault: PortalError.Problem, _ response: Response, _ details: [String: String] = [:]
        ) -> PortalError {
            var error = PortalError(
                fault, method: command.method, status: response.status, outcome: .failed, attempts: response.attempts,
                details: details)
            error.requestID = response.requestID
            return error
        }
    }
}

extension PortalClient {
    /// All pages of a list, one after the other, rows as JSON text.
    ///
    /// ```swift
    /// for try await page in client.pages(Command("crm.item.list", ["entityTypeId": 156])) { print(page.rows.count) }
    /// ```
    public func pages(_ command: Command, _ options: ListOptions = ListOptions()) -> Pages {
        Pages(client: self, command: command, options: options)
    }

    /// The `total` of a list.
    ///
    /// - Throws: ``PortalError`` of kind `unexpectedAnswer` when the method tells none and has more than one page.
    public func count(_ command: Command) async throws(PortalError) -> Int {
        let request = try ListRequest(command, .offset)
        let response = try await call(request.page(at: 0))
        if let total = response.total { return total }
        if response.next == nil, let rows = ListRows.rows(in: response.result, named: request.method.rows) {
            return rows.count
        }
        throw PortalError(
            .listWithoutTotal, method: command.method, status: response.status, outcome: .failed,
            attempts: response.attempts)
    }
}
