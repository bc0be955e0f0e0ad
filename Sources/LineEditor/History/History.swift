import Synchronization

/// Earlier entries. The application says when one is added: it knows what ran and what was secret.
public protocol History: Sendable {
    /// All entries, oldest first, at the time of the call. Asked for once at each prompt.
    func entries() -> [String]
    /// Keeps an entry, unless it is not worth keeping: see ``HistoryRule``.
    func add(_ entry: String) throws
}

/// Which entries are kept, and in what form.
public struct HistoryRule: Sendable {
    /// As many are kept; older ones go.
    public var limit: Int
    /// Takes secrets out of an entry before it is kept.
    public var redact: @Sendable (String) -> String

    /// A rule.
    public init(limit: Int = 10_000, redact: @escaping @Sendable (String) -> String = { $0 }) {
        self.limit = max(1, limit)
        self.redact = redact
    }

    /// What is kept of an entry; `nil` for nothing: it begins with a space, as in shells, or has only white space, or
    /// is the same as the one before it.
    func kept(_ entry: String, after last: String?) -> String? {
        guard entry.first != " ", !entry.allSatisfy(\.isWhitespace) else { return nil }
        let redacted = redact(entry)
        return redacted == last ? nil : redacted
    }
}

/// A history that ends with the process.
public final class MemoryHistory: History {
    private let rule: HistoryRule
    private let kept: Mutex<[String]>

    /// Starts with entries that are there already, oldest first.
    public init(_ entries: [String] = [], rule: HistoryRule = HistoryRule()) {
        self.rule = rule
        kept = Mutex(entries)
    }

    /// What is kept.
    public func entries() -> [String] { kept.withLock { $0 } }

    /// Keeps an entry as the rule says.
    public func add(_ entry: String) {
        kept.withLock { kept in
            guard let entry = rule.kept(entry, after: kept.last) else { return }
            kept.append(entry)
            if kept.count > rule.limit { kept.removeFirst(kept.count - rule.limit) }
        }
    }
}
