/// A text with `{facts}` in it, and parts `[[like this {fact}]]` that vanish when a fact of theirs is not known.
///
/// ```swift
/// TextTemplate.fill("No method {method}.[[ Did you mean {suggestion}?]]", ["method": "crm.typ.list"])
/// // "No method crm.typ.list."
/// ```
enum TextTemplate {
    /// The text with its facts. A fact that is not known becomes "…" outside an optional part.
    static func fill(_ template: String, _ facts: [String: String]) -> String {
        var rest = template[...]
        var text = ""
        while let open = rest.firstRange(of: "[[") {
            text += replace(rest[..<open.lowerBound], facts).text
            rest = rest[open.upperBound...]
            let close = rest.firstRange(of: "]]") ?? rest.endIndex..<rest.endIndex
            let part = replace(rest[..<close.lowerBound], facts)
            if part.isComplete { text += part.text }
            rest = rest[close.upperBound...]
        }
        text += replace(rest, facts).text
        // Where the first part vanished, the space that parted it from the next is left.
        return String(text.drop { $0 == " " })
    }

    private static func replace(_ part: Substring, _ facts: [String: String]) -> (text: String, isComplete: Bool) {
        var text = ""
        var isComplete = true
        var rest = part
        while let open = rest.firstIndex(of: "{") {
            text += rest[..<open]
            rest = rest[rest.index(after: open)...]
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            // Braces around anything but a name are Lua: `{move = true}`.
            guard !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == "}" else {
                text += "{"
                continue
            }
            let fact = facts[String(name)] ?? ""
            if fact.isEmpty { isComplete = false }
            text += fact.isEmpty ? "…" : fact
            rest = rest[rest.index(after: name.endIndex)...]
        }
        return (text + rest, isComplete)
    }
}
