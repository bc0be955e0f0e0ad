/// The text of one tag: words, and after ` -- ` the reason.
struct TagLine {
    let words: [String]
    let reason: String?

    init(_ text: String) {
        let padded = " " + text + " "
        guard let dashes = padded.firstRange(of: " -- ") else {
            (words, reason) = (Self.words(text), nil)
            return
        }
        words = Self.words(String(padded[..<dashes.lowerBound]))
        let reason = Self.words(String(padded[dashes.upperBound...])).joined(separator: " ")
        self.reason = reason.isEmpty ? nil : reason
    }

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
