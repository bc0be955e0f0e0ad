import JSON
import Testing

@testable import Bitrix24

@Suite struct BatchTests {
    /// Words as in ``BatchPlanTests/commands(_:)``; a leading `-` makes the command fail, `+` makes it a write.
    private func commands(_ text: String) -> [(key: String, command: Command)] {
        let words = text.split(separator: " ")
        let plain = words.map { $0.drop { $0 == "-" || $0 == "+" } }.joined(separator: " ")
        return zip(words, BatchPlanTests.commands(plain)).map { word, entry in
            var command = entry.command
            if word.hasPrefix("-") { command.parameters["fail"] = 1 }
            if word.hasPrefix("+") { command.method = "crm.type.add" }
            return (entry.key, command)
        }
    }

    /// `done`, `failed(outcome)` or `notRun(because)` for each command.
    private func summary(_ outcomes: [CommandOutcome]) -> [String] {
        outcomes.map { outcome in
            switch outcome {
            case .done: "done"
            case .failed(let error): error.outcome.rawValue
            case .notRun(let because): "notRun(\(because ?? ""))"
            }
        }
    }

    private func run(
        _ text: String, halt: Bool = false, _ portal: FakePortal, time: VirtualTime = VirtualTime()
    ) async throws -> String {
        let outcomes = try await makeClient(portal.transport, time: time).batch(commands(text), halt: halt)
        return summary(outcomes).joined(separator: " ")
    }

    private func numbered(_ range: Range<Int>) -> String { range.map { "k\($0)" }.joined(separator: " ") }

    @Test(arguments: [(0, 0), (1, 1), (50, 1), (51, 2), (120, 3)])
    func sizes(count: Int, requests: Int) async throws {
        let portal = FakePortal()
        let client = try makeClient(portal.transport)
        let outcomes = try await client.batch(commands(numbered(0..<count)))
        #expect(portal.log.requests.count == requests)
        #expect(portal.log.ran == (0..<count).map { "k\($0)" })
        for (index, outcome) in outcomes.enumerated() {
            guard case .done(let response) = outcome else {
                Issue.record("k\(index) is not done")
                continue
            }
            #expect(response.result["ID"]?.value == .string("id-k\(index)"))
            #expect(response.time?["operating"]?.value == 0.5)
            #expect(response.attempts == 1)
        }
    }

    @Test func keysThatPHPMakesAList() async throws {
        #expect(try await run("0 1 -2 3", FakePortal()) == "done done failed done")
        #expect(try await run("-0 1", FakePortal()) == "failed done")
        #expect(try await run("-0 -1", FakePortal()) == "failed failed")
    }

    @Test func totalsAndOffsetsBelongToTheirCommands() async throws {
        let answer = """
            {"result":{"result":{"a":[1],"b":[]},"result_error":[],"result_total":{"a":120,"b":0},
            "result_next":{"a":50},"result_time":{"a":{"operating_reset_at":1800000100}}}}
            """
        let client = try makeClient(FakeTransport([.json(answer)]))
        guard case .done(let first) = try await client.batch(commands("a b"))[0] else {
            Issue.record("not done")
            return
        }
        #expect(first.total == 120)
        #expect(first.next == 50)
        #expect(first.time != nil)
    }

    @Test func aFailureLeavesIndependentCommandsAlone() async throws {
        let portal = FakePortal()
        #expect(try await run("a -b c", portal) == "done failed done")
        #expect(portal.log.requests.map(\.halt) == [0])
    }

    @Test func haltStopsEverythingAfterTheFirstFailure() async throws {
        let portal = FakePortal()
        let text = "a -b c " + numbered(0..<60)
        let expected = ["done", "failed"] + Array(repeating: "notRun(b)", count: 61)
        #expect(try await run(text, halt: true, portal) == expected.joined(separator: " "))
        #expect(portal.log.requests.map(\.halt) == [1])
        #expect(portal.log.ran == ["a", "b"])
    }

