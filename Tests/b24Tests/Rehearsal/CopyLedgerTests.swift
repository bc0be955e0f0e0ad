import JSON
import Testing

@testable import b24

/// Who answers a command of a rehearsal, and what the copy needs first: decided without any portal.
@Suite struct CopyLedgerTests {
    /// Something that has happened.
    enum Event {
        case structure
        case met(CopyNeed)
        case copied(Int, [Int])
        case seen(Int, [Int])
        case ran(String, JSONObject, JSONValue)
    }

    private static let nothing: [CopyNeed] = []
    private static let update: Event = .ran("crm.item.update", ["entityTypeId": 156, "id": 1], ["item": ["id": 1]])
    private static let newType: Event = .ran(
        "crm.type.add", ["fields": ["title": "X"]], ["type": ["id": 30, "entityTypeId": 1100]])

    /// What has happened, the command that follows, and what is to become of it.
    static let cases: [(String, [Event], String, JSONObject, CopyStep)] = [
        // What nothing has touched is read from the portal.
        ("items", [], "crm.item.list", ["entityTypeId": 156], .portal),
        ("an item", [], "crm.item.get", ["entityTypeId": "156", "id": 7], .portal),
        ("structure", [.structure], "crm.type.list", [:], .portal),
        ("directories", [], "crm.status.entity.types", [:], .portal),
        ("people", [update], "user.get", ["ID": 1], .portal),
        ("the portal", [newType], "scope", [:], .portal),
        ("others", [update], "crm.item.list", ["entityTypeId": 158], .portal),
        ("fields after items changed", [update], "crm.item.fields", ["entityTypeId": 156], .portal),
        ("structure after items changed", [.structure, update], "crm.category.list", ["entityTypeId": 156], .portal),
        // What was touched is read here.
        (
            "a changed list", [update], "crm.item.list", ["entityTypeId": 156, "filter": ["title": "a"]],
            .here([.list(156, ["title": "a"])])
        ),
        (
            "pages by id share a list", [update], "crm.item.list",
            ["entityTypeId": 156, "filter": [">id": 50, "title": "a"]], .here([.list(156, ["title": "a"])])
        ),
        (
            "named ids stay", [update], "crm.item.list", ["entityTypeId": 156, "filter": ["@id": [1, 2]]],
            .here([.list(156, ["@id": [1, 2]])])
        ),
        (
            "an OR stays whole", [update], "crm.item.list",
            ["entityTypeId": 156, "filter": ["logic": "OR", ">id": 5, "title": "a"]],
            .here([.list(156, ["logic": "OR", ">id": 5, "title": "a"])])
        ),
        (
            "a list that is here", [update, .met(.list(156, ["title": "a"]))], "crm.item.list",
            ["entityTypeId": 156, "filter": ["title": "a"]], .here(nothing)
        ),
        (
            "all are here", [update, .met(.list(156, [:]))], "crm.item.list",
            ["entityTypeId": 156, "filter": ["title": "b"]], .here(nothing)
        ),
        (
            "another item of a changed process", [update, .copied(156, [1])], "crm.item.get",
            ["entityTypeId": 156, "id": 2], .here([.items(156, [2])])
        ),
        (
            "an item that is here", [update, .copied(156, [1])], "crm.item.get", ["entityTypeId": 156, "id": 1],
            .here(nothing)
        ),
        ("changed structure", [.structure, newType], "crm.type.list", [:], .here(nothing)),
        ("items of a new process", [.structure, newType], "crm.item.list", ["entityTypeId": 1100], .here(nothing)),
        ("its items can be changed", [.structure, newType], "crm.item.add", ["entityTypeId": 1100], .here(nothing)),
        // Writes.
        ("a first write", [], "crm.automatedsolution.add", ["fields": ["title": "A"]], .here([.structure])),
        ("a second write", [.structure], "crm.automatedsolution.add", ["fields": ["title": "A"]], .here(nothing)),
        ("a new item", [.structure], "crm.item.add", ["entityTypeId": 156], .here([.highestID(156)])),
        (
            "a second new item", [.structure, .met(.highestID(156))], "crm.item.add", ["entityTypeId": 156],
            .here(nothing)
        ),
        (
            "an import", [.structure], "crm.item.batchImport", ["entityTypeId": 156],
            .here([.highestID(156), .newestItem(156)])
        ),
        (
            "a change", [.structure], "crm.item.update", ["entityTypeId": 156, "id": 3], .here([.items(156, [3])])
        ),
        (
            "a change after a page", [.structure, .seen(156, [1, 2, 3]), .copied(156, [2])], "crm.item.delete",
            ["entityTypeId": 156, "id": 3], .here([.items(156, [3, 1])])
        ),
        (
            "a change of what is here", [.structure, .seen(156, [1, 2, 3]), .copied(156, [3])], "crm.item.update",
            ["entityTypeId": 156, "id": 3], .here(nothing)
        ),
        // What holds items.
        ("a process goes", [.structure], "crm.type.delete", ["id": 13], .here([.anyItem(156, [:])])),
        (
            "a new process goes", [.structure, newType], "crm.type.delete", ["id": 30], .here(nothing)
        ),
        (
            "a funnel goes", [.structure], "crm.category.delete", ["entityTypeId": 156, "id": 9],
            .here([.anyItem(156, ["categoryId": 9])])
        ),
        (
            "a stage goes", [.structure], "crm.status.delete", ["id": 70],
            .here([.anyItem(156, ["stageId": "DT156_9:NEW"])])
        ),
        (
            "a funnel of deals goes", [.structure], "crm.category.delete", ["entityTypeId": 2, "id": 9], .here(nothing)
        ),
        // Structure that changes what items look like.
        (
            "a stage", [.structure, .ran("crm.status.update", ["id": 70, "fields": ["NAME": "X"]], true)],
            "crm.item.list", ["entityTypeId": 156], .here([.list(156, [:])])
        ),
        (
            "a field", [.structure, .ran("userfieldconfig.delete", ["id": 80], nil)], "crm.item.get",
            ["entityTypeId": 156, "id": 1], .here([.items(156, [1])])
        ),
        (
            "a switch", [.structure, .ran("crm.type.update", ["id": 13, "fields": ["isSourceEnabled": "N"]], [:])],
            "crm.item.get", ["entityTypeId": 156, "id": 1], .here([.items(156, [1])])
        ),
        (
            "of another process", [.structure, .ran("crm.type.update", ["id": 13, "fields": ["title": "N"]], [:])],
            "crm.item.get", ["entityTypeId": 158, "id": 1], .portal
        ),
        (
            "relations concern all",
            [.structure, .ran("crm.type.update", ["id": 13, "fields": ["relations": ["parent": []]]], [:])],
            "crm.item.get", ["entityTypeId": 158, "id": 1], .here([.items(158, [1])])
        ),
        (
            "a workplace changes no item",
            [.structure, .ran("crm.automatedsolution.update", ["id": 1, "fields": ["typeIds": [13]]], [:])],
            "crm.item.list", ["entityTypeId": 156], .portal
        ),
        // Cards.
        ("a card", [], "crm.item.details.configuration.get", ["entityTypeId": 156], .portal),
        (
            "a changed card", [.ran("crm.item.details.configuration.set", ["entityTypeId": 156], true)],
            "crm.item.details.configuration.get", ["entityTypeId": 156], .here(nothing)
        ),
        (
            "another card", [.ran("crm.item.details.configuration.set", ["entityTypeId": 156], true)],
            "crm.item.details.configuration.get", ["entityTypeId": 156, "scope": "C"], .portal
        ),
        (
            "nobody has a card of their own",
            [.ran("crm.item.details.configuration.forceCommonScopeForAll", ["entityTypeId": 156], true)],
            "crm.item.details.configuration.get", ["entityTypeId": 156, "userId": 5], .here(nothing)
        ),
        // What the copy does not act out it refuses, and a stand-in comes in.
        ("deals", [], "crm.item.update", ["entityTypeId": 2, "id": 1], .here(nothing)),
        ("no entityTypeId", [], "crm.item.update", ["id": 1], .here(nothing)),
    ]

