import Localization

/// Lays an entry out on a screen.
///
/// It remembers what it found out about each line (``LineView``) and which part of a tall entry is shown.
struct EntryView {
    let theme: EditorTheme
    private let highlighter: (any Highlighter)?
    private let prompts: (first: [Cell], continuation: [Cell])
    private let language: Language
    private(set) var lines: [LineView] = []
    /// Lines before this one have the state that the line before leaves them in; the others perhaps not.
    private var settled = 0
    private var viewport = Viewport()

    /// The menu has at most so many rows.
    private static let tallestMenu = 10

    init(prompt: Prompt, theme: EditorTheme, highlighter: (any Highlighter)?, language: Language) {
        prompts = (Cell.cells(prompt.first), Cell.cells(prompt.continuation))
        self.theme = theme
        self.highlighter = highlighter
        self.language = language
    }

    // MARK: Following the text

    /// Makes `lines` those of the text; those that did not change stay.
    mutating func follow(_ text: EntryText) {
        let new = text.lines
        var same = 0
        while same < min(new.count, lines.count), lines[same].characters == new[same] { same += 1 }
        if same == new.count, same == lines.count { return }
        var sameEnd = 0
        while sameEnd < min(new.count, lines.count) - same,
            lines[lines.count - 1 - sameEnd].characters == new[new.count - 1 - sameEnd]
        {
            sameEnd += 1
        }
        var state = same > 0 ? lines[same - 1].endState : 0
        var changed: [LineView] = []
        for index in same..<(new.count - sameEnd) {
            let line = LineView(new[index], startState: state, highlighter: highlighter)
            changed.append(line)
            state = line.endState
        }
        lines.replaceSubrange(same..<(lines.count - sameEnd), with: changed)
        if settled >= same { settled = new.count - sameEnd }
    }

    /// Gives the lines up to one the state that those before leave them in. Further down nobody looks yet: opening a
    /// comment at the top of a long entry costs a screen, not the entry.
    private mutating func settle(through last: Int) {
        var state = settled > 0 ? lines[settled - 1].endState : 0
        while settled <= last, settled < lines.count {
            if lines[settled].startState != state {
                lines[settled] = LineView(lines[settled].characters, startState: state, highlighter: highlighter)
            }
            state = lines[settled].endState
            settled += 1
        }
    }

    func wrapped(_ line: Int, _ columns: Int) -> LineView.Wrapping {
        lines[line].wrapped(
            line == 0 ? prompts.first : prompts.continuation, isFirst: line == 0, columns: columns, theme: theme)
    }

    // MARK: The frame

    /// What is to be seen while the entry is edited.
    mutating func frame(_ state: inout EditorState, hint: String?, size: ScreenSize) -> Frame {
        follow(state.text)
        let below = belowEntry(&state, size)
        let wrapping = wrapped(state.cursor.line, size.columns)
        let place = wrapping.places[state.cursor.column]
        // The cursor behind a full row has a row of its own.
        let extra = place.row == wrapping.rows.count ? state.cursor.line : nil
        var viewport = self.viewport
        let shown = viewport.show(
            line: state.cursor.line, row: place.row, height: size.rows - below.count, lineCount: lines.count
        ) { wrapped($0, size.columns).rows.count + ($0 == extra ? 1 : 0) }
        self.viewport = viewport
        settle(through: shown.last?.line ?? 0)
        // Its partner may be anywhere below.
        if BracketMatch.bracket(at: state.cursor, lines) != nil { settle(through: lines.count - 1) }
        var frame = Frame(rows: [], cursor: Frame.Place(row: 0, column: place.column))
        var firstRows: [Int: Int] = [:]
        for (line, rows) in shown {
            firstRows[line] = frame.rows.count - rows.lowerBound
            if line == state.cursor.line { frame.cursor.row = frame.rows.count - rows.lowerBound + place.row }
            let wrapping = wrapped(line, size.columns)
            for row in rows { frame.rows.append(row < wrapping.rows.count ? wrapping.rows[row] : []) }
        }
        decorate(&frame, state, firstRows, size)
        if let hint { add(hint, to: &frame, state, size) }
        frame.rows += below
        return frame
    }

