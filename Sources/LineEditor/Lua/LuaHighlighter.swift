/// Lua in colours.
public struct LuaHighlighter: Highlighter {
    private let theme: EditorTheme

    /// Uses the theme's styles.
    public init(theme: EditorTheme = EditorTheme()) { self.theme = theme }

    /// Keywords, numbers, strings, comments and mistakes of a line.
    public func spans(_ line: String, state: inout Int) -> [HighlightedSpan] {
        var lexerState = LuaLexer.State(rawValue: state) ?? .code
        let tokens = LuaLexer.tokens(line: line, state: &lexerState)
        state = lexerState.rawValue
        return tokens.compactMap { token in
            switch token.kind {
            case .keyword:
                HighlightedSpan(token.range, isLiteral(token, line) ? theme.literal : theme.keyword)
            case .number: HighlightedSpan(token.range, theme.literal)
            case .string: HighlightedSpan(token.range, theme.string, isText: true)
            case .comment: HighlightedSpan(token.range, theme.comment, isText: true)
            case .invalid: HighlightedSpan(token.range, theme.invalid)
            case .name, .symbol: nil
            }
        }
    }

    private func isLiteral(_ token: LuaLexer.Token, _ line: String) -> Bool {
        let text = line.utf8
        let start = text.index(text.startIndex, offsetBy: token.range.lowerBound)
        let word = line[start..<text.index(start, offsetBy: token.range.count)]
        return word == "nil" || word == "true" || word == "false"
    }
}
