import B24Scripting
import JSON

/// The files of the audit: `audit-000001.jsonl` and those that follow, the mark of their end, and what is under way.
///
/// Whoever adds lines holds the lock, so that the chain of several processes is one.
struct AuditFolder: Sendable {
    /// A file that has grown to this many bytes is followed by another one.
    static let fullSize = 10 << 20

    let path: String
    let fullSize: Int

    init(_ path: String, fullSize: Int = Self.fullSize) {
        self.path = path
        self.fullSize = fullSize
    }

    var pendingFolder: String { path + "/pending" }
    private var markPath: String { path + "/end" }
    private var lockPath: String { path + "/lock" }

    /// Makes the folders when they are missing.
    func prepare() throws(PrivateFiles.Failure) { try PrivateFiles.makeFolder(pendingFolder) }

    /// Runs `body` while no other process adds lines.
    func locked<T>(_ body: () throws -> T) throws -> T {
        let lock = try FileLock(lockPath, waits: true)
        defer { lock?.release() }
        return try body()
    }

    /// The names of the files, the oldest first.
    func files() -> [String] {
        PrivateFiles.names(in: path).filter { $0.hasPrefix("audit-") && $0.hasSuffix(".jsonl") }
    }

    /// Adds lines and moves the end mark. The caller holds the lock.
    func append(_ entries: [JSONObject]) throws {
        guard !entries.isEmpty else { return }
        let files = files()
        var chain = try end(of: files)
        var name = files.last ?? Self.name(1)
        if let size = PrivateFiles.size(path + "/" + name), size >= fullSize { name = Self.name(Self.number(name) + 1) }
        var text = ""
        for entry in entries { text += chain.line(entry, SHA256.hex) + "\n" }
        try PrivateFiles.append(text, to: path + "/" + name, endingLine: true)
        try PrivateFiles.replace(markPath, with: "\(chain.sequence) \(chain.hash)\n")
    }

    /// Where the chain ends: at the last line, or, when that cannot be read, at the end mark.
    private func end(of files: [String]) throws -> AuditChain {
        for name in files.reversed() {
            guard let text = try PrivateFiles.lastLine(of: path + "/" + name) else { continue }
            if let line = AuditChain.read(text) { return AuditChain(sequence: line.sequence, hash: line.hash) }
            break
        }
        if let mark = mark() { return mark }
        guard files.isEmpty else { throw JournalError(Texts.auditIsDamaged(path)) }
        return AuditChain()
    }

    private func mark() -> AuditChain? {
        guard let text = try? PrivateFiles.text(markPath) else { return nil }
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count == 2, let sequence = Int(parts[0]) else { return nil }
        return AuditChain(sequence: sequence, hash: String(parts[1]))
    }

    /// Whether a write is on record in the newest two files.
    func holds(write: String) -> Bool {
        let wanted = "\"write\":\"\(write)\""
        return files().suffix(2).contains { name in
            (try? PrivateFiles.text(path + "/" + name))?.contains(wanted) ?? false
        }
    }

    /// Checks all lines.
    func verified() throws -> AuditReport {
        try SHA256.open()
        return try locked {
            var check = AuditCheck { SHA256.hex($0) }
            let files = files()
            for name in files {
                let text = try PrivateFiles.text(path + "/" + name)
                var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                if lines.last?.isEmpty == true { lines.removeLast() }
                for (index, line) in lines.enumerated() { check.take(String(line), file: name, line: index + 1) }
            }
            check.end(mark(), file: files.last ?? "")
            return AuditReport(
                lines: check.lines, files: files, lastHash: check.last.hash, findings: check.findings)
        }
    }

    private static func name(_ number: Int) -> String {
        let digits = String(number)
        return "audit-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".jsonl"
    }

    private static func number(_ name: String) -> Int { Int(name.dropFirst(6).prefix { $0.isNumber }) ?? 0 }
}
