extension EditorState {
    /// What each command does. A negative count turns those that have a direction around.
    mutating func run(_ command: EditorCommand, argument: NumericArgument?) -> Effect {
        let count = argument?.value ?? 1
        switch command {
        case .beginningOfLine: return move(EntryText.Position(line: cursor.line, column: 0))
        case .endOfLine: return move(text.end(ofLine: cursor.line))
        case .beginningOfEntry: return move(text.startIndex)
        case .endOfEntry: return move(text.endIndex)
        case .forwardChar:
            return motion(count) {
                $0.forwardChar($1)
            } back: {
                $0.backwardChar($1)
            }
        case .backwardChar:
            return motion(-count) {
                $0.forwardChar($1)
            } back: {
                $0.backwardChar($1)
            }
        case .forwardWord:
            return motion(count) {
                $0.forwardWord($1)
            } back: {
                $0.backwardWord($1)
            }
        case .backwardWord:
            return motion(-count) {
                $0.forwardWord($1)
            } back: {
                $0.backwardWord($1)
            }
        case .previousLine: return moveLines(-count)
        case .nextLine: return moveLines(count)

        case .newline:
            replace(cursor..<cursor, with: String(repeating: "\n", count: max(1, count)))
            return .done
        case .quotedInsert:
            quoteNext()
            return .done
        case .deleteChar: return delete(count)
        case .backwardDeleteChar: return delete(-count)
        case .deleteCharOrEnd: return text.isEmpty && argument == nil ? .end : delete(count)
        case .deleteHorizontalSpace: return deleteHorizontalSpace()
        case .transposeChars: return transposeChars()
        case .transposeWords: return transposeWords()
        case .upcaseWord: return changeCase(count) { $0.uppercased() }
        case .downcaseWord: return changeCase(count) { $0.lowercased() }
        case .capitalizeWord: return changeCase(count, Self.capitalized)
        case .undo: return repeated(count) { $0.undoLog.undo(&$0.text, &$0.cursor) }
        case .revertLine: return repeated(.max) { $0.undoLog.undo(&$0.text, &$0.cursor) }

        case .killLine: return count < 0 || (argument != nil && count == 0) ? killToBeginning() : killToEnd()
        case .unixLineDiscard: return killToBeginning()
        case .killWord: return killWords(count)
        case .backwardKillWord: return killWords(-count)
        case .unixWordRubout: return killToSpace(max(1, count))
        case .killEntry: return kill(text.startIndex..<text.endIndex, before: false)
        case .yank: return yank()
        case .yankPop: return yankPop()
        case .yankLastArg: return yankLastArgument()

        case .previousHistory: return goThroughHistory(-count, prefix: nil)
        case .nextHistory: return goThroughHistory(count, prefix: nil)
        case .historySearchBackward: return goThroughHistory(-count, prefix: prefixForSearch())
        case .historySearchForward: return goThroughHistory(count, prefix: prefixForSearch())
        case .beginningOfHistory: return goToHistory(0)
        case .endOfHistory: return goToHistory(history.entries.count)
        case .reverseSearchHistory: return startSearch(.backward)
        case .forwardSearchHistory: return startSearch(.forward)

        case .complete: return .complete(completionRequest(isAutomatic: false))
        case .menuCompleteBackward, .abort: return .done
        case .digitArgument: return .done
        case .acceptLine: return .accept
        case .interrupt: return .cancel
        case .clearScreen: return .clearScreen
        case .suspend: return .suspend
        case .quit: return .quit
        case .editAndExecuteCommand: return .editExternally
        }
    }

    private mutating func move(_ position: EntryText.Position) -> Effect {
        move(to: position)
        return .done
    }

    /// Repeats a step; a bell when not even one was possible.
    mutating func repeated(_ count: Int, _ step: (inout EditorState) -> Bool) -> Effect {
        var done = 0
        while done < count, step(&self) { done += 1 }
        if done > 0 { revision += 1 }
        return done == 0 && count > 0 ? .bell : .done
    }

    private mutating func motion(
        _ count: Int, _ forward: (EntryText, EntryText.Position) -> EntryText.Position,
        back: (EntryText, EntryText.Position) -> EntryText.Position
    ) -> Effect {
        let step = count < 0 ? back : forward
        return repeated(abs(count)) { state in
            let next = step(state.text, state.cursor)
            defer { state.move(to: next) }
            return next != state.cursor
        }
    }
}
