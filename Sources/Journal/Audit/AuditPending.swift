import B24Scripting
import JSON

/// The writes of one process that are under way: on disk before they are sent, so that one that is killed meanwhile is
/// in the audit all the same. The next process that writes puts it there, with an unknown outcome.
struct AuditPending {
    private let path: String
    private let lock: FileLock

    /// A file that no other process has. It is locked as long as this process lives.
    init(in folder: AuditFolder, _ name: String) throws {
        path = folder.pendingFolder + "/" + name + ".jsonl"
        // A process that clears up may hold the new file for a moment.
        guard let lock = try FileLock(path, waits: true) else { throw JournalError(Texts.auditIsDamaged(path)) }
        self.lock = lock
    }

    /// Writes are about to be sent.
    func begin(_ entries: [JSONObject]) throws {
        try PrivateFiles.append(entries.map { JSONWriter.string(.object($0)) + "\n" }.joined(), to: path)
    }

    /// Writes are in the audit.
    ///
    /// - Parameter isLast: nothing else is under way.
    func end(_ ids: [String], isLast: Bool) throws {
        if isLast { return try PrivateFiles.empty(path) }
        try PrivateFiles.append(ids.map { "{\"ended\":\"\($0)\"}\n" }.joined(), to: path)
    }

    /// Nothing is under way any more.
    func remove() { lock.remove() }

    /// Takes over what processes that are gone have left. The caller holds the audit's lock.
    static func recover(_ folder: AuditFolder) throws {
        for name in PrivateFiles.names(in: folder.pendingFolder) where name.hasSuffix(".jsonl") {
            let path = folder.pendingFolder + "/" + name
            guard let lock = try FileLock(path, waits: false) else { continue }
            try folder.append(left(in: try PrivateFiles.text(path), folder))
            lock.remove()
        }
    }

    private static func left(in text: String, _ folder: AuditFolder) -> [JSONObject] {
        var entries: [String: JSONObject] = [:]
        var order: [String] = []
        for line in text.split(separator: "\n") {
            guard let slice = try? JSONSlice(Array(line.utf8)), let object = slice.value.objectValue else { continue }
            if let ended = object["ended"]?.stringValue, object["write"] == nil {
                entries[ended] = nil
            } else if let id = object["write"]?.stringValue {
                entries[id] = object
                order.append(id)
            }
        }
        return order.compactMap { entries[$0] }.filter { !folder.holds(write: $0["write"]?.stringValue ?? "") }.map {
            var entry = $0
            entry["outcome"] = .string(WriteOutcome.State.unknown.rawValue)
            entry["note"] = "the process ended before the answer"
            return entry
        }
    }
}
