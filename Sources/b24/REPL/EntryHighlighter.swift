import B24Scripting
import LineEditor

/// Colours entries as Lua, but for commands of the prompt: a path is no wrong number.
struct EntryHighlighter: Highlighter {
    private let lua = LuaHighlighter()

    func spans(_ line: String, state: inout Int) -> [HighlightedSpan] {
        if state == 0, line.first == "." {
            switch DotCommand.read(line) {
            case .command, .missingArgument, .wrongArgument: return []
            // `.name` may go on with the line before.
            case .none, .unknown: break
            }
        }
        return lua.spans(line, state: &state)
    }
}