    @Test(arguments: [
        // text, outcomes, requests, what ran
        ("a b<a", "done done", 1, "a b"),
        ("-a b<a", "failed notRun(a)", 1, "a"),
        ("-a b<a c<b", "failed notRun(a) notRun(b)", 1, "a"),
        ("-a b<a c", "failed notRun(a) done", 2, "a c"),
        ("a -b c<a d<b e<c", "done failed done notRun(b) done", 2, "a b c e"),
        ("-a -b -c d<a<b<c e", "failed failed failed notRun(a) done", 2, "a b c e"),
        ("a b! c<a d<b", "done done done done", 3, "a crm.type.get c d"),
        ("a -b! c<a d<b", "done failed done notRun(b)", 3, "a crm.type.get c"),
        ("-a b!<a c", "failed notRun(a) done", 2, "a c"),
        ("a b<a! c<b", "done done done", 3, "a crm.type.get c"),
    ])
    func dependents(text: String, outcomes: String, requests: Int, ran: String) async throws {
        let portal = FakePortal()
        #expect(try await run(text, portal) == outcomes)
        #expect(portal.log.requests.count == requests)
        #expect(portal.log.ran.joined(separator: " ") == ran)
        // Only chunks in which the portal resolves references stop at a failure.
        for request in portal.log.requests where request.method == "batch" {
            #expect(request.halt == (request.hasReference ? 1 : 0))
        }
    }

    @Test func aReferenceResolvedHereKeepsItsTypeAndText() async throws {
        let portal = FakePortal()
        let commands: [(String, Command)] = [
            ("a", Command("crm.type.get")), ("-", Command("crm.type.get", ["fail": 1])),
            (
                "b",
                Command(
                    "crm.type.get", ["ids": "$result[a][list]", "text": "no. $result[a][list][1]!", "x": "$result[-]"])
            ),
            ("c", Command("crm.type.get", ["ids": "$result[a][list]", "text": "no. $result[a][list][1]!"])),
            ("d", Command("crm.type.get", ["none": "$result[a][nothing]"])),
            ("e", Command("crm.type.get", ["none": "$result[a][empty]"])),
        ]
        let outcomes = try await makeClient(portal.transport).batch(commands)
        #expect(summary(outcomes) == ["done", "failed", "notRun(-)", "done", "notRun(a)", "done"])
        #expect(portal.log.written["c"] == "crm.type.get?ids%5B0%5D=7&ids%5B1%5D=8&text=no.%208%21")
        // An empty array can't be written in a query: that one goes on its own.
        #expect(portal.log.requests.map(\.method) == ["batch", "batch", "crm.type.get"])
    }

    @Test func aReferenceToNothingIsNoSuccess() async throws {
        let portal = FakePortal()
        let commands: [(String, Command)] = [
            ("a", Command("crm.type.get")), ("b", Command("crm.type.get", ["x": "$result[a][ID]"])),
            ("c", Command("crm.type.get", ["x": "n $result[a][ID] $result[a][nothing]"])),
            ("d", Command("crm.type.add", ["x": ["$result[a][list][7]"]])),
        ]
        let outcomes = try await makeClient(portal.transport).batch(commands)
        #expect(summary(outcomes) == ["done", "done", "failed", "unknown"])
        guard case .failed(let error) = outcomes[3] else { return }
        #expect(error.problem == .batchReferenceEmpty)
        #expect(error.details["reference"] == "$result[a][list][7]")
    }

