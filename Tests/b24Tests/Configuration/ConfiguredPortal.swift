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
    private let arrivals: AsyncStream<String>

    /// - Parameter faults: `METHOD:FAULT[:COUNT]`.
    init(
        _ faults: [String] = [], seed: LocalPortal.Seed = .empty, flavour: LocalPortal.Flavour = .cloud
    ) async throws {
        let (stream, continuation) = AsyncStream<String>.makeStream()
        var configuration = LocalPortal.Configuration()
        configuration.enforcesLimits = false
        configuration.seed = seed
        configuration.flavour = flavour
        configuration.faults = faults
        configuration.log = { continuation.yield($0.method) }
        portal = try await LocalPortal.start(configuration)
        arrivals = stream
        home = try Home()
        try home.config("[profiles.local]\nwebhook_file = \"local.webhook\"\nplan = \"box\"\n")
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

    // MARK: In this process

    func desk() throws -> ConfigurationDesk {
        let credential = try Credential(webhook: webhook)
        var configuration = ScriptSession.Configuration { PortalClient(credential: credential) }
        configuration.policy.assumeYes = true
        return ScriptSession(configuration).configurations
    }

    /// Applies a description in one go.
    ///
    /// - Returns: how many steps were done.
    @discardableResult
    func apply(_ model: ConfigurationModel, _ book: inout NameBook) async throws -> Int {
        let desk = try desk()
        let plan = try await desk.survey(model, book, prunes: false).plan
        let count = Mutex(0)
        try await desk.apply(
            model, agreed: plan, prunes: false, book: &book, save: { _ in },
            progress: { steps in count.withLock { $0 += steps.count } })
        return count.withLock { $0 }
    }

    func export() async throws -> String {
        var book = NameBook(portal: "p")
        return LuaWriter.text(try await desk().export(&book))
    }
}
