import ArgumentParser

/// A shell that asks b24 how words go on.
enum Shell: String, CaseIterable, ExpressibleByArgument, Sendable {
    case bash, zsh, fish

    /// What it asks.
    struct Question: Equatable {
        /// The words before that at the cursor, without the program's name.
        var words: [String]
        /// The beginning of the word at the cursor.
        var word: String
        /// The part of that beginning that the shell takes for a word of its own, and keeps.
        var kept = ""
    }

    /// - Parameter arguments: of bash the line up to the cursor and what it takes for the word, of the others the words.
    ///
    /// `nil` when that is not what ``script`` sends.
    func question(_ arguments: [String]) -> Question? {
        guard let last = arguments.last else { return nil }
        switch self {
        case .bash:
            guard arguments.count == 2 else { return nil }
            let words = ShellWords.of(arguments[0])
            let program = words.dropLast().drop(while: Self.isAssignment)
            guard let word = words.last, !program.isEmpty else { return nil }
            // bash breaks words at = and : as well.
            let own = ["=", ":"].contains(last) ? "" : ShellWords.of(last).last ?? ""
            return Question(
                words: Array(program.dropFirst()), word: word,
                kept: word.hasSuffix(own) ? String(word.dropLast(own.count)) : "")
        case .zsh: return Question(words: arguments.dropLast(), word: last)
        case .fish: return Question(words: arguments.dropLast(), word: ShellWords.of(last).last ?? "")
        }
    }

    /// `B24_LANG=ru` before the program's name.
    private static func isAssignment(_ word: String) -> Bool {
        guard let equals = word.firstIndex(of: "=") else { return false }
        return word[..<equals].allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    /// The lines that ``script`` reads: which files the shell is to look for, then the words.
    func answer(_ suggestions: Suggestions, to question: Question) -> [String] {
        let files =
            switch suggestions.files {
            case nil: "-"
            case .all: "files"
            case .endings(let endings): "files " + endings.joined(separator: "|")
            case .folders: "folders"
            }
        // What would move the cursor is nobody's word.
        return [files]
            + suggestions.words.filter { !$0.text.unicodeScalars.contains(where: \.isControl) }.map {
                line($0, keeping: question.kept)
            }
    }

    private func line(_ word: Suggestions.Word, keeping kept: String) -> String {
        var about = ""
        for scalar in word.about.unicodeScalars { about.unicodeScalars.append(scalar.isControl ? " " : scalar) }
        switch self {
        case .bash: return ShellWords.quoted(String(word.text.dropFirst(kept.count)))
        case .zsh:
            let text = word.text.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
            return about.isEmpty ? text : text + ":" + about
        case .fish: return about.isEmpty ? word.text : word.text + "\t" + about
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { properties.generalCategory == .control }
}
