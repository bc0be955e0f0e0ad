/// Markup for a browser. What the source code does not spell as markup gets into it only escaped:
///
///     let row: HTML = "<td title=\"\(item.code)\">\(item.title)</td>"
///
/// Literals are `StaticString`, so no text that comes from anywhere else can pass for markup. Values stand between tags
/// or in quoted attributes, where the escapes hold; there are no scripts and styles inside of pages.
struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// What is sent.
    private(set) var source: String

    init() { source = "" }

    init(stringLiteral value: StaticString) { source = value.description }

    init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }

    /// A text as it is to be read.
    init(text: String) { source = Self.escaped(text) }

    /// One after the other.
    static func joined(_ parts: [HTML], by separator: HTML = HTML()) -> HTML {
        var joined = HTML()
        joined.source = parts.map(\.source).joined(separator: separator.source)
        return joined
    }

    static func + (left: HTML, right: HTML) -> HTML { joined([left, right]) }

    /// The text with the five characters replaced that mean something in markup or end an attribute.
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { output, scalar in
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            // HTML has no such character; a browser would put one of its own in its place.
            case "\0": output += "\u{FFFD}"
            default: output.unicodeScalars.append(scalar)
            }
        }
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var source = ""

        init(literalCapacity: Int, interpolationCount: Int) { source.reserveCapacity(literalCapacity) }

        mutating func appendLiteral(_ literal: StaticString) { source += literal.description }

        /// A text: escaped.
        mutating func appendInterpolation(_ text: String) { source += HTML.escaped(text) }

        mutating func appendInterpolation(_ number: Int) { source += String(number) }

        mutating func appendInterpolation(_ html: HTML) { source += html.source }

        mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { source += part.source }
        }

        mutating func appendInterpolation(_ html: HTML?) { source += html?.source ?? "" }

        /// Markup that is there under a condition: `\(if: isChosen, " selected")`.
        mutating func appendInterpolation(if condition: Bool, _ html: @autoclosure () -> HTML) {
            if condition { source += html().source }
        }
    }
}
