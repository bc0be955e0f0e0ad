import Localization
import Synchronization

/// What portals in memory begin with, kept for the next one: a program that starts many of them (its tests) fills one and
/// copies it.
final class SeedImages: Sendable {
    static let shared = SeedImages()

    private struct Image: Sendable {
        let key: SeedKey
        let store: Store
    }

    /// One for each seed and language; the others are out of date.
    private let images = Mutex<[Image]>([])

    /// A store in memory with the seed.
    func store(for seeder: Seeder) throws -> Store {
        let key = seeder.key
        return try images.withLock { images in
            if let image = images.first(where: { $0.key == key }) { return try Store(copying: image.store) }
            let store = try Store(folder: nil)
            try seeder.seedIfEmpty(store)
            images.removeAll { $0.key.replaces(key) }
            images.append(Image(key: key, store: store))
            return try Store(copying: store)
        }
    }
}

/// Everything that a seed depends on.
struct SeedKey: Sendable, Equatable {
    let seed: LocalPortal.Seed
    let language: Language
    let choices: Choices
    let now: Int64

    func replaces(_ other: SeedKey) -> Bool { seed == other.seed && language == other.language }
}
