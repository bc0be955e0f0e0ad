import B24Scripting
import Bitrix24
import Foundation
import JSON
import Testing

@testable import Journal

@Suite struct AuditedJournalTests {
    let folder: String

    init() { folder = NSTemporaryDirectory() + "b24-audit-" + UUID().uuidString }

    private func journal(_ values: Bool = false, fullSize: Int = AuditFolder.fullSize) -> AuditedJournal {
        var facts = AuditFacts(profile: "acme", command: "run", version: "1")
        facts.script = "leave.lua"
        facts.text = "return 1"
        facts.holdsValues = values
        return AuditedJournal(nil, AuditFolder(folder, fullSize: fullSize), facts)
    }

    private func write(_ title: String) -> WriteIntent {
        WriteIntent(
            command: Command("crm.item.update", ["entityTypeId": 156, "id": 7, "fields": ["title": .string(title)]]),
            effect: .write, objectID: "7", position: "leave.lua:3", stream: WriteStream(), lane: .ordered, ordinal: 0,
            sentAt: 1_800_000_000)
    }

    private var done: WriteOutcome {
        var outcome = WriteOutcome(.done, answeredAt: 1_800_000_001)
        outcome.requestID = "r1"
        outcome.attempts = 1
        return outcome
    }

    private let portal = JournalPortal(domain: "acme.bitrix24.com", userID: 1)

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("audit-") }.sorted()
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    }

    private func make(_ count: Int, _ journal: AuditedJournal) async throws {
        for number in 0..<count {
            let handles = try await journal.begin([write("secret title \(number)")])
            await journal.end(handles.map { ($0, done) })
        }
    }

    @Test func aWriteIsOneLineWithoutValues() async throws {
        let journal = journal()
        _ = try await journal.open(on: portal)
        try await make(3, journal)
        journal.finish()
        let text = try text("audit-000001.jsonl")
        let lines = text.split(separator: "\n")
        #expect(lines.count == 3 && !text.contains("secret title"))
        let line = try JSONSlice(Array(lines[0].utf8))
        for (name, value) in [
            "person": AuditFacts.person, "profile": "acme", "portal": "acme.bitrix24.com", "script": "leave.lua",
            "method": "crm.item.update", "object": "7", "outcome": "done", "request_id": "r1", "where": "leave.lua:3",
        ] {
            #expect(line[name]?.value.stringValue == value, "\(name)")
        }
        // echo -n 'return 1' | sha256sum
        #expect(
            line["script_hash"]?.value.stringValue
                == "sha256:" + SHA256.hex("return 1"))
        #expect(SHA256.hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(line["user"]?.value == 1 && line["fields"]?.value == ["title"])
        for name in ["", "/audit-000001.jsonl", "/end", "/pending"] {
            let mode = try FileManager.default.attributesOfItem(atPath: folder + name)[.posixPermissions] as? Int
            #expect(try #require(mode) & 0o077 == 0, "\(name)")
        }
        #expect(try AuditArchive(folder: folder).verified().findings == [])
    }

    @Test func valuesAreThereWhenAskedFor() async throws {
        let journal = journal(true)
        _ = try await journal.open(on: portal)
        try await make(1, journal)
        #expect(try text("audit-000001.jsonl").contains("secret title 0"))
    }

    @Test func theChainGoesOnOverFilesAndProcesses() async throws {
        for _ in 0..<3 {
            let journal = journal(fullSize: 1500)
            _ = try await journal.open(on: portal)
            try await make(4, journal)
            journal.finish()
        }
        #expect(try files().count > 2)
        let report = try AuditArchive(folder: folder).verified()
        #expect(report.lines == 12 && report.findings == [])
        try FileManager.default.removeItem(atPath: folder + "/" + files()[1])
        let broken = try AuditArchive(folder: folder).verified()
        #expect(broken.findings.map(\.kind) == [.removed])
    }

    @Test func manyAtOnceMakeOneChain() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                let journal = journal()
                _ = try await journal.open(on: portal)
                group.addTask { try await self.make(10, journal) }
            }
            try await group.waitForAll()
        }
        let report = try AuditArchive(folder: folder).verified()
        #expect(report.lines == 60 && report.findings == [])
    }

    @Test func aWriteUnderWayIsNotLostWithItsProcess() async throws {
        do {
            let killed = journal()
            _ = try await killed.open(on: portal)
            try await make(1, killed)
            _ = try await killed.begin([write("x"), write("y")])
        }
        let next = journal()
        _ = try await next.open(on: portal)
        try await make(1, next)
        let outcomes = try text("audit-000001.jsonl").split(separator: "\n").map {
            try JSONSlice(Array($0.utf8))["outcome"]?.value.stringValue
        }
        #expect(outcomes == ["done", "unknown", "unknown", "done"])
        #expect(try AuditArchive(folder: folder).verified().findings == [])
    }

    @Test func aTornLineIsSaidAndGoneOnFrom() async throws {
        let first = journal()
        _ = try await first.open(on: portal)
        try await make(2, first)
        let path = folder + "/audit-000001.jsonl"
        let whole = try text("audit-000001.jsonl")
        try Data(whole.utf8.dropLast(20)).write(to: URL(fileURLWithPath: path))
        try await make(2, first)
        let report = try AuditArchive(folder: folder).verified()
        #expect(report.findings.map(\.kind) == [.changed])
        #expect(report.findings.map(\.line) == [2])
    }

    @Test func whatCannotBeAuditedIsNotSent() async throws {
        let journal = journal()
        _ = try await journal.open(on: portal)
        try await make(1, journal)
        // A folder where the file should be: nothing can be added to it, whoever tries.
        try FileManager.default.removeItem(atPath: folder + "/end")
        try FileManager.default.createDirectory(atPath: folder + "/end.new", withIntermediateDirectories: false)
        let handles = try await journal.begin([write("x")])
        await journal.end(handles.map { ($0, done) })
        #expect(journal.failure != nil)
        await #expect(throws: JournalError.self) { _ = try await journal.begin([self.write("y")]) }
        try Data().write(to: URL(fileURLWithPath: folder + "-file"))
        let nowhere = AuditedJournal(
            nil, AuditFolder(folder + "-file/audit"), AuditFacts(profile: "b", command: "run", version: "1"))
        await #expect(throws: JournalError.self) { _ = try await nowhere.open(on: self.portal) }
    }
}
