/// Columns and rows of a terminal.
public struct ScreenSize: Sendable, Hashable {
    /// Columns, at least four: narrower, nothing wide could be shown.
    public let columns: Int
    /// Rows, at least two.
    public let rows: Int

    /// A size. What is impossible is made the smallest possible.
    public init(columns: Int, rows: Int) {
        self.columns = max(4, columns)
        self.rows = max(2, rows)
    }
}

/// What the editor shows: rows of cells, from the prompt down to the menu.
struct Frame: Sendable, Equatable {
    var rows: [[Cell]]
    var cursor: Place

    /// A place on the screen, from the frame's first row and column.
    struct Place: Sendable, Equatable {
        var row: Int
        var column: Int
    }
}
