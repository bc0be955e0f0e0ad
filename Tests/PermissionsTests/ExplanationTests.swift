import Localization
import Testing

@testable import Permissions

@Suite struct ExplanationTests {
    private let funnel = GrantObject.funnel(entityTypeID: 156, categoryID: 15)
    private let person = Membership(userID: 3, role: .employee, departments: [2], above: [2, 1], groups: [])

    private func explain(
        _ rows: [(String, GrantLevel)], _ person: Membership? = nil,
        element: (owner: Ownership, isOpened: Bool)? = nil
    ) -> (en: String, ru: String) {
        let person = person ?? self.person
        let table = GrantTable(
            rows.map { PlacedGrant(Grant(code: AccessCode($0.0)!, action: .read, level: $0.1), on: funnel) })
        let chain = GrantObject.chain(entityTypeID: 156, categoryID: 15, workplaceID: nil)
        let text = table.decide(.read, for: person, at: chain).explanation(
            of: .read, for: "Olivia (U3)", codes: person.codes, element: element
        ) { $0 == funnel ? "General" : nil }
        return (text.en, text.ru)
    }

    @Test func theGrantThatDecides() {
        let text = explain([("D2", .department), ("AU", .own), ("U9", .all)])
        #expect(
            text.en
                == "Olivia (U3): Read - own and department's items. Decided by the grant D2 - own and department's items, on: funnel \"General\" (15). Beside it: AU - own items, on: funnel \"General\" (15)."
        )
        #expect(
            text.ru
                == "Olivia (U3): Чтение — свои и своего отдела. Решает право D2 — свои и своего отдела, на: воронка «General» (15). Кроме него: AU — свои, на: воронка «General» (15)."
        )
    }

    @Test func theRoleThatDecides() {
        let grant = Grant(code: AccessCode("D2")!, action: .read, level: .all, role: "Manager")
        let text = GrantTable([PlacedGrant(grant, on: funnel)]).decide(.read, for: person, at: [funnel])
            .explanation(of: .read, for: "Olivia (U3)", codes: person.codes)
        #expect(text.en.contains("Decided by the grant D2 in role \"Manager\" - all items"))
        #expect(text.ru.contains("Решает право D2 в роли «Manager» — все"))
    }

    @Test func theLackThatDecides() {
        #expect(explain([]).en.contains("No grant speaks of any of their codes: *, AU, D2, DR1, DR2"))
        #expect(explain([("AU", .none)]).en.contains("All that is granted here is: AU - no access"))
        let far = explain([("AU", .own)], element: (.department, false)).en
        #expect(far.contains("not this item. Responsible for it is a colleague of the department"))
        #expect(explain([("AU", .own)], element: (.own, false)).en.contains("Decided by the grant AU"))
    }

    @Test func administratorsAndGuests() {
        let administrator = Membership(userID: 1, role: .crmAdministrator, departments: [], above: [], groups: [])
        let guest = Membership(userID: 11, role: .guest, departments: [], above: [], groups: [])
        #expect(explain([], administrator).en.contains("everything. Those who administer CRM need no grant"))
        #expect(explain([("AU", .all)], guest).ru.contains("экстранета"))
    }
}
