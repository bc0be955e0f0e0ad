/// What keys do, by readline's names where readline has the command.
public enum EditorCommand: String, Sendable, CaseIterable {
    case beginningOfLine = "beginning-of-line"
    case endOfLine = "end-of-line"
    case forwardChar = "forward-char"
    case backwardChar = "backward-char"
    case forwardWord = "forward-word"
    case backwardWord = "backward-word"
    case previousLine = "previous-line"
    case nextLine = "next-line"
    case beginningOfEntry = "beginning-of-entry"
    case endOfEntry = "end-of-entry"
    case clearScreen = "clear-screen"

    case acceptLine = "accept-line"
    case newline
    case quotedInsert = "quoted-insert"
    case deleteChar = "delete-char"
    case deleteCharOrEnd = "delete-char-or-end"
    case backwardDeleteChar = "backward-delete-char"
    case transposeChars = "transpose-chars"
    case transposeWords = "transpose-words"
    case upcaseWord = "upcase-word"
    case downcaseWord = "downcase-word"
    case capitalizeWord = "capitalize-word"
    case deleteHorizontalSpace = "delete-horizontal-space"
    case undo
    case revertLine = "revert-line"

    case killLine = "kill-line"
    case unixLineDiscard = "unix-line-discard"
    case killWord = "kill-word"
    case backwardKillWord = "backward-kill-word"
    case unixWordRubout = "unix-word-rubout"
    case killEntry = "kill-entry"
    case yank
    case yankPop = "yank-pop"
    case yankLastArg = "yank-last-arg"

    case previousHistory = "previous-history"
    case nextHistory = "next-history"
    case historySearchBackward = "history-search-backward"
    case historySearchForward = "history-search-forward"
    case beginningOfHistory = "beginning-of-history"
    case endOfHistory = "end-of-history"
    case reverseSearchHistory = "reverse-search-history"
    case forwardSearchHistory = "forward-search-history"

    case complete
    case menuCompleteBackward = "menu-complete-backward"
    case digitArgument = "digit-argument"
    case abort
    case interrupt
    case suspend
    case quit
    case editAndExecuteCommand = "edit-and-execute-command"

    /// Whether it cuts: cuts in a row make one piece.
    var isKill: Bool {
        switch self {
        case .killLine, .unixLineDiscard, .killWord, .backwardKillWord, .unixWordRubout, .killEntry: true
        default: false
        }
    }

    /// Whether it goes through the history for texts that begin alike.
    var isHistorySearch: Bool { self == .historySearchBackward || self == .historySearchForward }
}
