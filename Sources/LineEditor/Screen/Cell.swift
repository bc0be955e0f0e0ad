import Localization

/// One grapheme on the screen.
struct Cell: Sendable, Equatable {
    var character: Character
    /// Columns, 1 or 2.
    var width: Int
    var style: TextStyle

    /// Spaces that a tab stands for, at most.
    static let tabWidth = 4

    /// How an entry's character is shown: as itself if it can be seen, else as something that can.
    ///
    /// Control characters are ^X, and characters without width `<200B>`: pasted from web pages they break scripts
    /// invisibly, or turn the line around.
    ///
    /// - Parameter column: columns before it in its line of text, for tabs.
    static func cells(_ character: Character, style: TextStyle, control: TextStyle, column: Int) -> [Cell] {
        if let value = character.asciiValue {
            if value == 0x09 {
                let count = tabWidth - column % tabWidth
                return Array(repeating: Cell(character: " ", width: 1, style: style), count: count)
            }
            if value >= 0x20, value != 0x7F { return [Cell(character: character, width: 1, style: style)] }
            return cells("^" + String(Character(Unicode.Scalar(value ^ 0x40))), control)
        }
        let width = TextWidth.of(character)
        if width > 0 { return [Cell(character: character, width: width, style: style)] }
        guard let scalar = character.unicodeScalars.first else { return [] }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark:
            // An accent with nothing below it.
            return [Cell(character: Character("\u{25CC}" + String(character)), width: 1, style: control)]
        default:
            let digits = String(scalar.value, radix: 16, uppercase: true)
            let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
            return cells("<" + zeros + digits + ">", control)
        }
    }

    /// The cells of a text that is ours: a prompt, a hint, a row of the menu. Line ends become spaces.
    static func cells(_ text: String, _ style: TextStyle) -> [Cell] {
        text.flatMap { character in
            character.isNewline
                ? [Cell(character: " ", width: 1, style: style)]
                : Self.cells(character, style: style, control: style, column: 0)
        }
    }

    static func cells(_ text: StyledText) -> [Cell] { text.runs.flatMap { cells($0.text, $0.style) } }
}

extension [Cell] {
    /// Columns of the screen.
    var columns: Int { reduce(0) { $0 + $1.width } }

    /// As much as fits into `columns`; when something is cut, the last column is an ellipsis.
    func fitting(_ columns: Int) -> [Cell] {
        guard self.columns > columns else { return self }
        guard columns > 0, let first else { return [] }
        var result: [Cell] = []
        var used = 0
        for cell in self {
            guard used + cell.width < columns else { break }
            result.append(cell)
            used += cell.width
        }
        return result + [Cell(character: "…", width: 1, style: (result.last ?? first).style)]
    }

    /// With spaces up to `columns`.
    func padded(_ columns: Int, _ style: TextStyle) -> [Cell] {
        let missing = columns - self.columns
        return missing > 0
            ? self + Array(repeating: Cell(character: " ", width: 1, style: style), count: missing) : self
    }
}
