import JSON
import PortalEmulator
import Testing

/// Objects of another portal are taken over with their ids, and look the same afterwards.
@Suite struct ImportTests {
    /// Everything that one portal answers of a smart process, as objects for another one.
    private func copy(of entityTypeID: Int64, from source: TestPortal) throws -> [ImportedObject] {
        let type = try source.result("crm.type.getByEntityTypeId", ["entityTypeId": .integer(entityTypeID)])["type"]!
        let id = type["id"]!.integerValue!
        var objects: [ImportedObject] = [.person(ImportedPerson(id: 1, role: .admin)), .type(type.objectValue!)]
        let funnels = try source.result("crm.category.list", ["entityTypeId": .integer(entityTypeID)])["categories"]!
        for funnel in funnels.arrayValue! {
            objects.append(.funnel(funnel.objectValue!, isOpen: true))
            let directory = "DYNAMIC_\(entityTypeID)_STAGE_\(funnel["id"]!.integerValue!)"
            let stages = try source.result("crm.status.list", ["filter": ["ENTITY_ID": .string(directory)]])
            objects += stages.arrayValue!.map { .status($0.objectValue!) }
        }
        let fields = try source.result(
            "userfieldconfig.list", ["moduleId": "crm", "filter": ["entityId": .string("CRM_\(id)")]])
        for field in fields["fields"]!.arrayValue! {
            let whole = try source.result("userfieldconfig.get", ["moduleId": "crm", "id": field["id"]!])
            objects.append(.userField(whole["field"]!.objectValue!))
        }
        let items = try source.result("crm.item.list", ["entityTypeId": .integer(entityTypeID)])["items"]!.arrayValue!
        objects += items.map { .item(entityTypeID: Int(entityTypeID), $0.objectValue!) }
        let workplaces = try source.result("crm.automatedsolution.list")["automatedSolutions"]!.arrayValue!
        return objects + workplaces.map { .workplace($0.objectValue!) }
    }

    private func bare(_ offset: Int = 3 * 3600) async throws -> TestCopy {
        var configuration = LocalPortal.Configuration()
        configuration.seed = .bare
        configuration.enforcesLimits = false
        configuration.choices.timeZoneOffset = offset
        return TestCopy(portal: try await LocalPortal.start(configuration))
    }

    @Test(arguments: [1032, 1036, 1040, 156, 1046]) func everythingLooksTheSame(_ entityTypeID: Int64) async throws {
        let source = try await TestPortal()
        let copy = try await bare()
        try await copy.portal.add(try self.copy(of: entityTypeID, from: source))
        try await copy.connect()
        let number = JSONValue.integer(entityTypeID)
        let type = try source.result("crm.type.getByEntityTypeId", ["entityTypeId": number])["type"]!
        let reads: [(String, JSONValue)] = [
            ("crm.type.get", ["id": type["id"]!]), ("crm.category.list", ["entityTypeId": number]),
            ("crm.item.fields", ["entityTypeId": number]), ("crm.item.list", ["entityTypeId": number]),
            ("crm.item.get", ["entityTypeId": number, "id": 3]),
            (
                "userfieldconfig.list",
                ["moduleId": "crm", "filter": ["entityId": .string("CRM_\(type["id"]!.integerValue!)")]]
            ),
        ]
        for (method, parameters) in reads {
            #expect(try copy.result(method, parameters) == source.result(method, parameters), "\(method)")
        }
        #expect(try await copy.portal.changes().isEmpty)
        try await copy.portal.stop()
    }

    /// The door leaves alone what came in through it before, and new objects get new ids.
    @Test func whatIsHereStays() async throws {
        let source = try await TestPortal()
        let copy = try await bare()
        let objects = try self.copy(of: 1036, from: source)
        try await copy.portal.add(objects)
        try await copy.connect()
        _ = try copy.result("crm.item.update", ["entityTypeId": 1036, "id": 3, "fields": ["title": "Changed"]])
        _ = try copy.result("crm.item.delete", ["entityTypeId": 1036, "id": 4])
        try await copy.portal.add(objects)
        #expect(try copy.result("crm.item.get", ["entityTypeId": 1036, "id": 3])["item"]?["title"] == "Changed")
        #expect(try copy.result("crm.item.list", ["entityTypeId": 1036, "filter": ["id": 4]])["items"] == [])

        try await copy.portal.add([.highestItemID(entityTypeID: 1036, 500)])
        let item = try copy.result("crm.item.add", ["entityTypeId": 1036, "fields": ["title": "New"]])["item"]!
        #expect(item["id"] == 501)
        let type = try copy.result("crm.type.add", ["fields": ["title": "Made here"]])["type"]!
        #expect(type["entityTypeId"] == 1038)

        let changes = try await copy.portal.changes()
        let shown = changes.filter { !$0.isImplied }.map {
            "\($0.kind) \($0.id) \($0.before == nil) \($0.after == nil)"
        }
        #expect(
            shown == [
                "type 4 true false", "item 3 false false", "item 4 false true", "item 501 true false",
            ])
        #expect(changes.filter(\.isImplied).map(\.kind) == [.funnel] + Array(repeating: .status, count: 5))
        try await copy.portal.stop()
    }

    /// A day is the same day, whatever the zone of the portal that tells it.
    @Test(arguments: [-8 * 3600, 0, 3 * 3600]) func daysStayDays(_ offset: Int) async throws {
        let source = try await TestPortal { $0.choices.timeZoneOffset = offset }
        let copy = try await bare(offset)
        _ = try source.result(
            "crm.item.update", ["entityTypeId": 1032, "id": 1, "fields": ["begindate": "2026-03-01"]])
        try await copy.portal.add(try self.copy(of: 1032, from: source))
        try await copy.connect()
        let get: JSONValue = ["entityTypeId": 1032, "id": 1]
        let date = try copy.result("crm.item.get", get)["item"]?["begindate"]
        #expect(try date == source.result("crm.item.get", get)["item"]?["begindate"])
        try await copy.portal.stop()
    }

    /// A portal that was filled through the door.
    private final class TestCopy {
        let portal: LocalPortal
        private var client: HTTPClient?
        private var path = ""

        init(portal: LocalPortal) { self.portal = portal }

        /// Once there is somebody to call as.
        func connect() async throws {
            path = TestPortal.path(try await portal.webhook(ofPerson: 1))
            client = HTTPClient(address: portal.address)
        }

        func result(_ method: String, _ parameters: JSONValue) throws -> JSONValue {
            let response = try #require(client).send(
                "POST", path + method, type: "application/json", body: JSONWriter.bytes(parameters))
            let body = try response.json
            #expect(response.status == 200, "\(method): \(response.text)")
            return body["result"] ?? .null
        }
    }
}
