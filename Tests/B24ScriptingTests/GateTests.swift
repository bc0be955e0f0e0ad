import Bitrix24
import JSON
import Localization
import LuaRuntime
import Synchronization
import Testing

@testable import B24Scripting

@Suite struct GateTests {
    private func gate(
        _ portal: FakePortal, dryRun: Bool = false, readOnly: Bool = false
    ) -> Gate {
        var policy = ScriptSession.Policy()
        policy.dryRun = dryRun
        policy.readOnly = readOnly
        return Gate(policy: policy) { try Scene.client(portal) }
    }

    private func error(_ body: () async throws -> some Sendable) async throws -> ErrorFacts {
        do {
            _ = try await body()
        } catch {
            return ErrorFacts(error, .en)
        }
        throw NothingThrown()
    }

    private struct NothingThrown: Error {}

    // MARK: What may be sent

    @Test func connectsAtTheFirstCallAndOnce() async throws {
        let portal = FakePortal { _ in .result(true) }
        let connections = Mutex(0)
        let gate = Gate {
            connections.withLock { $0 += 1 }
            return try Scene.client(portal)
        }
        #expect(connections.withLock { $0 } == 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<5 { group.addTask { _ = try await gate.call(Command("user.current")) } }
            try await group.waitForAll()
        }
        #expect(connections.withLock { $0 } == 1)
    }

    @Test func aFailedConnectionIsTriedAgain() async throws {
        let portal = FakePortal { _ in .result(true) }
        let attempts = Mutex(0)
        let gate = Gate {
            let attempt = attempts.withLock { attempts in
                attempts += 1
                return attempts
            }
            if attempt == 1 { throw PortalError(kind: .network) }
            return try Scene.client(portal)
        }
        #expect(try await error { try await gate.call(Command("user.current")) }.kind == .network)
        _ = try await gate.call(Command("user.current"))
        #expect(attempts.withLock { $0 } == 2)
    }

    /// Method, kind, a part of the message.
    static let refused: [(String, ErrorKind, String)] = [
        ("crm.itme.list", .methodNotFound, "crm.item.list"),
        ("batch", .invalidArgument, "b24.batch"),
        ("BATCH", .invalidArgument, "b24.batch"),
        ("app.info", .applicationContext, "app.info"),
    ]

    @Test(arguments: refused) func refusesBeforeSending(_ method: String, _ kind: ErrorKind, _ text: String)
        async throws
    {
        let portal = FakePortal { _ in .result(true) }
        let gate = gate(portal)
        let facts = try await error { try await gate.call(Command(method)) }
        #expect(facts.kind == kind)
        #expect(facts.message.contains(text))
        #expect(facts.outcome == .refused)
        #expect(portal.commands.isEmpty)
    }

    @Test func undocumentedMethodsPassWhenAskedFor() async throws {
        let portal = FakePortal { _ in .result(7) }
        let response = try await gate(portal).call(Command("acme.rights.set"), undocumented: true)
        #expect(response.result.value == 7)
        let readOnly = gate(portal, readOnly: true)
        #expect(
            try await error { try await readOnly.call(Command("acme.rights.set"), undocumented: true) }.kind
                == .policyDenied)
    }

    @Test func readOnlyRefusesWrites() async throws {
        let portal = FakePortal { _ in .result(["types": []]) }
        let gate = gate(portal, readOnly: true)
        for method in ["crm.type.add", "crm.type.delete"] {
            let facts = try await error { try await gate.call(Command(method)) }
            #expect(facts.kind == .policyDenied)
            #expect(facts.message.contains("--read-only") && facts.message.contains(method))
        }
        #expect(
            try await error {
                try await gate.batch([("a", Command("crm.type.list")), ("b", Command("crm.type.delete", ["id": 1]))])
            }.kind == .policyDenied)
        #expect(portal.commands.isEmpty)
        _ = try await gate.call(Command("crm.type.list"))
        #expect(portal.methods == ["crm.type.list"])
    }

    @Test func writesAreNoLists() async throws {
        let gate = gate(FakePortal { _ in .result(true) })
        #expect(try await error { try await gate.count(Command("crm.item.add")) }.kind == .invalidArgument)
    }

    // MARK: Dry run

    /// A write and its stand-in.
    static let standIns: [(Command, String)] = [
        (
            Command("crm.type.add", ["fields": ["title": "Leave"]]),
            #"{"type":{"id":-1,"title":"Leave","entityTypeId":-2}}"#
        ),
        (
            Command("crm.automatedsolution.add", ["fields": ["title": "HR", "typeIds": [5]]]),
            #"{"automatedSolution":{"id":-1,"title":"HR","typeIds":[5]}}"#
        ),
        (
            Command("crm.item.add", ["entityTypeId": 156, "fields": ["title": "x"]]),
            #"{"item":{"id":-1,"entityTypeId":156,"title":"x"}}"#
        ),
        (
            Command("crm.item.update", ["entityTypeId": 156, "id": 4, "fields": ["title": "y"]]),
            #"{"item":{"title":"y","id":4}}"#
        ),
        (Command("crm.item.delete", ["entityTypeId": 156, "id": 4]), "[]"),
        (Command("crm.status.add", ["fields": ["NAME": "New"]]), "-1"),
        (Command("crm.status.delete", ["id": 4]), "true"),
        (
            Command("crm.item.batchImport", ["entityTypeId": 156, "data": [["title": "a"], ["title": "b"]]]),
            #"{"items":[{"item":{"id":-1,"entityTypeId":156,"title":"a"}},{"item":{"id":-2,"entityTypeId":156,"title":"b"}}]}"#
        ),
    ]

    @Test(arguments: standIns) func writesAreAnsweredAndNotSent(_ command: Command, _ result: String) async throws {
        let portal = FakePortal { _ in .result(true) }
        let gate = gate(portal, dryRun: true)
        let response = try await gate.call(command, position: SourcePosition(file: "a.lua", line: 3))
        #expect(JSONWriter.string(response.result.value) == result)
        #expect(portal.commands.isEmpty)
        let plan = gate.takePlan()
        #expect(plan.map(\.command) == [command])
        #expect(plan.first?.position == "a.lua:3")
        #expect(gate.takePlan().isEmpty)
    }

    @Test func plannedObjectsCanBeReadBack() async throws {
        let portal = FakePortal { command in
            .result(["automatedSolution": ["id": command.parameters["id"] ?? 0, "title": "HR", "typeIds": []]])
        }
        let gate = gate(portal, dryRun: true)
        func get(_ id: JSONValue) async throws -> String {
            let response = try await gate.call(Command("crm.automatedsolution.get", ["id": id]))
            return JSONWriter.string(response.result.value)
        }
        _ = try await gate.call(Command("crm.automatedsolution.add", ["fields": ["title": "New"]]))
        #expect(try await get(-1) == #"{"automatedSolution":{"id":-1,"title":"New"}}"#)
        #expect(portal.commands.isEmpty)
        _ = try await gate.call(Command("crm.automatedsolution.update", ["id": 3, "fields": ["typeIds": [5]]]))
        #expect(try await get(3) == #"{"automatedSolution":{"id":3,"title":"HR","typeIds":[5]}}"#)
        #expect(try await get("3") == #"{"automatedSolution":{"id":"3","title":"HR","typeIds":[5]}}"#)
        _ = try await gate.call(Command("crm.automatedsolution.delete", ["id": 3]))
        #expect(try await error { try await get(3) }.kind == .notFound)
        #expect(gate.takePlan().map(\.effect) == [.write, .write, .destructive])
    }

    @Test func whatIsPlannedHasItsOwnLists() async throws {
        let portal = FakePortal { _ in .result(["items": []]) }
        let gate = gate(portal, dryRun: true)
        _ = try await gate.call(Command("crm.type.add", ["fields": ["title": "Leave"]]))
        _ = try await gate.call(Command("crm.item.add", ["entityTypeId": -2, "fields": ["title": "a"]]))
        let list = try await gate.call(Command("crm.item.list", ["entityTypeId": -2]))
        #expect(list.result["items"]?.elements?.count == 1)
        let type = try await gate.call(Command("crm.type.getByEntityTypeId", ["entityTypeId": -2]))
        #expect(type.result["type"]?["title"]?.value == "Leave")
        #expect(portal.commands.isEmpty)
    }

    @Test func batchesAreRehearsedOneByOne() async throws {
        let portal = FakePortal { command in
            command.method == "crm.type.get" ? .error("NOT_FOUND", "no") : .result(["ID": "7"])
        }
        let gate = gate(portal, dryRun: true)
        let outcomes = try await gate.batch([
            ("me", Command("user.current")),
            ("type", Command("crm.type.add", ["fields": ["title": "by $result[me][ID]"]])),
            ("item", Command("crm.item.add", ["entityTypeId": "$result[type][type][entityTypeId]"])),
            ("bad", Command("crm.type.get", ["id": 99])),
            ("lost", Command("crm.item.add", ["parentId": "$result[bad][id]"])),
        ])
        let words = outcomes.map { outcome in
            switch outcome {
            case .done(let response): JSONWriter.string(response.result.value)
            case .failed(let error): error.kind.rawValue
            case .notRun(let because): "not run: \(because ?? "")"
            }
        }
        #expect(
            words == [
                #"{"ID":"7"}"#, #"{"type":{"id":-1,"title":"by 7","entityTypeId":-2}}"#,
                #"{"item":{"id":-3,"entityTypeId":-2}}"#, "not_found", "not run: bad",
            ])
        #expect(portal.methods == ["user.current", "crm.type.get"])
        #expect(gate.takePlan().map(\.command.method) == ["crm.type.add", "crm.item.add"])
    }

    @Test func aRehearsalRefusesTheBatchesThatCouldNotBeSent() async throws {
        let gate = gate(FakePortal { _ in .result(true) }, dryRun: true)
        let wrong: [[(String, Command)]] = [
            [("a", Command("crm.type.delete", ["id": "$result[nobody]"]))],
            [("a", Command("crm.type.delete", ["id": 1])), ("a", Command("crm.type.delete", ["id": 2]))],
        ]
        for commands in wrong {
            #expect(try await error { try await gate.batch(commands) }.kind == .invalidArgument)
        }
        #expect(gate.takePlan().isEmpty)
    }

    @Test func aRehearsalWithoutAConnectionSaysWhy() async throws {
        struct NoConnection: Error {}
        var policy = ScriptSession.Policy()
        policy.dryRun = true
        let gate = Gate(policy: policy) { throw NoConnection() }
        await #expect(throws: NoConnection.self) {
            _ = try await gate.batch([("a", Command("user.current")), ("b", Command("crm.type.delete", ["id": 1]))])
        }
    }

    @Test func haltStopsARehearsedBatch() async throws {
        let gate = gate(FakePortal { _ in .error("NOT_FOUND") }, dryRun: true)
        let outcomes = try await gate.batch(
            [("a", Command("crm.type.get", ["id": 1])), ("b", Command("crm.type.delete", ["id": 1]))], halt: true)
        guard case .notRun(because: "a") = outcomes[1] else {
            Issue.record("\(outcomes[1])")
            return
        }
        #expect(gate.takePlan().isEmpty)
    }
}

