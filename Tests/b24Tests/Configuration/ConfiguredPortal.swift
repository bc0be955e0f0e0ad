import B24Scripting
import Bitrix24
import Foundation
import PortalConfiguration
import PortalEmulator
import Synchronization
import Testing

/// A local portal that is configured by files, by the program or in this process.
final class ConfiguredPortal: Sendable {
    let portal: LocalPortal
    let home: Home
    private let webhook: Secret
    private let arrivals: AsyncStream<RequestRecord>
    private let arrival: AsyncStream<RequestRecord>.Continuation
    private let told: Told

    /// - Parameter faults: `METHOD:FAULT[:COUNT]`.
    init(
        _ faults: [String] = [], seed: LocalPortal.Seed = .empty, flavour: LocalPortal.Flavour = .cloud,
        isProtected: Bool = false
    ) async throws {
        let (stream, continuation) = AsyncStream<RequestRecord>.makeStream()
        let told = Told()
        var configuration = LocalPortal.Configuration()
        configuration.enforcesLimits = false
        configuration.seed = seed
        configuration.flavour = flavour
        configuration.faults = faults
        configuration.log = {
            told.add($0)
            continuation.yield($0)
        }
        portal = try await LocalPortal.start(configuration)
        (arrivals, arrival, self.told) = (stream, continuation, told)
        home = try Home()
        try home.config(
            "[profiles.local]\nwebhook_file = \"local.webhook\"\nplan = \"box\"\nprotected = \(isProtected)\n")
        let url = try await portal.webhook()
        webhook = Secret(url)
        try home.write(".config/b24/local.webhook", url + "\n")
    }

    func b24(_ arguments: String...) async throws -> Run {
        let running = try home.start(["-p", "local"] + arguments)
        running.closeInput()
        return await running.end()
    }

    /// Waits until so many requests have been carried out since the portal began; for one waiter.
    func carriedOut(_ count: Int) async {
        var left = count
        for await _ in arrivals {
            left -= 1
            if left == 0 { return }
        }
    }

    /// The requests so far that have changed something, by their number from 1.
    var writingRequests: [Int] { told.writing }

    /// The requests that the portal has told of.
    private final class Told: Sendable {
        private let state = Mutex((count: 0, writing: [Int]()))
        var writing: [Int] { state.withLock { $0.writing } }

        func add(_ request: RequestRecord) {
            let words = [".add", ".update", ".delete", ".set"]
            let isWriting = request.commands.contains { command in words.contains { command.method.hasSuffix($0) } }
            state.withLock { state in
                state.count += 1
                if isWriting { state.writing.append(state.count) }
            }
        }
    }

    // MARK: In this process

    func desk() throws -> ConfigurationDesk {
        let credential = try Credential(webhook: webhook)
        // No rate is kept to, and nobody waits before trying again.
        var options = PortalClient.Options()
        options.plan = .box
        let ready = options
        var configuration = ScriptSession.Configuration {
            PortalClient(credential: credential, options: ready, time: HurriedTime())
        }
        configuration.policy.assumeYes = true
        return try ScriptSession(configuration).configurations
    }

    /// Applies a description in one go.
    ///
    /// - Returns: how many steps were done.
    @discardableResult
    func apply(_ model: ConfigurationModel, _ book: inout NameBook, prunes: Bool = false) async throws -> Int {
        let desk = try desk()
        let plan = try await desk.survey(model, book, prunes: prunes).plan
        let count = Mutex(0)
        try await desk.apply(
            model, agreed: plan, prunes: prunes, book: &book, save: { _ in },
            progress: { steps in count.withLock { $0 += steps.count } })
        return count.withLock { $0 }
    }

    /// Applies a description until a request gets no answer, and is gone then like a killed process: what it would still
    /// write down is lost. For one such apply.
    ///
    /// - Returns: the names that it had written down by then.
    func applyUntilKilled(_ model: ConfigurationModel) async throws -> NameBook {
        let desk = try desk()
        let kept = Mutex((book: NameBook(portal: "p"), isAlive: true))
        let arrival = arrival
        let work = Task {
            defer { arrival.finish() }
            var book = NameBook(portal: "p")
            let plan = try await desk.survey(model, book, prunes: false).plan
            try await desk.apply(
                model, agreed: plan, prunes: false, book: &book,
                save: { book in kept.withLock { if $0.isAlive { $0.book = book } } }, progress: { _ in })
        }
        for await request in arrivals where request.status == 0 { break }
        kept.withLock { $0.isAlive = false }
        work.cancel()
        _ = await work.result
        return kept.withLock { $0.book }
    }

    func export() async throws -> String {
        var book = NameBook(portal: "p")
        return LuaWriter.text(try await desk().export(&book))
    }
}
