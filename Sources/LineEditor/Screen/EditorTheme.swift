/// The styles of everything that the editor shows.
public struct EditorTheme: Sendable, Hashable {
    /// Lua's keywords.
    public var keyword = TextStyle(5)
    /// Strings.
    public var string = TextStyle(2)
    /// Numbers, `nil`, `true`, `false`.
    public var literal = TextStyle(6)
    /// Comments.
    public var comment = TextStyle(8)
    /// What cannot be Lua.
    public var invalid = TextStyle(1, .underline)
    /// The bracket at the cursor and its partner.
    public var bracket = TextStyle(nil, [.bold, .underline])
    /// A closing bracket at the cursor that nothing opens.
    public var loneBracket = TextStyle(1, [.bold, .underline])
    /// What the incremental search found.
    public var match = TextStyle(nil, .reverse)
    /// The hint after the cursor.
    public var hint = TextStyle(nil, .dim)
    /// Control characters, shown as ^X.
    public var control = TextStyle(3)
    /// A candidate in the menu.
    public var candidate = TextStyle.plain
    /// The selected candidate.
    public var selected = TextStyle(nil, .reverse)
    /// The line about a candidate, and the line below the entry.
    public var note = TextStyle(nil, .dim)

    /// Colours of the user's own palette.
    public init() {}

    /// The same without colours, as `NO_COLOR` asks for: reverse, bold and dim remain.
    public var colourless: EditorTheme {
        var theme = self
        for style in [
            \EditorTheme.keyword, \.string, \.literal, \.comment, \.invalid, \.bracket, \.loneBracket, \.match, \.hint,
            \.control, \.candidate, \.selected, \.note,
        ] {
            theme[keyPath: style] = theme[keyPath: style].colourless
        }
        return theme
    }
}
