import B24Scripting
import Foundation
import GRDB
import Localization
import Testing

@testable import Journal

@Suite struct RunStoreTests {
    @Test func newestFirst() async throws {
        let folder = StateFolder()
        let first = try await folder.run(at: 1_000_000)
        let second = try await folder.run(at: 2_000_000)
        let store = try #require(try RunStore(folder: folder.path))
        #expect(try store.runs(limit: nil).map(\.id) == [second, first])
        #expect(try store.runs(limit: 1).map(\.id) == [second])
    }

    @Test func byTheBeginningOfAName() async throws {
        let folder = StateFolder()
        let first = try await folder.run(at: 1_000_000)
        let second = try await folder.run(at: 1_000_000 + 40 * 86_400)
        let store = try #require(try RunStore(folder: folder.path))
        func found(_ name: String) throws -> String {
            switch try store.find(name) {
            case .run(let run): run.id
            case .none: "none"
            case .several(let names): "\(names.count)"
            }
        }
        #expect(try found(first) == first)
        #expect(try found("197001") == first)
        #expect(try found("197002") == second)
        #expect(try found("1970") == "2")
        #expect(try found("2026") == "none")
        #expect(try found("%") == "none")
        #expect(try found("") == "none")
    }

    /// The kernel tells whether a process works on a run, and lets go of it however the process ends.
    @Test func runningAndKilled() async throws {
        let folder = StateFolder()
        let store: RunStore
        do {
            let journal = folder.journal()
            _ = try await journal.open(on: StateFolder.portal)
            store = try #require(try RunStore(folder: folder.path))
            let run = try #require(try store.runs(limit: 1).first)
            #expect(run.ending == .running)
            #expect(try store.resume(run, isOfOtherScript: false) == nil)
            withExtendedLifetime(journal) {}
        }
        let run = try #require(try store.runs(limit: 1).first)
        #expect(run.ending == .killed)
        #expect(try store.resume(run, isOfOtherScript: false) != nil)
    }

    @Test func goingOn() async throws {
        let folder = StateFolder()
        let id = try await folder.run(.interrupted)
        let store = try #require(try RunStore(folder: folder.path))
        let run = try #require(try store.runs(limit: 1).first)
        let taken = try #require(try store.resume(run, isOfOtherScript: true))
        let journal = SQLiteJournal(resuming: taken)
        let history = try await journal.open(on: StateFolder.portal)
        #expect(history.writes.count == 1)
        #expect(history.isOfOtherScript)
        #expect(try await journal.begin([StateFolder.write("more")]) == [2])
        await journal.finish(.done, exitCode: 0)
        let ended = try #require(try store.runs(limit: nil).first)
        #expect(ended.id == id)
        #expect(ended.resumptions == 1)
        #expect(ended.ending == .done)
        #expect(try store.runs(limit: nil).count == 1)
    }

    @Test func notOnAnotherPortal() async throws {
        let folder = StateFolder()
        try await folder.run(.interrupted)
        let store = try #require(try RunStore(folder: folder.path))
        let run = try #require(try store.runs(limit: 1).first)
        let taken = try #require(try store.resume(run, isOfOtherScript: false))
        let journal = SQLiteJournal(resuming: taken)
        await #expect {
            _ = try await journal.open(on: JournalPortal(domain: "other.example", userID: 1))
        } throws: {
            ($0 as? JournalError)?.text[.en].contains("worked on acme.bitrix24.example, and this is other.example")
                == true
        }
    }

    @Test func oldRunsAreForgotten() async throws {
        let folder = StateFolder()
        let day = 86_400.0
        let old = try await folder.run(at: 1_000_000, nil)
        #expect(folder.mode("runs/\(old).lock") == 0o600)
        let kept = try await folder.run(at: 1_000_000 + 2 * day)
        let new = try await folder.run(at: 1_000_000 + Double(Retention.days) * day + 1)
        let store = try #require(try RunStore(folder: folder.path))
        #expect(try store.runs(limit: nil).map(\.id) == [new, kept])
        let writes = try await JournalDatabase(folder: folder.path).queue.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM writes")
        }
        #expect(writes == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/runs").isEmpty)
    }

    @Test func soManyRunsAreKept() async throws {
        let folder = StateFolder()
        let killed = try await folder.run(at: 999_000, nil)
        let first = try await folder.run(at: 1_000_000)
        try await JournalDatabase(folder: folder.path).queue.write { database in
            try database.execute(
                sql: """
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                    INSERT INTO runs (id, command, folder, arguments, arguments_redacted, profile, version, flags,
                        started_at, ended_at, ending)
                    SELECT 'many-' || i, 'eval', '/', '[]', 0, 'demo', '1', '{}', 1000001 + i, 1000001 + i, 'done' FROM n
                    """,
                arguments: [Retention.runs - 1])
        }
        try await folder.run(at: 1_100_000)
        let names = try #require(try RunStore(folder: folder.path)).runs(limit: nil).map(\.id)
        #expect(names.count == Retention.runs + 1)
        #expect(!names.contains(first))
        // It waits for its resumption.
        #expect(names.contains(killed))
    }
}
