/// What git complains of, for a person.
enum GitMessage {
    /// The lines that say something, in one; without what may be a password or rewrite a terminal.
    static func shown(_ text: String, status: Int32) -> String {
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).filter { !$0.isControl } }
            .filter { !$0.allSatisfy(\.isWhitespace) }
        let telling = lines.filter { line in ["fatal:", "error:", "remote:", "ssh:"].contains { line.hasPrefix($0) } }
        let chosen = (telling.isEmpty ? lines : telling).prefix(4).joined(separator: " ")
        return chosen.isEmpty ? "exit code \(status)" : withoutUsers(String(chosen.prefix(400)))
    }

    /// `https://user:password@host` becomes `https://host`: the user's `insteadOf` may have some.
    static func withoutUsers(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "://") {
            result += rest[..<start.upperBound]
            rest = rest[start.upperBound...]
            let authority = rest.prefix { !"/ '\"".contains($0) }
            if let at = authority.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        }
        return result + rest
    }
}

extension Character {
    /// Whether it does something to a terminal instead of being seen.
    var isControl: Bool { unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) } }
}
