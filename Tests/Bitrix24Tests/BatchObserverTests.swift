import JSON
import Synchronization
import Testing

@testable import Bitrix24

@Suite struct BatchObserverTests {
    private final class Log: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func note(_ line: String) { lines.withLock { $0.append(line) } }
    }

    private func commands(_ count: Int) -> [(key: String, command: Command)] {
        (0..<count).map { ("k\($0)", Command("crm.type.add", ["n": .integer(Int64($0))])) }
    }

    private func done(_ result: JSONValue) -> CommandOutcome {
        .done(
            Response(
                result: JSONSlice(result), total: nil, next: nil, time: nil, status: 200, attempts: 1, requestID: ""))
    }

    @Test func isToldOfEachRequest() async throws {
        let log = Log()
        let portal = FakePortal()
        var observer = BatchObserver()
        observer.willSend = { positions throws(PortalError) in
            log.note("\(positions[0])-\(positions[positions.count - 1]) of \(portal.log.requests.count)")
        }
        observer.settled = { log.note("settled \($0.count)") }
        _ = try await makeClient(portal.transport).batch(commands(70), observer: observer)
        #expect(log.all == ["0-49 of 0", "settled 50", "50-69 of 1", "settled 20"])
    }

    @Test func whatIsRefusedIsNotSent() async throws {
        let portal = FakePortal()
        var observer = BatchObserver()
        observer.willSend = { positions throws(PortalError) in
            if positions[0] > 0 { throw PortalError(kind: .policyDenied, outcome: .notRun) }
        }
        let outcomes = try await makeClient(portal.transport).batch(commands(120), observer: observer)
        #expect(portal.log.requests.count == 1)
        #expect(outcomes[..<50].allSatisfy { !$0.isFailure })
        guard case .failed(let error) = outcomes[50], case .notRun = outcomes[119] else {
            Issue.record("\(outcomes[50]), \(outcomes[119])")
            return
        }
        #expect(error.kind == .policyDenied)
    }

    @Test func whatIsKnownIsNotSentButReferredTo() async throws {
        let portal = FakePortal()
        var observer = BatchObserver()
        observer.known[0] = done(["id": 77])
        var both = commands(2)
        both[1].command.parameters["parent"] = "$result[k0][id]"
        let outcomes = try await makeClient(portal.transport).batch(both, observer: observer)
        #expect(portal.log.requests.count == 1)
        #expect(portal.log.ran == ["k1"])
        #expect(portal.log.written["k1"]?.contains("parent=77") == true)
        guard case .done(let first) = outcomes[0], case .done = outcomes[1] else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(first.result["id"]?.value == 77)
    }

    @Test func aKnownFailureHaltsWhatHaltsAtFailures() async throws {
        let portal = FakePortal()
        var observer = BatchObserver()
        observer.known[0] = .failed(PortalError(kind: .accessDenied))
        let client = try makeClient(portal.transport)
        let halted = try await client.batch(commands(2), halt: true, observer: observer)
        #expect(portal.log.requests.isEmpty)
        guard case .notRun(because: "k0") = halted[1] else {
            Issue.record("\(halted)")
            return
        }
        let outcomes = try await client.batch(commands(2), observer: observer)
        #expect(!outcomes[1].isFailure)
    }
}
