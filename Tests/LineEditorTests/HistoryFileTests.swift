import Foundation
import Testing

@testable import LineEditor

@Suite struct HistoryFileTests {
    private let folder: URL
    private var path: String { folder.appendingPathComponent("history").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("editor-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func done() { try? FileManager.default.removeItem(at: folder) }

    private func text() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    @Test func entriesOfSeveralLinesStayWhole() throws {
        defer { done() }
        let entries = ["print(1)", "for x do\n\t\"q\\\"\nend", "привет 👍", "a\u{1}b\u{7F}\r"]
        let file = HistoryFile(path: path)
        #expect(file.entries() == [])
        for entry in entries { try file.add(entry) }
        #expect(file.entries() == entries)
        #expect(HistoryFile(path: path).entries() == entries)
        #expect(try text().split(separator: "\n").count == entries.count)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func whatIsNotKept() throws {
        defer { done() }
        let rule = HistoryRule { $0.replacing("secret", with: "***") }
        let file = HistoryFile(path: path, rule: rule)
        for entry in ["a", "a", " hidden", "", "  ", "\n", "say secret", "say ***", "a"] { try file.add(entry) }
        #expect(file.entries() == ["a", "say ***", "a"])
        #expect(try !text().contains("secret"))
        let memory = MemoryHistory(rule: HistoryRule(limit: 2) { $0.replacing("secret", with: "***") })
        for entry in ["a", "a", " hidden", "", "say secret", "b"] { memory.add(entry) }
        #expect(memory.entries() == ["say ***", "b"])
    }

    @Test func sessionsSeeEachOther() throws {
        defer { done() }
        let (one, other) = (HistoryFile(path: path), HistoryFile(path: path))
        try one.add("1")
        try other.add("2")
        try one.add("2")
        try one.add("3")
        #expect(one.entries() == ["1", "2", "3"])
        #expect(other.entries() == ["1", "2", "3"])
    }

    /// Many writers, with the file being shortened all the time: the newest entries are all there.
    @Test func noEntryIsLost() async throws {
        defer { done() }
        let (writers, each) = (8, 60)
        let path = self.path
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    let file = HistoryFile(path: path, rule: HistoryRule(limit: writers * each))
                    for number in 0..<each { try? file.add("w\(writer) n\(number)") }
                }
            }
        }
        let entries = HistoryFile(path: path).entries()
        #expect(entries.count == writers * each)
        for writer in 0..<writers {
            #expect(entries.filter { $0.hasPrefix("w\(writer) ") } == (0..<each).map { "w\(writer) n\($0)" })
        }
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    let file = HistoryFile(path: path, rule: HistoryRule(limit: 40))
                    for number in 0..<each { try? file.add("v\(writer) n\(number)") }
                }
            }
        }
        let shortened = HistoryFile(path: path).entries()
        #expect((40...60).contains(shortened.count))
        // Each writer's part is its newest entries without a gap.
        for writer in 0..<writers {
            let numbers = shortened.filter { $0.hasPrefix("v\(writer) ") }.compactMap {
                Int($0.split(separator: "n").last ?? "")
            }
            #expect(numbers.isEmpty || numbers == Array((numbers[0]...numbers[numbers.count - 1])))
        }
    }

    @Test func onlyTheNewestStay() throws {
        defer { done() }
        let file = HistoryFile(path: path, rule: HistoryRule(limit: 10))
        for number in 1...16 { try file.add("\(number)") }
        #expect(file.entries() == (7...16).map(String.init))
        let long = HistoryFile(path: path, bytes: 1000)
        try long.add(String(repeating: "x", count: 2000))
        #expect(long.entries() == [String(repeating: "x", count: 2000)])
    }

    @Test func aFileFromElsewhere() throws {
        defer { done() }
        let url = URL(fileURLWithPath: path)
        try Data("\"a\"\nnot json\n\n\"b\\u00e9\\ud83d\\ude00\"\n\"half".utf8).write(to: url)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let file = HistoryFile(path: path)
        // What is being written is not there yet.
        #expect(file.entries() == ["a", "not json", "bé😀"])
        try file.add("c")
        #expect(file.entries() == ["a", "not json", "bé😀", "\"half", "c"])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func aFileThatCannotBeWritten() throws {
        defer { done() }
        let file = HistoryFile(path: folder.path + "/missing/history")
        #expect(file.entries() == [])
        let failure = #expect(throws: HistoryFile.Failure.self) { try file.add("a") }
        #expect(failure?.code == ENOENT)
        #expect(failure?.description.hasPrefix(folder.path) == true)
    }
}
