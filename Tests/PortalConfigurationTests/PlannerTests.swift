import JSON
import Localization
import PortalConfiguration
import Testing

/// What follows from a difference, and in which order.
@Suite struct PlannerTests {
    /// A description as JSON.
    static func model(_ json: JSONValue) throws -> ConfigurationModel {
        try JSONForm.model(json, file: "t.json")
    }

    private static let empty = PortalSnapshot([], readInFull: [])

    private static let leave: JSONValue = [
        "workplaces": [["id": "HR"]],
        "spas": [
            [
                "id": "leave", "title": "Leave", "workplace": "HR",
                "funnels": [
                    [
                        "id": "Main", "isDefault": true,
                        "stages": [
                            ["id": "NEW", "name": "New"], ["id": "SUCCESS", "name": "Done", "semantics": "success"],
                            ["id": "FAIL", "name": "No", "semantics": "failure"],
                        ],
                    ]
                ],
                "fields": [["id": "REASON", "type": "string"]],
            ]
        ],
    ]

    /// The same on a portal, by ids.
    private static func there(title: String = "Leave") -> PortalSnapshot {
        func stage(_ id: String, _ code: String, _ name: String, _ semantics: String, _ sort: Int64) -> PortalRecord {
            PortalRecord(
                .stage, id: id, parentID: "3",
                ["code": .string(code), "name": .string(name), "semantics": .string(semantics)], sort: sort)
        }
        return PortalSnapshot(
            [
                PortalRecord(.workplace, id: "1", ["title": "HR"]),
                PortalRecord(.spa, id: "2", ["title": .string(title), "workplace": ["workplace": "1"]]),
                PortalRecord(.funnel, id: "3", parentID: "2", ["name": "Main", "isDefault": true], sort: 10),
                stage("4", "NEW", "New", "process", 10), stage("5", "SUCCESS", "Done", "success", 40),
                stage("6", "FAIL", "No", "failure", 50),
                PortalRecord(.field, id: "7", parentID: "2", ["code": "REASON", "type": "string"], sort: 100),
            ], readInFull: ["2"])
    }

    private static func plan(
        _ desired: ConfigurationModel, _ snapshot: PortalSnapshot, _ book: NameBook = NameBook(portal: "p"),
        prunes: Bool = false
    ) throws -> ChangePlan {
        Planner.plan(desired, try Naming(snapshot, desired, book), book, prunes: prunes)
    }

    private static func lines(_ plan: ChangePlan) -> [String] {
        plan.steps.map {
            "\($0.action) \($0.address.path.joined(separator: "/")) \($0.changes.map(\.name).joined(separator: ","))"
        }
    }

