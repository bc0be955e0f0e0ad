/// Another highlighter without its colours: brackets in strings and bold words stay what they are.
struct ColourlessHighlighter: Highlighter {
    private let highlighter: any Highlighter

    init(_ highlighter: any Highlighter) { self.highlighter = highlighter }

    func spans(_ line: String, state: inout Int) -> [HighlightedSpan] {
        highlighter.spans(line, state: &state).map { HighlightedSpan($0.range, $0.style.colourless, isText: $0.isText) }
    }
}

extension Prompt {
    var colourless: Prompt { Prompt(first.colourless, continuation: continuation.colourless) }
}

extension StyledText {
    fileprivate var colourless: StyledText {
        var result = self
        for index in result.runs.indices { result.runs[index].style = result.runs[index].style.colourless }
        return result
    }
}
