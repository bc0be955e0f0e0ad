/// How shells split a command line into words. Quotes are taken away; nothing is expanded, nothing is run.
enum ShellWords {
    /// The words; the last one is that at the end of the line, perhaps empty.
    static func of(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isInWord = false
        var quote: Character?
        var rest = line[...]
        while let next = rest.popFirst() {
            switch (quote, next) {
            case (nil, _) where next.isWhitespace:
                if isInWord { words.append(word) }
                (word, isInWord) = ("", false)
                continue
            case (nil, "'"), (nil, "\""): quote = next
            case (nil, "\\"): if let escaped = rest.popFirst() { word.append(escaped) }
            case ("'", "'"), ("\"", "\""): quote = nil
            case ("\"", "\\"):
                if let escaped = rest.first, "\\\"$`".contains(escaped) {
                    word.append(rest.removeFirst())
                } else {
                    word.append(next)
                }
            default: word.append(next)
            }
            isInWord = true
        }
        return words + [word]
    }

    /// A word as bash takes it for one.
    static func quoted(_ word: String) -> String {
        var text = ""
        for scalar in word.unicodeScalars {
            let isPlain =
                !scalar.isASCII || scalar.properties.isAlphabetic
                || "0123456789_-+.,/:=@%".unicodeScalars.contains(scalar)
            if !isPlain { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        return text
    }
}