@Suite struct BatchOrderTests {
    @Test func referencesComeFirst() {
        let items: [(String, JSONObject)] = [
            ("a", ["x": "$result[c][id]"]), ("b", ["list": ["$result[a]"]]), ("c", [:]), ("d", ["x": "$result[d]"]),
        ]
        #expect(BatchOrder.sorted(items) { $0 }.map(\.0) == ["c", "a", "b", "d"])
        #expect(BatchOrder.sorted([("b", [:]), ("a", [:])] as [(String, JSONObject)]) { $0 }.map(\.0) == ["b", "a"])
    }

    @Test func referencesAreResolved() throws {
        let results = ["a": JSONSlice(writing: ["id": 5, "rows": [["n": "x"]], "none": nil])]
        let object: JSONObject = [
            "whole": "$result[a][id]", "inside": "id=$result[a][id];", "deep": ["$result[a][rows][0][n]"],
            "text": "costs $5",
        ]
        let resolved = try ResultReference.resolve(object, results).get()
        #expect(
            JSONWriter.string(.object(resolved))
                == #"{"whole":5,"inside":"id=5;","deep":["x"],"text":"costs $5"}"#)
        guard case .failure(let missing) = ResultReference.resolve(["x": "$result[b]"], results) else {
            Issue.record("resolved")
            return
        }
        #expect(missing.key == "b")
    }
}
