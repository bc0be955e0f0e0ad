import JSON
import Localization
import Testing

@testable import Bitrix24

@Suite struct MethodCatalogueTests {
    let catalogue = MethodCatalogue.standard

    @Test func everyLineIsAMethodInOrder() {
        #expect(catalogue.lines.count > 1600)
        let methods = catalogue.methods
        #expect(methods == methods.sorted { $0.lowercased() < $1.lowercased() })
        #expect(Set(methods.map { $0.lowercased() }).count == methods.count)
        for method in methods {
            let entry = catalogue.entry(method)
            #expect(entry?.method == method)
            #expect(entry?.page.isEmpty == false, "\(method)")
        }
    }

    @Test func anEntryHoldsWhatThePageSays() throws {
        let entry = try #require(catalogue.entry("CRM.TYPE.GETBYENTITYTYPEID"))
        #expect(entry.method == "crm.type.getByEntityTypeId")
        #expect(entry.scopes == ["crm"])
        #expect(entry.effect == .read)
        #expect(entry.restVersion == 2)
        #expect(!entry.isDeprecated && !entry.needsApplication)
        #expect(entry.requiredParameters.map(\.name) == ["entityTypeId"])
        #expect(entry.errors.contains { $0.code == "allowed_only_intranet_user" && $0.status == 403 })
        #expect(
            entry.page == "api-reference/crm/universal/user-defined-object-types/crm-type-get-by-entity-type-id.md")
    }

    @Test(arguments: [
        ("app.info", MethodCatalogue.Access.anyone), ("crm.type.list", .crmAdmin), ("user.add", .portalAdmin),
        ("crm.item.get", .permission),
    ])
    func access(method: String, access: MethodCatalogue.Access) {
        #expect(catalogue.entry(method)?.access == access)
    }

    @Test(arguments: [
        ("crm.type.list", MethodCatalogue.Effect.read), ("crm.type.add", .write), ("CRM.Type.Delete", .destructive),
        ("event.offline.get", .destructive), ("batch", .write), ("no.such.method", .write),
        ("disk.file.getExternalLink", .write), ("disk.file.get", .read),
    ])
    func effect(method: String, effect: MethodCatalogue.Effect) {
        #expect(catalogue.effect(of: method) == effect)
    }

    @Test func bothVersionsOfAMethod() throws {
        let second = try #require(catalogue.entry("tasks.task.get"))
        let third = try #require(catalogue.entry("tasks.task.get", restVersion: 3))
        #expect(second.restVersion == 2)
        #expect(third.restVersion == 3)
        #expect(second.page != third.page)
        #expect(catalogue.entry("crm.type.get", restVersion: 3) == nil)
        #expect(catalogue.entry("mail.message.list", restVersion: 2) == nil)
    }

    @Test(arguments: ["", ".", "crm", "crm.type", "crm.type.get.", "crm.type.ge", "zzzz", "crm.type.get\"", "а.б"])
    func notAMethod(_ name: String) {
        #expect(catalogue.entry(name) == nil)
        #expect(!catalogue.contains(name))
    }

    @Test func children() {
        #expect(
            catalogue.children(of: "crm.type")
                == ["add", "delete", "fields", "get", "getByEntityTypeId", "list", "update"])
        #expect(catalogue.children(of: "CRM.Type") == catalogue.children(of: "crm.type"))
        #expect(catalogue.children(of: "crm.automatedsolution").count == 6)
        #expect(catalogue.children(of: "crm").contains("item"))
        #expect(catalogue.children(of: "").contains("batch"))
        #expect(catalogue.children(of: "").contains("crm"))
        #expect(catalogue.children(of: "crm.type.get") == [])
        #expect(catalogue.children(of: "nothing.here") == [])
        for part in catalogue.children(of: "") { #expect(!part.contains(".") && !part.isEmpty) }
    }

    @Test(arguments: [
        ("crm.itme.list", "crm.item.list"), ("crm.types.list", "crm.type.list"), ("crm.type.gte", "crm.type.get"),
        ("crm.automatedsolutions.add", "crm.automatedsolution.add"), ("usr.get", "user.get"),
        ("crm.type.getByEntityTypeID", "crm.type.getByEntityTypeId"), ("crm.dealcategory.lst", "crm.dealcategory.list"),
        ("department.gett", "department.get"), ("crm.spa.list", "crm.type.list"),
        ("crm.smartprocess.add", "crm.type.add"), ("crm.workplace.remove", "crm.automatedsolution.delete"),
        ("crm.funnel.list", "crm.category.list"), ("crm.stage.list", "crm.status.list"),
        ("type.getbyentitytypeid", "crm.type.getByEntityTypeId"), ("crm.item.remove", "crm.item.delete"),
    ])
    func suggestions(wrong: String, right: String) {
        #expect(catalogue.suggestions(for: wrong).first == right)
    }

    @Test func suggestionsAreFewAndNear() {
        #expect(catalogue.suggestions(for: "crm.item.lis") == ["crm.item.list"])
        #expect(catalogue.suggestions(for: "crm.category.xet", limit: 1).count == 1)
        #expect(catalogue.suggestions(for: "").isEmpty)
        #expect(catalogue.suggestions(for: "qqqqqqqqqqqqqqqqqqqqqqqq").isEmpty)
        let names = catalogue.suggestions(for: "tasks.task.gett", limit: 10)
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: [
        ("crm.automatedsolution.update", ["fields"], "object"),
        ("crm.automatedsolution.update", ["fields", "typeIds"], "crm_dynamic_type.id[]"),
        ("crm.item.list", ["select"], "array"),
        ("crm.item.list", ["filter"], "object"),
        ("CRM.ITEM.LIST", ["order"], "object"),
        ("crm.deal.productrows.set", ["rows", "PRICE"], "double"),
        ("crm.item.list", ["nothing"], nil),
        ("no.such.method", ["fields"], nil),
        ("crm.item.list", [], nil),
    ])
    func parameterType(method: String, path: [String], type: String?) {
        #expect(catalogue.parameterType(method: method, path: path) == type)
    }

    @Test func parameterTypeInsideArrays() {
        #expect(
            catalogue.parameterType(
                method: "crm.item.details.configuration.set", path: ["data", "0", "elements"]) != nil)
    }

    @Test(arguments: [("kitten", "sitting", 3), ("ab", "ba", 1), ("", "abc", 3), ("same", "same", 0)])
    func distance(left: String, right: String, expected: Int) {
        #expect(EditDistance.between(Array(left.utf8), Array(right.utf8), atMost: 5) == expected)
        #expect(EditDistance.between(Array(right.utf8), Array(left.utf8), atMost: 5) == expected)
    }

    @Test func distanceGivesUp() {
        #expect(EditDistance.between(Array("abcdef".utf8), Array("uvwxyz".utf8), atMost: 3) == nil)
    }
}
