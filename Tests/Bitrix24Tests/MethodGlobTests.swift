import Testing

@testable import Bitrix24

@Suite struct MethodGlobTests {
    @Test(arguments: [
        ("crm.deal.*", "crm.deal.list", true), ("crm.deal.*", "crm.deal.productrows.set", true),
        ("crm.deal.*", "crm.dealcategory.list", false), ("CRM.Deal.*", "crm.deal.LIST", true), ("*", "user.get", true),
        ("*.delete", "crm.item.delete", true), ("*.delete", "crm.item.deleteall", false),
        ("crm.*.list", "crm.item.list", true), ("crm.*.list", "crm.list", false), ("user.get", "user.get", true),
        ("user.get", "user.get2", false), ("*a*b*c", "xxaxxbxxc", true), ("*a*b*c", "xxaxxbxx", false),
        ("crm.item.add", "crm.item.add ", false), ("crm.item.*", "crm", false), ("**", "a", true),
        (String(repeating: "*a", count: 30), String(repeating: "a", count: 2000) + "b", false),
    ])
    func matching(_ glob: String, _ method: String, _ doesMatch: Bool) throws {
        #expect(try #require(MethodGlob(glob)).matches(method) == doesMatch)
    }

    @Test(arguments: [
        "", "crm item", "crm/item", "crm.item.?", "crm.{a,b}", "[a]", "дело.*", "crm.item.add?x=1", "a,b",
    ])
    func noPattern(_ text: String) { #expect(MethodGlob(text) == nil) }

    @Test(arguments: [
        ("crm.*", "crm.deal.*", true), ("crm.deal.*", "crm.*", false), ("crm.*", "crm.item.add", true),
        ("*", "*", true),
        ("crm.*.list", "crm.*", false), ("*.list", "crm.*.list", true), ("crm.item.add", "crm.item.add", true),
        ("crm.item.add", "crm.item.*", false), ("a*b", "a*x*b", true),
    ])
    func covering(_ glob: String, _ other: String, _ doesCover: Bool) throws {
        #expect(try #require(MethodGlob(glob)).covers(#require(MethodGlob(other))) == doesCover)
    }
}
