import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// `portal.lua`: whatever people have called their things, it is Lua, and a line stays a line.
@Suite struct PortalTypesTests {
    static let titles = [
        "Leave", "Отпуска", "", " ", "a \"quoted\" one", "it's", "back\\slash", "ends with \\", "line\nbreak",
        "line\r\nbreak",
        "tab\there", "]]", "--]]", "--[[ x", "[==[", "]==]", "-- comment", "---@class b24", "# hash", "| pipe",
        "`tick`",
        "nul\0", "esc\u{1B}[31m", "sep\u{2028}arator", "next\u{85}line", "\u{202E}rtl", "🏖 emoji", "end", "1 + 1",
        "function b24.spa() error() end",
    ]

    private func survey(_ title: String) -> PortalSurvey {
        var survey = PortalSurvey()
        survey.workplaces = [.init(id: "1", name: title)]
        survey.entities = [
            PortalSurvey.Entity(
                entityTypeID: "156", title: title, typeID: "13", funnels: [.init(id: "8", name: title)],
                stages: [.init(id: "DT156_8:NEW", name: title), .init(id: title, name: "odd")],
                fields: [
                    ItemField(
                        name: "title", type: "string", title: title, isRequired: true, isReadOnly: false,
                        isMultiple: false, choices: []),
                    ItemField(
                        name: "ufCrm7Kind", type: "enumeration", title: title, isRequired: true, isReadOnly: false,
                        isMultiple: true, choices: [.init(id: "45", name: title), .init(id: title, name: title)]),
                    ItemField(
                        name: title.isEmpty ? "x" : title, type: "file", title: "odd name", isRequired: false,
                        isReadOnly: true, isMultiple: false, choices: []),
                ])
        ]
        return survey
    }

    @Test(arguments: titles) func anyTitleWillDo(_ title: String) throws {
        let text = PortalTypes(survey(title), name: title, language: .en).file.text
        let plain = PortalTypes(survey("x"), name: "x", language: .en).file.text
        #expect(EntrySyntax(text) == .complete, "\(text)")
        // As many lines as any other title makes, but for the function and the comment that only a title gets.
        let count = { (text: String) in text.utf8.filter { $0 == 10 }.count }
        #expect(count(text) == count(plain) - (title.isEmpty ? 5 : 0), "\(text)")
        for line in text.split(separator: "\n") {
            #expect(line.hasPrefix("--") || line == "function b24.spa(spa) end", "\(line)")
            #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control }, "\(line)")
        }
    }

    /// A title in quotes is the same text in Lua.
    @Test(arguments: titles) func quotesKeepTheTitle(_ title: String) async throws {
        let found = try await Scene().run("return " + StubText.quoted(title))
        if case .string(let same)? = found.first { #expect(same == title) } else { Issue.record("\(found)") }
    }

    @Test func whatIsInIt() {
        let text = PortalTypes(survey("Leave"), name: "acme", language: .en).file.text
        #expect(
            text.contains(
                """
                ---Titles of smart processes.
                ---@alias b24.portal.Title
                ---| "Leave" # entityTypeId 156, id 13
                """))
        #expect(
            text.contains(
                """
                ---@param spa "Leave"
                ---@return b24.portal.spa156 spa
                function b24.spa(spa) end
                """))
        #expect(
            text.contains(
                """
                ---Stages: Leave.
                ---@alias b24.portal.spa156.Stage
                ---| "DT156_8:NEW" # Leave
                """))
        #expect(
            text.contains(
                """
                ---Values: Leave.
                ---@alias b24.portal.spa156.ufCrm7Kind
                ---| 45 # Leave
                ---| integer
                """))
        #expect(
            text.contains(
                """
                ---@class b24.portal.spa156.fields
                ---@field title? string Leave
                ---@field ufCrm7Kind (b24.portal.spa156.ufCrm7Kind)[] Leave
                ---@field [string] any
                """)
                || text.contains("---@field ufCrm7Kind b24.portal.spa156.ufCrm7Kind[] Leave"))
        #expect(text.contains("---@field get fun(self: b24.portal.spa156.items, id: integer): b24.portal.spa156.item"))
        #expect(
            text.contains("---@field list fun(self: b24.portal.spa156.items, opts?: table): b24.portal.spa156.item[]"))
        #expect(!text.contains("other"))
    }

    /// A title of two smart processes names neither.
    @Test func aTitleThatTwoHave() {
        var both = survey("Leave")
        var other = both.entities[0]
        (other.entityTypeID, other.typeID) = ("160", "14")
        both.entities.append(other)
        #expect(!PortalTypes(both, name: "acme", language: .en).file.text.contains("function b24.spa"))
    }
}
