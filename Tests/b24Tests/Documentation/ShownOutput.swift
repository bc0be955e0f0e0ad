import Foundation

/// What a page shows of a command's output: text, with `…` for whatever stands there in a line, and a line `...` for any
/// number of lines.
struct ShownOutput {
    var text: String

    /// Whether the output is what is shown.
    func matches(_ output: String) -> Bool {
        let lines = Self.lines(text).map { line in
            line == "..." ? "(?:[^\n]*\n)*?" : Self.pattern(line) + "\n"
        }
        let pattern = "\\A" + lines.joined() + "\\z"
        return Self.joined(output).range(of: pattern, options: .regularExpression) != nil
    }

    private static func pattern(_ line: String) -> String {
        line.components(separatedBy: "…").map(NSRegularExpression.escapedPattern(for:)).joined(separator: "[^\n]*")
    }

    /// Without spaces at the ends of lines and empty lines at the end, which nobody sees.
    private static func lines(_ text: String) -> [String] {
        var lines = text.components(separatedBy: "\n").map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        while lines.last == "" { lines.removeLast() }
        return lines
    }

    private static func joined(_ text: String) -> String { lines(text).map { $0 + "\n" }.joined() }
}
