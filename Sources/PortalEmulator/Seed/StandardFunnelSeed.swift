import GRDB
import Localization

/// The funnels that deals, contacts, companies and invoices have on every portal. Which funnels are system ones is not
/// documented: here it is the first one of invoices.
enum StandardFunnelSeed {
    static func fill(_ database: Database, _ seed: SeedContext) throws {
        let store = CategoryStore(database: database, language: seed.language)
        for (entityTypeID, id) in [(2, 0), (3, 0), (4, 0), (31, 1)] {
            _ = try store.create(
                id: id, entityTypeID: entityTypeID, name: Texts.firstFunnel[seed.language], sort: 300, isDefault: true)
        }
        try database.run("UPDATE categories SET is_system = 'Y' WHERE entity_type_id = 31")
    }
}
