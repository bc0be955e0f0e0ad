import Localization

@testable import LineEditor

/// The editor from keys to screen without a terminal.
struct Stage {
    var state: EditorState
    var view: EntryView
    var renderer: Renderer
    var screen: Screen
    var size: ScreenSize
    var hint: String?
    var candidates: [CompletionCandidate] = []
    /// What was written last.
    private(set) var written = ""

    init(
        columns: Int, rows: Int, prompt: Prompt = "> ", history: [String] = [], language: Language = .en,
        theme: EditorTheme = EditorTheme()
    ) {
        state = EditorState(text: "", history: history)
        view = EntryView(
            prompt: prompt, theme: theme, highlighter: LuaHighlighter(theme: theme), language: language)
        renderer = Renderer(columns: columns)
        screen = Screen(columns: columns, rows: rows)
        size = ScreenSize(columns: columns, rows: rows)
        paint()
    }

    mutating func press(_ keys: String) {
        for key in EditorState.keys(keys) { apply(key) }
    }

    mutating func paste(_ text: String) { apply(Key(.paste(text))) }

    mutating func apply(_ key: Key) {
        if case .complete(let request) = state.apply(key) {
            let typed = request.word { $0.isLetter || $0 == "." || $0 == "_" }
            let found = candidates.filter { $0.text.hasPrefix(typed) }
            _ = state.offer(Completions(replacing: typed.count, found), for: request)
        }
        paint()
    }

    mutating func paint() {
        written = renderer.paint(view.frame(&state, hint: hint, size: size))
        screen.write(written)
    }

    mutating func resize(columns: Int, rows: Int) {
        screen.resize(columns: columns, rows: rows)
        screen.write(renderer.resize(columns: columns))
        size = ScreenSize(columns: columns, rows: rows)
        paint()
    }
}
