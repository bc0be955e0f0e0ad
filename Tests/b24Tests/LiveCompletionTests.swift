import B24Scripting
import Bitrix24
import JSON
import Localization
import LuaRuntime
import PortalEmulator
import Testing

/// Completion of what administrators have made: asked of a live local portal, over HTTP.
@Suite struct LiveCompletionTests {
    /// A portal with a smart process of its own: a funnel with a stage, user fields.
    private final class Desk: Sendable {
        let portal: LocalPortal
        let session: ScriptSession
        let names: PortalNamesCache
        let completer: EntryCompleter
        /// What was made: `entity`, `funnel`, `stage`, `list` (a choice of the list field).
        let made: JSONValue

        init(_ language: Language = .en) async throws {
            var configuration = LocalPortal.Configuration()
            configuration.enforcesLimits = false
            let portal = try await LocalPortal.start(configuration)
            let webhook = Secret(try await portal.webhook())
            var session = ScriptSession.Configuration {
                PortalClient(credential: try Credential(webhook: webhook), transport: CurlTransport())
            }
            session.portalName = "local"
            session.language = language
            self.portal = portal
            self.session = try ScriptSession(session)
            names = PortalNamesCache(self.session)
            completer = EntryCompleter(self.session, names: names, language: language)
            made = try await self.session.evaluate(Self.setUp).first?.jsonValue ?? .null
        }

        private static let setUp = """
            local type = b24.call("crm.type.add", { fields = { title = "Командировки", isCategoriesEnabled = "Y",
              isStagesEnabled = "Y" } }).type
            local entity = type.entityTypeId
            local funnel = b24.call("crm.category.add", { entityTypeId = entity, fields = { name = "Зарубежные" } }).category
            local directory = ("DYNAMIC_%d_STAGE_%d"):format(entity, funnel.id)
            b24.call("crm.status.add", { fields = { ENTITY_ID = directory, STATUS_ID = "VISA", NAME = "Виза", SORT = 15 } })
            local stage
            for _, one in ipairs(b24.call("crm.status.list", { filter = { ENTITY_ID = directory } })) do
              if one.NAME == "Виза" then stage = one.STATUS_ID end
            end
            local id = type.id
            local function field(name, kind, label, choices)
              return b24.call("userfieldconfig.add", { moduleId = "crm", field = { entityId = "CRM_" .. id,
                fieldName = ("UF_CRM_%d_%s"):format(id, name), userTypeId = kind, editFormLabel = { en = label, ru = label },
                enum = choices } }).field
            end
            field("CITY", "string", "Город")
            local purpose = field("PURPOSE", "enumeration", "Цель", { { value = "Переговоры" }, { value = "Выставка" } })
            return { entity = entity, funnel = funnel.id, stage = stage, city = ("ufCrm%dCity"):format(id),
              purpose = ("ufCrm%dPurpose"):format(id), choice = tonumber(purpose.enum[2].id) }
            """

        func made(_ name: String) throws -> String {
            let value = try #require(made[name], "\(made)")
            return try value.stringValue ?? String(#require(value.integerValue))
        }

        /// Names of the portal come a moment later: asked once, waited for, asked again.
        func offers(_ before: String) async -> [EntryCompletion.Candidate] {
            _ = await completer.complete(before)
            await names.settled()
            return await completer.complete(before).candidates
        }
    }

    /// What is typed, with `$entity` for the id of the type; what is offered, with its name.
    static let cases: [(before: String, offer: String, name: String)] = [
        ("b24.call('crm.item.list', { entityTypeId = ", "$entity", "Командировки"),
        ("b24.spa \"Ком", "Командировки", ""),
        ("b24.call('crm.item.add', { entityTypeId = $entity, fields = { categoryId = ", "$funnel", "Зарубежные"),
        ("b24.call('crm.item.list', { entityTypeId = $entity, filter = { categoryId = ", "$funnel", "Зарубежные"),
        ("b24.call('crm.item.add', { entityTypeId = $entity, fields = { stageId = ", "\"$stage\"", "Виза"),
        ("b24.call('crm.item.add', { entityTypeId = $entity, fields = { stageId = \"", "$stage", "Виза"),
        ("b24.call('crm.item.list', { entityTypeId = $entity, filter = { ", "$city", "Город (string)"),
        ("b24.call('crm.item.list', { entityTypeId = $entity, order = { ufC", "$purpose", "Цель (enumeration)"),
        ("b24.call('crm.item.list', { entityTypeId = $entity, select = { \"ufC", "$city", "Город (string)"),
        ("b24.rest.crm.item.add { entityTypeId = $entity, fields = { $purpose = ", "$choice", "Выставка"),
        ("b24.call('crm.item.list', { entityTypeId = $entity, filter = { [\"!$purpose\"] = ", "$choice", "Выставка"),
        ("b24.call('user.get', { FILTER = { UF_DEPARTMENT = ", "3", "Human Resources"),
        // Values that the documentation names.
        ("b24.call('crm.item.list', { entityTypeId = $entity, order = { id = ", "\"DESC\"", ""),
        ("b24.call('crm.item.list', { entityTypeId = $entity, order = { id = \"", "ASC", ""),
        ("b24.call('crm.item.list', { useOriginalUfNames = ", "true", ""),
    ]

    @Test func whatAdministratorsMadeIsOffered() async throws {
        let desk = try await Desk()
        for one in Self.cases {
            var (before, offer) = (one.before, one.offer)
            for name in ["entity", "funnel", "stage", "city", "purpose", "choice"] {
                let value = try desk.made(name)
                before = before.replacing("$" + name, with: value)
                offer = offer.replacing("$" + name, with: value)
            }
            let offers = await desk.offers(before)
            let found = offers.first { $0.text == offer }
            #expect(found != nil, "\(before): \(offer) is not in \(offers.map(\.text).prefix(40))")
            if !one.name.isEmpty { #expect(found?.doc == one.name, "\(before)") }
        }
        // Deals have stages of their own, and none of that type's.
        let stages = await desk.offers("b24.call('crm.deal.add', { fields = { STAGE_ID = ").map(\.text)
        #expect(!stages.contains { $0.contains("DT") })
        try await desk.portal.stop()
    }

    /// A name that was made a moment ago is there after `.refresh`, not before.
    @Test func newNamesAreThereAfterARefresh() async throws {
        let desk = try await Desk(.ru)
        #expect(await !desk.offers("b24.spa \"").isEmpty)
        _ = try await desk.session.evaluate("b24.spa.add { title = \"Новый процесс\" }")
        #expect(await !desk.offers("b24.spa \"").contains { $0.text == "Новый процесс" })
        desk.names.refresh()
        #expect(await desk.offers("b24.spa \"").contains { $0.text == "Новый процесс" })
        try await desk.portal.stop()
    }

    /// People who were met in results are offered where a person is wanted.
    @Test func peopleAreOffered() async throws {
        let desk = try await Desk()
        desk.names.learn(people: ["1", "5"])
        let offers = await desk.offers(
            "b24.call('crm.item.add', { entityTypeId = \(try desk.made("entity")), fields = { assignedById = ")
        #expect(offers.map(\.text).sorted() == ["1", "5"] && offers.allSatisfy { $0.doc.hasSuffix(".") }, "\(offers)")
        try await desk.portal.stop()
    }
}
