import B24Scripting
import Bitrix24
import GRDB
import JSON
import Testing

@testable import Journal

/// What was there before a write, in the journal.
@Suite struct BeforeTests {
    private static func write(_ before: WriteBefore?) -> WriteIntent {
        var write = StateFolder.write()
        write.before = before
        return write
    }

    @Test func itIsKeptWithTheWrite() async throws {
        let folder = StateFolder()
        let journal = folder.journal()
        _ = try await journal.open(on: StateFolder.portal)
        let before = WriteBefore(facts: ["object": ["title": "é", "n": 5, "x": .null]])
        _ = try await journal.begin([Self.write(before), Self.write(nil)])
        await journal.finish(.done, exitCode: 0)
        let writes = try #require(try RunStore(folder: folder.path)).writes(of: journal.runID ?? "")
        #expect(writes.map(\.intent.before) == [before, nil])
        #expect(folder.mode("journal.sqlite") == 0o600)
    }

    /// The journal of the version before had no place for it.
    @Test func anOlderJournal() async throws {
        let folder = StateFolder()
        let run = try await folder.run()
        let queue = try DatabaseQueue(path: folder.path + "/journal.sqlite")
        try await queue.writeWithoutTransaction { database in
            try database.execute(sql: "ALTER TABLE writes DROP COLUMN before; PRAGMA user_version = 1")
            try database.execute(sql: "ALTER TABLE writes DROP COLUMN library")
        }
        try queue.close()
        let writes = try #require(try RunStore(folder: folder.path)).writes(of: run)
        #expect(writes.count == 1)
        #expect(writes[0].intent.before == nil)
    }

    @Test func whatWasFoundOutLater() async throws {
        let folder = StateFolder()
        let run = try await folder.run(.none)
        let store = try #require(try RunStore(folder: folder.path))
        #expect(try store.writes(of: run).map(\.state) == [.unknown])
        try store.settle(run, [(1, WriteOutcome(.notRun, answeredAt: 5))])
        #expect(try store.writes(of: run).map(\.state) == [.notRun])
        #expect(try store.newest(command: "run", script: "import.lua")?.id == run)
        #expect(try store.newest(command: "undo", script: "import.lua") == nil)
    }
}
