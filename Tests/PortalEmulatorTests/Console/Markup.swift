/// Reads a page strictly enough to find what a browser would silently put right.
struct Markup {
    struct Tag {
        var name: String
        var attributes: [(name: String, value: String)] = []
    }

    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    /// In the order of the page.
    private(set) var tags: [Tag] = []
    private static let empty: Set<String> = ["meta", "link", "input", "br"]

    /// - Throws: for tags that do not close in order, attributes without quotes, and a bare `<` or `&`.
    init(_ page: String) throws {
        var rest = page[...]
        var open: [String] = []
        while let start = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
            rest = rest[start...]
            if rest.first == "&" {
                let name = rest.dropFirst().prefix { $0 != ";" }
                guard ["amp", "lt", "gt", "quot", "#39"].contains(String(name)) else {
                    throw Mistake(description: "bare & before \(rest.prefix(30))")
                }
                rest = rest.dropFirst()
                continue
            }
            guard let end = Self.end(rest) else { throw Mistake(description: "no end: \(rest.prefix(60))") }
            let inside = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
            if inside.hasPrefix("!") { continue }
            if inside.hasPrefix("/") {
                guard open.popLast() == String(inside.dropFirst()) else {
                    throw Mistake(description: "</\(inside.dropFirst())> closes nothing; open: \(open)")
                }
                continue
            }
            let tag = try Self.tag(inside.hasSuffix("/") ? inside.dropLast() : inside)
            tags.append(tag)
            if !Self.empty.contains(tag.name), !inside.hasSuffix("/") { open.append(tag.name) }
        }
        guard open.isEmpty else { throw Mistake(description: "left open: \(open)") }
    }

    /// The `>` that ends a tag, quotes passed over.
    private static func end(_ text: Substring) -> Substring.Index? {
        var isQuoted = false
        return text.indices.first { index in
            if text[index] == "\"" { isQuoted.toggle() }
            return text[index] == ">" && !isQuoted
        }
    }

    private static func tag(_ text: Substring) throws -> Tag {
        let name = text.prefix { !$0.isWhitespace }
        guard name.allSatisfy({ $0.isLetter || $0.isNumber }), !name.isEmpty else {
            throw Mistake(description: "bare < before \(text.prefix(30))")
        }
        var tag = Tag(name: String(name))
        var rest = text.dropFirst(name.count).drop(while: \.isWhitespace)
        while !rest.isEmpty {
            let name = rest.prefix { $0 != "=" && !$0.isWhitespace }
            rest = rest.dropFirst(name.count)
            var value: Substring = ""
            if rest.first == "=" {
                guard rest.dropFirst().first == "\"" else { throw Mistake(description: "no quotes: \(text)") }
                value = rest.dropFirst(2).prefix { $0 != "\"" }
                rest = rest.dropFirst(value.count + 3)
                guard rest.isEmpty || rest.first!.isWhitespace else { throw Mistake(description: "odd end: \(text)") }
            }
            tag.attributes.append((String(name), String(value)))
            rest = rest.drop(while: \.isWhitespace)
        }
        return tag
    }
}
