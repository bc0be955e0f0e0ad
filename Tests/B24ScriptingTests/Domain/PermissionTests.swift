import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

@Suite struct PermissionTests {
    private static let grants = "grants = { { code = 'D5', action = 'read', level = 'department' } }"

    // MARK: get

    @Test func everythingThatRESTCanTell() async throws {
        var company = Company.demo
        company.addItem(1, of: 156, ["observers": [2]])
        company.addItem(2, of: 156, ["opened": "N"])
        company.workplaces[5]?.typeIDs = [13]
        let state = try await Office(company).run("return b24.spa('Leave').permissions:get()")[0]
        #expect(state["open_new_funnels"] == true)
        #expect(state["observers_enabled"] == true)
        #expect(state["workplace"] == ["id": 5, "title": "HR"])
        #expect(state["is_crm_admin"] == true)
        #expect(state["funnels"]?.arrayValue?.count == 2)
        #expect(state["items_total"] == 2)
        #expect(state["items_opened"] == 1)
        #expect(state["items_with_observers"] == 1)
        #expect(state["roles"] == "unavailable")
        #expect(state["roles_reason"]?.stringValue?.contains("No documented REST method") == true)
    }

    @Test func aCustomMethodIsNamed() async throws {
        var company = Company.demo
        company.customMethods = ["acme.rights"]
        let state = try await Office(company).run("return b24.spa('Leave').permissions:get { method = 'acme.rights' }")[
            0]
        #expect(state["roles"] == "custom")
        #expect(state["roles_method"] == "acme.rights")
        #expect(state["workplace"] == nil)
    }

    @Test func withoutRightsTheReasonIsTold() async throws {
        var company = Company.demo
        company.callerIsCRMAdmin = false
        let state = try await Office(company).run("return b24.spa('Leave').permissions:get()")[0]
        #expect(state["is_crm_admin"] == false)
        #expect(state["workplace"] == nil)
        #expect(state["unknown"]?["workplace"]?.stringValue?.isEmpty == false)
        #expect(state["items_total"] == 0)
    }

    // MARK: set

    @Test func leversAreSet() async throws {
        let office = Office()
        let result = try await office.run(
            "return b24.spa('Leave').permissions:set { open_new_funnels = false, observers_enabled = true, workplace = 'HR', move = true }"
        )
        #expect(result == [["changed": ["open_new_funnels", "workplace"], "unchanged": ["observers_enabled"]]])
        #expect(office.portal.company.types[13]?["isSetOpenPermissions"] == "N")
        #expect(office.portal.company.workplaces[5]?.typeIDs == [13])
        let again = try await office.run(
            "return b24.spa('Leave').permissions:set { open_new_funnels = false, workplace = { id = 5 } }")
        #expect(again == [["changed": [], "unchanged": ["open_new_funnels", "workplace"]]])
        try await office.run("b24.spa('Leave').permissions:set { workplace = false }")
        #expect(office.portal.company.workplaces[5]?.typeIDs == [])
    }

    /// What cannot be set is found out before the first write, whatever else was asked for.
    @Test(arguments: [
        (
            "open_new_funnels = false, workplace = 'HR', move = true, \(grants)", "unsupported_by_rest",
            "no documented method"
        ),
        ("open_new_funnels = false, workplace = 'Nowhere'", "not_found", "There is no workplace 'Nowhere'"),
        ("open_new_funnels = false, workplace = 'HR'", "policy_denied", "out of CRM"),
        (
            "open_new_funnels = false, method = 'crm.item.delete', \(grants)", "invalid_argument",
            "documented REST method"
        ),
        ("open_new_funnels = 'no'", "invalid_argument", "open_new_funnels"),
        ("", "required_field", "Nothing is asked for"),
        ("open_funnels = true", "invalid_argument", "no option 'open_funnels'"),
        (
            "grants = { { code = 'D5', action = 'look', level = 'all' } }", "invalid_argument",
            "'grants[1].action' must be \"read\""
        ),
        ("grants = { { code = 'D5', action = 'read' } }", "invalid_argument", "'grants[1].level'"),
        (
            "grants = { { code = 'five', action = 'read', level = 'all' } }", "invalid_argument",
            "'five' is not an access code"
        ),
        ("grants = { { code = 'D5', action = 'read', level = 'all', who = 1 } }", "invalid_argument", "'who'"),
    ]) func nothingIsHalfDone(spec: String, kind: String, fact: String) async throws {
        let office = Office()
        let error = try await office.failure("b24.spa('Leave').permissions:set { \(spec) }")
        #expect(error["kind"] == .string(kind), "\(error)")
        #expect(error["message"]?.stringValue?.contains(fact) == true, "\(error)")
        #expect(office.portal.writes == [])
        #expect(office.portal.company.types[13]?["isSetOpenPermissions"] == "Y")
    }