    @Test(arguments: cases.indices) func step(_ index: Int) {
        let (name, events, method, parameters, expected) = Self.cases[index]
        var ledger = CopyLedger()
        for event in events {
            switch event {
            case .structure:
                ledger.hasCopied(
                    types: [13: 156, 14: 158],
                    stages: [70: .init(directory: "DYNAMIC_156_STAGE_9", code: "DT156_9:NEW")],
                    fieldOwners: [80: "CRM_13"])
            case .met(let need): ledger.hasMet(need)
            case .copied(let type, let ids): ledger.hasCopied(type, items: ids)
            case .seen(let type, let ids): ledger.hasSeen(type, items: ids)
            case .ran(let method, let parameters, let result): ledger.hasRun(method, parameters, result)
            }
        }
        var step = ledger.step(method, parameters)
        // Cases that are about something else begin without the structure.
        if case .here(let needs) = step, !events.contains(where: { if case .structure = $0 { true } else { false } }),
            method.hasPrefix("crm.item.")
        {
            step = .here(needs.filter { $0 != .structure })
        }
        #expect(step == expected, "\(name)")
    }

    /// Of many items that were seen, so many come along.
    @Test func companyIsLimited() {
        var ledger = CopyLedger()
        ledger.hasCopied(types: [13: 156])
        ledger.hasSeen(156, items: Array(1...1000))
        guard case .here(let needs) = ledger.step("crm.item.update", ["entityTypeId": 156, "id": 500]),
            case .items(_, let ids)? = needs.first
        else {
            Issue.record("nothing is needed")
            return
        }
        #expect(ids.count == CopyLedger.company && ids.first == 500 && Set(ids).count == ids.count)
    }

    @Test(arguments: [
        ("2026-11-26T17:40:00+03:00", 10800), ("2026-11-26T17:40:00-05:30", -19800), ("2026-11-26T17:40:00Z", 0),
        ("2026-11-26", nil), ("", nil),
    ])
    func zones(time: String, offset: Int?) { #expect(CallerFacts.offset(time) == offset) }
}
