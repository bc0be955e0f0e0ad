import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

@Suite struct SPAFieldCodecTests {
    @Test(arguments: SPAFieldCodec.flags) func flagsAreLetters(flag: String) throws {
        for (given, sent) in [(JSONValue.bool(true), "Y"), (false, "N"), ("Y", "Y"), ("N", "N"), ("true", "Y")] {
            let encoded = try SPAFieldCodec.encode(JSONObject(dictionaryLiteral: (flag, given)), function: "f")
            #expect(encoded[flag] == .string(sent), "\(flag) = \(given)")
        }
        #expect(SPAFieldCodec.decode(JSONObject(dictionaryLiteral: (flag, "Y")))[flag] == true)
        #expect(SPAFieldCodec.decode(JSONObject(dictionaryLiteral: (flag, "N")))[flag] == false)
    }

    @Test func relationsAreWords() throws {
        let encoded = try SPAFieldCodec.encode(
            [
                "relations": [
                    "parent": [
                        ["entityTypeId": 4, "isChildrenListEnabled": true],
                        ["entityTypeId": 2, "isChildrenListEnabled": "N"],
                        ["entityTypeId": 3, "isChildrenListEnabled": true, "isPredefined": true],
                    ], "child": [:],
                ],
                "linkedUserFields": ["TASKS_TASK|UF_CRM_TASK": true],
            ], function: "f")
        #expect(
            encoded["relations"] == [
                "parent": [
                    ["entityTypeId": 4, "isChildrenListEnabled": "true"],
                    ["entityTypeId": 2, "isChildrenListEnabled": "false"],
                ], "child": [],
            ])
        #expect(encoded["linkedUserFields"] == ["TASKS_TASK|UF_CRM_TASK": "true"])
    }

    @Test func relationsComeBackAsBooleans() {
        let decoded = SPAFieldCodec.decode([
            "relations": [
                "parent": [["entityTypeId": 3, "isChildrenListEnabled": "Y", "isPredefined": "N"]], "child": [],
            ],
            "linkedUserFields": ["TASKS_TASK|UF_CRM_TASK": "N"], "customSectionId": .null, "isPaymentsEnabled": "N",
        ])
        #expect(
            decoded["relations"]?["parent"]?[0] == [
                "entityTypeId": 3, "isChildrenListEnabled": true, "isPredefined": false,
            ])
        #expect(decoded["linkedUserFields"] == ["TASKS_TASK|UF_CRM_TASK": false])
        #expect(decoded["isPaymentsEnabled"] == false)
        #expect(decoded["customSectionId"] == .null)
    }

    @Test func whatThePortalSetsItselfIsLeftOut() throws {
        let encoded = try SPAFieldCodec.encode(
            ["id": 13, "title": "Leave", "createdBy": 1, "isPaymentsEnabled": false, "customSections": []],
            function: "f")
        #expect(encoded == ["title": "Leave"])
    }

    private static let ignored: [(JSONObject, String)] = [
        (["isStageEnabled": true], "isStagesEnabled"), (["titel": "x"], "title"),
        (["isStagesEnabled": "perhaps"], "'isStagesEnabled'"), (["relations": ["parents": []]], "relations.parents"),
        (["relations": ["parent": [["id": 4]]]], "relations.parent[1]"),
        (["linkedUserFields": ["TASK": true]], "TASKS_TASK|UF_CRM_TASK"),
    ]

    @Test(arguments: ignored) func whatThePortalWouldIgnoreIsRefused(fields: JSONObject, fact: String) throws {
        let error = #expect(throws: ModuleError.self) { try SPAFieldCodec.encode(fields, function: "b24.spa.add") }
        #expect(error?.kind == .invalidArgument)
        #expect(error?.text.en.contains(fact) == true, "\(error?.text.en ?? "")")
        #expect(error?.text.ru.contains(fact) == true, "\(error?.text.ru ?? "")")
    }

    @Test func itemBooleans() {
        #expect(
            FilterBooleans.fields(["opened": true, "ufCrm7Many": [false, 1]]) == [
                "opened": "Y", "ufCrm7Many": ["N", 1],
            ])
        #expect(
            FilterBooleans.encode([
                "opened": false, "!ufCrm7Paid": true, "0": ["logic": "OR", "=isManualOpportunity": true],
            ])
                == ["opened": "N", "!ufCrm7Paid": 1, "0": ["logic": "OR", "=isManualOpportunity": "Y"]])
    }

    @Test func lostAndDroppedRelations() {
        let sent: JSONObject = [
            "relations": [
                "parent": [["entityTypeId": 2, "isChildrenListEnabled": "true"], ["entityTypeId": 4]], "child": [],
            ],
            "linkedUserFields": ["TASKS_TASK|UF_CRM_TASK": "true"],
        ]
        let stored: JSONObject = [
            "relations": ["parent": [["entityTypeId": 2, "isChildrenListEnabled": false]], "child": []],
            "linkedUserFields": ["TASKS_TASK|UF_CRM_TASK": false],
        ]
        #expect(
            RelationCheck.lost(sent: sent, stored: stored) == [
                "relations.parent: 2.isChildrenListEnabled", "relations.parent: 4",
                "linkedUserFields: TASKS_TASK|UF_CRM_TASK",
            ])
        let current: JSONObject = [
            "relations": [
                "parent": [["entityTypeId": 3, "isPredefined": true], ["entityTypeId": 7]],
                "child": [["entityTypeId": 156]],
            ]
        ]
        #expect(RelationCheck.dropped(current: current, sent: sent) == ["parent: 7", "child: 156"])
        #expect(RelationCheck.dropped(current: current, sent: ["title": "x"]) == [])
    }
}
