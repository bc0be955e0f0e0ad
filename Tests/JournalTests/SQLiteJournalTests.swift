import B24Scripting
import Bitrix24
import Foundation
import GRDB
import JSON
import Localization
import Testing

@testable import Journal

@Suite struct SQLiteJournalTests {
    @Test func nothingIsMadeBeforeItIsNeeded() async throws {
        let folder = StateFolder()
        let journal = folder.journal()
        #expect(journal.runID == nil)
        await journal.finish(.done, exitCode: 0)
        #expect(!FileManager.default.fileExists(atPath: folder.path))
        #expect(try RunStore(folder: folder.path) == nil)
    }

    @Test func aRunAndItsWritesComeBackAsTheyWere() async throws {
        let folder = StateFolder()
        let journal = folder.journal()
        #expect(try await journal.open(on: StateFolder.portal).writes.isEmpty)
        let handles = try await journal.begin([
            StateFolder.write("a", item: "1"), StateFolder.write("b"), StateFolder.write("c"),
        ])
        #expect(handles == [1, 2, 3])
        var done = WriteOutcome(.done, answeredAt: 2)
        done.result = JSONSlice(["item": ["id": 5]])
        done.objectID = "5"
        done.requestID = "abc"
        done.attempts = 2
        var failed = WriteOutcome(.failed, answeredAt: 3)
        failed.error = WriteError(kind: "access_denied", code: "ACCESS_DENIED", status: 403, description: "no")
        await journal.end([(1, done), (2, failed)])
        try await journal.keep([ItemRecord(loop: "items", key: "1", state: .done, result: ["ok": true])])
        #expect(journal.hasLoop)
        await journal.finish(.partial, exitCode: 3)

        let store = try #require(try RunStore(folder: folder.path))
        let run = try #require(try store.runs(limit: nil).first)
        #expect(run.id == journal.runID)
        #expect(run.ending == .partial)
        #expect(run.exitCode == 3)
        #expect(run.counts == ["done": 1, "failed": 1, "unknown": 1])
        var facts = StateFolder.facts()
        facts.domain = "acme.bitrix24.example"
        #expect(run.facts == facts)
        #expect(run.userID == 7)
        let writes = try store.writes(of: run.id)
        #expect(writes.map(\.state) == [.done, .failed, .unknown])
        #expect(writes[0].intent.stream == WriteStream(loop: "items", item: "1"))
        #expect(writes[0].intent.command == Command("crm.item.add", ["fields": ["title": "a"]]))
        #expect(writes[0].outcome?.result?.value == ["item": ["id": 5]])
        #expect(writes[0].outcome?.attempts == 2)
        #expect(writes[1].outcome?.error == failed.error)
        #expect(writes[2].outcome == nil)
    }

