import GRDB
public import Localization
import NIOCore

/// A local Bitrix24 portal: HTTP on loopback, SQLite behind it, the documented behaviour of the real one.
///
/// It is no mock: what is written can be read back, rights and limits are in force, and a method of the documentation
/// that it does not act out says so (501 `NOT_EMULATED`) instead of pretending. Where the documentation is silent,
/// ``Choices`` tells what it does.
///
///     let portal = try await LocalPortal.start()
///     let webhook = try await portal.webhook(.employee, scopes: ["crm"])  // http://127.0.0.1:PORT/rest/3/CODE/
///     let application = try await portal.application(redirect: "http://127.0.0.1:8000/")  // for OAuth
///
/// A portal runs until ``stop()``, also when nobody holds it any more, unless ``Configuration/endsWhenDropped``.
public final class LocalPortal: Sendable {
    /// How a portal starts.
    public struct Configuration: Sendable {
        /// The port on 127.0.0.1; 0 picks a free one.
        public var port: Int = 0
        /// The folder of the data; `nil` keeps everything in memory.
        public var dataFolder: String?
        /// What a new portal holds. A data folder that has data keeps it.
        public var seed: Seed = .demo
        /// The language of the seed and of error texts.
        public var language: Language = .en
        /// The tariff: it sets the rate limit.
        public var plan: Plan = .basic
        /// Cloud or self-hosted. The limits are the cloud's.
        public var flavour: Flavour = .cloud
        /// Added to every answer.
        public var latency: Duration = .zero
        /// Faults in order, each as `METHOD:FAULT[:COUNT][@K]`, or `@FILE` with one per line.
        ///
        /// `METHOD` is a method, a prefix with a star, `*` for all REST requests, or `oauth/token`; `FAULT` one of `503`, `429`, `500`, `html`, `302`,
        /// `drop`, `drop-before`, `reset`, `reset-before`, `truncated`, `timeout`, `slow`, `twice`, `latency=MS[-MS]`,
        /// `clock=+SECONDS` or the code of a system error; `COUNT` how many requests it meets (1), `*` for all or a
        /// rate such as `1%`; `K` the first matching request that it may meet. `drop`, `reset`, `truncated`, `timeout`,
        /// `slow` and `twice` act on a call that has run.
        public var faults: [String] = []
        /// Decides which requests a fault with a rate meets: the same seed, the same ones.
        public var faultSeed: UInt64 = 1
        /// Whether the leaky bucket and the operating limit are in force.
        public var enforcesLimits: Bool = true
        /// What the tariff allows; `nil` takes what the flavour has by itself.
        public var planLimits: PlanLimits?
        /// Who answers the question of an application's authorize page.
        public var signIn = SignIn.automatic(.admin)
        /// Whether there is REST at all.
        public var availability = Availability.open
        /// What to do where the documentation is silent.
        public var choices = Choices()
        /// Where the portal takes the time from.
        public var clock = PortalClock.system
        /// The portal that this one stands in for: it gives what is not here yet.
        public var origin: (any PortalOrigin)?
        /// Whether there is a page to look at, ``LocalPortal/consoleAddress``.
        public var hasConsole = false
        /// Whether it ends by itself when nobody holds it any more.
        public var endsWhenDropped = false
        /// Receives a line for every request, on a thread of the server.
        public var log: (@Sendable (RequestRecord) -> Void)?
        /// The usual portal: demo data in memory, English, any free port.
        public init() {}
    }

    /// What a new portal holds: a demo company, or one administrator and nothing else.
    public enum Seed: String, Sendable {
        /// Departments, people, workgroups, SPAs with elements, two workplaces.
        case demo
        /// The four owners of webhooks, and no SPA.
        case empty
        /// Nothing and nobody: what is to be there is taken over from another portal.
        case bare
    }
    /// Tariffs that differ in their rate limit.
    public enum Plan: String, Sendable {
        /// 2 requests per second, 50 at once.
        case basic
        /// 5 requests per second, 250 at once.
        case enterprise
    }
    /// Where the portal pretends to run.
    public enum Flavour: String, Sendable {
        /// In the cloud of Bitrix24.
        case cloud
        /// On a server of the company.
        case box
    }

