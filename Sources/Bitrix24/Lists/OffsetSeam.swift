import JSON

/// Checks the pages of a list that is read by offset, in their order: what a page says must fit what those before it
/// said. Offsets shift when a list changes; what that would lose is an error, what it would double is dropped.
struct OffsetSeam: Sendable {
    private let method: String
    private var total: Int?
    /// The rows with an id of the last pages, newest last.
    private var before: [[String: JSONSlice]] = []

    init(method: String) { self.method = method }

    /// The rows of a page that are new, and the offset of the page after it; `nil` at the end.
    mutating func check(_ page: ListPage, at offset: Int) throws(PortalError) -> (page: ListPage, next: Int?) {
        var page = page
        let count = page.rows.count
        let end = offset + count
        let previous = total
        if let total = page.total, let previous, total < previous {
            // Rows behind the deleted ones have moved to pages that were read already.
            throw page.origin.error(.listShrunk, method, ["before": String(previous), "total": String(total)])
        }
        if page.next == nil, ListRows.saysMore(page.result) { throw page.origin.error(.listOwnPaging, method) }
        let rows = page.rows
        drop(&page, added: max(0, (page.total ?? 0) - (previous ?? page.total ?? 0)))
        if page.rows.isEmpty, count > 0 {
            throw page.origin.error(
                .listOffsetStalled, method, ["next": String(page.next ?? end), "offset": String(offset)])
        }
        remember(rows)
        total = page.total
        if let next = page.next {
            guard next > offset, next >= end else {
                throw page.origin.error(
                    .listOffsetStalled, method, ["next": String(next), "offset": String(offset)])
            }
            return (page, next)
        }
        // A full page without `next` that is not the last by the portal's own count.
        guard let total = page.total, end < total, count == ListMethod.pageSize else { return (page, nil) }
        return (page, end)
    }

    /// Rows that were added before this page pushed the last ones of the pages before into it.
    private func drop(_ page: inout ListPage, added: Int) {
        let reach = before.suffix(1 + added / ListMethod.pageSize)
        page.rows.removeAll { row in
            guard let id = ListRows.id(of: row) else { return false }
            return reach.contains { $0[id]?.bytes.elementsEqual(row.bytes) ?? false }
        }
    }

    private mutating func remember(_ rows: [JSONSlice]) {
        before.append(Dictionary(rows.compactMap { row in ListRows.id(of: row).map { ($0, row) } }) { $1 })
        if before.count > BatchPlan.mostCommands { before.removeFirst() }
    }
}
