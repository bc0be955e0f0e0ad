/// What a message between an isolated script's process and its parent is about.
enum FrameKind: UInt8, CaseIterable, Sendable {
    // MARK: From the child, without an answer

    /// It has taken its rights away.
    case locked = 1
    /// A line of data, of talk, of a progress bar; a log entry.
    case output, talk, progress, log
    /// An item that failed under "continue".
    case failure
    /// A bulk loop begins or ends.
    case packing
    /// Nobody waits for an answer any more.
    case cancel
    /// A list, or a file, is not needed any more.
    case closeList, closeFile
    /// Lua does not come back from a C function; the child ends itself.
    case unstoppable
    /// The script has ended.
    case ended

    // MARK: From the child, each answered once

    /// REST: see ``Gate``.
    case call = 32
    case batch, openList, nextPage, count, planned, facts, missingScopes, duration
    /// Resumable loops.
    case beginLoop, stepLoop, endItem
    /// What a process without rights has done for it.
    case ask, sleep, module, openFile, readFile, writeFile

    // MARK: From the parent

    /// What the child may use of the machine; nothing of the script.
    case setup = 128
    /// The script, and how it is run.
    case work
    /// It is to stop.
    case stop
    /// Answers.
    case result, bytes, portalError, moduleError, foreignError

    /// Whether a parent takes it.
    var isOfChild: Bool { rawValue < 128 }
    /// Whether it is answered.
    var isErrand: Bool { (32..<128).contains(rawValue) }
}
