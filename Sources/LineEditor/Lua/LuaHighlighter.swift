import LuaSyntax

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
            case .keyword(.nil), .keyword(.true), .keyword(.false): HighlightedSpan(token.range, theme.literal)
            case .keyword: HighlightedSpan(token.range, theme.keyword)
            case .number: HighlightedSpan(token.range, theme.literal)
            case .string: HighlightedSpan(token.range, theme.string, isText: true)
            case .comment: HighlightedSpan(token.range, theme.comment, isText: true)
            case .invalid: HighlightedSpan(token.range, theme.invalid)
            case .name, .symbol: nil
            }
        }
    }
}