    /// Who a webhook belongs to.
    public enum Owner: String, Sendable, CaseIterable {
        /// Portal administrator.
        case admin
        /// Full rights in CRM, no portal administrator.
        case crmAdmin
        /// An ordinary employee.
        case employee
        /// A guest from outside.
        case extranet
    }

    private let configuration: Configuration
    let store: Store
    let engine: Engine
    let server: Server
    private let console: Console?

    private init(_ configuration: Configuration) async throws {
        self.configuration = configuration
        let seeder = Seeder(configuration)
        store = try configuration.dataFolder.map { try Store(folder: $0) } ?? SeedImages.shared.store(for: seeder)
        engine = try Engine(configuration, store: store)
        // A file may be new, or from before; what is in memory has its seed.
        if configuration.dataFolder != nil { try seeder.seedIfEmpty(store) }
        let nanoseconds = configuration.latency / .nanoseconds(1)
        console = configuration.hasConsole ? Console(engine: engine, configuration: configuration) : nil
        server = try await Server(
            port: configuration.port, engine: engine,
            settings: ServerSettings(
                latency: .nanoseconds(Int64(nanoseconds)), clock: configuration.clock, host: Server.host,
                log: console?.noting(beside: configuration.log) ?? configuration.log, console: console))
    }

    /// Starts a portal on 127.0.0.1.
    ///
    /// - Throws: ``LocalPortalError`` when the port is taken, the folder cannot be used or a fault is not understood.
    public static func start(_ configuration: Configuration = Configuration()) async throws -> LocalPortal {
        try await LocalPortal(configuration)
    }

    var clock: JumpingClock { engine.clock }
    var choices: Choices { configuration.choices }

    /// `http://127.0.0.1:PORT`
    public var address: String { "http://\(Server.host):\(server.port)" }

    /// The address of the page to look at, for browsers of this machine; `nil` without ``Configuration/hasConsole``.
    ///
    /// Whoever knows it may see everything and change settings: it is as secret as a webhook, and another one at each
    /// start.
    public var consoleAddress: String? { console.map { "\(address)/console/\($0.access.key)/" } }

    /// The URL of an inbound webhook of one of the seeded people; `nil` scopes means all.
    ///
    /// The same owner and scopes give the same URL again, also after ``reset()`` and, with a data folder, after a
    /// restart (but for a port that is picked anew).
    ///
    /// - Parameters:
    ///   - owner: as whom its calls run.
    ///   - scopes: what it may be used for; `nil` for everything.
    ///   - expires: Unix time in seconds after which calls are refused.
    public func webhook(_ owner: Owner = .admin, scopes: [String]? = nil, expires: Int64? = nil) async throws -> String
    {
        let userID = try await store.queue.read { try Self.userID(of: owner, $0) }
        return try await webhook(ofUser: userID, scopes: scopes, expires: expires)
    }

    /// The URL of an inbound webhook of an active person, as ``webhook(_:scopes:expires:)`` has it for the roles.
    ///
    /// - Throws: ``LocalPortalError`` when there is no such person.
    public func webhook(ofUser id: Int, scopes: [String]? = nil, expires: Int64? = nil) async throws -> String {
        let now = Int64(clock.now())
        let code = try await store.queue.write { database in
            guard try People.isActive(id, database) else { throw LocalPortalError(Texts.noSuchPerson(id)) }
            return try Webhooks.code(for: id, scopes: scopes, expires: expires, now: now, database)
        }
        return "\(address)/rest/\(id)/\(code)/"
    }

    /// Back to the seed. Webhooks, applications and tokens stay valid; what the limits have counted is forgotten.
    public func reset() async throws {
        try Self.reset(engine, configuration, to: configuration.seed)
    }

    static func reset(_ engine: Engine, _ configuration: Configuration, to seed: Seed) throws {
        var configuration = configuration
        configuration.seed = seed
        try Seeder(configuration).reset(engine.store)
        engine.resetLimits()
        engine.baseline.clear()
    }

    /// Ends the server; the data stays. What is under way is waited for, and whoever calls the portal afterwards gets a
    /// ``LocalPortalError``. A second call does nothing.
    public func stop() async throws { try await Self.stop(server, store) }

    deinit {
        guard configuration.endsWhenDropped else { return }
        let (server, store) = (server, store)
        Task { try? await Self.stop(server, store) }
    }

    private static func stop(_ server: Server, _ store: Store) async throws {
        await server.stop()
        try await store.queue.close()
    }
}
