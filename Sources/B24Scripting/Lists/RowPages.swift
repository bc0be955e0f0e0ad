import Bitrix24
import JSON

/// Where the rows of a list come from.
struct RowPages {
    private var portal: Pages.AsyncIterator?
    /// The process that has started this one reads it.
    private var parent: ParentRows?

    init(_ pages: Pages) { portal = pages.makeAsyncIterator() }

    init(_ rows: ParentRows) { parent = rows }

    /// The rows of the next page; `nil` after the last one.
    mutating func next(isolation: isolated (any Actor)?) async throws -> [JSONSlice]? {
        if let parent { return try await parent.next() }
        return try await portal?.next(isolation: isolation)?.rows
    }
}