    @Test func whatSomethingHangsOnComesFirst() throws {
        let plan = try Self.plan(try Self.model(Self.leave), Self.empty)
        #expect(
            Self.lines(plan) == [
                "create HR title", "create leave title", "move leave workplace",
                "create leave/Main name,isDefault,sort",
                "create leave/Main/NEW code,name,semantics,sort", "create leave/Main/SUCCESS code,name,semantics,sort",
                "create leave/Main/FAIL code,name,semantics,sort", "create leave/REASON code,type,sort",
            ])
    }

    @Test func whatIsAsDescribedIsLeftAlone() throws {
        let plan = try Self.plan(try Self.model(Self.leave), Self.there())
        #expect(plan.isEmpty)
        #expect(plan.adopted.contains(Address(.spa, ["leave"])))
    }

    @Test func aRenamedTitleIsNoNewObject() throws {
        let desired = try Self.model(Self.leave)
        var book = NameBook(portal: "p")
        book[Address(.spa, ["leave"])] = "2"
        let plan = try Self.plan(desired, Self.there(title: "Absence"), book)
        #expect(Self.lines(plan) == ["change leave title"])
        #expect(plan.steps[0].changes[0].before == "Absence")
    }

    @Test func anotherNameInTheDescriptionIsNoNewObject() throws {
        var value = try #require(Self.leave.objectValue)
        var spa = try #require(value["spas"]?[0]?.objectValue)
        spa["id"] = "absence"
        spa["was"] = "leave"
        value["spas"] = .array([.object(spa)])
        let desired = try Self.model(.object(value))
        var book = NameBook(portal: "p")
        book[Address(.spa, ["leave"])] = "2"
        book[Address(.field, ["leave", "REASON"])] = "7"
        book.rename(by: desired)
        #expect(book[Address(.field, ["absence", "REASON"])] == "7")
        #expect(try Self.plan(desired, Self.there(), book).isEmpty)
    }

    @Test func severalWithOneTitleAreAnError() throws {
        var snapshot = Self.there()
        snapshot.objects.append(PortalRecord(.spa, id: "9", ["title": "Leave"]))
        let desired = try Self.model(Self.leave)
        let error = #expect(throws: ConfigurationProblems.self) {
            try Naming(snapshot, desired, NameBook(portal: "p"))
        }
        #expect(error?.problems.first?.text.en.contains("2, 9") == true)
        // The state file says which one is meant.
        var book = NameBook(portal: "p")
        book[Address(.spa, ["leave"])] = "2"
        #expect(try Self.plan(desired, snapshot, book).isEmpty)
    }

    @Test func nothingIsDeletedWithoutPrune() throws {
        let desired = try Self.model(["workplaces": [], "spas": []])
        var book = NameBook(portal: "p")
        book[Address(.workplace, ["HR"])] = "1"
        book[Address(.spa, ["leave"])] = "2"
        let kept = try Self.plan(desired, Self.there(), book)
        #expect(kept.isEmpty)
        #expect(kept.undescribed.count == 2)
        let pruned = try Self.plan(desired, Self.there(), book, prunes: true)
        #expect(Self.lines(pruned) == ["move leave workplace", "delete leave ", "delete HR "])
        // What was never described stays, whoever prunes.
        #expect(try Self.plan(desired, Self.there(), prunes: true).isEmpty)
    }

    @Test func whatIsPutInAlongGoesAlong() throws {
        let desired = try Self.model(Self.leave)
        var snapshot = Self.there()
        snapshot.objects.append(
            PortalRecord(
                .stage, id: "8", parentID: "3", ["code": "CLIENT", "name": "Approval", "semantics": "process"], sort: 30
            ))
        #expect(try Self.plan(desired, snapshot).undescribed.count == 1)
        var book = NameBook(portal: "p")
        book.making = [Address(.spa, ["leave"])]
        let plan = try Self.plan(desired, snapshot, book)
        #expect(Self.lines(plan) == ["delete leave/Main/CLIENT "])
        #expect(plan.deletions == 0)
    }

    /// A request that a proxy has sent again: the second object of the name goes by `--prune` alone, since a person may have
    /// made it, and nothing else of that name ever does.
    @Test func whatWasMadeTwiceIsPruned() throws {
        let desired = try Self.model(Self.leave)
        var snapshot = Self.there()
        snapshot.objects.append(PortalRecord(.spa, id: "9", ["title": "Leave", "workplace": false]))
        snapshot.objects.append(PortalRecord(.workplace, id: "8", ["title": "HR"]))
        var book = NameBook(portal: "p")
        book[Address(.spa, ["leave"])] = "2"
        book[Address(.workplace, ["HR"])] = "1"
        let settled = try Self.plan(desired, snapshot, book, prunes: true)
        #expect(settled.isEmpty)
        #expect(settled.undescribed.count == 2)
        book.making = [Address(.spa, ["leave"]), Address(.workplace, ["HR"])]
        let kept = try Self.plan(desired, snapshot, book)
        #expect(kept.isEmpty)
        #expect(kept.undescribed.count == 2)
        let plan = try Self.plan(desired, snapshot, book, prunes: true)
        #expect(Self.lines(plan) == ["delete Leave ", "delete HR (2) "])
        #expect(plan.steps.map(\.id) == ["9", "8"])
        #expect(plan.deletions == 2)
        #expect(plan.beyond(ChangePlan(), made: []).count == 2)
        // Whose name is not known for sure is a question for a person.
        book[Address(.spa, ["leave"])] = nil
        #expect(throws: ConfigurationProblems.self) { try Self.plan(desired, snapshot, book) }
    }

    @Test func orderIsChangedWhereItDiffers() throws {
        var value = try #require(Self.leave.objectValue)
        var spa = try #require(value["spas"]?[0]?.objectValue)
        spa["fields"] = [["id": "B", "type": "string"], ["id": "A", "type": "string"]]
        value["spas"] = .array([.object(spa)])
        var snapshot = Self.there()
        snapshot.objects.removeLast()
        for (id, code) in [("7", "A"), ("8", "B")] {
            snapshot.objects.append(
                PortalRecord(.field, id: id, parentID: "2", ["code": .string(code), "type": "string"], sort: 100))
        }
        let plan = try Self.plan(try Self.model(.object(value)), snapshot)
        #expect(Self.lines(plan) == ["change leave/B sort", "change leave/A sort"])
        #expect(plan.steps.map(\.part) == [.position, .position])
    }

    @Test func whatRESTCannotChangeIsForAPerson() throws {
        var value = try #require(Self.leave.objectValue)
        var spa = try #require(value["spas"]?[0]?.objectValue)
        spa["fields"] = [["id": "REASON", "type": "integer"]]
        value["spas"] = .array([.object(spa)])
        let plan = try Self.plan(try Self.model(.object(value)), Self.there())
        #expect(plan.steps.isEmpty)
        #expect(plan.manual.count == 1)
        for language in Language.allCases { #expect(plan.manual[0].text[language].contains("REASON")) }
    }

    @Test func elementsThatAreOtherwiseAreAStep() throws {
        var value = try #require(Self.leave.objectValue)
        var spa = try #require(value["spas"]?[0]?.objectValue)
        spa["access"] = ["observers": ["U7", "D5"], "opened": false]
        value["spas"] = .array([.object(spa)])
        let desired = try Self.model(.object(value))
        #expect(
            desired[Address(.spa, ["leave"])]?.attributes["access"] == ["opened": false, "observers": ["D5", "U7"]])
        let naming = try Naming(Self.there(), desired, NameBook(portal: "p"))
        func plan(_ count: Int) -> ChangePlan {
            Planner.plan(
                desired, naming, NameBook(portal: "p"), prunes: false, deviating: [Address(.spa, ["leave"]): count])
        }
        #expect(plan(0).isEmpty)
        #expect(Self.lines(plan(12)) == ["change leave access"])
        #expect(plan(12).elements == 12)
        // One element more is the same step.
        #expect(plan(13).beyond(plan(12), made: []).isEmpty)
        let file = PlanFile(portal: "p", desired: desired, plan: plan(12), prunes: false, state: nil)
        #expect(try PlanFile(try JSONReader.value(file.text.utf8), file: "p.json").plan.elements == 12)
        #expect(LuaWriter.text(desired).contains("access = { opened = false, observers = { \"D5\", \"U7\" } }"))
    }

    @Test func rightsOfAWorkplaceAreForAPersonEverywhere() throws {
        let desired = try Self.model([
            "workplaces": [["id": "HR", "grants": [["code": "D5", "read": "all"]]]]
        ])
        var snapshot = Self.there()
        snapshot.tellsGrants = true
        var book = NameBook(portal: "p")
        let plan = try Self.plan(desired, snapshot, book)
        #expect(plan.steps.isEmpty)
        #expect(plan.manual.map(\.address) == [Address(.workplace, ["HR"])])
        book.confirm(plan.manual)
        #expect(try Self.plan(desired, snapshot, book).isEmpty)
        for language in Language.allCases { #expect(plan.manual[0].text[language].contains("D5")) }
    }

    /// A field with choices, as it is described and as the portal has it.
    private static func choices(
        _ described: [String], _ there: [String], prunes: Bool = false
    ) throws -> ChangePlan {
        let desired = try model([
            "spas": [
                [
                    "id": "leave", "title": "Leave",
                    "fields": [
                        [
                            "id": "KIND", "type": "enumeration",
                            "options": .array(described.map(JSONValue.string)),
                        ]
                    ],
                ]
            ]
        ])
        let options = there.map { JSONValue.object(["value": .string($0), "default": false]) }
        let snapshot = PortalSnapshot(
            [
                PortalRecord(.spa, id: "2", ["title": "Leave"]),
                PortalRecord(
                    .field, id: "7", parentID: "2",
                    ["code": "KIND", "type": "enumeration", "options": .array(options)], sort: 100),
            ], readInFull: ["2"])
        return try plan(desired, snapshot, prunes: prunes)
    }

    private static func values(_ list: JSONValue?) -> [String] {
        (list?.arrayValue ?? []).compactMap { $0["value"]?.stringValue }
    }

    @Test func choicesThatNobodyHasDescribedAreListedAndStay() throws {
        let plan = try Self.choices(["a", "b"], ["a", "x", "b"])
        #expect(plan.isEmpty)
        #expect(plan.undescribed.map(\.description) == ["spa \"leave\" / field \"KIND\" / option \"x\""])
        // They stay behind what is put in order.
        let ordered = try Self.choices(["b", "a"], ["a", "x", "b"])
        #expect(Self.values(ordered.steps.first?["options"]) == ["b", "a", "x"])
        #expect(ordered.deletions == 0)
        #expect(ordered.undescribed.count == 1)
        let grown = try Self.choices(["a", "b", "c"], ["a", "x", "b"])
        #expect(Self.values(grown.steps.first?["options"]) == ["a", "b", "c", "x"])
    }

    @Test func pruningTakesThemAwayAndCountsThem() throws {
        let plan = try Self.choices(["a", "b"], ["a", "x", "b", "y"], prunes: true)
        #expect(Self.values(plan.steps.first?["options"]) == ["a", "b"])
        #expect(plan.steps.first?.lostOptions == ["x", "y"])
        #expect(plan.deletions == 2)
        #expect(plan.undescribed.isEmpty)
        #expect(try Self.choices(["a"], ["a"], prunes: true).isEmpty)
    }

    @Test func aPlanKnowsWhatGoesBeyondIt() throws {
        let desired = try Self.model(Self.leave)
        let agreed = try Self.plan(desired, Self.there(title: "Leave"))
        var book = NameBook(portal: "p")
        book[Address(.spa, ["leave"])] = "2"
        let now = try Self.plan(desired, Self.there(title: "Absence"), book)
        #expect(now.beyond(agreed, made: []).count == 1)
        #expect(now.beyond(now, made: []).isEmpty)
        #expect(now.beyond(agreed, made: [Address(.spa, ["leave"])]).isEmpty)
    }

    @Test func filesSayTheSame() throws {
        let desired = try Self.model(Self.leave)
        let plan = try Self.plan(desired, Self.empty)
        let file = PlanFile(portal: "p", desired: desired, plan: plan, prunes: false, state: "s.json")
        let read = try PlanFile(try JSONReader.value(file.text.utf8), file: "p.json")
        #expect(Self.lines(read.plan) == Self.lines(plan))
        #expect(JSONForm.value(read.desired) == JSONForm.value(desired))
        var book = NameBook(portal: "p")
        book[Address(.stage, ["leave", "Main", "NEW"])] = "4"
        book.making = [Address(.spa, ["leave"])]
        #expect(try NameBook(text: book.text, file: "s.json") == book)
        #expect(throws: ConfigurationProblem.self) { try NameBook(text: "{}", file: "s.json") }
    }
}
