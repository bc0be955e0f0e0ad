public import LuaRuntime

/// Long results in pages: a prompt shows the first one, `it()` the next.
///
/// What is paged is a list of records that is longer than a page, and an iterator over rows (`b24.each(...)`), whose
/// rows are read as they are asked for.
public actor ResultPages {
    /// One page.
    public struct Page: Sendable {
        /// Its rows, in order; empty when there is nothing more.
        public let rows: [LuaValue]
        /// The number of the first row, from 1.
        public let first: Int
        /// How many there are, where that is known without reading them.
        public let total: Int?
        /// Whether there is a next page.
        public let hasMore: Bool

        /// A page.
        public init(rows: [LuaValue], first: Int, total: Int?, hasMore: Bool) {
            self.rows = rows
            self.first = first
            self.total = total
            self.hasMore = hasMore
        }
    }

    private enum Source {
        case rows([LuaValue])
        /// An iterator, and the row that was read to learn whether there is one.
        case iterator(LuaFunction, ahead: LuaValue?)
    }

    /// Rows of a page.
    public private(set) var size: Int
    private let session: ScriptSession
    private var source: Source?
    private var shown = 0

    /// Pages over results of a session.
    public init(_ session: ScriptSession, size: Int = 20) {
        self.session = session
        self.size = max(1, size)
    }

    /// Sets the rows of a page; `Int.max` shows everything at once.
    public func setSize(_ size: Int) { self.size = max(1, size) }

    /// The first page of results, when they are to be paged; later calls of ``next()`` go on with them. `nil` when they
    /// are to be shown as they are.
    ///
    /// - Throws: what reading the rows of an iterator throws.
    public func first(of results: [LuaValue]) async throws -> Page? {
        guard results.count == 1 else { return nil }
        switch results[0] {
        case .table(let table) where table.isListOfRecords && table.array.count > size: source = .rows(table.array)
        case .function(let function) where function.isIterator: source = .iterator(function, ahead: nil)
        default: return nil
        }
        shown = 0
        return try await next()
    }

    /// The next page; `nil` when nothing is paged.
    ///
    /// - Throws: what reading the rows throws. The rows of the page that were read by then are lost: the list is
    ///   over.
    public func next() async throws -> Page? {
        guard let source else { return nil }
        switch source {
        case .rows(let all):
            let rows = Array(all.dropFirst(shown).prefix(size))
            return page(rows, total: all.count, hasMore: shown + rows.count < all.count)
        case .iterator(let function, let ahead):
            self.source = nil
            var rows: [LuaValue] = ahead.map { [$0] } ?? []
            var last: LuaValue?
            while rows.count <= size {
                last = try await session.call(function).first
                guard let row = last, !row.isNothing else { break }
                rows.append(row)
            }
            let more = rows.count > size ? rows.removeLast() : nil
            if let more { self.source = .iterator(function, ahead: more) }
            return page(rows, total: more == nil ? shown + rows.count : nil, hasMore: more != nil)
        }
    }

    private func page(_ rows: [LuaValue], total: Int?, hasMore: Bool) -> Page {
        defer { shown += rows.count }
        if !hasMore { source = nil }
        return Page(rows: rows, first: shown + 1, total: total, hasMore: hasMore)
    }
}

extension LuaValue {
    fileprivate var isNothing: Bool { if case .nil = self { true } else { false } }
}
