/// Takes webhook codes out of texts: the last line of defence, behind types that never show them.
enum Redaction {
    /// The text with the code of every `/rest/<user>/<code>/` replaced.
    static func clean(_ text: String) -> String {
        guard text.contains("/rest/") else { return text }
        var output = ""
        var rest = Substring(text)
        while let range = rest.range(ofText: "/rest/") {
            output += rest[..<range.upperBound]
            rest = rest[range.upperBound...]
            if rest.hasPrefix("api/") {
                output += "api/"
                rest = rest.dropFirst(4)
            }
            let user = rest.prefix { $0.isASCII && $0.isNumber }
            guard !user.isEmpty, rest.dropFirst(user.count).first == "/" else { continue }
            let code = rest.dropFirst(user.count + 1).prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
            output += user + "/***"
            rest = rest.dropFirst(user.count + 1 + code.count)
        }
        return output + rest
    }
}

extension Substring {
    /// The first occurrence of a text; Foundation's search is not needed for one.
    fileprivate func range(ofText needle: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            start = index(after: start)
        }
        return nil
    }
}
