import Localization

/// A terminal's screen, as far as the editor uses one: what is written to it ends up in cells.
package struct Screen {
    package private(set) var columns: Int
    package private(set) var rowCount: Int
    private var cells: [[Character]]
    /// How each cell looks, one mark each.
    private var marks: [[Character]]
    private var style = CellStyle()
    package private(set) var row = 0
    package private(set) var column = 0
    /// A letter in the last column leaves the cursor there until the next one.
    private var isPending = false
    package private(set) var isCursorVisible = true
    package private(set) var scrolledAway: [String] = []
    package private(set) var bells = 0
    package private(set) var pastesInBrackets = false
    private var pendingBytes: [UInt8] = []
    /// The second column of a wide letter.
    private static let taken: Character = "\u{0}"

    package init(columns: Int, rows: Int) {
        self.columns = columns
        rowCount = rows
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
        marks = cells
    }

    /// The rows without the spaces at their ends, and without empty rows below.
    package var rows: [String] {
        var rows = cells.map(Self.text)
        while rows.last == "" { rows.removeLast() }
        return rows
    }

    package var text: String { rows.joined(separator: "\n") }

    /// The text with the cursor as a bar.
    package var withCursor: String {
        var lines = cells.map(Self.text)
        var line = Array(cells[row])
        line.insert("|", at: isPending ? columns : column)
        lines[row] = Self.text(line)
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    /// The text with a line of marks below each row that has styles or the cursor, which is `^`; see ``CellStyle``.
    package var styled: String {
        var lines: [String] = []
        for index in cells.indices {
            let text = Self.text(cells[index])
            lines.append(text.isEmpty ? "" : "  " + text)
            var marks = self.marks[index]
            for column in marks.indices where cells[index][column] == " " && !"v_".contains(marks[column]) {
                marks[column] = " "
            }
            if index == row, isCursorVisible { marks[column] = "^" }
            let line = Self.text(marks)
            if !line.isEmpty { lines.append(": " + line) }
        }
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    private static func text(_ cells: [Character]) -> String {
        var text = String(cells.filter { $0 != taken })
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Another size. Rows keep their first letters, as in a terminal that does not break them anew.
    package mutating func resize(columns: Int, rows: Int) {
        while row >= rows { scroll() }
        for index in cells.indices {
            cells[index] = Array((cells[index] + Array(repeating: " ", count: columns)).prefix(columns))
            marks[index] = Array((marks[index] + Array(repeating: " ", count: columns)).prefix(columns))
        }
        let empty = Array(repeating: Character(" "), count: columns)
        cells = Array((cells + Array(repeating: empty, count: rows)).prefix(rows))
        marks = Array((marks + Array(repeating: empty, count: rows)).prefix(rows))
        (self.columns, rowCount) = (columns, rows)
        column = min(column, columns - 1)
        isPending = false
    }

    package mutating func write(_ bytes: [UInt8]) {
        // A letter may come in pieces.
        pendingBytes += bytes
        var end = pendingBytes.count
        for back in 1...4 where pendingBytes.count >= back {
            let byte = pendingBytes[pendingBytes.count - back]
            if byte & 0xC0 == 0x80 { continue }
            if byte >= 0xC0, back < (byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2) { end = pendingBytes.count - back }
            break
        }
        let text = String(decoding: pendingBytes[..<end], as: UTF8.self)
        pendingBytes.removeFirst(end)
        write(text)
    }

    private var sequence: String?

    package mutating func write(_ text: String) {
        for scalar in text.unicodeScalars { take(scalar) }
    }

    private mutating func take(_ scalar: Unicode.Scalar) {
        if var sequence {
            sequence.unicodeScalars.append(scalar)
            self.sequence = sequence
            if sequence == "[" { return }
            if (0x40...0x7E).contains(scalar.value) {
                self.sequence = nil
                control(sequence)
            }
            return
        }
        switch scalar.value {
        case 0x1B: sequence = ""
        case 0x07: bells += 1
        case 0x08:
            column = max(0, column - 1)
            isPending = false
        case 0x0D:
            column = 0
            isPending = false
        case 0x0A:
            // Output processing is on: a line end also begins a line.
            column = 0
            isPending = false
            if row == rowCount - 1 { scroll() }
            row += 1
        default: put(scalar)
        }
    }

    private mutating func scroll() {
        scrolledAway.append(Self.text(cells.removeFirst()))
        cells.append(Array(repeating: " ", count: columns))
        marks.removeFirst()
        marks.append(cells[cells.count - 1])
        row -= 1
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        // Joins the letter before, if Unicode says so.
        let place = isPending ? columns - 1 : column - 1
        if place >= 0 {
            let at = cells[row][place] == Self.taken ? place - 1 : place
            var joined = String(cells[row][at])
            joined.unicodeScalars.append(scalar)
            if joined.count == 1, cells[row][at] != " " {
                let (old, new) = (TextWidth.of(cells[row][at]), TextWidth.of(Character(joined)))
                cells[row][at] = Character(joined)
                if new > old, at + 1 < columns {
                    cells[row][at + 1] = Self.taken
                    marks[row][at + 1] = marks[row][at]
                    column = at + 2
                }
                return
            }
        }
        let width = max(1, TextWidth.of(Character(scalar)))
        if isPending || column + width > columns {
            write("\n")
        }
        cells[row][column] = Character(scalar)
        if width == 2 { cells[row][column + 1] = Self.taken }
        for column in column..<column + width { marks[row][column] = style.mark }
        column += width
        isPending = column >= columns
        if isPending { column = columns - 1 }
    }

    private mutating func control(_ sequence: String) {
        let final = sequence.last
        let parameters = sequence.dropFirst().dropLast()
        let number = Int(parameters) ?? 0
        switch final {
        case "m": style.select(parameters)
        case "A": row = max(0, row - max(1, number))
        case "B": row = min(rowCount - 1, row + max(1, number))
        case "G": column = min(columns, max(1, number)) - 1
        case "H": (row, column) = (0, 0)
        case "K": erase(row, from: column)
        case "J":
            if number == 2 {
                for row in cells.indices { erase(row, from: 0) }
            } else {
                erase(row, from: column)
                for below in cells.indices.dropFirst(row + 1) { erase(below, from: 0) }
            }
        case "h", "l":
            if parameters == "?25" { isCursorVisible = final == "h" }
            if parameters == "?2004" { pastesInBrackets = final == "h" }
        default: fatalError("the screen does not know \(sequence.debugDescription)")
        }
        if final != "m", final != "h", final != "l" { isPending = false }
    }

    private mutating func erase(_ row: Int, from column: Int) {
        for index in column..<columns { (cells[row][index], marks[row][index]) = (" ", " ") }
    }
}
