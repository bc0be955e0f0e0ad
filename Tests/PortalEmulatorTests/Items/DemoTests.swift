import JSON
import Localization
import PortalEmulator
import Testing

/// What the demo company holds, in both languages.
@Suite struct DemoTests {
    private static let types: [(entityTypeID: Int64, count: Int64)] = [
        (1032, 32), (1036, 30), (1040, 40), (156, 24), (1046, 30),
    ]

    private static let ownTypes: [(entityTypeID: Int64, count: Int64)] = [
        (1, 3), (2, 8), (3, 4), (4, 4), (7, 2), (31, 3),
    ]

    private func isRussian(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x400...0x4FF).contains($0.value) }
    }

    @Test(arguments: [Language.en, .ru])
    func elementsAreInTheLanguageOfThePortal(language: Language) async throws {
        let now = 1_760_000_000.0
        let clock = VirtualClock(now)
        let portal = try await TestPortal {
            $0.language = language
            $0.clock = clock.clock
        }
        for type in Self.types {
            let answer = try portal.call("crm.item.list", ["entityTypeId": .integer(type.entityTypeID)]).json
            #expect(answer["total"] == .integer(type.count))
            let items = answer["result"]?["items"]?.arrayValue ?? []
            for item in items {
                #expect(isRussian(item["title"]?.stringValue ?? "") == (language == .ru))
                let created = item["createdTime"]?.stringValue ?? ""
                #expect(created < "2025-10-09" && created > "2025-04-01", "\(created)")
                #expect(created <= item["updatedTime"]?.stringValue ?? "")
                #expect((item["updatedTime"]?.stringValue ?? "") < "2025-10-09T11:53:20")
            }
            #expect(Set(items.map { $0["assignedById"] }).count >= 2)
            #expect(Set(items.map { $0["stageId"] }).count >= 4)
            #expect(Set(items.map { $0["opened"] }) == ["Y", "N"])
        }
        let fields = try portal.result("crm.item.fields", ["entityTypeId": 156])["fields"]
        #expect(fields?["ufCrm8Number"]?["title"] == (language == .ru ? "Номер договора" : "Contract number"))
        #expect(fields?["ufCrm8Number"]?["isRequired"] == true)
        let purchase = try portal.result("crm.item.get", ["entityTypeId": 1036, "id": 2])["item"]
        #expect(purchase?["observers"]?.arrayValue?.count == 2)
        #expect(purchase?["ufCrm3Budget"]?.stringValue?.hasSuffix(language == .ru ? "|RUB" : "|USD") == true)
    }

    @Test(arguments: [Language.en, .ru])
    func clientsAndDealsAreInTheLanguageOfThePortal(language: Language) async throws {
        let portal = try await TestPortal { $0.language = language }
        for type in Self.ownTypes {
            let items = try portal.result("crm.item.list", ["entityTypeId": .integer(type.entityTypeID)])["items"]
            for item in items?.arrayValue ?? [] {
                let text = (item["title"] ?? item["lastName"])?.stringValue ?? ""
                #expect(isRussian(text) == (language == .ru), "\(text)")
                #expect(item["createdTime"] == item["updatedTime"])
            }
        }
    }

    /// Every seeded value would be accepted by the portal's own checks.
    @Test func everyElementCanBeWrittenBack() async throws {
        let portal = try await TestPortal()
        for type in Self.types + Self.ownTypes {
            let items = try portal.result("crm.item.list", ["entityTypeId": .integer(type.entityTypeID)])["items"]
            #expect(items?.arrayValue?.count == Int(type.count))
            for item in items?.arrayValue ?? [] {
                let answer = try portal.result(
                    "crm.item.update",
                    ["entityTypeId": .integer(type.entityTypeID), "id": item["id"]!, "fields": item])["item"]
                let changed = item.objectValue?.members.filter { answer?[$0.key] != $0.value }.map(\.key)
                #expect(changed == [])
            }
        }
    }

    @Test func aResetBringsTheSeedBack() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal { $0.clock = clock.clock }
        let before = try portal.result("crm.item.list", ["entityTypeId": 1036])
        _ = try portal.result("crm.item.delete", ["entityTypeId": 1036, "id": 1])
        _ = try portal.result("crm.item.update", ["entityTypeId": 1036, "id": 2, "fields": ["title": "x"]])
        try await portal.portal.reset()
        #expect(try portal.result("crm.item.list", ["entityTypeId": 1036]) == before)
    }

    @Test func anEmptyPortalHasSourcesAndNoElements() async throws {
        let portal = try await TestPortal { $0.seed = .empty }
        #expect(try portal.result("crm.status.entity.items", ["entityId": "SOURCE"]).arrayValue?.count == 12)
        try portal.expectError("NOT_FOUND", "crm.item.list", ["entityTypeId": 1036])
    }
}
