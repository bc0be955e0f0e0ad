import JSON
import Synchronization
import Testing

@testable import Bitrix24

@Suite struct CallPackerTests {
    private static func get(_ id: Int) -> Command {
        Command("crm.item.get", ["entityTypeId": 156, "id": .integer(Int64(id))])
    }
    private static func add(_ id: Int) -> Command {
        Command("crm.item.add", ["entityTypeId": 156, "fields": ["title": .string("T\(id)")]])
    }

    private static func outcomes(_ packer: CallPacker, _ commands: [Command]) async -> [Result<Response, PortalError>] {
        await withTaskGroup(of: (Int, Result<Response, PortalError>).self) { group in
            for (index, command) in commands.enumerated() {
                group.addTask {
                    do {
                        return (index, .success(try await packer.call(command)))
                    } catch {
                        return (index, .failure(error as? PortalError ?? PortalError(kind: .unknown)))
                    }
                }
            }
            var outcomes: [Int: Result<Response, PortalError>] = [:]
            for await (index, outcome) in group { outcomes[index] = outcome }
            return commands.indices.map { outcomes[$0]! }
        }
    }

    @Test func fiftyTravelTogether() async throws {
        let portal = FakePortal()
        let packer = CallPacker(try makeClient(portal.transport))
        let outcomes = await Self.outcomes(packer, (0..<100).map(Self.get))
        #expect(outcomes.allSatisfy { (try? $0.get()) != nil })
        // Each pack is full before its moment of waiting is over.
        #expect(portal.log.requests.count <= 4)
        #expect(portal.log.ran.count == 100)
        #expect(portal.log.requests.allSatisfy { $0.method == "batch" && $0.halt == 0 })
    }

    @Test func oneAloneIsNoBatch() async throws {
        let portal = FakePortal()
        let packer = CallPacker(try makeClient(portal.transport))
        _ = try await packer.call(Self.get(1))
        #expect(portal.log.requests.map(\.method) == ["crm.item.get"])
    }

    @Test func eachEndsOnItsOwn() async throws {
        let portal = FakePortal()
        let packer = CallPacker(try makeClient(portal.transport))
        let commands = (0..<50).map { number in
            var command = Self.add(number)
            if number % 10 == 3 { command.parameters["fail"] = 1 }
            return command
        }
        let outcomes = await Self.outcomes(packer, commands)
        for (index, outcome) in outcomes.enumerated() {
            switch outcome {
            case .success(let response): #expect(index % 10 != 3 && response.result["ID"] != nil)
            case .failure(let error): #expect(index % 10 == 3 && error.kind == .notFound && error.outcome == .failed)
            }
        }
    }

