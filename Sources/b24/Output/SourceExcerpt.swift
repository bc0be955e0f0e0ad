import B24Scripting
import Localization

/// The line of a script that an error is about, with a caret under the word that the message names.
struct SourceExcerpt: Equatable {
    let number: Int
    let text: String
    /// Columns before the caret.
    let column: Int
    /// Columns that the caret covers.
    var width = 1

    /// - Parameter method: the REST method that failed.
    ///
    /// `nil` when the source has no such line, or it is empty.
    init?(_ source: String, line: Int, message: String, method: String? = nil) {
        let lines = source.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        guard line > 0, line <= lines.count else { return nil }
        let text = Self.untabbed(String(lines[line - 1]))
        guard let first = text.firstIndex(where: { $0 != " " }) else { return nil }
        number = line
        self.text = text
        let names = Self.named(in: message) + (method.map { [$0] } ?? [])
        let place = names.lazy.compactMap { Self.find($0, in: text) }.first ?? first
        column = TextWidth.of(String(text[..<place]))
    }

    /// The line of a finding, without secrets, and the place of the finding in it; `nil` for a line too long to be read.
    init?(_ finding: Finding, in check: ScriptCheck) {
        guard let shown = check.shown(finding) else { return nil }
        number = finding.line
        text = Self.untabbed(shown.line)
        column = TextWidth.of(Self.untabbed(shown.before))
        width = max(1, TextWidth.of(Self.untabbed(shown.marked)))
    }

    private static func untabbed(_ text: String) -> String { text.replacing("\t", with: "    ") }

    func lines(_ style: Style) -> [String] {
        let label = String(number)
        let margin = String(repeating: " ", count: label.count)
        return [
            style.dim(" \(label) | ") + text,
            style.dim(" \(margin) | ") + String(repeating: " ", count: column)
                + style.red(String(repeating: "^", count: width)),
        ]
    }

    /// Lua names what it stumbled over in quotes: near 'x', global 'foo', field 'bar'. The last one is the most exact.
    static func named(in message: String) -> [String] {
        var names: [String] = []
        var rest = message[...]
        while let start = rest.firstIndex(of: "'") {
            rest = rest[rest.index(after: start)...]
            guard let end = rest.firstIndex(of: "'") else { break }
            if end > rest.startIndex { names.append(String(rest[..<end])) }
            rest = rest[rest.index(after: end)...]
        }
        return names.reversed()
    }

    private static func find(_ word: String, in text: String) -> String.Index? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(word) { return start }
            start = text.index(after: start)
        }
        return nil
    }
}
