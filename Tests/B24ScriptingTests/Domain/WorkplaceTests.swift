import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

@Suite struct WorkplaceTests {
    // MARK: Reading

    @Test func bareObjects() async throws {
        let office = Office()
        let results = try await office.run(
            """
            local titles = {}
            for w in b24.workplace.each() do titles[#titles + 1] = w.title end
            return b24.workplace.get(7), b24.workplace.list(), titles, b24.workplace.find "HR", b24.workplace.find "None",
              b24.workplace.fields().title.type
            """)
        let hr: JSONValue = ["id": 5, "title": "HR", "typeIds": []]
        let place: JSONValue = ["id": 7, "title": "Office", "typeIds": [16]]
        #expect(results[0] == place)
        #expect(results[1] == [hr, place])
        #expect(results[2] == ["HR", "Office"])
        #expect(results[3] == hr)
        #expect(results[4] == .null)
        #expect(results[5] == "string")
    }

    @Test(arguments: [("en", "2 workplaces are called 'HR'"), ("ru", "несколько рабочих мест (2)")])
    func severalMatchesAreListed(language: String, fact: String) async throws {
        var company = Company.demo
        company.workplaces[9] = .init(title: "HR", typeIDs: [])
        let office = Office(company, language: .init(rawValue: language)!)
        let error = try await office.failure("b24.workplace.find 'HR'")
        #expect(error["message"]?.stringValue?.contains(fact) == true, "\(error)")
        #expect(error["message"]?.stringValue?.contains("'HR' (5), 'HR' (9)") == true)
    }

    // MARK: add

    @Test func addTakesReferencesOfEveryKind() async throws {
        let office = Office()
        let result = try await office.run(
            "return b24.workplace.add { title = 'New', typeIds = { 'Leave', {entityTypeId = 1030}, b24.spa(20), {id = 22} } }"
        )
        #expect(result == [["id": 8, "title": "New", "typeIds": [13, 16, 20, 22]]])
        #expect(office.portal.writes == ["crm.automatedsolution.add"])
        #expect(office.said.contains("'Purchases' (type id 16) was moved out of workplace 'Office' (7)"))
    }

    @Test func addRepeatsABindingThatThePortalLost() async throws {
        var company = Company.demo
        company.losesTypeIDsOnAdd = true
        let office = Office(company)
        let result = try await office.run("return b24.workplace.add { title = 'New', typeIds = { 13 } }")
        #expect(result == [["id": 8, "title": "New", "typeIds": [13]]])
        #expect(office.portal.writes == ["crm.automatedsolution.add", "crm.automatedsolution.update"])
    }

    @Test(arguments: [("en", "was created, but"), ("ru", "создано, но привязать")])
    func addSaysWhenTheBindingStaysLost(language: String, fact: String) async throws {
        var company = Company.demo
        company.losesTypeIDsOnAdd = true
        company.ignoresWorkplaceUpdates = true
        let office = Office(company, language: .init(rawValue: language)!)
        let error = try await office.failure("b24.workplace.add { title = 'New', typeIds = { 13 } }")
        #expect(error["kind"] == "unexpected_answer")
        #expect(error["message"]?.stringValue?.contains(fact) == true, "\(error)")
        #expect(error["message"]?.stringValue?.contains("'Leave' (type id 13)") == true)
        #expect(error["message"]?.stringValue?.contains("'New' (8)") == true)
    }

    @Test func aNumberThatIsAnEntityTypeIDStopsBeforeTheWrite() async throws {
        let office = Office()
        let error = try await office.failure("b24.workplace.add { title = 'New', typeIds = { 156 } }")
        #expect(error["message"] == "156: that is an entityTypeId; did you mean type id 13 'Leave'?")
        #expect(office.portal.writes == [])
    }

    @Test func unknownNamesOfFieldsAreRefused() async throws {
        let office = Office()
        let error = try await office.failure("b24.workplace.add { title = 'New', types = { 13 } }")
        #expect(error["kind"] == "invalid_argument")
        #expect(try await office.failure("b24.workplace.add 'New'")["kind"] == "invalid_argument")
        #expect(try await office.failure("b24.workplace.ensure(nil)")["kind"] == "invalid_argument")
        #expect(office.portal.commands.isEmpty)
    }

    // MARK: attach and detach

    @Test(arguments: [
        ("b24.workplace.attach(5, 'Leave')", "'Leave' (type id 13) out of CRM"),
        ("b24.workplace.attach(5, 16)", "'Purchases' (type id 16) out of workplace 'Office' (7)"),
        ("b24.workplace.attach(5, 16, {move = 'crm'})", "out of workplace 'Office' (7)"),
        ("b24.workplace.attach(5, 16, {move = false})", "{move=true}"),
    ]) func movesNeedConsent(script: String, fact: String) async throws {
        let office = Office()
        let error = try await office.failure(script)
        #expect(error["kind"] == "policy_denied")
        #expect(error["message"]?.stringValue?.contains(fact) == true, "\(error)")
        #expect(error["message"]?.stringValue?.contains("Nothing was changed") == true)
        #expect(office.portal.writes == [])
    }

