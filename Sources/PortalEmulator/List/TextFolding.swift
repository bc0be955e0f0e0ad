import GRDB

/// The text functions that SQLite lacks: case beyond ASCII, and LIKE that heeds case.
enum TextFolding {
    static let name = "b24_fold"
    static let strictLike = "b24_like"

    static func install(in database: Database) {
        database.add(
            function: DatabaseFunction(name, argumentCount: 1, pure: true) { values in
                String.fromDatabaseValue(values[0])?.lowercased()
            })
        database.add(
            function: DatabaseFunction(strictLike, argumentCount: 2, pure: true) { values in
                guard let text = String.fromDatabaseValue(values[0]),
                    let pattern = String.fromDatabaseValue(values[1])
                else { return nil }
                return matches(Array(text)[...], Array(pattern)[...])
            })
    }

    /// `%` any run, `_` one character, a backslash takes the next one literally.
    static func matches(_ text: ArraySlice<Character>, _ pattern: ArraySlice<Character>) -> Bool {
        var text = text
        var pattern = pattern
        // Where to go on when the rest does not fit: after the last `%`, one character further in the text.
        var retry: (text: ArraySlice<Character>, pattern: ArraySlice<Character>)?
        while true {
            if pattern.first == "%" {
                pattern.removeFirst()
                retry = (text, pattern)
                continue
            }
            var rest = pattern
            let isLiteral = rest.first == "\\" && rest.count > 1
            if isLiteral { rest.removeFirst() }
            if let expected = rest.popFirst(), let found = text.first,
                found == expected || expected == "_" && !isLiteral
            {
                text.removeFirst()
                pattern = rest
            } else if pattern.isEmpty && text.isEmpty {
                return true
            } else if var again = retry, !again.text.isEmpty {
                again.text.removeFirst()
                retry = again
                (text, pattern) = again
            } else {
                return false
            }
        }
    }
}
