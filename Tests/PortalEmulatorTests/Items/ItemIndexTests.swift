import GRDB
import Testing

@testable import PortalEmulator

/// Going through many elements by id must not sort or scan them: 100,000 rows are a usual size.
@Suite struct ItemIndexTests {
    @Test(arguments: [
        "entity_type_id = 1 AND id > 5", "(entity_type_id = 1 AND (category_id = 2 AND 1)) AND id > 5",
        "(entity_type_id = 1 AND ((category_id = 2 AND 1) OR (category_id = 3 AND assigned_by_id = 3))) AND id > 5",
        "entity_type_id = 1 AND stage_id = 'x' AND id > 5", "entity_type_id = 1 AND assigned_by_id = 3 AND id > 5",
    ])
    func aCursorOverIdsUsesAnIndex(condition: String) throws {
        let store = try Store(folder: nil)
        let plan = try store.queue.read { database in
            try database.rows(
                "EXPLAIN QUERY PLAN SELECT \(Item.selection) FROM items WHERE \(condition) ORDER BY id LIMIT 50"
            ).map { row -> String in row[3] }
        }
        #expect(plan.count == 1)
        #expect(plan.allSatisfy { $0.hasPrefix("SEARCH items USING") && $0.contains("id>?") }, "\(plan)")
    }
}
