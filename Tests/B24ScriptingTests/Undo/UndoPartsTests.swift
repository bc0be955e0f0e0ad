import Bitrix24
import JSON
import Testing

@testable import B24Scripting

/// The decisions around an undo: what is read before a write, and what the steps become when they are sent.
@Suite struct UndoPartsTests {
    static let needs: [(String, JSONObject, String?)] = [
        ("crm.item.add", ["entityTypeId": 1, "fields": [:]], nil),
        ("crm.item.update", ["entityTypeId": 1, "id": 2, "fields": ["title": "x"]], "crm.item.get"),
        ("CRM.Item.Update", ["entityTypeId": 1, "id": "2", "fields": ["title": "x"]], "crm.item.get"),
        ("crm.item.update", ["entityTypeId": 1, "id": "$result[a]", "fields": [:]], nil),
        ("crm.item.update", ["entityTypeId": 1, "fields": [:]], nil),
        ("crm.item.delete", ["entityTypeId": 1, "id": 2], "crm.item.get"),
        ("crm.type.delete", ["id": 2], "crm.type.get"), ("crm.status.update", ["id": 2], "crm.status.get"),
        ("crm.status.delete", ["ID": 2], "crm.status.get"),
        ("crm.category.delete", ["entityTypeId": 1, "id": 2], "crm.category.get"),
        ("userfieldconfig.update", ["moduleId": "crm", "id": 2], "userfieldconfig.get"),
        ("crm.automatedsolution.delete", ["id": 2], "crm.automatedsolution.get"),
        ("crm.item.details.configuration.set", ["entityTypeId": 1], "crm.item.details.configuration.get"),
        ("crm.deal.update", ["id": 2, "fields": ["TITLE": "x"]], "crm.deal.get"), ("crm.deal.delete", ["id": 2], nil),
        ("tasks.task.update", ["id": 2], nil), ("crm.item.details.configuration.forceCommonScopeForAll", [:], nil),
    ]

    @Test(arguments: needs) func whatIsReadBefore(_ method: String, _ parameters: JSONObject, _ get: String?) {
        #expect(BeforeNeed(Command(method, parameters))?.get?.method == get)
    }