    /// Everything, without cursor, hint and menu: what stays on the screen when the entry is done.
    mutating func finalRows(_ text: EntryText, size: ScreenSize) -> [[Cell]] {
        follow(text)
        settle(through: lines.count - 1)
        return lines.indices.flatMap { wrapped($0, size.columns).rows }
    }

    private func decorate(_ frame: inout Frame, _ state: EditorState, _ firstRows: [Int: Int], _ size: ScreenSize) {
        func paint(_ position: EntryText.Position, _ style: TextStyle) {
            guard let first = firstRows[position.line] else { return }
            let place = wrapped(position.line, size.columns).places[position.column]
            let row = first + place.row
            guard frame.rows.indices.contains(row) else { return }
            var column = 0
            for index in frame.rows[row].indices {
                if column == place.column {
                    frame.rows[row][index].style = style
                    return
                }
                column += frame.rows[row][index].width
            }
        }
        if let match = state.search?.match {
            var position = match.lowerBound
            while position < match.upperBound, position < state.text.endIndex {
                paint(position, theme.match)
                position = state.text.index(after: position)
            }
            return
        }
        switch BracketMatch.find(state.cursor, lines) {
        case .pair(let one, let other):
            paint(one, theme.bracket)
            paint(other, theme.bracket)
        case .alone(let one): paint(one, theme.loneBracket)
        case nil: break
        }
    }

    /// The hint stands behind the cursor, where the line ends, and is cut at the edge.
    private func add(_ hint: String, to frame: inout Frame, _ state: EditorState, _ size: ScreenSize) {
        guard state.cursor == state.text.end(ofLine: state.cursor.line), !hint.isEmpty else { return }
        let room = size.columns - frame.cursor.column
        frame.rows[frame.cursor.row] += Cell.cells(hint, theme.hint).fitting(room)
    }

    // MARK: Below the entry

    private func belowEntry(_ state: inout EditorState, _ size: ScreenSize) -> [[Cell]] {
        var rows: [[Cell]] = []
        if let status = Texts.status(state)?[language] {
            rows.append(Cell.cells(status, theme.note).fitting(size.columns))
        }
        guard state.menu != nil else { return rows }
        // At least half of the screen, or what the entry needs of it, stays the entry's.
        let entry = min(lines.count, size.rows / 2)
        let room = max(1, min(Self.tallestMenu, size.rows - max(1, entry) - rows.count))
        state.menu?.show(height: room)
        if let menu = state.menu { rows += menuRows(menu, height: room, columns: size.columns) }
        return rows
    }

    private func menuRows(_ menu: CompletionMenu, height: Int, columns: Int) -> [[Cell]] {
        let last = min(menu.top + height, menu.candidates.count)
        let labels = menu.candidates[menu.top..<last].map { Cell.cells(" " + ($0.label ?? $0.text), theme.candidate) }
        let labelWidth = min(labels.map(\.columns).max() ?? 0, max(8, columns / 2))
        var rows = zip(menu.top..<last, labels).map { index, label in
            let note = menu.candidates[index].documentation
            let style = index == menu.selected ? theme.selected : theme.candidate
            var row = label.fitting(labelWidth).padded(labelWidth + 1, style)
            for cell in row.indices { row[cell].style = style }
            return note.isEmpty ? row : (row + Cell.cells(" " + note, theme.note)).fitting(columns)
        }
        if menu.candidates.count > height, let lastRow = rows.last {
            let position = (menu.selected.map { "\($0 + 1)/" } ?? "") + String(menu.candidates.count)
            let counter = Cell.cells("  " + position, theme.note)
            let width = columns - counter.columns
            rows[rows.count - 1] = lastRow.fitting(width).padded(width, .plain) + counter
        }
        return rows
    }
}
