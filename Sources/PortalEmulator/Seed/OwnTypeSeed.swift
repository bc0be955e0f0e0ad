import GRDB
import Localization

/// What leads, deals, contacts, companies, estimates and invoices need on every portal: funnels, stages, directories.
enum OwnTypeSeed {
    /// Adds what is missing, once: what somebody has deleted since does not come back.
    static func complete(_ database: Database, _ language: Language) throws {
        let mark = "own types"
        guard try database.row("SELECT 1 FROM portal WHERE name = ?", [mark]) == nil else { return }
        try database.run("INSERT INTO portal (name, value) VALUES (?, 'Y')", [mark])
        let store = CategoryStore(database: database, language: language)
        // These have no funnels: the one here keeps their rights and never shows.
        for type in [OwnType.lead, .quote] where try store.row(entityTypeID: type.rawValue, id: 0) == nil {
            try store.createOwn(type, id: 0)
        }
        let funnels = try database.rows("SELECT entity_type_id, id FROM categories").map {
            ($0[0] as Int, $0[1] as Int)
        }
        for (entityTypeID, id) in funnels where OwnType(rawValue: entityTypeID)?.hasStages == true {
            let directory = StageDirectory(entityTypeID: entityTypeID, categoryID: id)
            guard try StatusRow.all(of: directory.entityID, database).isEmpty else { continue }
            try DefaultStages.add(entityTypeID: entityTypeID, categoryID: id, language, database)
        }
        try DirectorySeed.fill(Directories.plain.map(\.id), database, language)
    }
}
