import JSON
import Testing

@testable import Journal

@Suite struct AuditChainTests {
    /// Enough of a hash for the chain's own rules.
    private static let digest: @Sendable (String) -> String = { text in
        var value: UInt64 = 14_695_981_039_346_656_037
        for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 1_099_511_628_211 }
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 64 - digits.count) + digits
    }

    private func lines(_ count: Int) -> (lines: [String], end: AuditChain) {
        var chain = AuditChain()
        let lines = (1...count).map { chain.line(["method": "crm.item.add", "n": .integer(Int64($0))], Self.digest) }
        return (lines, chain)
    }

    private func check(_ lines: [String], _ mark: AuditChain?) -> [String] {
        var check = AuditCheck(Self.digest)
        for (index, line) in lines.enumerated() { check.take(line, file: "a", line: index + 1) }
        check.end(mark, file: "a")
        return check.findings.map { "\($0.kind.rawValue) \($0.line) \($0.count)" }
    }

    @Test func whatWasWrittenIsWhole() throws {
        let (lines, end) = lines(5)
        #expect(check(lines, end) == [])
        let line = try #require(AuditChain.read(lines[0]))
        #expect(line.sequence == 1 && line.previous == AuditChain.origin)
        #expect(check([], nil) == [] && check([], AuditChain()) == [])
    }

    @Test func aChangeIsFound() {
        let (lines, end) = lines(5)
        for index in lines.indices {
            var changed = lines
            changed[index] = changed[index].replacing("crm.item.add", with: "crm.item.get")
            #expect(check(changed, end) == ["changed \(index + 1) 1"], "\(index)")
            changed[index] = "nonsense"
            #expect(check(changed, end) == ["changed \(index + 1) 1"], "\(index)")
        }
    }

    @Test func aMissingLineIsFound() {
        let (lines, end) = lines(5)
        for index in 0..<4 {
            var short = lines
            short.remove(at: index)
            #expect(check(short, end) == ["removed \(index + 1) 1"], "\(index)")
        }
        #expect(check(Array(lines.dropFirst(3)), end) == ["removed 1 3"])
        #expect(check(Array(lines.dropLast()), end) == ["cut_off 0 1"])
        #expect(check(Array(lines.prefix(2)), end) == ["cut_off 0 3"])
        #expect(check([], end) == ["cut_off 0 5"])
        #expect(check(lines, nil) == ["no_mark 0 0"])
    }

    @Test func anAddedLineIsFound() {
        let (lines, end) = lines(5)
        for index in 0..<5 {
            var long = lines
            long.insert(lines[index], at: index + 1)
            #expect(check(long, end) == ["inserted \(index + 2) 1"], "\(index)")
        }
        var swapped = lines
        swapped.swapAt(1, 2)
        #expect(!check(swapped, end).isEmpty)
    }

    @Test func aChainWrittenAnewIsFoundByItsMark() {
        let (_, end) = lines(5)
        var other = AuditChain()
        let forged = (1...5).map { other.line(["n": .integer(Int64($0 * 7))], Self.digest) }
        #expect(check(forged, end) == ["rewritten 0 5"])
        var half = AuditChain()
        let (good, _) = lines(5)
        let mixed = [half.line(["method": "x"], Self.digest)] + good.dropFirst()
        #expect(check(mixed, end) == ["replaced 2 1"])
    }

    @Test(arguments: ["", "{}", "x", #"{"seq":1,"prev":"","hash":"zz"}"#, String(repeating: "x", count: 200)])
    func whatIsNoLineIsNone(_ text: String) { #expect(AuditChain.read(text) == nil) }
}
