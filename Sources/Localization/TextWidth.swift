/// How many columns of a terminal a text takes.
public enum TextWidth {
    /// Columns of a text: none for combining marks and controls, two for East Asian wide letters and emoji, one else.
    public static func of(_ text: some StringProtocol) -> Int {
        var width = 0
        for character in text { width += of(character) }
        return width
    }

    /// Columns of one character.
    public static func of(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.isASCII { return first.value >= 0x20 && first.value != 0x7F ? 1 : 0 }
        if isZero(first) { return 0 }
        // Letters of Europe and the Near East, nothing of which is wide or an emoji.
        if first.value < 0x1100, first.value != 0xA9, first.value != 0xAE { return 1 }
        // A variation selector asks for the emoji form, which is wide, or for the text form, which is not.
        for scalar in character.unicodeScalars.dropFirst() {
            if scalar.value == 0xFE0F { return 2 }
            if scalar.value == 0xFE0E { return isWide(first.value) ? 2 : 1 }
        }
        return first.properties.isEmojiPresentation || isWide(first.value) ? 2 : 1
    }

    /// The text cut to `width` columns, its last one an ellipsis when something was cut.
    public static func fit(_ text: String, _ width: Int) -> String {
        guard of(text) > width else { return text }
        guard width > 1 else { return width == 1 ? "…" : "" }
        var result = ""
        var used = 0
        for character in text {
            let columns = of(character)
            if used + columns > width - 1 { break }
            result.append(character)
            used += columns
        }
        return result + "…"
    }

    /// The text in lines of at most `width` columns, broken at spaces where there are any; its own line ends are kept.
    public static func wrap(_ text: String, _ width: Int) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { wrap(line: $0, width) }
    }

    private static func wrap(line: Substring, _ width: Int) -> [String] {
        var lines: [String] = []
        var rest = line
        while of(rest) > width {
            var end = rest.startIndex
            var space: Substring.Index?
            var used = 0
            while end < rest.endIndex, used + of(rest[end]) <= width || end == rest.startIndex {
                if rest[end] == " " { space = end }
                used += of(rest[end])
                end = rest.index(after: end)
            }
            if end < rest.endIndex, rest[end] == " " { space = end }
            let cut = space.flatMap { $0 > rest.startIndex ? $0 : nil } ?? end
            lines.append(String(rest[..<cut]))
            rest = rest[cut...].drop { $0 == " " }
        }
        return lines + (rest.isEmpty && !lines.isEmpty ? [] : [String(rest)])
    }

    /// The text with spaces to `width` columns.
    public static func pad(_ text: String, _ width: Int, right: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - of(text)))
        return right ? space + text : text + space
    }

    private static func isZero(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: true
        default: false
        }
    }

    /// Letters whose East Asian width is W or F, of Unicode's EastAsianWidth.txt; emoji are asked for before.
    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        return switch value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
