/// What is known about one line of the entry: its styles, and its rows once they were asked for.
///
/// It stays as long as the line and what came before it stay the same, so that a key press costs only the lines that it
/// changed.
final class LineView {
    let characters: [Character]
    let startState: Int
    let endState: Int
    private let spans: [HighlightedSpan]
    private var wrapping: Wrapping?

    /// A line in rows of the screen.
    struct Wrapping {
        let columns: Int
        let isFirst: Bool
        var rows: [[Cell]]
        /// Where each character begins, and where the line ends.
        var places: [Frame.Place]
    }

    init(_ characters: [Character], startState: Int, highlighter: (any Highlighter)?) {
        self.characters = characters
        self.startState = startState
        var state = startState
        spans = highlighter?.spans(String(characters), state: &state) ?? []
        endState = state
    }

    /// The brackets that are code, by column.
    private(set) lazy var brackets: [(column: Int, character: Character)] = {
        var found: [(Int, Character)] = []
        var styles = SpanCursor(spans)
        for (column, character) in characters.enumerated() {
            let span = styles.span(of: character)
            if BracketMatch.isBracket(character), span?.isText != true { found.append((column, character)) }
        }
        return found
    }()

    /// The rows of the line behind its prompt.
    func wrapped(_ prompt: [Cell], isFirst: Bool, columns: Int, theme: EditorTheme) -> Wrapping {
        if let wrapping, wrapping.columns == columns, wrapping.isFirst == isFirst { return wrapping }
        var result = Wrapping(columns: columns, isFirst: isFirst, rows: [[]], places: [])
        result.places.reserveCapacity(characters.count + 1)
        var used = 0
        func append(_ cell: Cell) {
            if used + cell.width > columns {
                result.rows.append([])
                used = 0
            }
            result.rows[result.rows.count - 1].append(cell)
            used += cell.width
        }
        for cell in prompt { append(cell) }
        var styles = SpanCursor(spans)
        var textColumn = 0
        for character in characters {
            let style = styles.span(of: character)?.style ?? .plain
            let cells = Cell.cells(character, style: style, control: theme.control, column: textColumn)
            // A wide character that does not fit begins in the next row.
            let isBroken = used + (cells.first?.width ?? 0) > columns
            result.places.append(Frame.Place(row: result.rows.count - (isBroken ? 0 : 1), column: isBroken ? 0 : used))
            for cell in cells {
                append(cell)
                textColumn += cell.width
            }
        }
        // Behind a full row the cursor stands in the next one, which is shown only then.
        let isFull = used >= columns
        result.places.append(Frame.Place(row: result.rows.count - (isFull ? 0 : 1), column: isFull ? 0 : used))
        wrapping = result
        return result
    }
}

/// Goes through a line's spans along with its characters.
private struct SpanCursor {
    private let spans: [HighlightedSpan]
    private var index = 0
    private var offset = 0

    init(_ spans: [HighlightedSpan]) { self.spans = spans }

    /// The span of the next character.
    mutating func span(of character: Character) -> HighlightedSpan? {
        while index < spans.count, spans[index].range.upperBound <= offset { index += 1 }
        let span = index < spans.count && spans[index].range.contains(offset) ? spans[index] : nil
        offset += character.utf8.count
        return span
    }
}
