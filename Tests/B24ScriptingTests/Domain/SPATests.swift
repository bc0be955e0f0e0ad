import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

@Suite struct SPATests {
    // MARK: Handles

    @Test(arguments: [
        "'Leave'", "13", "{entityTypeId = 156}", "{id = 13}", "b24.spa 'Leave'", "b24.spa.get(13)", "b24.spa.list()[1]",
    ])
    func everyReferenceGivesTheSameHandle(reference: String) async throws {
        let result = try await Office().run(
            """
            local spa = b24.spa(\(reference))
            return spa.id, spa.entityTypeId, spa.title, spa.isObserversEnabled, spa.isStagesEnabled, spa == b24.spa(13),
              spa.nothing, tostring(spa)
            """)
        #expect(
            result == [13, 156, "Leave", true, false, true, .null, "b24.spa 'Leave' (type id 13), entityTypeId 156"])
    }

    @Test(arguments: [
        (Language.en, "156", "156: that is an entityTypeId; did you mean type id 13 'Leave'?"),
        (.ru, "156", "156: это entityTypeId; возможно, нужен id типа 13 'Leave'?"),
        (.en, "99", "There is no smart process with type id 99."), (.ru, "99", "Смарт-процесса с id типа 99 нет."),
        (.en, "{entityTypeId = 99}", "There is no smart process with entityTypeId 99."),
        (.en, "'Leav'", "Did you mean 'Leave' (type id 13)?"), (.ru, "'Leav'", "Возможно, 'Leave' (type id 13)?"),
        (.en, "'Archive'", "'Archive' (type id 20), 'Archive' (type id 22)"),
        (.ru, "'Archive'", "Название 'Archive' носят несколько смарт-процессов (2)"),
    ]) func wrongReferences(language: Language, reference: String, fact: String) async throws {
        let error = try await Office(language: language).failure("b24.spa(\(reference))")
        #expect(error["message"]?.stringValue?.contains(fact) == true, "\(error)")
    }

    @Test func referencesWorkWithoutRightsOnTheSettings() async throws {
        var company = Company.demo
        company.callerIsCRMAdmin = false
        let office = Office(company)
        let result = try await office.run(
            "return b24.spa('Leave').id, b24.spa(16).title, b24.spa({entityTypeId = 156}).id, b24.spa.find 'Nothing', #b24.spa.list()"
        )
        #expect(result == [13, "Purchases", 13, .null, 4])
        #expect(try await office.failure("b24.spa.list { order = { id = 'ASC' } }")["kind"] == "access_denied")
        #expect(try await office.failure("b24.spa 'Archive'")["kind"] == "invalid_argument")
        #expect(try await office.failure("b24.spa.update(13, { title = 'x' })")["kind"] == "access_denied")
    }

    @Test func guestsAreToldThatCRMIsClosed() async throws {
        var company = Company.demo
        company.failingMethods["crm.type.list"] = .error("allowed_only_intranet_user", "guests", status: 403)
        let error = try await Office(company).failure("b24.spa.list()")
        #expect(error["code"] == "allowed_only_intranet_user")
    }

    // MARK: crm.type

    @Test func booleansBothWays() async throws {
        let office = Office()
        let result = try await office.run(
            """
            local made = b24.spa.add { title = "New", isStagesEnabled = true, isObserversEnabled = false }
            local changed = b24.spa.update(made.id, { isObserversEnabled = true })
            return made.isStagesEnabled, made.isObserversEnabled, changed.isObserversEnabled, b24.spa.get(made.id).title
            """)
        #expect(result == [true, false, true, "New"])
        let sent = office.portal.commands.first { $0.method == "crm.type.add" }?.parameters["fields"]
        #expect(sent == ["title": "New", "isObserversEnabled": "N", "isStagesEnabled": "Y"])
    }

    @Test func rowsOfListsHaveBooleans() async throws {
        let result = try await Office().run(
            """
            local titles = {}
            for t in b24.spa.each() do titles[#titles + 1] = t.title .. tostring(t.isObserversEnabled) end
            return titles, b24.spa.list { filter = { isObserversEnabled = true } }[1].isObserversEnabled, b24.spa.fields().title.type
            """)
        #expect(result[0] == ["Leavetrue", "Purchasesfalse", "Archivefalse", "Archivefalse"])
        #expect(result[1] == true)
        #expect(result[2] == "string")
    }

    @Test func filtersAreSentInThePortalsSpelling() async throws {
        let office = Office()
        try await office.run("return b24.spa.list { filter = { isObserversEnabled = true } }")
        #expect(office.portal.commands.last?.parameters["filter"] == ["isObserversEnabled": "Y"])
    }

    @Test func relationsAreKeptAndRead() async throws {
        let office = Office()
        let result = try await office.run(
            """
            return b24.spa.update("Leave", { relations = { parent = { { entityTypeId = 1030, isChildrenListEnabled = true } } } })
            """)
        #expect(result[0]["relations"]?["parent"]?[0]?["entityTypeId"] == 1030)
        #expect(result[0]["relations"]?["parent"]?[0]?["isChildrenListEnabled"] == true)
        let sent = office.portal.commands.first { $0.method == "crm.type.update" }?.parameters["fields"]
        #expect(sent?["relations"]?["parent"]?[0]?["isChildrenListEnabled"] == "true")
        try await office.run("b24.spa.update('Leave', { relations = { parent = {}, child = {} } })")
        #expect(office.said.contains("this takes away parent: 1030"))
    }

    @Test(arguments: [(Language.en, "but not relations.parent: 1030"), (.ru, "но не relations.parent: 1030")])
    func swallowedRelationsAreReported(language: Language, fact: String) async throws {
        var company = Company.demo
        company.swallowsRelations = true
        let office = Office(company, language: language)
        for script in [
            "b24.spa.update(13, { relations = { parent = { { entityTypeId = 1030 } } } })",
            "b24.spa.add { title = 'N', relations = { parent = { { entityTypeId = 1030 } } } }",
        ] {
            let error = try await office.failure(script)
            #expect(error["kind"] == "unexpected_answer")
            #expect(error["message"]?.stringValue?.contains(fact) == true, "\(error)")
        }
    }

    @Test func linksNeedTheirSwitch() async throws {
        let office = Office()
        let links = "linkedUserFields = { ['TASKS_TASK|UF_CRM_TASK'] = true }"
        let error = try await office.failure("b24.spa.update(13, { \(links) })")
        #expect(error["message"]?.stringValue?.contains("isUseInUserfieldEnabled = true") == true)
        #expect(office.portal.writes == [])
        let result = try await office.run(
            "return b24.spa.update(13, { isUseInUserfieldEnabled = true, \(links) }).linkedUserFields['TASKS_TASK|UF_CRM_TASK']"
        )
        #expect(result == [true])
    }

    @Test func theEntityTypeIDIsFixed() async throws {
        let office = Office()
        let error = try await office.failure("b24.spa.update(13, { entityTypeId = 158 })")
        #expect(error["message"]?.stringValue?.contains("is 156 and cannot change") == true)
        try await office.run("b24.spa.update(13, { entityTypeId = 156, title = 'Holidays' })")
        #expect(office.portal.company.types[13]?["title"] == "Holidays")
    }

    @Test func deletingNeedsAReference() async throws {
        let office = Office()
        for call in ["b24.spa.delete()", "b24.spa.delete(nil)"] {
            let error = try await office.failure(call)
            #expect(error["kind"] == "invalid_argument")
            #expect(error["message"]?.stringValue?.contains("b24.spa.delete") == true, "\(error)")
        }
        #expect(office.portal.commands.isEmpty)
        #expect(try await office.run("return b24.spa.delete(20)") == [true])
    }

    @Test func aDeletionThatDeletedNothingIsAnError() async throws {
        var company = Company.demo
        company.failingMethods["crm.type.delete"] = .result(.null)
        let error = try await Office(company).failure("b24.spa.delete(20)")
        #expect(error["kind"] == "unexpected_answer")
        #expect(error["message"]?.stringValue?.contains("'Archive' (type id 20)") == true)
    }

    @Test func ensureIsIdempotent() async throws {
        let office = Office()
        let script = """
            local spa, changes = b24.spa.ensure { title = "Tickets", isStagesEnabled = true, \
            relations = { parent = { { entityTypeId = 156, isChildrenListEnabled = true } }, child = {} } }
            return spa.id, spa.isStagesEnabled, changes
            """
        let first = try await office.run(script)
        #expect(first[1] == true)
        #expect(first[2][0]?["action"] == "create")
        office.portal.forget()
        let second = try await office.run(script)
        #expect(second == [first[0], true, []])
        #expect(office.portal.writes == [])
        let third = try await office.run(
            "local s, c = b24.spa.ensure { title = 'Leave', isObserversEnabled = false } return s.isObserversEnabled, c"
        )
        #expect(third == [false, [["action": "update", "field": "isObserversEnabled", "from": true, "to": false]]])
        let fourth = try await office.run(
            "local s, c = b24.spa.ensure { entityTypeId = 156, title = 'Holidays' } return s.title, c[1].field")
        #expect(fourth == ["Holidays", "title"])
        #expect(try await office.failure("b24.spa.ensure { isStagesEnabled = true }")["kind"] == "required_field")
    }

    @Test func aDryRunGoesOnWithStandIns() async throws {
        let office = Office { $0.dryRun = true }
        let result = try await office.run(
            """
            local t = b24.spa.add { title = "New", relations = { parent = { { entityTypeId = 156 } } } }
            local spa = b24.spa(t.id)
            local item = spa.items:add { title = "x" }
            local changed = b24.spa.update(13, { isObserversEnabled = false, relations = { parent = {} } })
            local w = b24.workplace.ensure { title = "Plan", typeIds = { "New", 13 } }
            local again, changes = b24.workplace.ensure { title = "Plan", typeIds = { 13, "New" } }
            return t.id < 0, spa.title, item.id < 0, changed.isObserversEnabled, #w.typeIds, w.id == again.id, #changes,
              b24.spa("New").id == t.id, b24.spa.ensure { title = "New" }.id == t.id
            """)
        #expect(result == [true, "New", true, false, 2, true, 0, true, true])
        #expect(office.portal.writes == [])
    }

    @Test func whatIsPlannedHasTheStagesOfANewFunnel() async throws {
        let office = Office { $0.dryRun = true }
        let result = try await office.run(
            """
            local spa = b24.spa(b24.spa.add { title = "New" }.id)
            local funnel = b24.spa(13).funnels:add { name = "Plan" }
            return #spa.stages(), #b24.spa(13).stages(funnel), #b24.spa(13).stages(), spa.fields.title
            """)
        #expect(result == [5, 5, 4, .null])
    }

    // MARK: Funnels, stages, fields

    @Test func funnels() async throws {
        let office = Office()
        let result = try await office.run(
            """
            local f = b24.spa("Leave").funnels
            local names = {}
            for _, funnel in ipairs(f:list()) do names[#names + 1] = funnel.name .. tostring(funnel.isDefault) end
            local new = f:add { name = "New", isDefault = false }
            return names, f:find("Managers").id, f:find("x"), f:get("General").isDefault, new.isDefault,
              f:update(9, { isDefault = true }).isDefault, f:delete("New"), f:fields().name.type
            """)
        #expect(result == [["Generaltrue", "Managersfalse"], 9, .null, true, false, true, true, "string"])
        let update = office.portal.commands.first { $0.method == "crm.category.update" }?.parameters
        #expect(update == ["entityTypeId": 156, "id": 9, "fields": ["isDefault": "Y"]])
    }

    @Test(arguments: [
        (Language.en, "has no funnel 'Genera' that you may read. Did you mean 'General'?"),
        (.ru, "нет доступной вам воронки 'Genera'. Возможно, 'General'?"),
    ])
    func unknownFunnel(language: Language, fact: String) async throws {
        let error = try await Office(language: language).failure("b24.spa('Leave').funnels:delete 'Genera'")
        #expect(error["message"]?.stringValue?.contains(fact) == true, "\(error)")
    }

    @Test func severalFunnelsOfANameAreListed() async throws {
        var company = Company.demo
        company.funnels[156]?.append(["id": 10, "name": "General", "sort": 1])
        let error = try await Office(company).failure("b24.spa('Leave').funnels:find 'General'")
        #expect(error["message"]?.stringValue?.contains("ids 10, 8") == true, "\(error)")
    }

    @Test(arguments: [
        "spa.stages(8)", "spa.stages('General')", "spa.stages()", "spa:stages(spa.funnels:get(8))",
        "spa.stages({id = 8})",
    ])
    func stagesComeInOrderWithTheirMeaning(call: String) async throws {
        let result = try await Office().run(
            """
            local spa, out = b24.spa "Leave", {}
            for _, s in ipairs(\(call)) do out[#out + 1] = s.STATUS_ID .. " " .. s.NAME .. " " .. s.semantics end
            return out
            """)
        #expect(
            result == [
                [
                    "DT156_8:NEW Start process", "DT156_8:CLIENT Approval process", "DT156_8:SUCCESS Done success",
                    "DT156_8:FAIL Declined failure",
                ]
            ])
    }

    @Test func fieldsAreReadOnce() async throws {
        let office = Office()
        let result = try await office.run(
            """
            local spa, names = b24.spa(13), {}
            for name, field in pairs(spa.fields) do names[#names + 1] = name .. ":" .. field.type end
            return names, spa.fields.title.type, spa.fields.nothing, spa.fields().opened.type
            """)
        #expect(result == [["title:string", "opened:boolean"], "string", .null, "boolean"])
        #expect(office.portal.methods.count { $0 == "crm.item.fields" } == 2)
    }
}
