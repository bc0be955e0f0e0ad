/// The beginning of an answer that is not JSON, for an error text: without markup, scripts and credentials, in one line.
enum AnswerExcerpt {
    private static let longest = 200

    static func text(_ response: HTTPResponse) -> String {
        let source = String(decoding: response.body.prefix(16_384), as: UTF8.self)
        let words = readable(source).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty else { return "(empty)" }
        let redacted = Redaction.redact(words)
        return redacted.count <= longest ? redacted : redacted.prefix(longest) + "…"
    }

    private static func readable(_ source: String) -> String {
        var output = ""
        var rest = Substring(source)
        while let open = rest.firstIndex(of: "<") {
            output += rest[..<open]
            rest = rest[open...]
            let hidden = ["script", "style"].first { rest.dropFirst().lowercased().hasPrefix($0) }
            if let hidden, let end = rest.firstRange(of: "</" + hidden) { rest = rest[end.lowerBound...] }
            guard let close = rest.firstIndex(of: ">") else {
                output += rest
                return output
            }
            output += " "
            rest = rest[rest.index(after: close)...]
        }
        return output + rest
    }
}
