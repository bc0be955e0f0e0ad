import B24Scripting
import Bitrix24
import Foundation
import JSON

@testable import Journal

/// A state folder of its own, gone at the end.
final class StateFolder: Sendable {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("b24-journal-" + UUID().uuidString).path

    deinit { try? FileManager.default.removeItem(atPath: path) }

    static let portal = JournalPortal(domain: "acme.bitrix24.example", userID: 7)

    static func facts() -> RunFacts {
        var facts = RunFacts(command: "run", folder: "/home/anna", profile: "acme", version: "1")
        facts.script = "import.lua"
        facts.scriptHash = "fnv1a-128:0"
        facts.arguments = ["--limit=5"]
        facts.flags = ["on_error": "continue"]
        return facts
    }

    func journal(at unixTime: Double = 1_000_000) -> SQLiteJournal {
        SQLiteJournal(folder: path, facts: Self.facts(), unixTime: { unixTime })
    }

    /// A run that recorded something and ended.
    @discardableResult
    func run(at unixTime: Double = 1_000_000, _ ending: RunEnding? = .done) async throws -> String {
        let journal = journal(at: unixTime)
        _ = try await journal.open(on: Self.portal)
        _ = try await journal.begin([Self.write()])
        if let ending { await journal.finish(ending, exitCode: 0) }
        return journal.runID ?? ""
    }

    static func write(_ title: String = "x", item: String? = nil, ordinal: Int = 0) -> WriteIntent {
        WriteIntent(
            command: Command("crm.item.add", ["fields": ["title": .string(title)]]), effect: .write, objectID: nil,
            position: "import.lua:3", stream: WriteStream(loop: item.map { _ in "items" }, item: item), lane: .ordered,
            ordinal: ordinal, sentAt: 1_000_000)
    }

    func mode(_ name: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path + "/" + name)
        return attributes?[.posixPermissions] as? Int ?? -1
    }
}
