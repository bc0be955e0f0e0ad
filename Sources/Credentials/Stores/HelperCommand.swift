/// The command line of a credential helper, split as a shell would split it, but nothing in it is expanded or run.
///
///     pass-b24 --store "My passwords"     a program of PATH with its arguments
///     ~/bin/keeper                        ~/ is the home folder
///     !op read "op://$VAULT/b24"          after ! the shell gets it as it is, as with git
struct HelperCommand: Equatable {
    /// The program and its arguments, without the operation.
    let words: [String]

    enum Problem: Error { case empty, openQuotes }

    init(_ text: String, home: String) throws(Problem) {
        let text = text.drop { $0.isWhitespace }
        if text.hasPrefix("!") {
            let command = text.dropFirst()
            guard !command.allSatisfy(\.isWhitespace) else { throw .empty }
            // As git does it: the operation comes as an argument of the command.
            words = ["/bin/sh", "-c", command + " \"$@\"", String(command)]
            return
        }
        var words = try Self.split(text)
        guard let program = words.first, !program.isEmpty else { throw .empty }
        if program.hasPrefix("~/") { words[0] = home + program.dropFirst() }
        self.words = words
    }

    private static func split(_ text: Substring) throws(Problem) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let word { words.append(word) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil, !isEscaped else { throw .openQuotes }
        if let word { words.append(word) }
        return words
    }
}
