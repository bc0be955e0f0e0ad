import GRDB
import JSON
import Synchronization
import Testing

@testable import PortalEmulator

/// A portal that is stopped, or that nobody holds any more, while it is still in use.
@Suite(.timeLimit(.minutes(2))) struct EndingTests {
    private func empty(_ change: (inout LocalPortal.Configuration) -> Void = { _ in }) async throws -> LocalPortal {
        var configuration = LocalPortal.Configuration()
        configuration.seed = .empty
        change(&configuration)
        return try await LocalPortal.start(configuration)
    }

    @Test func whoCallsAStoppedPortalIsTold() async throws {
        let portal = try await empty()
        let webhook = try await portal.webhook()
        try await portal.stop()
        try await portal.stop()
        await #expect(throws: LocalPortalError.self) { try await portal.people() }
        await #expect(throws: LocalPortalError.self) { try await portal.writes() }
        await #expect(throws: LocalPortalError.self) { try await portal.application() }
        await #expect(throws: LocalPortalError.self) { try await portal.deleteWebhook(webhook) }
        await #expect(throws: LocalPortalError.self) { try await portal.reset() }
        portal.engine.finished(portal.engine.answer(Request(method: "profile", parameters: [:])), .lost)
    }

    private final class Order: Sendable {
        private let names = Mutex<[String]>([])
        var all: [String] { names.withLock { $0 } }
        func add(_ name: String) { names.withLock { $0.append(name) } }
    }

    @Test func theEndWaitsForWhoIsInside() async throws {
        let store = try Store(folder: nil)
        let (isInside, entered) = AsyncStream<Void>.makeStream()
        let (isClosing, closing) = AsyncStream<Void>.makeStream()
        let order = Order()
        async let read: Void = store.queue.read { database in
            entered.finish()
            for number in 1...50 { try database.execute(sql: "SELECT \(number)") }
            order.add("read")
        }
        for await _ in isInside {}
        async let close: Void = {
            closing.finish()
            try await store.queue.close()
            order.add("closed")
        }()
        for await _ in isClosing {}
        _ = try await (read, close)
        #expect(order.all == ["read", "closed"])
    }

    @Test func readersOfAPortalThatEndsGetAllOrAnError() async throws {
        for _ in 0..<10 {
            let portal = try await empty()
            let reads = (0..<20).map { _ in Task { try await portal.people().count } }
            try await portal.stop()
            for read in reads {
                do { #expect(try await read.value == 4) } catch { #expect(error is LocalPortalError, "\(error)") }
            }
        }
    }

    @Test func aDroppedPortalEndsIfItIsToldTo() async throws {
        var portal: LocalPortal? = try await empty { $0.endsWhenDropped = true }
        let client = HTTPClient(address: try #require(portal?.address))
        #expect(try client.send("GET", "/").status == 404)
        portal = nil
        while (try? client.open()) != nil { await Task.yield() }
    }
}
