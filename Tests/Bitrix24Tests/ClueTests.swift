import JSON
import Localization
import Testing

@testable import Bitrix24

/// What is said of a write of which nobody knows whether it ran.
@Suite struct ClueTests {
    @Test(arguments: [
        (
            "crm.item.add", #"{"entityTypeId":156,"fields":{"opportunity":5,"title":"Ремонт крыши"}}"#,
            #"entityTypeId = 156, title = "Ремонт крыши""#,
            "b24 call crm.item.list entityTypeId=156 'filter[title]=Ремонт крыши'"
        ),
        (
            "crm.item.update", #"{"entityTypeId":156,"id":7,"fields":{"title":"A"}}"#, "entityTypeId = 156, id = 7",
            "b24 call crm.item.get entityTypeId=156 id=7"
        ),
        ("crm.deal.delete", #"{"ID":"7"}"#, #"ID = "7""#, "b24 call crm.deal.get id=7"),
        // The most telling first, long texts cut.
        (
            "crm.deal.add",
            #"{"fields":{"TITLE":"\#(String(repeating: "x", count: 70))","ORIGIN_ID":"r1","STAGE_ID":"NEW"}}"#,
            #"ORIGIN_ID = "r1", TITLE = "\#(String(repeating: "x", count: 60))…""#,
            "b24 call crm.deal.list 'filter[ORIGIN_ID]=r1'"
        ),
        ("im.notify", #"{"to":1,"message":"Hello","auth":"secret"}"#, #"to = 1, message = "Hello""#, nil),
        (
            "crm.type.add", #"{"fields":{"title":"It's"}}"#, #"title = "It's""#,
            #"b24 call crm.type.list 'filter[title]=It'\''s'"#
        ),
    ])
    func whatToLookFor(method: String, parameters: String, values: String, look: String?) throws {
        let parameters = try #require(try json(parameters).objectValue)
        let clue = try #require(Clue(Command(method, parameters)))
        #expect(clue.values == values)
        #expect(clue.look == look)
    }

    @Test func nothingToGoBy() throws {
        #expect(Clue(Command("crm.item.add", ["fields": ["ufFile": ["a", "b"]]])) == nil)
    }

    @Test func theHintSaysIt() {
        let write = Command("crm.item.update", ["entityTypeId": 156, "id": 7, "fields": ["title": "A"]])
        let lost = PortalError(kind: .timeout, method: write.method, outcome: .unknown).withClue(to: write)
        #expect(lost.hint(.en).contains("Look for entityTypeId = 156, id = 7."))
        #expect(lost.hint(.en).hasSuffix("To see it: b24 call crm.item.get entityTypeId=156 id=7"))
        #expect(lost.hint(.ru).contains("Ищите entityTypeId = 156, id = 7."))
        #expect(lost.hint(.ru).hasSuffix("Посмотреть: b24 call crm.item.get entityTypeId=156 id=7"))
        let refused = PortalError(kind: .timeout, method: write.method, outcome: .refused).withClue(to: write)
        #expect(!refused.hint(.en).contains("Look for"))
    }
}
