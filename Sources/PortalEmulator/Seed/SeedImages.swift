import Localization
import Synchronization

/// What portals in memory begin with, kept for the next one: a program that starts many of them (its tests) fills one and
/// copies it.
final class SeedImages: Sendable {
    static let shared = SeedImages()

    /// Of each a few hundred kilobytes.
    private static let most = 8

    private struct Image: Sendable {
        let key: SeedKey
        let store: Store
    }

    /// The last to be used at the end.
    private let images = Mutex<[Image]>([])

    /// A store in memory with the seed.
    func store(for seeder: Seeder) throws -> Store {
        guard let key = seeder.key else { return try filled(by: seeder) }
        return try images.withLock { images in
            let index = images.firstIndex { $0.key == key }
            let image = try index.map { images.remove(at: $0) } ?? Image(key: key, store: filled(by: seeder))
            images = images.suffix(Self.most - 1) + [image]
            return try Store(copying: image.store)
        }
    }

    private func filled(by seeder: Seeder) throws -> Store {
        let store = try Store(folder: nil)
        try seeder.seedIfEmpty(store)
        return store
    }
}

/// Everything that a seed depends on.
struct SeedKey: Sendable, Equatable {
    let seed: LocalPortal.Seed
    let language: Language
    let plan: LocalPortal.Plan
    let flavour: LocalPortal.Flavour
    let planLimits: PlanLimits?
    let choices: Choices
    let now: Int64
}