    @Test func movesNeedConsentInRussian() async throws {
        let error = try await Office(language: .ru).failure("b24.workplace.attach(5, 16)")
        #expect(
            error["message"]?.stringValue?.contains("'Purchases' (type id 16) из рабочего места 'Office' (7)") == true,
            "\(error)")
        #expect(error["message"]?.stringValue?.contains("Ничего не изменено") == true)
        #expect(error["hint"]?.stringValue?.contains("{move=true}") == true)
    }

    @Test func attachWritesTheWholeSet() async throws {
        let office = Office()
        let result = try await office.run("return b24.workplace.attach(7, 'Leave', 16, {move = 'crm'})")
        #expect(result == [["id": 7, "title": "Office", "typeIds": [16, 13]]])
        #expect(office.portal.writes == ["crm.automatedsolution.update"])
        #expect(office.portal.company.workplaces[7]?.typeIDs == [16, 13])
    }

    @Test func attachTakesFromAnotherWorkplaceAndSaysSo() async throws {
        let office = Office()
        try await office.run("b24.workplace.attach(5, 'Purchases', {move = true})")
        #expect(office.portal.company.workplaces[5]?.typeIDs == [16])
        #expect(office.portal.company.workplaces[7]?.typeIDs == [])
        #expect(office.said.contains("was moved out of workplace 'Office' (7)"))
    }

    @Test func whatIsBoundAlreadyIsNotWritten() async throws {
        let office = Office()
        let result = try await office.run("return b24.workplace.attach(7, 16), b24.workplace.detach(7, 13)")
        #expect(result[0]["typeIds"] == [16])
        #expect(result[1]["typeIds"] == [16])
        #expect(office.portal.writes == [])
    }

    @Test func detachOfTheLastOneSendsAnEmptySet() async throws {
        let office = Office()
        let result = try await office.run("return b24.workplace.detach(7, 'Purchases')")
        #expect(result == [["id": 7, "title": "Office", "typeIds": []]])
        #expect(office.portal.company.workplaces[7]?.typeIDs == [])
    }

    @Test func aChangeBetweenReadingAndWritingIsKept() async throws {
        let office = Office()
        // The first look is the list; the second is right before the write.
        office.portal.before("crm.automatedsolution.get") { $0.workplaces[7]?.typeIDs.append(22) }
        let result = try await office.run("return b24.workplace.attach(7, 13, {move = true})")
        #expect(Set(result[0]["typeIds"]?.looseIntegers ?? []) == [16, 22, 13])
        #expect(Set(office.portal.company.workplaces[7]?.typeIDs ?? []) == [16, 22, 13])
        #expect(office.portal.writes.count == 2)
    }

    @Test func aRemovalBetweenReadingAndWritingIsRespectedAndSaid() async throws {
        let office = Office()
        office.portal.before("crm.automatedsolution.get") {
            $0.workplaces[7]?.typeIDs = []
            $0.workplaces[5]?.typeIDs = [16]
        }
        let result = try await office.run("return b24.workplace.attach(7, 13, {move = true})")
        #expect(result[0]["typeIds"] == [13])
        #expect(office.said.contains("someone took type ids 16 out of workplace 'Office' (7)"))
    }

    @Test func readOnlyRefusesBeforeAnythingIsSentThatWrites() async throws {
        let office = Office { $0.readOnly = true }
        for call in [
            "b24.workplace.attach(7, 13, {move = true})", "b24.workplace.add { title = 'x' }", "b24.spa.delete(20)",
            "b24.spa('Leave').permissions:set { open_new_funnels = false }",
        ] {
            #expect(try await office.failure(call)["kind"] == "policy_denied", "\(call)")
        }
        #expect(office.portal.writes == [])
    }

    @Test(arguments: [("en", "does not hold what was written", "13"), ("ru", "не то, что было записано", "13")])
    func aChangeAfterTheWriteIsReported(language: String, fact: String, id: String) async throws {
        let office = Office(language: .init(rawValue: language)!)
        office.portal.before("crm.automatedsolution.get", 2) { $0.workplaces[7]?.typeIDs = [16, 22] }
        let error = try await office.failure("b24.workplace.attach(7, 13, {move = true})")
        #expect(error["kind"] == "unexpected_answer")
        for part in [fact, id, "22"] {
            #expect(error["message"]?.stringValue?.contains(part) == true, "\(error)")
        }
    }

    @Test func ignoredUpdatesAreReported() async throws {
        var company = Company.demo
        company.ignoresWorkplaceUpdates = true
        let error = try await Office(company).failure("b24.workplace.detach(7, 16)")
        #expect(error["kind"] == "unexpected_answer")
    }

    @Test func someoneWhoNeverStopsIsGivenUpOn() async throws {
        let office = Office()
        for turn in 0..<4 {
            office.portal.before("crm.automatedsolution.get", 2 * turn + 1) {
                $0.workplaces[7]?.typeIDs = turn % 2 == 0 ? [16, 22] : [16, 20]
            }
        }
        let error = try await office.failure("b24.workplace.attach(7, 13, {move = true})")
        #expect(error["message"]?.stringValue?.contains("keeps changing") == true, "\(error)")
    }

    @Test func idsOfDifferentSpacesAreNotMixed() async throws {
        let office = Office()
        for call in ["b24.workplace.attach(5, b24.workplace.get(7))", "b24.workplace.get(b24.spa.get(13))"] {
            #expect(try await office.failure(call)["kind"] == "invalid_argument")
        }
        #expect(office.portal.writes == [])
    }

    // MARK: update, ensure, delete

    @Test func updateReplacesTheSet() async throws {
        let office = Office()
        let result = try await office.run("return b24.workplace.update(7, { title = 'Bureau', typeIds = { 'Leave' } })")
        #expect(result == [["id": 7, "title": "Bureau", "typeIds": [13]]])
        #expect(try await office.run("return b24.workplace.update(7, { typeIds = {} }).typeIds") == [[]])
    }

    @Test func ensureCreatesChangesAndThenRests() async throws {
        let office = Office()
        let script = "local w, c = b24.workplace.ensure { title = 'Team', typeIds = { 'Leave', 20 } } return w, c"
        let first = try await office.run(script)
        #expect(first[0]["typeIds"] == [13, 20])
        #expect(first[1][0]?["action"] == "create")
        office.portal.forget()
        let second = try await office.run(script)
        #expect(second[0] == first[0])
        #expect(second[1] == [])
        #expect(office.portal.writes == [])
        let third = try await office.run(
            "local w, c = b24.workplace.ensure { title = 'Team', typeIds = { 20, 22 } } return w, c")
        #expect(third[0]["typeIds"] == [20, 22])
        #expect(
            third[1] == [
                [
                    "action": "update", "field": "typeIds", "from": [13, 20], "to": [20, 22], "added": [22],
                    "removed": [13],
                ]
            ])
    }

    @Test func ensureWithoutTypesKeepsThem() async throws {
        let office = Office()
        let result = try await office.run("local w, c = b24.workplace.ensure { title = 'Office' } return w.typeIds, c")
        #expect(result == [[16], []])
        #expect(office.portal.writes == [])
    }

    @Test(arguments: ["HR", "Brand new"]) func ensureDoesNotTakeFromOthersUnasked(title: String) async throws {
        let office = Office()
        let error = try await office.failure("b24.workplace.ensure { title = '\(title)', typeIds = { 16 } }")
        #expect(error["kind"] == "policy_denied")
        #expect(office.portal.writes == [])
        try await office.run("b24.workplace.ensure { title = '\(title)', typeIds = { 16 }, move = true }")
        #expect(office.portal.company.workplaces[7]?.typeIDs == [])
    }

    @Test(arguments: [("en", "still has smart processes"), ("ru", "ещё есть смарт-процессы")])
    func deletingABoundOneSaysWhatIsBound(language: String, fact: String) async throws {
        let office = Office(language: .init(rawValue: language)!)
        let error = try await office.failure("b24.workplace.delete(7)")
        #expect(error["kind"] == "has_bound_types")
        #expect(error["code"] == "HAS_BOUND_TYPES")
        #expect(error["status"] == 400)
        #expect(error["message"]?.stringValue?.contains(fact) == true)
        #expect(error["message"]?.stringValue?.contains("'Purchases' (type id 16)") == true)
        #expect(error["hint"]?.stringValue?.contains("b24.workplace.detach(7, 16)") == true)
        #expect(try await office.run("return b24.workplace.delete(5)") == [true])
    }

    @Test func withoutRightsItIsAccessDenied() async throws {
        var company = Company.demo
        company.callerIsCRMAdmin = false
        #expect(try await Office(company).failure("b24.workplace.list()")["kind"] == "access_denied")
    }

    // MARK: Dry run

    @Test func aDryRunPlansAndDoesNotVerify() async throws {
        let office = Office { $0.dryRun = true }
        let result = try await office.run(
            """
            local w = b24.workplace.add { title = 'New', typeIds = { 13 } }
            local changed = b24.workplace.attach(7, 'Leave', { move = true })
            local again = b24.workplace.attach(w.id, 20, { move = true })
            return w.title, changed.typeIds, again.typeIds
            """)
        #expect(result == ["New", [16, 13], [13, 20]])
        #expect(office.portal.writes == [])
        #expect(office.session.takeOutcome().plan.isEmpty)
    }
}
