import JSON
import Localization
import Testing

@testable import Permissions

@Suite struct GrantObjectTests {
    @Test(arguments: [
        GrantObject.workplaces, .crm, .workplace(4), .spa(entityTypeID: 156),
        .funnel(entityTypeID: 156, categoryID: 3), .stage("DT156_3:SUCCESS"),
    ]) func keysLeadBack(object: GrantObject) {
        #expect(GrantObject(key: object.key) == object)
    }

    @Test(arguments: [
        "", "spa", "spa:", "spa:x", "spa:-1", "funnel:156", "funnel:156/", "funnel:1/2/3", "stage:NEW",
        "stage:DT156_3:", "stage:DT156:NEW", "crm:1", "workplace", "SPA:156",
    ]) func otherTextsAreNone(key: String) {
        #expect(GrantObject(key: key) == nil)
    }

    @Test func whereThingsBelong() {
        #expect(GrantObject.stage("DT156_3:SUCCESS").entityTypeID == 156)
        #expect(GrantObject.stage("DT156_3:SUCCESS").funnel?.categoryID == 3)
        #expect(GrantObject.workplace(3).entityTypeID == nil)
        #expect(
            GrantObject.chain(entityTypeID: 156, categoryID: 3, workplaceID: nil)
                == [.funnel(entityTypeID: 156, categoryID: 3), .spa(entityTypeID: 156)])
    }

    @Test(arguments: [
        "U1", "D5", "DR5", "SG7", "SG7_A", "SG7_E", "SG7_K", "AU", "UA", "G2", "*", "IU3", "SU1_M", "CHAT9",
    ])
    func codes(text: String) { #expect(AccessCode(text)?.text == text) }

    @Test(arguments: ["", "five", "U", "U0", "u5", "D-5", "D5x", "SG7_B", "SG7_", "X5", "5", "AU1", "D٥"])
    func noCodes(text: String) { #expect(AccessCode(text) == nil) }

    @Test(
        arguments: [
            (["accessCode": "D5", "action": "read", "level": "department"], "spa:156"),
            (["accessCode": "SG7_K", "action": "add", "level": "all", "funnelId": 3], "funnel:156/3"),
            (
                ["accessCode": "AU", "action": "update", "level": "none", "stageId": "DT156_3:SUCCESS"],
                "stage:DT156_3:SUCCESS"
            ),
        ] as [(JSONObject, String)]) func rowsTravel(row: JSONObject, key: String) throws
    {
        let placed = try PlacedGrant(payload: .object(row), entityTypeID: 156)
        #expect(placed.object.key == key)
        #expect(placed.payload == row)
    }

    @Test(
        arguments: [
            ("text", "object"), (["accessCode": "five", "action": "read", "level": "all"], "'five' is not"),
            (["accessCode": "D5", "action": "look", "level": "all"], "'action' must be one of: read"),
            (["accessCode": "D5", "action": "read"], "'level' must be one of: none"),
            (["accessCode": "D5", "action": "read", "level": "all", "funnel": 3], "no 'funnel'"),
            (["accessCode": "D5", "action": "read", "level": "all", "funnelId": "x"], "'funnelId'"),
            (["accessCode": "D5", "action": "read", "level": "all", "stageId": "DT156_3:NEW"], "'update' alone"),
            (["accessCode": "D5", "action": "update", "level": "all", "stageId": "DT157_3:NEW"], "DT156_FUNNEL"),
            (
                ["accessCode": "D5", "action": "update", "level": "all", "stageId": "DT156_3:NEW", "funnelId": 3],
                "not both"
            ),
        ] as [(JSONValue, String)]) func oddRows(row: JSONValue, fact: String)
    {
        #expect {
            try PlacedGrant(payload: row, entityTypeID: 156)
        } throws: { error in
            let text = (error as! GrantPayloadError).text
            return text.en.contains(fact) && text.ru != text.en
        }
    }
}
