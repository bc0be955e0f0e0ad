import GRDB
import JSON
import Testing

@testable import PortalEmulator

/// Where the CRM's own types are, and where not.
@Suite struct OwnTypeSeedTests {
    private func start(_ folder: TemporaryFolder) async throws -> TestPortal {
        try await TestPortal {
            $0.seed = .empty
            $0.dataFolder = folder.path
        }
    }

    private func count(_ directory: JSONValue, _ portal: TestPortal) throws -> Int? {
        try portal.result("crm.status.list", ["filter": ["ENTITY_ID": directory]]).arrayValue?.count
    }

    /// A file from before has funnels of deals without stages, and no rights on leads.
    @Test func olderFilesAreCompletedOnce() async throws {
        let folder = TemporaryFolder()
        let old = try await start(folder)
        _ = try old.result("crm.category.add", ["entityTypeId": 2, "fields": ["name": "Second"]])
        try await old.portal.stop()
        func change(_ sql: String...) async throws {
            try await Store(folder: folder.path).queue.write { database in
                for sql in sql { try database.run(sql) }
            }
        }
        try await change(
            "DELETE FROM statuses WHERE entity_id <> 'SOURCE'", "DELETE FROM categories WHERE entity_type_id IN (1, 7)",
            "DELETE FROM portal")
        let completed = try await start(folder)
        #expect(try count("DEAL_STAGE", completed) == 8)
        #expect(try count("STATUS", completed) == 5)
        #expect(try count("DEAL_TYPE", completed) == 5)
        #expect(try count("SOURCE", completed) == 12)
        let second = try completed.result("crm.category.list", ["entityTypeId": 2])["categories"]?[1]?["id"]?
            .integerValue
        #expect(try count(.string("DEAL_STAGE_\(second ?? 0)"), completed) == 8)
        #expect(try completed.call("crm.item.list", ["entityTypeId": 1], as: .employee).status == 200)
        try await completed.portal.stop()
        try await change("DELETE FROM statuses WHERE entity_id = 'DEAL_TYPE'")
        let later = try await start(folder)
        #expect(try count("DEAL_TYPE", later) == 0)
        try await later.portal.stop()
    }

    /// An empty list would be a lie where another portal's deals are meant.
    @Test func portalsThatStandInForOthersHaveNone() async throws {
        struct Origin: PortalOrigin {
            func prepare(_ command: OriginCommand) -> OriginStep { .run([]) }
            func standIn(for command: OriginCommand) -> OriginStep { .run([]) }
            func hasPerson(_ id: Int) -> Bool { false }
            func hasRun(_ command: OriginCommand, result: JSONValue?) {}
        }
        let portal = try await TestPortal { $0.origin = Origin() }
        for (method, parameters) in [
            ("crm.item.list", ["entityTypeId": 2]), ("crm.item.add", ["entityTypeId": 31, "fields": ["title": "x"]]),
            ("crm.status.list", ["filter": ["ENTITY_ID": "DEAL_STAGE"]]),
            ("crm.status.entity.items", ["entityId": "INDUSTRY"]),
            ("userfieldconfig.list", ["moduleId": "crm", "filter": ["entityId": "CRM_DEAL"]]),
        ] as [(String, JSONValue)] {
            try portal.expectError("NOT_EMULATED", status: 501, method, parameters)
        }
        let types = try portal.result("crm.status.entity.types").arrayValue
        #expect(types?.first == ["ID": "SOURCE", "NAME": "Sources"])
        #expect(types?.contains { $0["ID"] == "DEAL_STAGE" } == false)
    }
}
