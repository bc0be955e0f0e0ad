import Bitrix24
import JSON
import Localization
import Testing

@testable import B24Scripting

@Suite struct ConfirmationRuleTests {
    private func loss(_ key: String, _ weight: Int, name: String? = "Leave") -> Loss {
        let text = LocalizedText("x", ru: "х")
        return Loss(key: key, act: text, name: name, along: [.init(kind: "items", count: weight, text: text)])
    }

    @Test(
        arguments: [
            (0, "Leave", .askYesOrNo), (1, "Leave", .askYesOrNo), (100, "Leave", .askYesOrNo),
            (101, "Leave", .askName("Leave")), (1284, "Leave", .askName("Leave")), (1284, nil, .askYesOrNo),
            (1284, "", .askYesOrNo),
        ] as [(Int, String?, ConfirmationRule.Step)])
    func theQuestionGrowsWithTheLoss(_ weight: Int, _ name: String?, _ step: ConfirmationRule.Step) {
        #expect(ConfirmationRule().step(loss("a", weight, name: name)) == step)
    }

    @Test func anAnswerHoldsForItsKey() {
        var rule = ConfirmationRule()
        rule.answered(loss("a", 1), true)
        rule.answered(loss("b", 1), false)
        #expect(rule.step(loss("a", 5000)) == .pass)
        #expect(rule.step(loss("b", 0)) == .refuse)
        #expect(rule.step(loss("c", 0)) == .askYesOrNo)
        #expect(rule.allows("a") && !rule.allows("b") && !rule.allows("c"))
    }

    /// How many writes come together, and before which a person is asked.
    @Test(
        arguments: [
            ([100], [false]), ([101], [true]), ([50, 50, 1], [false, false, true]), ([99, 2, 1], [false, true, true]),
        ] as [([Int], [Bool])])
    func manyWritesAreABulkJob(_ counts: [Int], _ asks: [Bool]) {
        var rule = ConfirmationRule()
        let asked = counts.map { rule.isBulk($0) }
        #expect(asked == asks)
        rule.allowBulk()
        let again = rule.isBulk(1000)
        #expect(!again)
    }
}

@Suite struct DestructionTests {
    @Test(
        arguments: [
            (Command("crm.type.delete", ["id": 1]), .destructive, .container(.type)),
            (Command("CRM.Type.Delete", ["id": 1]), .destructive, .container(.type)),
            (Command("crm.category.delete", ["entityTypeId": 2, "id": 1]), .destructive, .container(.funnel)),
            (Command("crm.automatedsolution.delete", ["id": 1]), .destructive, .container(.workplace)),
            (Command("userfieldconfig.delete", ["moduleId": "crm", "id": 1]), .destructive, .container(.field)),
            (Command("crm.status.delete", ["id": 1]), .destructive, .status),
            (
                Command("crm.item.delete", ["entityTypeId": 156, "id": 1]), .destructive,
                .small(key: "crm.item.delete 156")
            ),
            (Command("crm.deal.delete", ["id": 1]), .destructive, .small(key: "crm.deal.delete")),
            (Command("crm.automatedsolution.update", ["id": 1, "fields": ["typeIds": []]]), .write, .typeIDs),
            (Command("crm.automatedsolution.update", ["id": 1, "fields": ["title": "x"]]), .write, nil),
            (Command("crm.automatedsolution.add", ["fields": ["typeIds": [1]]]), .write, nil),
            (Command("crm.type.update", ["id": 1, "fields": ["relations": [:]]]), .write, .relations),
            (Command("crm.type.update", ["id": 1, "fields": ["title": "x"]]), .write, nil),
            (Command("crm.item.update", ["entityTypeId": 156, "id": 1, "fields": [:]]), .write, nil),
        ] as [(Command, MethodCatalogue.Effect, Destruction?)])
    func whatTakesAway(_ command: Command, _ effect: MethodCatalogue.Effect, _ expected: Destruction?) {
        #expect(Destruction(command, effect) == expected)
    }

    /// Everything that the catalogue calls destructive is one or the other kind.
    @Test func everyDestructiveMethodIsOne() {
        let catalogue = MethodCatalogue.standard
        for method in ["crm.lead.delete", "tasks.task.delete", "crm.item.productrow.delete", "department.delete"] {
            #expect(catalogue.entry(method)?.effect == .destructive)
            #expect(Destruction(Command(method, ["id": 1]), .destructive) != nil)
        }
    }
}

@Suite struct MadeObjectsTests {
    private var made: MadeObjects {
        var made = MadeObjects()
        made.note(
            Command("crm.type.add", ["fields": ["title": "X"]]),
            JSONSlice(["type": ["id": 13, "entityTypeId": 1038]]))
        made.note(Command("crm.item.add", ["entityTypeId": 156]), JSONSlice(["item": ["id": 7]]))
        made.note(Command("crm.status.add", ["fields": [:]]), JSONSlice(773))
        made.note(Command("crm.item.update", ["entityTypeId": 156, "id": 8]), JSONSlice(["item": ["id": 8]]))
        return made
    }

    @Test(
        arguments: [
            (Command("crm.type.delete", ["id": 13]), true), (Command("crm.type.delete", ["id": "13"]), true),
            (Command("crm.type.delete", ["id": 14]), false),
            (Command("crm.item.delete", ["entityTypeId": 1038, "id": 99]), true),
            (Command("crm.category.delete", ["entityTypeId": 1038, "id": 1]), true),
            (Command("crm.item.delete", ["entityTypeId": 156, "id": 7]), true),
            (Command("crm.item.delete", ["entityTypeId": 156, "id": 8]), false),
            (Command("crm.item.delete", ["entityTypeId": 128, "id": 7]), false),
            (Command("crm.status.delete", ["id": 773]), true),
        ] as [(Command, Bool)])
    func whatThisRunHasMadeIsItsOwn(_ command: Command, _ isOwn: Bool) {
        #expect(made.isOwn(command) == isOwn)
    }

    @Test func soIsWhatIsInside() {
        #expect(made.owns(directory: "DYNAMIC_1038_STAGE_3"))
        #expect(!made.owns(directory: "DYNAMIC_156_STAGE_3"))
        #expect(!made.owns(directory: "DEAL_STAGE"))
        #expect(made.owns(fieldsOf: "CRM_13"))
        #expect(!made.owns(fieldsOf: "CRM_1"))
    }
}
