import LuaSyntax

/// What a script wants ignored:
///
///     b24.call("my.method")        -- b24: ignore unknown-method
///     -- b24: ignore unknown-method, wrong-type
///     b24.call("my.method")
///
/// The comment is about its own line, or about the next one when it stands alone. `--- @ignore unknown-method` in the
/// comment at the top is about the whole file.
struct IgnoredFindings {
    private var everywhere: Set<FindingCode> = []
    private var lines: [Int: Set<FindingCode>] = [:]
    /// Codes that do not exist.
    private(set) var mistakes: [Finding] = []

    init(_ source: LuaSource, _ comments: [LuaToken]) {
        for tag in ScriptHeader(source.text(0..<source.bytes.count)).tags where tag.name == "ignore" {
            let range = source.range(ofLine: tag.line)
            everywhere.formUnion(codes(tag.text[...], in: source, range))
        }
        for comment in comments {
            let text = source.text(comment.range).drop { $0 == "-" }.drop(while: \.isWhitespace)
            guard text.hasPrefix("b24:") else { continue }
            let order = text.dropFirst(4).drop(while: \.isWhitespace)
            guard order.hasPrefix("ignore") else { continue }
            let line = source.line(of: comment.range.lowerBound)
            let before = source.bytes[source.range(ofLine: line).lowerBound..<comment.range.lowerBound]
            let isAlone = before.allSatisfy { $0 == 0x20 || $0 == 0x09 }
            lines[isAlone ? line + 1 : line, default: []].formUnion(
                codes(order.dropFirst(6), in: source, comment.range))
        }
    }

    func contains(_ finding: Finding) -> Bool {
        everywhere.contains(finding.code) || lines[finding.line]?.contains(finding.code) == true
    }

    /// Codes with commas or spaces between them, up to ` -- ` and a reason.
    private mutating func codes(_ text: Substring, in source: LuaSource, _ range: Range<Int>) -> Set<FindingCode> {
        let names = text.split { $0 == "," || $0.isWhitespace }.prefix { $0 != "--" }
        var codes: Set<FindingCode> = []
        for name in names {
            if let code = FindingCode(rawValue: String(name)) {
                codes.insert(code)
            } else {
                let near = Nearest.names(String(name), among: FindingCode.allCases.map(\.rawValue), limit: 1)
                mistakes.append(
                    Finding(
                        .unknownCode, range, in: source, CheckTexts.noCode(String(name)), CheckTexts.didYouMean(near)))
            }
        }
        return codes
    }
}
