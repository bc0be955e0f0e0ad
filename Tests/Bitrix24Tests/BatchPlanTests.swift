import JSON
import Testing

@testable import Bitrix24

@Suite struct BatchPlanTests {
    /// `a`, `b<a` (b refers to a), `c!` (c can't be written in a query).
    static func commands(_ text: String) -> [(key: String, command: Command)] {
        text.split(separator: " ").map { word in
            let isAlone = word.hasSuffix("!")
            let parts = (isAlone ? word.dropLast() : word).split(separator: "<").map(String.init)
            var parameters = JSONObject()
            for (index, source) in parts.dropFirst().enumerated() {
                parameters["p\(index)"] = .string("$result[\(source)][ID]")
            }
            if isAlone { parameters["empty"] = [] }
            return (parts[0], Command("crm.type.get", parameters))
        }
    }

    private func numbered(_ range: Range<Int>) -> String { range.map { "k\($0)" }.joined(separator: " ") }

    private func steps(_ text: String) throws -> [BatchPlan.Step] { try BatchPlan(Self.commands(text)).steps }

    @Test func chunksOfFifty() throws {
        #expect(try steps("") == [])
        #expect(try steps("a") == [.chunk(0..<1)])
        #expect(try steps(numbered(0..<50)) == [.chunk(0..<50)])
        #expect(try steps(numbered(0..<51)) == [.chunk(0..<50), .chunk(50..<51)])
        #expect(try steps(numbered(0..<120)) == [.chunk(0..<50), .chunk(50..<100), .chunk(100..<120)])
    }

    @Test func aReferenceMovesTheCutBeforeItsSource() throws {
        #expect(try steps(numbered(0..<50) + " x<k49") == [.chunk(0..<49), .chunk(49..<51)])
        #expect(try steps(numbered(0..<49) + " x<k48 y<x z") == [.chunk(0..<48), .chunk(48..<52)])
        #expect(try steps(numbered(0..<49) + " x<k0") == [.chunk(0..<50)])
    }

    @Test func whatTheQueryCannotSayGoesAloneInItsPlace() throws {
        #expect(try steps("a b! c") == [.chunk(0..<1), .alone(1), .chunk(2..<3)])
        #expect(try steps("a! b!") == [.alone(0), .alone(1)])
        #expect(try steps("a b! c<a d<b") == [.chunk(0..<1), .alone(1), .chunk(2..<4)])
    }

    @Test func aBodyIsBounded() throws {
        let text = JSONValue.string(String(repeating: "x", count: 200_000))
        let commands = (0..<7).map { ("k\($0)", Command("crm.type.add", ["a": text])) }
        #expect(try BatchPlan(commands).steps == [.chunk(0..<5), .chunk(5..<7)])
        let huge = JSONValue.string(String(repeating: "x", count: 300_000))
        #expect(try BatchPlan([("a", Command("crm.type.add", ["a": huge]))]).steps == [.alone(0)])
    }

    @Test(
        arguments: [
            ("x<nobody", .batchUnknownReference, "x", "nobody"), ("x<x", .batchLaterReference, "x", "x"),
            ("x<y y", .batchLaterReference, "x", "y"), ("a a", .batchDuplicateKey, "a", nil),
        ] as [(String, PortalError.Problem, String, String?)])
    func refused(text: String, problem: PortalError.Problem, key: String, reference: String?) async {
        let error = await portalError { try BatchPlan(Self.commands(text)).steps }
        #expect(error?.problem == problem)
        #expect(error?.details["key"] == key)
        #expect(error?.details["reference"] == reference)
        #expect(error?.details["path"] == (reference == nil ? nil : "p0"))
    }

    @Test func aChainThatDoesNotFitIsRefusedWithBothKeysAndThePath() async {
        let far = await portalError { try steps(numbered(0..<50) + " x<k0") }
        #expect(far?.problem == .batchReferenceAcrossChunks)
        #expect(far?.details["key"] == "x")
        #expect(far?.details["reference"] == "k0")
        #expect(far?.details["path"] == "p0")
        // Each reference is short, but all of them hang together.
        let chain = (1..<60).map { "k\($0)<k\($0 - 1)" }.joined(separator: " ")
        let long = await portalError { try steps("k0 " + chain) }
        #expect(long?.problem == .batchReferenceAcrossChunks)
        #expect(long?.details["key"] == "k50")
        #expect(long?.details["reference"] == "k49")
    }

    @Test(
        arguments: [
            ("batch", "a", [:], PortalError.Problem.batchInBatch), ("Batch", "a", [:], .batchInBatch),
            ("crm.type.get", "", [:], .batchEmptyKey), ("a/b", "a", [:], .methodMalformed),
            ("crm.type.get", "a", ["fields": ["x": ["1", "say $result[b"]]], .batchBrokenReference),
            ("crm.type.get", "a", ["x": "$result[][ID]"], .batchBrokenReference),
        ] as [(String, String, JSONObject, PortalError.Problem)])
    func malformed(method: String, key: String, parameters: JSONObject, problem: PortalError.Problem) async {
        let error = await portalError { try BatchPlan([(key, Command(method, parameters))]).steps }
        #expect(error?.problem == problem)
        if problem == .batchBrokenReference { #expect(["fields.x[1]", "x"].contains(error?.details["path"])) }
    }
}
