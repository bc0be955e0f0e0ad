/// Writes frames to a terminal, each time only what differs from what is there.
///
/// It knows where the cursor is relative to the frame's first row, and nothing about the rest of the screen: it moves
/// relatively, and makes room below by line ends, which scroll.
struct Renderer {
    /// What is on the screen; `nil` when the frame was taken away.
    private(set) var shown: Frame?
    private var columns: Int
    /// Where the cursor is. A column of `columns` means: behind the last one, before the terminal goes on.
    private var cursor = Frame.Place(row: 0, column: 0)
    private var style = TextStyle.plain
    private var output = ""

    init(columns: Int) { self.columns = columns }

    /// Shows a frame in place of the one before.
    mutating func paint(_ frame: Frame) -> String {
        let old = shown?.rows ?? []
        let changed = (0..<max(old.count, frame.rows.count)).filter { row in
            row >= old.count || row >= frame.rows.count || old[row] != frame.rows[row]
        }
        // A cursor that jumps about is seen.
        let hides = changed.count > 1
        if hides { output += "\u{1B}[?25l" }
        for row in changed where row < frame.rows.count {
            repaint(row, from: row < old.count ? old[row] : [], to: frame.rows[row], isNew: row >= old.count)
        }
        if old.count > frame.rows.count {
            move(to: Frame.Place(row: frame.rows.count - 1, column: frame.rows[frame.rows.count - 1].columns))
            if cursor.column >= columns {
                // Erasing from here would take the last letter away.
                move(to: Frame.Place(row: frame.rows.count, column: 0))
            }
            output += "\u{1B}[J"
        }
        select(.plain)
        move(to: frame.cursor)
        if hides { output += "\u{1B}[?25h" }
        shown = frame
        return take()
    }

    /// Takes the frame away; the cursor stays where it began.
    mutating func erase() -> String {
        select(.plain)
        move(to: Frame.Place(row: 0, column: 0))
        output += "\u{1B}[J"
        shown = nil
        return take()
    }

    /// Leaves the frame on the screen and goes to the line below it.
    ///
    /// - Parameter mark: written behind its last row, such as ^C.
    mutating func leave(mark: String = "") -> String {
        if let frame = shown, !frame.rows.isEmpty {
            let width = frame.rows[frame.rows.count - 1].columns
            move(to: Frame.Place(row: frame.rows.count - 1, column: width))
            if width + mark.utf8.count > columns { output += "\r\n" }
        }
        output += mark + "\r\n"
        shown = nil
        cursor = Frame.Place(row: 0, column: 0)
        return take()
    }

    /// Writes rows that are to stay and goes to the line below them.
    mutating func write(_ rows: [[Cell]]) -> String {
        for row in rows {
            put(row[...])
            select(.plain)
            output += "\r\n"
        }
        shown = nil
        cursor = Frame.Place(row: 0, column: 0)
        return take()
    }

    /// Clears the whole screen.
    mutating func clear() -> String {
        select(.plain)
        output += "\u{1B}[H\u{1B}[2J"
        shown = nil
        cursor = Frame.Place(row: 0, column: 0)
        return take()
    }

    /// The screen is another one now, where nothing of the frame is.
    mutating func forget() {
        shown = nil
        cursor = Frame.Place(row: 0, column: 0)
        style = .plain
    }

    /// The terminal has another width and broke the rows anew; takes the frame away.
    ///
    /// Rows that had become too long take several now, as terminals with scrolling back do it. Nothing joins: each row
    /// ended by a line end.
    mutating func resize(columns new: Int) -> String {
        if let frame = shown, new < columns {
            var row = 0
            for line in frame.rows[..<min(cursor.row, frame.rows.count)] {
                row += max(1, (line.columns + new - 1) / new)
            }
            cursor = Frame.Place(row: row + cursor.column / new, column: cursor.column % new)
        }
        columns = new
        return erase()
    }

    // MARK: Rows

    private mutating func repaint(_ row: Int, from old: [Cell], to new: [Cell], isNew: Bool) {
        if isNew {
            move(to: Frame.Place(row: row, column: 0))
            return put(new[...])
        }
        var start = 0
        var column = 0
        while start < min(old.count, new.count), old[start] == new[start] {
            column += new[start].width
            start += 1
        }
        let (oldWidth, newWidth) = (old.columns, new.columns)
        var end = new.count
        // What follows stands in the same columns only when both are equally wide.
        if oldWidth == newWidth {
            var oldEnd = old.count
            while end > start, oldEnd > start, old[oldEnd - 1] == new[end - 1] {
                end -= 1
                oldEnd -= 1
            }
        }
        move(to: Frame.Place(row: row, column: column))
        put(new[start..<end])
        if newWidth < oldWidth {
            select(.plain)
            output += "\u{1B}[K"
        }
    }

    private mutating func put(_ cells: ArraySlice<Cell>) {
        for cell in cells {
            select(cell.style)
            output.append(cell.character)
            cursor.column += cell.width
        }
    }

    private mutating func select(_ new: TextStyle) {
        guard new != style else { return }
        output += new.sequence
        style = new
    }

    private mutating func move(to place: Frame.Place) {
        if place.row < cursor.row {
            output += sequence(cursor.row - place.row, "A")
        } else if place.row > cursor.row {
            // Below what was shown there may be no row yet: only a line end makes one.
            let last = max((shown?.rows.count ?? 0) - 1, cursor.row)
            let down = min(place.row, last) - cursor.row
            if down > 0 { output += sequence(down, "B") }
            let missing = place.row - max(last, cursor.row)
            if missing > 0 {
                select(.plain)
                output += "\r" + String(repeating: "\n", count: missing)
                cursor.column = 0
            }
        }
        cursor.row = place.row
        guard place.column != cursor.column else { return }
        let back = cursor.column - place.column
        if place.column == 0 {
            output += "\r"
        } else if cursor.column < columns, (1...3).contains(back) {
            output += String(repeating: "\u{8}", count: back)
        } else {
            output += "\u{1B}[\(place.column + 1)G"
        }
        cursor.column = place.column
    }

    private func sequence(_ count: Int, _ final: String) -> String {
        "\u{1B}[" + (count == 1 ? "" : String(count)) + final
    }

    private mutating func take() -> String {
        defer { output = "" }
        return output
    }
}
