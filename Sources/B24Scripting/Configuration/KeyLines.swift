import LuaSyntax
import PortalConfiguration

/// Where the keys of table constructors stand, so that a mistake is shown at its line and not at that of its object.
struct KeyLines: Sendable {
    private struct Key: Hashable {
        let file: String
        /// The line of the brace that opens the table.
        let table: Int
        let name: String
    }

    private var lines: [Key: Int] = [:]

    /// Takes a source in. Of two tables that open on one line the outer one counts.
    mutating func read(_ text: String, file: String) {
        let source = LuaSource(text)
        var open: [Int] = []
        var name: (text: String, line: Int)?
        for token in LuaLexer(source.bytes) {
            let before = name
            name = nil
            switch token.kind {
            case .symbol(.openBrace): open.append(source.line(of: token.range.lowerBound))
            case .symbol(.closeBrace): _ = open.popLast()
            case .name: name = (source.text(token.range), source.line(of: token.range.lowerBound))
            case .comment: name = before
            case .symbol(.assign):
                guard let table = open.last, let before else { continue }
                let key = Key(file: file, table: table, name: before.text)
                lines[key] = lines[key] ?? before.line
            default: break
            }
        }
    }

    /// The place of a key of the table that opens at a place.
    func place(of name: String, in table: FilePlace) -> FilePlace? {
        guard let line = table.line, let found = lines[Key(file: table.file, table: line, name: name)] else {
            return nil
        }
        return FilePlace(file: table.file, line: found)
    }
}
