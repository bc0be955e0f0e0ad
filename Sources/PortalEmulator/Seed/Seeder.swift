import GRDB
import Localization

/// Fills a portal in one transaction.
struct Seeder {
    private let configuration: LocalPortal.Configuration
    /// Unix time; its seconds do not count, so that two portals of one minute are alike.
    private let now: Int64

    init(_ configuration: LocalPortal.Configuration) {
        self.configuration = configuration
        let now = Int64(configuration.clock.now())
        self.now = now - now % 60
    }

    /// Portals with the same one begin with the same; `nil` where another portal has a say.
    var key: SeedKey? {
        guard configuration.origin == nil else { return nil }
        return SeedKey(
            seed: configuration.seed, language: configuration.language, plan: configuration.plan,
            flavour: configuration.flavour, planLimits: configuration.planLimits, choices: configuration.choices,
            now: now)
    }

    /// Fills a portal that holds nothing yet.
    func seedIfEmpty(_ store: Store) throws {
        try store.queue.write { database in
            if try database.integer("SELECT count(*) FROM users") == 0 {
                try fill(database)
            } else if configuration.seed != .bare {
                // A file that is older than the CRM's own types.
                try OwnTypeSeed.complete(database, configuration.language)
            }
        }
    }

    /// Empties all tables but the webhooks, then fills them anew.
    func reset(_ store: Store) throws {
        try store.queue.write { database in
            for table in Schema.seeded { try database.run("DELETE FROM \(table)") }
            try fill(database)
        }
    }

    private func fill(_ database: Database) throws {
        guard configuration.seed != .bare else { return }
        let seed = SeedContext(language: configuration.language, choices: configuration.choices, now: now)
        try CompanySeed.fill(database, seed, isDemo: configuration.seed == .demo)
        try StandardFunnelSeed.fill(database, seed)
        try DirectorySeed.fill([Directories.source], database, seed.language)
        if configuration.seed == .demo {
            try WorkplaceSeed.fill(database, seed)
            try ItemSeed.fill(database, seed)
        }
        try OwnTypeSeed.complete(database, seed.language)
        if configuration.seed == .demo { try SalesSeed(database, seed, PortalFacts(configuration)).fill() }
    }
}

/// What the parts of the seed share.
struct SeedContext: Sendable {
    let language: Language
    let choices: Choices
    /// Unix time of the seeding; dates of the demo lie before it.
    let now: Int64

    var serverTime: ServerTime { ServerTime(offset: choices.timeZoneOffset) }
}
