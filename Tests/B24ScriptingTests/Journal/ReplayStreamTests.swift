import Bitrix24
import JSON
import Testing

@testable import B24Scripting

@Suite struct ReplayStreamTests {
    /// `A` is a write, `A!` one that failed, `A-` refused, `A?` unknown, `A0` not run; a small letter stands beside
    /// others on the concurrent lane. The position is `s.lua:` and the code of the letter, whatever its case.
    private static func record(_ word: Substring, handle: Int64, ordinal: Int) -> WriteRecord {
        let letter = word.first ?? "A"
        let state: WriteOutcome.State? =
            switch word.dropFirst().first {
            case "!": .failed
            case "-": .refused
            case "0": .notRun
            case "?": nil
            default: .done
            }
        let lane: WriteLane = letter.isLowercase ? .concurrent : .ordered
        return WriteRecord(
            handle: handle,
            intent: WriteIntent(
                command: command(letter), effect: .write, objectID: nil, position: position(letter),
                stream: WriteStream(), lane: lane, ordinal: ordinal, sentAt: 0),
            outcome: state.map { WriteOutcome($0, answeredAt: 0) })
    }

    private static func command(_ letter: Character) -> Command {
        Command("crm.item.add", ["title": .string(letter.lowercased())])
    }

    private static func position(_ letter: Character) -> String {
        // X and Y stand on the line of A: the same write in another form.
        ["X", "Y"].contains(letter) ? "s.lua:97" : "s.lua:\(letter.lowercased().utf8.first ?? 0)"
    }

    private static func play(_ records: String, _ writes: String, isOfOtherScript: Bool = false) -> String {
        var ordinals = [WriteLane: Int]()
        let words = records.split(separator: " ").enumerated().map { index, word in
            let lane: WriteLane = word.first?.isLowercase == true ? .concurrent : .ordered
            defer { ordinals[lane, default: 0] += 1 }
            return record(word, handle: Int64(index + 1), ordinal: ordinals[lane, default: 0])
        }
        var stream = ReplayStream(words, isOfOtherScript: isOfOtherScript)
        return writes.split(separator: " ").map { word in
            let letter = word.first ?? "A"
            let lane: WriteLane = word.hasSuffix("~") ? .free : letter.isLowercase ? .concurrent : .ordered
            return switch stream.next(command(letter), lane, position: position(letter)) {
            case .send(let ordinal): "send\(ordinal)"
            case .replay(let record): "replay\(record.handle)"
            case .doubtful(let record): "doubt\(record.handle)"
            case .diverged(let record): "diverged\(record.handle)"
            }
        }.joined(separator: " ")
    }

    @Test(arguments: [
        // Nothing on record: everything is new.
        ("", "A B", "send0 send1"),
        // What was done is answered from the record, what follows is sent.
        ("A B", "A B C", "replay1 replay2 send2"),
        // The same write several times.
        ("A A", "A A A", "replay1 replay2 send2"),
        // The process ended before the answer.
        ("A B?", "A B", "replay1 doubt2"),
        // Known not to have run: sent again in its place, and what follows in the next.
        ("A B0", "A B C", "replay1 send1 send2"),
        ("A B-", "A B C", "replay1 send1 send2"),
        ("A B!", "A B C", "replay1 send1 send2"),
        // The script had gone on from the failure.
        ("A! B", "A B", "replay1 replay2"),
        ("A! B0", "A B", "send0 send1"),
        // A look at the portal lets the script leave out what is done.
        ("A B C", "B D", "replay2 send3"),
        // The same write in another form, before and after what is on record has been met.
        ("A B", "X", "diverged1"), ("A? B", "X", "diverged1"), ("A B", "A X", "replay1 send2"),
        // What had no effect may change.
        ("A!", "X", "send1"), ("A-", "X", "send1"), ("A0", "X", "send1"),
        // Another line, another write.
        ("A", "C A", "send1 replay1"),
        // Tasks beside each other come in any order.
        ("a b c", "c a d b", "replay3 replay1 send3 replay2"), ("a b?", "b a", "doubt2 replay1"),
        ("a!", "a", "send0"), ("a", "a a", "replay1 send1"),
        // Lanes do not meet.
        ("a", "A", "send0"), ("A", "a", "send0"),
        // What is worked out anew each time is sent.
        ("A", "A~ A", "send0 replay1"),
    ])
    func decides(records: String, writes: String, expected: String) {
        #expect(Self.play(records, writes) == expected)
    }

    /// Lines of another text tell nothing: the method alone counts.
    @Test func anEditedScript() {
        #expect(Self.play("A", "C", isOfOtherScript: true) == "diverged1")
        #expect(Self.play("A", "A C", isOfOtherScript: true) == "replay1 send1")
    }

    @Test func theLaterRecordOfAWriteCounts() {
        let first = Self.record("A!", handle: 1, ordinal: 0)
        let again = Self.record("A", handle: 2, ordinal: 0)
        var stream = ReplayStream([first, again])
        guard case .replay(let record) = stream.next(Self.command("A"), .ordered, position: nil) else {
            Issue.record("it was not answered from the record")
            return
        }
        #expect(record.handle == 2)
    }

    @Test func doubtsAreSettled() {
        var stream = ReplayStream([Self.record("A?", handle: 7, ordinal: 0)])
        #expect(stream.doubtful.map(\.handle) == [7])
        stream.settle(7, WriteOutcome(.notRun, answeredAt: 1))
        #expect(stream.doubtful.isEmpty)
    }

    @Test func whatTasksDoNotMakeAgainIsLeftOver() {
        var stream = ReplayStream([Self.record("a", handle: 1, ordinal: 0), Self.record("b!", handle: 2, ordinal: 1)])
        #expect(stream.leftOver.map(\.handle) == [1])
        _ = stream.next(Self.command("a"), .concurrent, position: nil)
        #expect(stream.leftOver.isEmpty)
    }
}
