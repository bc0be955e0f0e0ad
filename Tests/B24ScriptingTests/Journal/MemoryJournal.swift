import B24Scripting
import Bitrix24
import Localization
import Synchronization

/// A journal in memory, which can be told to fail, and whose content another run can go on from.
final class MemoryJournal: RunJournal {
    struct Content: Sendable {
        var writes: [WriteRecord] = []
        var items: [ItemRecord] = []
        /// How many writes each transaction recorded.
        var begins: [Int] = []
        var ends: [Int] = []
        var portal: JournalPortal?
        /// Begins that are still accepted; `nil` for all.
        var room: Int?
    }

    let content: Mutex<Content>

    init(_ content: Content = Content()) { self.content = Mutex(content) }

    var now: Content { content.withLock { $0 } }
    var states: [String] { now.writes.map(\.state.rawValue) }

    /// What a process leaves that ends now, for the next.
    func successor() -> MemoryJournal {
        var next = Content()
        next.writes = now.writes
        next.items = now.items
        return MemoryJournal(next)
    }

    func open(on portal: JournalPortal) async throws -> RunHistory {
        content.withLock { content in
            content.portal = portal
            var history = RunHistory()
            history.writes = content.writes
            history.items = content.items
            return history
        }
    }

    func begin(_ writes: [WriteIntent]) async throws -> [Int64] {
        try content.withLock { content in
            if let room = content.room {
                guard room > 0 else {
                    throw JournalError(
                        .init("the disk is full", ru: "диск заполнен"), hint: .init("Make room.", ru: "Освободите."))
                }
                content.room = room - 1
            }
            content.begins.append(writes.count)
            return writes.map { write in
                let handle = Int64(content.writes.count + 1)
                content.writes.append(WriteRecord(handle: handle, intent: write, outcome: nil))
                return handle
            }
        }
    }

    func end(_ outcomes: [(handle: Int64, outcome: WriteOutcome)]) async {
        content.withLock { content in
            content.ends.append(outcomes.count)
            for (handle, outcome) in outcomes { content.writes[Int(handle) - 1].outcome = outcome }
        }
    }

    func keep(_ items: [ItemRecord]) async throws { content.withLock { $0.items += items } }
}
