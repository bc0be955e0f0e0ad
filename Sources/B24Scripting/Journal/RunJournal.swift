public import Bitrix24
public import JSON

/// Where a run writes down its writes, each before it is sent and after it is answered.
///
/// The `Journal` room keeps it in SQLite; a host program may bring its own, or none. Dry runs and reads never get here.
/// A journal is what a later run of the same script goes by to finish the job (see ``RunHistory``).
public protocol RunJournal: Sendable {
    /// Called once, before the first write or the first resumable loop.
    ///
    /// - Returns: what an earlier part of this run has done; empty for a new run.
    /// - Throws: when nothing can be recorded; then nothing is sent either.
    func open(on portal: JournalPortal) async throws -> RunHistory

    /// Writes that are about to be sent, in one transaction. Returns when they are safe on disk.
    ///
    /// - Returns: a handle for each.
    /// - Throws: when they could not be recorded; then they are not sent.
    func begin(_ writes: [WriteIntent]) async throws -> [Int64]

    /// How writes ended, in one transaction. A failure to record it is kept for the next ``begin(_:)``: the answers are
    /// there, and the script may as well have them.
    func end(_ outcomes: [(handle: Int64, outcome: WriteOutcome)]) async

    /// What became of items of resumable loops. It may be written a little later: an item that is lost here is done
    /// once more with its writes answered from the journal.
    func keep(_ items: [ItemRecord]) async throws
}

/// The portal that a run works on.
public struct JournalPortal: Sendable, Equatable {
    /// `acme.bitrix24.com`
    public var domain: String
    /// As whom the calls run.
    public var userID: Int?

    /// A portal.
    public init(domain: String, userID: Int?) {
        self.domain = domain
        self.userID = userID
    }
}

/// A write as it is recorded before it leaves. Nothing in it holds a credential.
public struct WriteIntent: Sendable {
    /// The method and its parameters, redacted; very long texts are cut (see `JournalText`).
    public var command: Command
    /// What it does to the portal.
    public var effect: MethodCatalogue.Effect
    /// The id of the object that it changes, where its parameters tell.
    public var objectID: String?
    /// The script line that made it: `team/leave.lua:41`.
    public var position: String?
    /// The library whose code made it; `nil` for the script itself.
    public var library: LibraryMark?
    /// Which part of the script made it.
    public var stream: WriteStream
    /// How it is found again.
    public var lane: WriteLane
    /// Its place in its lane, from 0; a write that is sent again keeps it.
    public var ordinal: Int
    /// Unix time.
    public var sentAt: Double
    /// What the portal had before, as far as taking the write back needs it; `nil` when nothing was read.
    public var before: WriteBefore?

    /// A write.
    public init(
        command: Command, effect: MethodCatalogue.Effect, objectID: String?, position: String?, stream: WriteStream,
        lane: WriteLane, ordinal: Int, sentAt: Double, before: WriteBefore? = nil
    ) {
        self.command = command
        self.effect = effect
        self.objectID = objectID
        self.position = position
        self.stream = stream
        self.lane = lane
        self.ordinal = ordinal
        self.sentAt = sentAt
        self.before = before
    }
}

/// The part of a script whose writes follow each other: an item of a resumable loop, or all the rest.
public struct WriteStream: Sendable, Hashable {
    /// The name of the loop; `nil` for what is outside of resumable loops.
    public var loop: String?
    /// The key of the item.
    public var item: String?

    /// A stream; without arguments the one of the main chunk.
    public init(loop: String? = nil, item: String? = nil) {
        self.loop = loop
        self.item = item
    }
}

/// How a write is recognised when its run is resumed.
public enum WriteLane: String, Sendable {
    /// By its place in the order of its stream.
    case ordered
    /// By what it says: tasks that work beside each other have no order.
    case concurrent
    /// Not at all: it was worked out from the state of the portal a moment before, and repeating it would be harmless.
    case free
}

/// How a write ended.
public struct WriteOutcome: Sendable {
    /// The words of records and of `b24 log`.
    public enum State: String, Sendable, CaseIterable {
        case done, refused, failed, unknown
        case notRun = "not_run"
    }

    /// In one word.
    public var state: State
    /// What the portal returned.
    public var result: JSONSlice?
    /// The id of what was made, where the answer tells.
    public var objectID: String?
    /// The facts of an error.
    public var error: WriteError?
    /// Names the call in a server's log.
    public var requestID: String?
    /// How many requests it took.
    public var attempts: Int = 0
    /// Unix time.
    public var answeredAt: Double

    /// An outcome.
    public init(_ state: State, answeredAt: Double) {
        self.state = state
        self.answeredAt = answeredAt
    }
}

/// The facts of a failed write.
public struct WriteError: Sendable, Equatable {
    /// As scripts see it: `not_found`.
    public var kind: String
    /// The portal's own code.
    public var code: String
    /// HTTP status.
    public var status: Int?
    /// The portal's own text, redacted.
    public var description: String

    /// The facts.
    public init(kind: String, code: String, status: Int?, description: String) {
        self.kind = kind
        self.code = code
        self.status = status
        self.description = description
    }
}

/// What became of one item of a resumable loop.
public struct ItemRecord: Sendable, Equatable {
    /// The words of records.
    public enum State: String, Sendable { case done, failed }

    /// The name of the loop.
    public var loop: String
    /// What tells the item from the others.
    public var key: String
    /// How the script's function ended.
    public var state: State
    /// What the script's function returned for it, when it has a form in JSON.
    public var result: JSONValue?
    /// Why it failed.
    public var error: String?

    /// A record.
    public init(loop: String, key: String, state: State, result: JSONValue? = nil, error: String? = nil) {
        self.loop = loop
        self.key = key
        self.state = state
        self.result = result
        self.error = error
    }
}

/// A write of an earlier part of the run.
public struct WriteRecord: Sendable {
    /// Its number in the run.
    public var handle: Int64
    /// What was sent.
    public var intent: WriteIntent
    /// `nil` when the process ended before the answer: as good as unknown.
    public var outcome: WriteOutcome?

    /// A record.
    public init(handle: Int64, intent: WriteIntent, outcome: WriteOutcome?) {
        self.handle = handle
        self.intent = intent
        self.outcome = outcome
    }

    /// How it ended, as far as that is known.
    public var state: WriteOutcome.State { outcome?.state ?? .unknown }
}

/// What an earlier part of a run has done.
public struct RunHistory: Sendable {
    /// In the order in which they were recorded.
    public var writes: [WriteRecord] = []
    /// What became of the items of resumable loops.
    public var items: [ItemRecord] = []
    /// Whether the script is another one than the one that made the writes: its lines tell nothing then.
    public var isOfOtherScript = false

    /// Nothing.
    public init() {}
}
