import GRDB
import Localization

/// The funnels that deals, contacts, companies and invoices have on every portal. Which funnels are system ones is not
/// documented: here it is the first one of invoices.
enum StandardFunnelSeed {
    static func fill(_ database: Database, _ seed: SeedContext) throws {
        let store = CategoryStore(database: database, language: seed.language)
        for (type, id) in [(OwnType.deal, 0), (.contact, 0), (.company, 0), (.invoice, 1)] {
            try store.createOwn(type, id: id)
        }
        try database.run("UPDATE categories SET is_system = 'Y' WHERE entity_type_id = 31")
    }
}