    @Test func readsAndWritesTravelApart() async throws {
        let portal = FakePortal()
        let packer = CallPacker(try makeClient(portal.transport))
        _ = await Self.outcomes(packer, (0..<10).map { $0 % 2 == 0 ? Self.get($0) : Self.add($0) })
        for text in portal.log.written.values { #expect(text.hasPrefix("crm.item.")) }
        #expect(portal.log.requests.count == 2)
    }

    @Test(arguments: [
        Command("crm.item.add", ["entityTypeId": 156, "fields": ["observers": []]]),
        Command("crm.item.add", ["entityTypeId": 156, "fields": ["title": "$result[c0][ID]"]]),
    ])
    func whatABatchWouldChangeGoesAlone(command: Command) async throws {
        let portal = FakePortal()
        let packer = CallPacker(try makeClient(portal.transport))
        let outcomes = await Self.outcomes(packer, [Self.add(0), command, Self.add(2)])
        #expect(outcomes.allSatisfy { (try? $0.get()) != nil })
        #expect(portal.log.requests.map(\.method).sorted() == ["batch", "crm.item.add"])
    }

    @Test func aMethodThatMayNotStandInABatchIsSentAlone() async throws {
        let transport = FakeTransport { request, _ in
            guard request.restMethod == "batch" else { return .json(#"{"result":{"item":{"id":1}}}"#) }
            let error = #"{"error":"ERROR_BATCH_METHOD_NOT_ALLOWED"}"#
            return .json(#"{"result":{"result":[],"result_error":{"c0":\#(error),"c1":\#(error)}}}"#)
        }
        let packer = CallPacker(try makeClient(transport))
        let outcomes = await Self.outcomes(packer, [Self.get(1), Self.get(2)])
        #expect(outcomes.allSatisfy { (try? $0.get()) != nil })
        #expect(transport.requests.map(\.restMethod) == ["batch", "crm.item.get", "crm.item.get"])
    }

    @Test func whatWasRefusedForNowIsSentAgain() async throws {
        let time = VirtualTime()
        let transport = FakeTransport { _, number in
            guard number == 0 else {
                return .json(#"{"result":{"result":{"c1":{"item":{"id":2}}},"result_error":[]}}"#)
            }
            return .json(
                #"{"result":{"result":{"c0":{"item":{"id":1}}},"result_error":{"c1":{"error":"QUERY_LIMIT_EXCEEDED"}}}}"#
            )
        }
        let outcomes = try await makeClient(transport, time: time).batch([("c0", Self.add(1)), ("c1", Self.add(2))])
        #expect(outcomes.allSatisfy { if case .done = $0 { true } else { false } })
        #expect(transport.requests.count == 2)
        #expect(time.now >= 1)
    }

    @Test func whoeverLeavesBeforeItLeavesSendsNothing() async throws {
        let portal = FakePortal()
        let time = VirtualTime(isPaused: true)
        let packer = CallPacker(try makeClient(portal.transport, time: time))
        let call = Task { try await packer.call(Self.add(1)) }
        while time.sleeps.isEmpty { await Task.yield() }
        call.cancel()
        let error = await portalError { try await call.value }
        #expect(error?.kind == .cancelled && error?.outcome == .refused)
        time.resume()
        _ = try await packer.call(Self.get(1))
        #expect(portal.log.ran == ["crm.item.get"])
    }

    @Test func aRequestEndsWhenNobodyWantsIt() async throws {
        let transport = FakeTransport { _, _ in .never }
        let packer = CallPacker(try makeClient(transport))
        let calls = [1, 2].map { id in Task { try await packer.call(Self.add(id)) } }
        while transport.requests.isEmpty { await Task.yield() }
        for call in calls { call.cancel() }
        for call in calls {
            let error = await portalError { try await call.value }
            #expect(error?.kind == .cancelled && error?.outcome == .unknown)
        }
    }

    /// While the portal's rate holds a pack back, whoever comes travels along: as many as fit go with the next request.
    @Test func aPackStaysOpenUntilItMayLeave() async throws {
        let portal = FakePortal()
        let time = VirtualTime()
        let client = try makeClient(portal.transport, time: time, plan: .basic)
        for _ in 0..<50 { _ = try await client.call(Command("server.time")) }
        let packer = CallPacker(client)
        time.pause()
        let calls = (0..<20).map { id in Task { try await packer.call(Self.add(id)) } }
        // Two at a time, far apart: every pack would have left with two.
        while await packer.waitingCount < 20 { await Task.yield() }
        time.resume()
        for call in calls { _ = try await call.value }
        #expect(portal.log.requests.count { $0.method == "batch" } == 1)
    }

    @Test func whoObjectsDoesNotLeave() async throws {
        struct Objection: Error {}
        let portal = FakePortal()
        let packer = CallPacker(try makeClient(portal.transport))
        let calls = (0..<10).map { id in
            Task { try await packer.call(Self.add(id)) { if id == 3 { throw Objection() } } }
        }
        for (id, call) in calls.enumerated() {
            switch await call.result {
            case .success: #expect(id != 3)
            case .failure(let error): #expect(id == 3 && error is Objection)
            }
        }
        #expect(portal.log.ran.count == 9)
    }

    @Test func slowMethodsTravelInSmallPacks() {
        var size = PackSize()
        let command = Self.add(1)
        #expect(!size.isFull(Array(repeating: command, count: 49)))
        #expect(size.isFull(Array(repeating: command, count: 50)))
        for _ in 0..<20 { size.learn("crm.item.add", seconds: 2.9) }
        #expect(!size.isFull(Array(repeating: command, count: 4)))
        #expect(size.isFull(Array(repeating: command, count: 5)))
        // However slow, one goes.
        size.learn("crm.item.add", seconds: 1000)
        #expect(!size.isFull([]))
    }
}
