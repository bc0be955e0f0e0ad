import JSON
import Localization
import PortalEmulator
import Testing

@Suite struct SeedTests {
    @Test(arguments: [
        (Language.en, "Leave requests", "HR", "Anna"), (.ru, "Заявки на отпуск", "Кадры", "Анна"),
    ])
    func theDemoSpeaksTheLanguage(language: Language, type: String, workplace: String, name: String) async throws {
        let portal = try await TestPortal { $0.language = language }
        #expect(try portal.result("crm.type.get", ["id": 2])["type"]?["title"] == .string(type))
        #expect(
            try portal.result("crm.automatedsolution.get", ["id": 1])["automatedSolution"]?["title"]
                == .string(workplace))
        #expect(try portal.result("profile")["NAME"] == .string(name))
    }

    @Test func theDemoHasFiveSPAsOfWhichThreeAreInWorkplaces() async throws {
        let portal = try await TestPortal()
        #expect(try portal.result("crm.type.list")["types"]?.arrayValue?.count == 5)
        let places = try portal.result("crm.automatedsolution.list")["automatedSolutions"]!.arrayValue!
        #expect(places.map { $0["typeIds"] } == [[2], [3, 5]])
    }

    @Test func theEmptyPortalHasItsOwnersOnly() async throws {
        let portal = try await TestPortal { $0.seed = .empty }
        #expect(try portal.call("crm.type.list").json["total"] == 0)
        #expect(try portal.call("crm.automatedsolution.list").json["total"] == 0)
        for owner in LocalPortal.Owner.allCases { _ = try portal.result("profile", as: owner) }
        let funnels = try portal.result("crm.category.list", ["entityTypeId": 2])["categories"]
        #expect(funnels?.arrayValue?.count == 1)
    }

    @Test func aNewPortalCountsOnWhereTheSeedEnded() async throws {
        let portal = try await TestPortal()
        let type = try portal.result("crm.type.add", ["fields": ["title": "x"]])["type"]!
        #expect(type["id"] == 14)
        #expect(type["entityTypeId"] == 1048)
        let funnel = try portal.result("crm.category.list", ["entityTypeId": 1048])["categories"]![0]!
        #expect(funnel["id"] == 18)
        #expect(
            try portal.result("crm.automatedsolution.add", ["fields": ["title": "x"]])["automatedSolution"]?["id"] == 5)
    }
}
