import JSON
import PortalEmulator
import Testing

/// Phones, addresses and messengers (`fm`).
@Suite struct MultifieldTests {
    private func portal() async throws -> TestPortal { try await TestPortal { $0.seed = .empty } }

    private func add(_ list: JSONValue, to portal: TestPortal) throws -> JSONValue {
        try portal.result("crm.item.add", ["entityTypeId": 3, "fields": ["name": "Anna", "fm": list]])["item"]!
    }

    private func update(_ list: JSONValue, of portal: TestPortal) throws -> JSONValue {
        try portal.result("crm.item.update", ["entityTypeId": 3, "id": 1, "fields": ["fm": list]])["item"]!
    }

    private func values(_ item: JSONValue) -> [String] {
        item["fm"]?.arrayValue?.compactMap { $0["value"]?.stringValue } ?? []
    }

    /// The value of `fm` on `api-reference/crm/universal/crm-item-add`.
    private static let example: JSONValue = [
        ["valueType": "WORK", "value": "+79999999", "typeId": "PHONE"],
        ["valueType": "WORK", "value": "bitrix@bitrix.com", "typeId": "EMAIL"],
    ]

    @Test func theExampleIsTaken() async throws {
        let contact = try add(Self.example, to: try await portal())
        for (name, value) in [
            ("hasPhone", "Y"), ("hasEmail", "Y"), ("hasImol", "N"), ("phone", "+79999999"), ("phoneWork", "+79999999"),
            ("phoneMobile", ""), ("email", "bitrix@bitrix.com"), ("emailWork", "bitrix@bitrix.com"), ("emailHome", ""),
        ] as [(String, JSONValue)] {
            #expect(contact[name] == value, "\(name)")
        }
    }

    @Test func entriesChangeByID() async throws {
        let portal = try await portal()
        _ = try add(Self.example, to: portal)
        // The form of `api-reference/crm/universal/crm-item-update`: an object by id. There is no 15.
        let changed = try update(
            [
                "1": ["value": "+7000"],
                "15": ["valueType": "MOBILE", "value": "+7111", "typeId": "PHONE"],
            ], of: portal)
        #expect(values(changed) == ["+7000", "bitrix@bitrix.com", "+7111"])
        #expect(changed["fm"]?.arrayValue?.map { $0["id"] } == [1, 2, 3])
        #expect(changed["phoneMobile"] == "+7111")
        // A list adds what has no id.
        let more = try update([["typeId": "WEB", "value": "example.com"], ["id": 3, "value": ""]], of: portal)
        #expect(values(more) == ["+7000", "bitrix@bitrix.com", "example.com"])
        #expect(more["phoneMobile"] == "")
        #expect(values(try update([], of: portal)).count == 3)
        #expect(values(try update(nil, of: portal)).count == 3)
    }

    @Test func emptyValuesMayBeKept() async throws {
        let portal = try await TestPortal {
            $0.seed = .empty
            $0.choices.emptyMultifieldsAreDeleted = false
        }
        _ = try add(Self.example, to: portal)
        #expect(values(try update(["1": ["value": ""]], of: portal)) == values(["fm": Self.example]))
    }

    @Test func theListComesWithTheStarOnly() async throws {
        let portal = try await portal()
        _ = try add(Self.example, to: portal)
        func row(_ select: JSONValue) throws -> JSONObject? {
            try portal.result("crm.item.list", ["entityTypeId": 3, "select": select])["items"]?[0]?.objectValue
        }
        #expect(try row(["id", "fm", "phone"])?.keys == ["id", "phone"])
        #expect(try row(["*"])?["fm"]?.arrayValue?.count == 2)
        try portal.expectError("INVALID_ARG_VALUE", "crm.item.list", ["entityTypeId": 3, "filter": ["fm": "x"]])
        let found = try portal.call("crm.item.list", ["entityTypeId": 3, "filter": ["%phone": "9999"]]).json
        #expect(found["total"] == 1)
    }

    /// `api-reference/crm/universal/import/crm-item-import` names them as the older methods do.
    @Test func importsNameThemByType() async throws {
        let portal = try await portal()
        let fields: JSONValue = ["name": "Anna", "PHONE": [["VALUE": "+7222", "VALUE_TYPE": "MOBILE"]]]
        _ = try portal.result("crm.item.import", ["entityTypeId": 3, "fields": fields])
        let contact = try portal.result("crm.item.get", ["entityTypeId": 3, "id": 1])["item"]!
        #expect(contact["phoneMobile"] == "+7222")
        #expect(contact["fm"] == [["id": 1, "valueType": "MOBILE", "value": "+7222", "typeId": "PHONE"]])
    }
}
