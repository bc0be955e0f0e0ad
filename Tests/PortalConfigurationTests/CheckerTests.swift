import JSON
import Localization
import PortalConfiguration
import Testing

/// What is wrong in a description, and where that is said.
@Suite struct CheckerTests {
    private static func draft(
        _ kind: ObjectKind, _ name: String, line: Int, _ members: [WrittenObject.Member]
    ) -> WrittenObject {
        WrittenObject(kind, name, members, place: FilePlace(file: "portal.lua", line: line))
    }

    private static func stages(_ rows: [(String, String)]) -> WrittenObject.Member {
        .init(
            "stages",
            .list(
                rows.enumerated().map { index, row in
                    .draft(
                        draft(
                            .stage, row.0, line: 10 + index,
                            [
                                .init("name", .plain(.string(row.0))),
                                .init("semantics", .plain(.string(row.1))),
                            ]))
                }))
    }

    private static func problems(_ drafts: [WrittenObject], _ language: Language = .en) -> [String] {
        do {
            _ = try ConfigurationChecker.model(drafts)
            return []
        } catch let error as ConfigurationProblems {
            return error.problems.map { $0.line(language) }
        } catch {
            return ["\(error)"]
        }
    }

    @Test(arguments: [
        (
            draft(.spa, "Leave", line: 3, [.init("isStagesEnbled", .plain(true))]),
            "portal.lua:3: spa \"Leave\": there is no 'isStagesEnbled'. Did you mean 'isStagesEnabled'?"
        ),
        (
            draft(.spa, "Leave", line: 3, [.init("isStagesEnabled", .plain("Y"))]),
            "portal.lua:3: spa \"Leave\": 'isStagesEnabled' must be true or false."
        ),
        (
            draft(.spa, "Leave", line: 3, [.init("workplace", .reference(.workplace, "HR"))]),
            "portal.lua:3: spa \"Leave\": 'workplace' names workplace \"HR\", which is not described."
        ),
        (
            draft(.spa, "", line: 3, []), "portal.lua:3: A name cannot be empty."
        ),
        (
            draft(.funnel, "Main", line: 4, []),
            "portal.lua:4: A funnel is described inside a spa, in 'funnels'."
        ),
        (
            draft(
                .spa, "Leave", line: 3,
                [.init("fields", .list([.draft(draft(.field, "A", line: 5, [.init("type", .plain("sting"))]))]))]),
            "portal.lua:5: spa \"Leave\" / field \"A\": 'type' must be one of "
        ),
        (
            draft(.spa, "Leave", line: 3, [.init("fields", .list([.draft(draft(.stage, "A", line: 5, []))]))]),
            "portal.lua:5: spa \"Leave\": a stage cannot stand in 'fields'."
        ),
        (
            draft(
                .spa, "Leave", line: 3,
                [
                    .init(
                        "funnels",
                        .list([.draft(draft(.funnel, "Main", line: 4, [stages([("A", "process"), ("F", "failure")])]))])
                    )
                ]),
            "portal.lua:4: spa \"Leave\" / funnel \"Main\": exactly one stage has semantics = \"success\", here there are 0."
        ),
        (
            draft(
                .spa, "Leave", line: 3,
                [
                    .init(
                        "funnels",
                        .list([
                            .draft(
                                draft(
                                    .funnel, "Main", line: 4,
                                    [stages([("S", "success"), ("A", "process"), ("F", "failure")])]))
                        ]))
                ]),
            "portal.lua:11: spa \"Leave\" / funnel \"Main\" / stage \"A\": stages in progress come first"
        ),
    ])
    func saysWhereAndWhat(_ draft: WrittenObject, _ expected: String) {
        let problems = Self.problems([draft])
        #expect(problems.first?.hasPrefix(expected) == true, "\(problems)")
        #expect(Self.problems([draft], .ru) != problems)
    }

    /// Rules for elements, and rights of workplaces.
    @Test(arguments: [
        (
            draft(.spa, "Leave", line: 3, [.init("access", .record([.init("openend", .plain(true))]))]),
            "portal.lua:3: spa \"Leave\": there is no 'access.openend'. Did you mean 'opened'?"
        ),
        (
            draft(.spa, "Leave", line: 3, [.init("access", .record([.init("opened", .plain("Y"))]))]),
            "portal.lua:3: spa \"Leave\": 'access' must be a rule for every element"
        ),
        (
            draft(
                .spa, "Leave", line: 3,
                [.init("access", .record([.init("observers", .list([.plain("AU")]))]))]),
            "portal.lua:3: spa \"Leave\": 'AU' names no people who could observe"
        ),
        (
            draft(
                .spa, "Leave", line: 3,
                [
                    .init("isObserversEnabled", .plain(false)),
                    .init("access", .record([.init("observers", .list([.plain("D5")]))])),
                ]),
            "portal.lua:3: spa \"Leave\": 'access' has observers, and 'isObserversEnabled' is false."
        ),
        (
            draft(
                .spa, "Leave", line: 3,
                [
                    .init("access", .record([.init("opened", .plain(true))])),
                    .init(
                        "funnels",
                        .list([
                            .draft(
                                draft(
                                    .funnel, "Main", line: 4,
                                    [.init("access", .record([.init("opened", .plain(false))]))]))
                        ])),
                ]),
            "portal.lua:4: spa \"Leave\" / funnel \"Main\": spa \"Leave\" has an 'access' for all its elements already."
        ),
        (
            draft(
                .workplace, "HR", line: 3,
                [.init("grants", .list([.record([.init("", .plain("D5")), .init("settings", .plain("all"))])]))]),
            "portal.lua:3: workplace \"HR\": there is no 'grants.settings'. There are: read, add, "
        ),
    ])
    func checksAccess(_ draft: WrittenObject, _ expected: String) {
        let problems = Self.problems([draft])
        #expect(problems.first?.hasPrefix(expected) == true, "\(problems)")
        #expect(Self.problems([draft], .ru) != problems)
    }