    @Test func theRefusalPointsToTheChecklist() async throws {
        for (language, fact, hint) in [
            (Language.en, "Nothing was changed", "spa.permissions:checklist"),
            (.ru, "Ничего не изменено", "spa.permissions:checklist"),
        ] {
            let error = try await Office(language: language).failure(
                "b24.spa('Leave').permissions:set { \(Self.grants) }")
            #expect(error["kind"] == "unsupported_by_rest")
            #expect(error["message"]?.stringValue?.contains(fact) == true)
            #expect(error["hint"]?.stringValue?.contains(hint) == true)
        }
    }

    @Test func withoutRightsNothingIsWritten() async throws {
        var company = Company.demo
        company.callerIsCRMAdmin = false
        company.customMethods = ["spa.permissions.set"]
        let office = Office(company)
        let error = try await office.failure(
            "b24.spa('Leave').permissions:set { open_new_funnels = false, \(Self.grants) }")
        #expect(error["kind"] == "access_denied")
        #expect(office.portal.writes == [])
    }

    @Test func aCustomMethodGetsTheGrants() async throws {
        var company = Company.demo
        company.customMethods = ["acme.rights.set"]
        let office = Office(company)
        let result = try await office.run(
            "return b24.spa('Leave').permissions:set { method = 'acme.rights.set', grants = { { code = 'D5', action = 'read', level = 'department', funnel = 'General' } } }"
        )
        #expect(result == [["changed": ["grants"], "unchanged": []]])
        #expect(
            office.portal.commands.last?.parameters == [
                "entityTypeId": 156, "typeId": 13, "replace": "N",
                "grants": [["accessCode": "D5", "action": "read", "level": "department", "funnelId": 8]],
            ])
    }

    @Test func aFailureInTheMiddleSaysWhatIsDone() async throws {
        var company = Company.demo
        company.customMethods = ["spa.permissions.set"]
        company.failingMethods["crm.type.update"] = .error("UPDATE_DYNAMIC_TYPE_RESTRICTED", "plan")
        let error = try await Office(company).failure(
            "b24.spa('Leave').permissions:set { open_new_funnels = false, \(Self.grants) }")
        #expect(error["kind"] == "restricted_by_plan")
        #expect(error["message"]?.stringValue?.hasSuffix("Already set by then: grants.") == true, "\(error)")
    }

    @Test func aDryRunKnowsTheDefaultsOfAPlannedType() async throws {
        let office = Office { $0.dryRun = true }
        let outcome = try await office.session.run(
            LuaChunk(
                name: "t.lua",
                source: """
                    local spa = b24.spa.ensure { title = "New" }
                    local again, changes = b24.spa.ensure { title = "New", isStagesEnabled = false, isSetOpenPermissions = true }
                    return #changes, spa.permissions:set { open_new_funnels = false, observers_enabled = false }
                    """))
        #expect(
            outcome.results.map(LenientJSON.encode) == [
                0, ["changed": ["open_new_funnels"], "unchanged": ["observers_enabled"]],
            ])
        #expect(outcome.plan.map(\.command.method) == ["crm.type.add", "crm.type.update"])
    }

    // MARK: checklist

    @Test func theChecklistNumbersItsSteps() async throws {
        let script = """
            return b24.spa("Leave").permissions:checklist { open_new_funnels = false, workplace = "HR", format = "%", grants = {
              { code = "D5", action = "read", level = "department" }, { code = "SG7_A", action = "delete", level = "none", funnel = "General" },
              { code = "U2", action = "export", level = "all" }, { code = "D5", action = "update", level = "own" } } }
            """
        let office = Office()
        let text = try await office.run(script.replacing("%", with: "text"))[0].stringValue ?? ""
        for fact in [
            "Permissions of smart process \"Leave\"", "1. In the settings of \"Leave\", switch off",
            "2. Move \"Leave\" into the digital workplace \"HR\"",
            "3. Open the digital workplace \"HR\"", "department \"Sales\" (D5)", "owner of group \"Project X\" (SG7_A)",
            "user \"Sue\" (U2)", "every funnel of \"Leave\": Read - own and department's items",
            "funnel \"General\": Delete - no access", "13. Check with a person",
        ] {
            #expect(text.contains(fact), "\(fact)\n\(text)")
        }
        #expect(!text.contains("#") && !text.contains("[ ]"))
        let markdown = try await office.run(script.replacing("%", with: "markdown"))[0].stringValue ?? ""
        #expect(markdown.hasPrefix("# Permissions of smart process"))
        #expect(markdown.contains("\n## Rights of department \"Sales\" (D5)\n"))
        #expect(markdown.contains("1. [ ] In the settings"))
        #expect(office.portal.writes == [])
    }

    @Test func theChecklistIsRussianForRussians() async throws {
        let text =
            try await Office(language: .ru).run(
                "return b24.spa('Leave').permissions:checklist { \(Self.grants) }")[0].stringValue ?? ""
        for fact in [
            "Права на смарт-процесс «Leave»", "отдел «Sales» (D5)",
            "Для каждой воронки «Leave»: Чтение — свои и своего отдела", "«Права доступа»",
        ] {
            #expect(text.contains(fact), "\(fact)\n\(text)")
        }
    }

    @Test func aChecklistNeedsNoRights() async throws {
        var company = Company.demo
        company.callerIsCRMAdmin = false
        company.failingMethods["access.name"] = .error("insufficient_scope", "no", status: 403)
        company.failingMethods["sonet_group.get"] = .error("insufficient_scope", "no", status: 403)
        company.failingMethods["department.get"] = .error("insufficient_scope", "no", status: 403)
        let text = try await Office(company).run("return b24.spa('Leave').permissions:checklist { \(Self.grants) }")[0]
            .stringValue
        #expect(text?.contains("department D5") == true, "\(text ?? "")")
    }

    @Test func otherFormatsAreRefused() async throws {
        let error = try await Office().failure(
            "b24.spa('Leave').permissions:checklist { \(Self.grants), format = 'pdf' }")
        #expect(
            error["message"]?.stringValue?.contains("\"text\" | \"markdown\" | \"html\", got \"pdf\"") == true,
            "\(error)")
    }

    // MARK: probe

    @Test func probing() async throws {
        var company = Company.demo
        company.addItem(1, of: 156)
        company.addItem(2, of: 156)
        company.deniedItems = [2]
        let office = Office(company)
        let rows = try await office.run("return b24.spa('Leave').permissions:probe()")[0].arrayValue ?? []
        let readings = rows.map {
            "\($0["object"]?.stringValue ?? "") \($0["check"]?.stringValue ?? "") \($0["demo"]?.looseText ?? "")"
        }
        #expect(
            readings == [
                "spa:156 read yes", "spa:156 fields yes", "spa:156 settings yes", "workplaces list yes",
                "funnel:156/8 read yes", "funnel:156/8 items 2", "funnel:156/9 read yes", "funnel:156/9 items 0",
                "item:156/1 read yes", "item:156/2 read no",
            ])
        let missing = try await office.run(
            "return b24.spa('Leave').permissions:probe { profiles = { 'demo' }, items = { 99 } }")[0]
        #expect(missing.arrayValue?.last?["demo"] == "not_found")
        #expect(office.portal.writes == [])
    }

    @Test func whatThePortalRefusesIsAnObservation() async throws {
        var company = Company.demo
        company.failingMethods["crm.category.list"] = .error("ENTITY_TYPE_NOT_SUPPORTED", "no funnels")
        company.failingMethods["crm.type.fields"] = .error("ACCESS_DENIED", "no")
        let office = Office(company)
        let rows = try await office.run("return b24.spa('Leave').permissions:probe { sample = 0 }")[0].arrayValue ?? []
        #expect(rows.first { $0["check"] == "settings" }?["demo"] == "no")
        #expect(rows.last?["object"] == "funnels")
        let state = try await office.run("return b24.spa('Leave').permissions:get()")[0]
        #expect(state["funnels"] == nil)
        #expect(state["unknown"]?["funnels"]?.stringValue?.isEmpty == false)
    }

    @Test func aFailingPortalIsNoObservation() async throws {
        var company = Company.demo
        company.failingMethods["crm.item.fields"] = .error("NO_AUTH_FOUND", "no", status: 401)
        #expect(try await Office(company).failure("b24.spa('Leave').permissions:probe()")["kind"] == "auth_invalid")
    }

    @Test(arguments: [
        (Language.en, "asks under the current profile alone"), (.ru, "проверяет только под текущим профилем"),
    ])
    func otherProfilesAreRefused(language: Language, fact: String) async throws {
        let error = try await Office(language: language).failure(
            "b24.spa('Leave').permissions:probe { profiles = { 'demo', 'anna' } }")
        #expect(error["message"]?.stringValue?.contains(fact) == true, "\(error)")
    }
}
