/// What is being edited: lines of graphemes.
///
/// Kept by line so that a change costs what it changes: whoever caches something about a line (its highlighting, its
/// layout) finds the line's array unchanged, which is one comparison of pointers.
///
/// As a collection it is the entry's characters, with "\n" at the end of each line but the last.
public struct EntryText: Sendable, Equatable {
    /// The lines, without their ends. Never empty: an empty entry is one empty line.
    public private(set) var lines: [[Character]]

    /// A place between two characters.
    public struct Position: Sendable, Hashable, Comparable {
        /// Zero is the first line.
        public var line: Int
        /// Graphemes before the place in its line.
        public var column: Int

        /// A place.
        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }

        /// By line, then by column.
        public static func < (left: Position, right: Position) -> Bool {
            left.line != right.line ? left.line < right.line : left.column < right.column
        }
    }

    /// The entry of a text. "\r\n" and "\r" are line ends too.
    public init(_ text: String = "") { lines = Self.lines(of: text) }

    /// The whole text.
    public var string: String { text(in: startIndex..<endIndex) }

    /// The text of a part.
    public func text(in range: Range<Position>) -> String {
        var text = ""
        var line = range.lowerBound.line
        while line <= range.upperBound.line {
            let first = line == range.lowerBound.line ? range.lowerBound.column : 0
            let last = line == range.upperBound.line ? range.upperBound.column : lines[line].count
            text.append(contentsOf: String(lines[line][first..<last]))
            if line < range.upperBound.line { text.append("\n") }
            line += 1
        }
        return text
    }

    /// Replaces a part and returns the end of what replaced it.
    ///
    /// What is inserted may join the graphemes beside it, as a combining accent does.
    mutating func replace(_ range: Range<Position>, with text: String) -> Position {
        let (start, end) = (range.lowerBound, range.upperBound)
        let new = Self.lines(of: text)
        let rest = lines[end.line][end.column...]
        if new.count == 1, start.line == end.line {
            lines[start.line].replaceSubrange(start.column..<end.column, with: new[0])
            return Position(line: start.line, column: join(start.line, [start.column + new[0].count, start.column]))
        }
        var replaced = new
        replaced[0] = lines[start.line][..<start.column] + new[0]
        let last = replaced.count - 1
        let column = replaced[last].count
        replaced[last] += rest
        lines.replaceSubrange(start.line...end.line, with: replaced)
        let result = Position(line: start.line + last, column: join(start.line + last, [column]))
        if last > 0 { _ = join(start.line, [start.column]) }
        return result
    }

    /// Puts whole lines in the place of others.
    mutating func replaceLines(_ range: Range<Int>, with new: [[Character]]) { lines.replaceSubrange(range, with: new) }

    /// Makes one grapheme of two that met at a seam. Returns where the first seam is then.
    private mutating func join(_ line: Int, _ seams: [Int]) -> Int {
        var result = seams[0]
        for seam in seams {
            guard seam > 0, seam < lines[line].count else { continue }
            let (left, right) = (lines[line][seam - 1], lines[line][seam])
            if left.isASCII, right.isASCII { continue }
            let joined = Array(String(left) + String(right))
            guard joined.count == 1 else { continue }
            lines[line].replaceSubrange(seam - 1...seam, with: joined)
            // The cursor stands after the joined grapheme.
            if seam != seams[0] { result -= 1 }
        }
        return Swift.min(result, lines[line].count)
    }

    /// Split before graphemes are looked for: a line end never joins anything, and bytes are quickly searched.
    private static func lines(of text: String) -> [[Character]] {
        var text = text
        return text.withUTF8 { bytes in
            var lines: [[Character]] = []
            var start = 0
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte == 0x0A || byte == 0x0D {
                    lines.append(Array(String(decoding: bytes[start..<index], as: UTF8.self)))
                    if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
                    start = index + 1
                }
                index += 1
            }
            lines.append(Array(String(decoding: bytes[start...], as: UTF8.self)))
            return lines
        }
    }
}

extension EntryText: BidirectionalCollection {
    /// Before the first character.
    public var startIndex: Position { Position(line: 0, column: 0) }
    /// Behind the last character.
    public var endIndex: Position { Position(line: lines.count - 1, column: lines[lines.count - 1].count) }
    /// Whether there is no character at all.
    public var isEmpty: Bool { lines.count == 1 && lines[0].isEmpty }

    /// The character after a place.
    public subscript(position: Position) -> Character {
        position.column < lines[position.line].count ? lines[position.line][position.column] : "\n"
    }

    /// One character on, over the end of a line too.
    public func index(after position: Position) -> Position {
        position.column < lines[position.line].count
            ? Position(line: position.line, column: position.column + 1)
            : Position(line: position.line + 1, column: 0)
    }

    /// One character back, over the end of a line too.
    public func index(before position: Position) -> Position {
        position.column > 0
            ? Position(line: position.line, column: position.column - 1)
            : Position(line: position.line - 1, column: lines[position.line - 1].count)
    }

    /// Where a line ends.
    func end(ofLine line: Int) -> Position { Position(line: line, column: lines[line].count) }
}
