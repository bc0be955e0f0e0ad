/// What an entry is while it is edited, for those who complete it or hint at what comes next.
public struct EntryContext: Sendable {
    /// The entry.
    public let entry: EntryText
    /// Where the cursor is.
    public let cursor: EntryText.Position

    /// The whole text. Costs as much as the entry is long.
    public var text: String { entry.string }
    /// The text before the cursor. Costs as much as the entry is long.
    public var before: String { entry.text(in: entry.startIndex..<cursor) }
    /// The cursor's line up to the cursor.
    public var lineBefore: String { String(entry.lines[cursor.line][..<cursor.column]) }
}

/// Whether Enter ends an entry.
public enum EntryStatus: Sendable, Equatable {
    /// It is read.
    case complete
    /// A line follows, which begins with `indentation`.
    case incomplete(indentation: String = "")
}

/// Finds candidates and hands them over: before it returns, or later from any thread, or both, such as first those it
/// knows and then those from elsewhere. Late ones count only while the entry has not changed.
///
/// It is called by the thread that edits: what takes long must not be done in it.
public typealias Completer =
    @Sendable (
        _ request: CompletionRequest, _ deliver: @escaping @Sendable (Completions) -> Void
    ) -> Void

/// The dim text after the cursor, such as the arguments of the function that is being called. Called by the thread that
/// edits, after each change.
public typealias Hinter = @Sendable (EntryContext) -> String?