    @Test func filesAreForTheirOwnerAlone() async throws {
        let folder = StateFolder()
        let journal = folder.journal()
        _ = try await journal.open(on: StateFolder.portal)
        _ = try await journal.begin([StateFolder.write()])
        #expect(folder.mode("") == 0o700)
        #expect(folder.mode("runs") == 0o700)
        for file in ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm", "journal.lock"] {
            #expect(folder.mode(file) == 0o600, "\(file)")
        }
        await journal.finish(.done, exitCode: 0)
    }

    @Test func aCommitIsOnTheDisk() async throws {
        let folder = StateFolder()
        let database = try JournalDatabase(folder: folder.path)
        let (mode, synchronous) = try await database.queue.read { database in
            (
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(database, sql: "PRAGMA synchronous")
            )
        }
        #expect(mode == "wal")
        #expect(synchronous == 2, "FULL")
    }

    @Test func aRequestIsOneTransaction() async throws {
        let folder = StateFolder()
        let journal = folder.journal()
        _ = try await journal.open(on: StateFolder.portal)
        let handles = try await journal.begin((0..<50).map { StateFolder.write("w\($0)", ordinal: $0) })
        await journal.end(handles.map { ($0, WriteOutcome(.done, answeredAt: 2)) })
        #expect(await journal.commits == 2)
        await journal.finish(.done, exitCode: 0)
    }

    @Test func writesThatComeTogetherShareACommit() async throws {
        let folder = StateFolder()
        let journal = folder.journal()
        _ = try await journal.open(on: StateFolder.portal)
        let handles = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for index in 0..<200 {
                group.addTask { try await journal.begin([StateFolder.write("w\(index)", ordinal: index)]) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(handles) == Set(1...200))
        #expect(await journal.commits < 200)
        await journal.finish(.done, exitCode: 0)
    }

    @Test func endsOfItemsWaitForAWrite() async throws {
        let folder = StateFolder()
        let journal = folder.journal()
        _ = try await journal.open(on: StateFolder.portal)
        for key in 1..<SQLiteJournal.mostWaitingItems {
            try await journal.keep([ItemRecord(loop: "items", key: "\(key)", state: .done)])
        }
        #expect(await journal.commits == 0)
        try await journal.keep([ItemRecord(loop: "items", key: "last", state: .done)])
        #expect(await journal.commits == 1)
        try await journal.keep([ItemRecord(loop: "items", key: "more", state: .done)])
        await journal.finish(.interrupted, exitCode: 130)
        let store = try #require(try RunStore(folder: folder.path))
        let run = try #require(try store.runs(limit: 1).first)
        let resumed = try #require(try store.resume(run, isOfOtherScript: false))
        let history = try await SQLiteJournal(resuming: resumed).open(on: StateFolder.portal)
        #expect(history.items.count == SQLiteJournal.mostWaitingItems + 1)
    }

    @Test func aFolderThatIsNoneIsSaid() async throws {
        let folder = StateFolder()
        try Data().write(to: URL(fileURLWithPath: folder.path))
        let journal = SQLiteJournal(
            folder: folder.path + "/b24", facts: StateFolder.facts(), hint: LocalizedText("Help.", ru: "Помощь."))
        await #expect {
            _ = try await journal.open(on: StateFolder.portal)
        } throws: { error in
            guard let error = error as? JournalError else { return false }
            return error.text[.en].contains(folder.path) && error.hint?[.ru] == "Помощь."
        }
    }

    @Test func aFileThatIsNoDatabaseIsSaid() async throws {
        let folder = StateFolder()
        try await folder.run()
        try Data(repeating: 65, count: 8192).write(to: URL(fileURLWithPath: folder.path + "/journal.sqlite"))
        await #expect {
            try await folder.run()
        } throws: { error in
            guard let error = error as? JournalError else { return false }
            return error.text[.ru].hasSuffix("journal.sqlite: файл повреждён.")
                && error.hint?[.en].contains("with -wal and -shm beside it") == true
        }
    }

    @Test func aLaterVersionsFileIsLeftAlone() async throws {
        let folder = StateFolder()
        try await folder.run()
        try await JournalDatabase(folder: folder.path).queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA user_version = 99")
        }
        await #expect {
            try await folder.run()
        } throws: {
            ($0 as? JournalError)?.text[.en].contains("later version") == true
                && ($0 as? JournalError)?.hint?[.en].contains("XDG_STATE_HOME") == true
        }
    }

    @Test func anAnswerThatCannotBeRecordedStopsTheNextWrite() async throws {
        let folder = StateFolder()
        let journal = folder.journal()
        _ = try await journal.open(on: StateFolder.portal)
        let handles = try await journal.begin([StateFolder.write()])
        try await JournalDatabase(folder: folder.path).queue.writeWithoutTransaction { database in
            try database.execute(sql: "ALTER TABLE writes RENAME TO gone")
        }
        await journal.end([(handles[0], WriteOutcome(.done, answeredAt: 2))])
        await #expect(throws: JournalError.self) { try await journal.begin([StateFolder.write()]) }
        #expect(journal.failure?.text[.en].contains("journal.sqlite") == true)
    }

    @Test func anEndThatCannotBeRecordedIsKnown() async throws {
        let folder = StateFolder()
        let journal = folder.journal()
        _ = try await journal.open(on: StateFolder.portal)
        _ = try await journal.begin([StateFolder.write()])
        #expect(journal.failure == nil)
        try await JournalDatabase(folder: folder.path).queue.writeWithoutTransaction { database in
            try database.execute(sql: "ALTER TABLE runs RENAME TO gone")
        }
        await journal.finish(.done, exitCode: 0)
        #expect(journal.failure != nil)
    }

    @Test(arguments: [
        (ENOSPC, "на диске нет места"), (EACCES, "нет доступа"), (EROFS, "запись запрещена"), (ENOTDIR, "это не папка"),
        (ENOENT, "нет такого файла или папки"),
    ])
    func reasonsInTheLanguageOfThePerson(code: Int32, russian: String) {
        #expect(PrivateFiles.Failure(path: "/x", code: code).reason[.ru] == russian)
    }
}
