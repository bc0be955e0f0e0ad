#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import Synchronization

/// A history in a file that several sessions share: each sees the others' entries at its next prompt, and none loses
/// one.
///
/// One JSON string per line; a line that is none is an entry as it is. The file is for its owner alone. Whoever writes
/// has it locked (`flock`). When it has grown by half over its limit, its newest entries are written to a new file that
/// takes its place, and the others notice by the file's number that theirs is the old one.
public final class HistoryFile: History {
    /// Why the file could not be written.
    public struct Failure: Error, Sendable, CustomStringConvertible {
        /// The file.
        public let path: String
        /// The system's number for the error.
        public let code: Int32
        /// The path and the system's own words.
        public var description: String { path + ": " + String(cString: strerror(code)) }
    }

    private let path: String
    private let rule: HistoryRule
    private let longestFile: Int
    private let known = Mutex(Known())

    /// What has been read.
    private struct Known {
        var entries: [String] = []
        var device: UInt64 = 0
        var number: UInt64 = 0
        /// Bytes that `entries` come from.
        var length = 0
    }

    /// A history in the file at `path`, which need not exist; its folder must.
    ///
    /// - Parameter bytes: The file is shortened when it is longer, whatever the number of entries.
    public init(path: String, rule: HistoryRule = HistoryRule(), bytes: Int = 4 << 20) {
        self.path = path
        self.rule = rule
        longestFile = bytes
    }

    /// All entries of all sessions; none when the file cannot be read.
    public func entries() -> [String] {
        known.withLock { known in
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else {
                if errno == ENOENT { known = Known() }
                return known.entries
            }
            defer { close(file) }
            // Not locked: a line that is being written is not there until its end is.
            Self.readNew(file, &known)
            return known.entries
        }
    }

    /// Adds an entry to the file as the rule says. Waits while another session writes.
    ///
    /// - Throws: ``Failure``; the file has then no part of the entry.
    public func add(_ entry: String) throws {
        try known.withLock { known in
            let file = try openLocked()
            defer { close(file) }
            Self.readNew(file, &known)
            guard let kept = rule.kept(entry, after: known.entries.last) else { return }
            var line = JSONText.string(kept) + "\n"
            // Someone was cut off in the middle of a line.
            if Self.lacksLineEnd(file) { line = "\n" + line }
            try append(line, to: file)
            Self.readNew(file, &known)
            if known.entries.count > rule.limit + rule.limit / 2 || known.length > longestFile { try shorten(&known) }
        }
    }

    // MARK: Reading

    /// Reads what has been added, or everything when it is another file.
    private static func readNew(_ file: Int32, _ known: inout Known) {
        var info = stat()
        guard fstat(file, &info) == 0 else { return }
        let (device, number) = (UInt64(truncatingIfNeeded: info.st_dev), UInt64(info.st_ino))
        if known.device != device || known.number != number || Int(info.st_size) < known.length {
            known = Known()
            (known.device, known.number) = (device, number)
        }
        guard let bytes = FileBytes.read(file, from: known.length) else { return }
        var start = 0
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            let line = String(decoding: bytes[start..<end], as: UTF8.self)
            if !line.isEmpty { known.entries.append(JSONText.parse(line) ?? line) }
            start = end + 1
        }
        known.length += start
    }

    private static func lacksLineEnd(_ file: Int32) -> Bool {
        let size = lseek(file, 0, SEEK_END)
        guard size > 0 else { return false }
        var last: UInt8 = 0
        return pread(file, &last, 1, size - 1) == 1 && last != 0x0A
    }

    // MARK: Writing

    private func openLocked() throws(Failure) -> Int32 {
        while true {
            let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw Failure(path: path, code: errno) }
            while flock(file, LOCK_EX) != 0 {
                let code = errno
                guard code == EINTR else {
                    close(file)
                    throw Failure(path: path, code: code)
                }
            }
            // Others may have put a new file in its place while this one was waited for.
            var (opened, named) = (stat(), stat())
            if fstat(file, &opened) == 0, stat(path, &named) == 0, opened.st_ino == named.st_ino,
                opened.st_dev == named.st_dev
            {
                // It may come from a time or a program with looser habits.
                if opened.st_mode & 0o077 != 0 { fchmod(file, 0o600) }
                return file
            }
            close(file)
        }
    }

    private func append(_ text: String, to file: Int32) throws(Failure) {
        let before = lseek(file, 0, SEEK_END)
        guard FileBytes.write(Array(text.utf8), to: file) else {
            let code = errno
            // A disk that is full must not leave half a line.
            ftruncate(file, before)
            throw Failure(path: path, code: code)
        }
    }

    /// Puts a file with the newest entries in place of this one, which is locked: nobody adds to it meanwhile.
    private func shorten(_ known: inout Known) throws(Failure) {
        var lines: [String] = []
        var length = 0
        for entry in known.entries.suffix(rule.limit).reversed() {
            let line = JSONText.string(entry) + "\n"
            length += line.utf8.count
            // The newest one stays, however long.
            if length > longestFile / 2, !lines.isEmpty { break }
            lines.append(line)
        }
        let new = path + ".new"
        let file = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Failure(path: new, code: errno) }
        defer { close(file) }
        guard FileBytes.write(Array(lines.reversed().joined().utf8), to: file), fsync(file) == 0,
            rename(new, path) == 0
        else {
            let code = errno
            unlink(new)
            throw Failure(path: new, code: code)
        }
        known = Known()
        let reading = open(path, O_RDONLY | O_CLOEXEC)
        guard reading >= 0 else { return }
        defer { close(reading) }
        Self.readNew(reading, &known)
    }
}
