import Testing

@testable import Bitrix24

@Suite struct MethodRulesTests {
    private func rules(allow: [String], deny: [String]) -> MethodRules {
        var rules = MethodRules()
        rules.allow = allow.compactMap { MethodRules.Rule($0) }
        rules.deny = deny.compactMap { MethodRules.Rule($0) }
        return rules
    }

    @Test(arguments: [
        ([], [], "crm.item.add", MethodKind.write, true), (["crm.*"], [], "crm.item.add", .write, true),
        (["crm.*"], [], "user.get", .read, false), (["read:*"], [], "crm.item.add", .write, false),
        (["read:*", "write:crm.item.*"], [], "CRM.Item.Add", .write, true),
        ([], ["delete:*"], "a.delete", .delete, false),
        ([], ["delete:*"], "a.add", .write, true), (["*"], ["crm.type.*"], "crm.type.add", .write, false),
        (["crm.type.add"], ["*"], "crm.type.add", .write, false), ([], ["crm.*"], "crm.item.list", .read, false),
    ])
    func decisions(_ allow: [String], _ deny: [String], _ method: String, _ kind: MethodKind, _ isAllowed: Bool) {
        let refusal = rules(allow: allow, deny: deny).refusal(of: method, kind, isBasic: false)
        #expect((refusal == nil) == isAllowed)
    }

    @Test func whatACredentialAsksAboutItselfIsAlwaysAllowedButNotAlwaysUndenied() {
        #expect(rules(allow: ["crm.*"], deny: []).refusal(of: "scope", .read, isBasic: true) == nil)
        #expect(rules(allow: ["crm.*"], deny: ["scope"]).refusal(of: "scope", .read, isBasic: true) != nil)
    }

    @Test(arguments: [
        ("crm.*", "crm.*"), ("Delete:CRM.*", "delete:crm.*"), ("read:*", "read:*"), ("destroy:*", nil), ("", nil),
        ("read:", nil), ("a:b:c", nil), ("crm item", nil), (":crm.*", nil),
    ])
    func spelling(_ text: String, _ written: String?) { #expect(MethodRules.Rule(text)?.description == written) }
}