    @Test func saysEverythingAtOnce() {
        let one = Self.draft(.workplace, "HR", line: 1, [.init("titel", .plain("x"))])
        let two = Self.draft(.workplace, "HR", line: 2, [])
        #expect(
            Self.problems([one, two]) == [
                "portal.lua:1: workplace \"HR\": there is no 'titel'. Did you mean 'title'?",
                "portal.lua:2: workplace \"HR\" is described twice; the first time at portal.lua:1.",
            ])
    }

    /// Mistakes in JSON: line and column of the key or the object.
    @Test(arguments: [
        (
            #"{"spas": [\#n  {"id": "Leave",\#n   "isStagesEnbled": true}\#n]}"#,
            "p.json:3:4: spa \"Leave\": there is no 'isStagesEnbled'. Did you mean 'isStagesEnabled'?"
        ),
        (
            #"{"spas": [\#n  {"id": "Leave", "fields": [\#n    {"id": "Ы", "mandatory": 1,\#n "type": "string"}]}]}"#,
            "p.json:3:17: spa \"Leave\" / field \"Ы\": 'mandatory' must be true or false."
        ),
        (
            #"{"spas": [{"id": "Leave",\#n "parents": [{"to": "lead",\#n "lst": true}]}]}"#,
            "p.json:3:2: spa \"Leave\": there is no 'parents.lst'. Did you mean 'list'?"
        ),
        (
            #"{"spas": [{"id": "Leave",\#n "parents": [{\#n"to": {"spa": "Other"}}]}]}"#,
            "p.json:3:8: spa \"Leave\": 'parents' names spa \"Other\", which is not described. There are: Leave."
        ),
        (
            #"{"spas": [{"id": "Leave",\#n "grants": [\#n{"code": "D5", "raed": "own"}]}]}"#,
            "p.json:3:16: spa \"Leave\": there is no 'grants.raed'. Did you mean 'read'?"
        ),
        (
            #"{"spas": [{"id": "Leave",\#n "grants": [{"code": "Q5",\#n "read": "own"}]}]}"#,
            "p.json:2:14: spa \"Leave\": 'Q5' is no access code"
        ),
        (#"{\#n "spa": []}"#, "p.json:2:2: There is no 'spa' in a configuration. Did you mean 'spas'?"),
        (#"{"spas": {}}"#, "p.json:1:2: 'spas' must be a list of objects"),
        (#"{"spas": [\#n   5]}"#, "p.json:2:4: A spa is an object with an 'id'"),
        (#"{"spas": [{"id": "a",\#n "fields": [{}]}]}"#, "p.json:2:13: A field is an object with an 'id'"),
        (#"{"spas": [{"id": "a", "title": "x",\#n "title": "y"}]}"#, "p.json:2:2: 'title' stands here twice."),
        ("[]", "p.json:1:1: This is no configuration"),
    ])
    func jsonHasLinesAndColumns(_ text: String, _ expected: String) {
        func problems(_ language: Language) -> [String] {
            let error = #expect(throws: ConfigurationProblems.self) {
                try JSONForm.model(Array(text.utf8), file: "p.json")
            }
            return (error?.problems ?? []).map { $0.line(language) }
        }
        #expect(problems(.en).contains { $0.hasPrefix(expected) }, "\(problems(.en))")
        #expect(problems(.ru) != problems(.en))
    }

    @Test func jsonSaysEverythingAtOnceInTheOrderOfItsLines() {
        let text = """
            {"spas": [
              {"id": "a", "isStagesEnbled": true},
              {},
              {"id": "b", "titel": "x"}
            ]}
            """
        let error = #expect(throws: ConfigurationProblems.self) {
            try JSONForm.model(Array(text.utf8), file: "p.json")
        }
        #expect(error?.problems.compactMap { $0.place?.description } == ["p.json:2:15", "p.json:3:3", "p.json:4:15"])
    }

    @Test func writesWhatItReads() throws {
        let model = try PlannerTests.model([
            "workplaces": [["id": "A \"quoted\"\nname"]],
            "spas": [
                [
                    "id": "Leave", "workplace": ["workplace": "A \"quoted\"\nname"],
                    "parents": ["contact", ["to": ["spa": "Other"], "list": true]],
                    "funnels": [["id": "F", "card": [["name": "main", "title": "Main", "elements": ["TITLE"]]]]],
                    "fields": [
                        ["id": "K", "type": "enumeration", "options": ["a", ["value": "b", "default": true]]]
                    ],
                ], ["id": "Other"],
            ],
        ])
        #expect(
            LuaWriter.text(model) == """
                workplace "A \\"quoted\\"\\nname" {}

                spa "Leave" {
                  workplace = workplace "A \\"quoted\\"\\nname",
                  parents = { "contact", { spa "Other", list = true } },
                  funnels = {
                    funnel "F" { card = { { name = "main", title = "Main", elements = { "TITLE" } } } },
                  },
                  fields = {
                    field "K" { type = "enumeration", options = { "a", { "b", default = true } } },
                  },
                }

                spa "Other" {
                }

                """)
        let again = try JSONForm.model(JSONForm.value(model), file: "x.json")
        #expect(LuaWriter.text(again) == LuaWriter.text(model))
    }
}
