/// Which rows of a tall entry are shown. It moves only as far as the cursor makes it.
struct Viewport {
    private var top = (line: 0, row: 0)

    /// The rows to show, by line, so that the cursor's is among them.
    ///
    /// - Parameters:
    ///   - line: the cursor's line.
    ///   - row: the cursor's row within the rows of its line.
    ///   - height: rows of the screen.
    ///   - rowCount: rows of a line; asked only for lines near the cursor.
    mutating func show(
        line: Int, row: Int, height: Int, lineCount: Int, rowCount: (Int) -> Int
    ) -> [(line: Int, rows: Range<Int>)] {
        let height = max(1, height)
        if top.line >= lineCount { top = (lineCount - 1, 0) }
        top.row = min(top.row, rowCount(top.line) - 1)
        if (line, row) < top { top = (line, row) }
        // The first row from which the cursor's is still within the screen.
        let highest = back(from: (line, row), by: height - 1, rowCount)
        if top < highest { top = highest }
        // No empty rows below while there are hidden ones above.
        let end = (line: lineCount - 1, row: rowCount(lineCount - 1) - 1)
        let lowest = back(from: end, by: height - 1, rowCount)
        if lowest < top { top = lowest }
        return rows(height, lineCount, rowCount)
    }

    private func back(
        from place: (line: Int, row: Int), by count: Int, _ rowCount: (Int) -> Int
    ) -> (line: Int, row: Int) {
        var (line, row) = place
        var remaining = count
        while remaining > row {
            guard line > 0 else { return (0, 0) }
            remaining -= row + 1
            line -= 1
            row = rowCount(line) - 1
        }
        return (line, row - remaining)
    }

    private func rows(
        _ height: Int, _ lineCount: Int, _ rowCount: (Int) -> Int
    ) -> [(line: Int, rows: Range<Int>)] {
        var result: [(line: Int, rows: Range<Int>)] = []
        var remaining = height
        var (line, row) = top
        while remaining > 0, line < lineCount {
            let last = min(rowCount(line), row + remaining)
            result.append((line, row..<last))
            remaining -= last - row
            line += 1
            row = 0
        }
        return result
    }
}