    @Test func whatElseIsRead() throws {
        let move = try #require(
            BeforeNeed(Command("crm.automatedsolution.update", ["id": 1, "fields": ["typeIds": [2, "3"]]])))
        #expect(move.typeIDs == ["2", "3"])
        // Where what it takes came from matters even when the run has made the workplace.
        #expect(move.unless(isOwn: true)?.typeIDs == ["2", "3"])
        #expect(move.unless(isOwn: true)?.get == nil)
        let mark = BeforeNeed(Command("crm.category.add", ["entityTypeId": 156, "fields": ["isDefault": "Y"]]))
        #expect(mark?.defaultFunnelOf == "156")
        let item = try #require(
            BeforeNeed(Command("crm.item.update", ["entityTypeId": 1, "id": 2, "fields": ["categoryId": 3]])))
        #expect(item.names == ["categoryid", "stageid"])
        #expect(item.unless(isOwn: true) == nil)
        let funnel = BeforeNeed(Command("crm.category.delete", ["entityTypeId": 2, "id": 9]))
        #expect(funnel?.along == .stages(directory: "DEAL_STAGE_9"))
    }

    @Test func secretsAndBooksAreNotKept() {
        var before = WriteBefore(facts: [:])
        before.keep(
            [
                "title": "x", "comments": "https://acme.bitrix24.com/rest/1/abcdef123456abcdef/",
                "text": .string(String(repeating: "x", count: 300_000)),
            ])
        #expect(before.object == ["title": "x"])
        #expect(before.withheld == ["comments", "text"])
    }

    @Test func newIDsTakeThePlaceOfOldOnes() {
        var map = IDMap()
        map.note(PlannedObject("crm.item", entityTypeID: "156", id: "7"), id: "57")
        map.note(PlannedObject("crm.category", entityTypeID: "156", id: "5"), id: "55")
        map.note(PlannedObject("crm.type", id: "13"), id: "63")
        map.note(["4"], choices: ["44"], ofField: "UF_CRM_13_KIND")
        let table: [(Command, Command)] = [
            (
                Command(
                    "crm.item.update",
                    [
                        "entityTypeId": 156, "id": 7,
                        "fields": [
                            "categoryId": 5, "stageId": "DT156_5:NEW", "ufCrm13Kind": [4, 5], "ufCrm13_9": "x",
                            "parentId156": 7, "title": "DT156_5:NEW",
                        ],
                    ]),
                Command(
                    "crm.item.update",
                    [
                        "entityTypeId": 156, "id": 57,
                        "fields": [
                            "categoryId": 55, "stageId": "DT156_55:NEW", "ufCrm63Kind": [44, 5], "ufCrm63_9": "x",
                            "parentId156": 57, "title": "DT156_5:NEW",
                        ],
                    ])
            ),
            (
                Command("crm.status.add", ["fields": ["ENTITY_ID": "DYNAMIC_156_STAGE_5", "STATUS_ID": "DT156_5:A"]]),
                Command("crm.status.add", ["fields": ["ENTITY_ID": "DYNAMIC_156_STAGE_55", "STATUS_ID": "DT156_55:A"]])
            ),
            (
                Command("userfieldconfig.add", ["field": ["entityId": "CRM_13", "fieldName": "UF_CRM_13_X"]]),
                Command("userfieldconfig.add", ["field": ["entityId": "CRM_63", "fieldName": "UF_CRM_63_X"]])
            ),
            // Of another smart process.
            (
                Command("crm.item.update", ["entityTypeId": 158, "id": 7, "fields": ["stageId": "DT158_5:NEW"]]),
                Command("crm.item.update", ["entityTypeId": 158, "id": 7, "fields": ["stageId": "DT158_5:NEW"]])
            ),
        ]
        for (old, new) in table { #expect(map.translated(old).parameters == new.parameters) }
    }

    @Test func stages() {
        let row = { (id: String, code: String, name: String) -> JSONObject in
            ["ID": .string(id), "STATUS_ID": .string(code), "NAME": .string(name), "SORT": "10", "COLOR": "#fff"]
        }
        let commands = StageAlignment.commands(
            [row("1", "NEW", "Start"), row("2", "ASK", "Ask"), row("3", "SUCCESS", "Success")],
            now: [row("11", "NEW", "Start"), row("12", "CLIENT", "Approval"), row("13", "SUCCESS", "Won")])
        #expect(commands.map(\.method) == ["crm.status.add", "crm.status.update", "crm.status.delete"])
        #expect(commands[1].parameters == ["id": 13, "fields": ["NAME": "Success"]])
        #expect(commands[2].parameters["id"] == 12)
    }

    @Test func setsOfWorkplaces() {
        let workplaces: [JSONObject] = [
            ["id": 1, "typeIds": [2, 3, 8]], ["id": 4, "typeIds": []], ["id": 6, "typeIds": [7]],
        ]
        let commands = HomeMoves.commands(["3": "4", "2": nil as String?, "7": "6"], workplaces)
        #expect(commands.map { $0.parameters["id"] } == [1, 4])
        #expect(commands.map { $0.parameters["fields"]?["typeIds"] } == [[8], [3]])
        // A mere move needs no word to the place that is left.
        #expect(HomeMoves.commands(["3": "4"], workplaces).map { $0.parameters["id"] } == [4])
    }

    @Test func lostRecreations() throws {
        let command: JSONObject = ["entityTypeId": 156, "fields": ["title": "x", "opportunity": 5]]
        let lost = try #require(LostRecreation(UndoPlannerTests.write("crm.item.import", command)))
        let row = { (id: Int64, time: String, sum: JSONValue) -> JSONObject in
            ["id": .integer(id), "title": "x", "createdTime": .string(time), "opportunity": sum]
        }
        let mine = row(9, "1970-01-01T00:16:41+00:00", "5")
        let table: [([JSONObject], Set<String>, Bool, LostRecreation.Finding)] = [
            ([mine], [], false, .made(id: "9")), ([], [], false, .unclear), ([], [], true, .notMade),
            ([mine], ["9"], true, .notMade), ([row(9, "1970-01-01T00:00:01+00:00", 5)], [], true, .notMade),
            ([row(9, "1970-01-01T00:16:41+00:00", 6)], [], true, .unclear),
            ([mine, row(10, "1970-01-01T00:16:42+00:00", 5)], [], true, .unclear),
        ]
        for (rows, known, isSettled, finding) in table {
            #expect(lost.finding(rows, known: known, isSettled: isSettled) == finding)
        }
    }
}