    /// Data may read like a reference; only the script's own ones are.
    @Test func dataThatReadsLikeAReferenceTravelsAlone() async throws {
        let transport = FakeTransport { request, number in
            switch number {
            case 0: .json(#"{"result":{"result":{"a":{"t":"costs $result[b]"}},"result_error":{"-":{"error":"X"}}}}"#)
            default: .json(#"{"result":true}"#)
            }
        }
        let commands: [(String, Command)] = [
            ("a", Command("crm.type.get")), ("-", Command("crm.type.get", ["x": "$result[a][t]"])),
            ("b", Command("crm.type.add", ["fields": ["title": "$result[a][t]"]])),
        ]
        #expect(summary(try await makeClient(transport).batch(commands)) == ["done", "failed", "done"])
        #expect(transport.requests.map(\.restMethod) == ["batch", "crm.type.add"])
        #expect(try body(transport.requests[1]) == ["fields": ["title": "costs $result[b]"]])
    }

    @Test func noDependentOfAFailureEverRuns() async throws {
        var generator = SeededGenerator(state: 24)
        for _ in 0..<200 {
            let count = Int.random(in: 1...40, using: &generator)
            let words = (0..<count).map { index -> String in
                let failure = Int.random(in: 0..<5, using: &generator) == 0 ? "-" : ""
                let source = index > 0 && Bool.random(using: &generator) ? "<k\(Int.random(in: 0..<index))" : ""
                let alone = Int.random(in: 0..<8, using: &generator) == 0 ? "!" : ""
                return "\(failure)k\(index)\(source)\(alone)"
            }
            let portal = FakePortal()
            let text = words.joined(separator: " ")
            let outcomes = try await run(text, portal).split(separator: " ").map(String.init)
            #expect(outcomes.count == count, "\(text)")
            #expect(!portal.log.ran.contains { $0.hasPrefix("!") }, "\(text)")
            for (index, word) in words.enumerated() {
                let source = word.split(separator: "<").dropFirst().first.map { $0.prefix { $0 != "!" } }
                let sourceIsDone = source.map { outcomes[Int($0.dropFirst()) ?? 0] == "done" } ?? true
                let expected = !sourceIsDone ? "notRun(\(source ?? ""))" : word.hasPrefix("-") ? "failed" : "done"
                #expect(outcomes[index] == expected, "\(text)")
            }
            #expect(portal.log.ran.count == outcomes.count { !$0.hasPrefix("notRun") }, "\(text)")
        }
    }

    @Test func aRateRefusalOfTheWholeRequestIsRepeated() async throws {
        let portal = FakePortal { $0 == 0 ? .json(#"{"error":"QUERY_LIMIT_EXCEEDED"}"#, status: 503) : nil }
        #expect(try await run("+a b", portal) == "done done")
        #expect(portal.log.requests.count == 2)
    }

    @Test func aLostAnswerLeavesTheWriteUnknownAndItsReadsAreSentAgain() async throws {
        let lost = FakeTransport.Reply.failure(
            TransportError(kind: .timeout, requestMayHaveBeenSent: true, text: "late"))
        let portal = FakePortal { $0 == 0 ? lost : nil }
        let text = "+w " + numbered(0..<49) + " x y<x"
        let expected = ["unknown"] + Array(repeating: "done", count: 51)
        #expect(try await run(text, portal) == expected.joined(separator: " "))
        #expect(portal.log.requests.count == 3)
    }

    @Test func aLostAnswerToReadsIsRepeated() async throws {
        let lost = FakeTransport.Reply.failure(
            TransportError(kind: .closed, requestMayHaveBeenSent: true, text: "gone"))
        let portal = FakePortal { $0 == 0 ? lost : nil }
        #expect(try await run("a b", portal) == "done done")
        #expect(portal.log.requests.count == 2)
    }

    @Test func twoLostAnswersEndTheBatch() async throws {
        let lost = FakeTransport.Reply.failure(
            TransportError(kind: .timeout, requestMayHaveBeenSent: true, text: "late"))
        let portal = FakePortal { _ in lost }
        let text = (0..<150).map { "+k\($0)" }.joined(separator: " ")
        let expected = Array(repeating: "unknown", count: 100) + Array(repeating: "notRun(k50)", count: 50)
        #expect(try await run(text, portal) == expected.joined(separator: " "))
        #expect(portal.log.requests.count == 2)
    }

    @Test func aServerThatBreaksTwiceEndsTheBatchAndALoneCommandDoesNot() async throws {
        let broken = FakeTransport.Reply.json("<html>Bad Gateway</html>", status: 502)
        let portal = FakePortal { _ in broken }
        let text = (0..<150).map { "+k\($0)" }.joined(separator: " ")
        let expected = Array(repeating: "unknown", count: 100) + Array(repeating: "notRun(k50)", count: 50)
        #expect(try await run(text, portal) == expected.joined(separator: " "))
        #expect(portal.log.requests.count == 2)
    }

    @Test(
        arguments: [
            .failure(TransportError(kind: .connect, requestMayHaveBeenSent: false, text: "refused")),
            .json(#"{"error":"INVALID_CREDENTIALS"}"#, status: 401),
            .json("<html>Forbidden</html>", status: 403),
        ] as [FakeTransport.Reply])
    func whatMeetsAllIsTriedOnce(reply: FakeTransport.Reply) async throws {
        let portal = FakePortal { _ in reply }
        let text = (0..<120).map { "+k\($0)" }.joined(separator: " ")
        let expected = Array(repeating: "refused", count: 50) + Array(repeating: "notRun(k0)", count: 70)
        #expect(try await run(text, portal) == expected.joined(separator: " "))
    }

    @Test(arguments: [
        // A command that the answer does not mention; with `halt` and a failure it was not run.
        ("a b", false, #"{"result":{"a":1},"result_error":[]}"#, "done failed"),
        ("a +b", false, #"{"result":{"a":1},"result_error":[]}"#, "done unknown"),
        ("a b c", true, #"{"result":{"a":1},"result_error":{"b":{"error":"X"}}}"#, "done failed notRun(b)"),
        // Silence before an answer is no "not run": that command may not be sent again.
        ("+a b c", true, #"{"result":[],"result_error":{"b":{"error":"X"}}}"#, "unknown failed notRun(b)"),
        (
            "+a b c<b +d", false, #"{"result":[],"result_error":{"b":{"error":"X"}}}"#,
            "unknown failed notRun(b) unknown"
        ),
        ("a b", false, #"{"result":[],"result_error":[]}"#, "failed failed"),
        ("a b", false, #"{"result":null}"#, "failed failed"),
        // Surplus commands were not run, by the portal's own word.
        (
            "a b", false, #"{"result":{"a":1},"result_error":{"b":{"error":"ERROR_BATCH_LENGTH_EXCEEDED"}}}"#,
            "done notRun()"
        ),
        // An error wins over a result; odd forms of errors are errors.
        ("a b", false, #"{"result":{"a":1,"b":2},"result_error":{"b":{"error":""}}}"#, "done failed"),
        ("a b", false, #"{"result":{"a":1},"result_error":{"b":"broken"}}"#, "done failed"),
        ("a b", false, #"{"result":{"a":1},"result_error":{"b":{"error_description":"x"}}}"#, "done failed"),
        ("a", false, #"{"result":{"a":null},"result_error":[]}"#, "done"),
        ("a", false, #"{"result":{"a":false}}"#, "done"),
    ])
    func answers(text: String, halt: Bool, result: String, outcomes: String) async throws {
        let client = try makeClient(FakeTransport([.json(#"{"result":\#(result)}"#)]))
        #expect(summary(try await client.batch(commands(text), halt: halt)).joined(separator: " ") == outcomes)
    }

    @Test func theErrorOfACommandIsWhole() async throws {
        let client = try makeClient(FakePortal().transport)
        guard case .failed(let error) = try await client.batch(commands("a -b"))[1] else {
            Issue.record("not failed")
            return
        }
        #expect(error.kind == .notFound)
        #expect(error.code == "NOT_FOUND")
        #expect(error.method == "crm.type.get")
        #expect(error.description == "no b")
        #expect(error.status == nil)
        #expect(error.attempts == 1)
        #expect(error.requestID?.count == 16)
    }

    @Test func whatCannotBeSentIsFoundBeforeAnythingIsSent() async throws {
        let portal = FakePortal()
        let client = try makeClient(portal.transport)
        let error = await portalError { try await client.batch(commands(numbered(0..<60) + " x<nobody")) }
        #expect(error?.problem == .batchUnknownReference)
        #expect(portal.log.requests.isEmpty)
    }

    @Test func cancellationEndsTheBatchAndAccountsForAll() async throws {
        let transport = FakeTransport { _, number in number == 0 ? .json(#"{"result":{"result":[]}}"#) : .never }
        let client = try makeClient(transport)
        let text = (0..<150).map { "+k\($0)" }.joined(separator: " ")
        let task = Task { try await client.batch(commands(text)) }
        while transport.requests.count < 2 { await Task.yield() }
        task.cancel()
        let outcomes = summary(try await task.value)
        #expect(outcomes[50..<100].allSatisfy { $0 == "unknown" })
        #expect(outcomes[100...].allSatisfy { $0 == "notRun(k50)" })
    }
}
