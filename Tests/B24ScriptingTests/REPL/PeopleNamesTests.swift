import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// Names beside the ids of people.
@Suite struct PeopleNamesTests {
    private func json(_ text: String) throws -> LuaValue { .json(try JSONSlice(Array(text.utf8))) }

    private static let people = PeopleNames(["1": "Иванова А.", "12": "Petrov B.", "99": ""])

    private static let rows =
        #"[{"id":5,"assignedById":12,"createdBy":1,"observers":[1,12],"opened":"Y"},"#
        + #"{"id":60,"assignedById":1,"createdBy":7,"observers":[],"opened":"N"}]"#

    @Test func namesStandBesideIdsInTables() throws {
        var display = EntryDisplay()
        display.people = Self.people
        #expect(
            display.text([try json(Self.rows)]) == """
                id  assignedById   createdBy     observers                   opened
                --  -------------  ------------  --------------------------  ------
                 5  12 Petrov B.   1 Иванова А.  1 Иванова А., 12 Petrov B.  yes
                60   1 Иванова А.  7                                         no
                """)
    }

    @Test func whoIsNotKnownIsAnId() throws {
        #expect(
            EntryDisplay().text([try json(Self.rows)])?.hasPrefix(
                "id  assignedById  createdBy  observers  opened\n") == true)
    }

    /// Names are cut where there is no room; ids never.
    @Test func narrowTables() throws {
        var display = EntryDisplay(width: 40)
        display.people = Self.people
        let text = try #require(display.text([try json(Self.rows)]))
        #expect(text.split(separator: "\n").allSatisfy { TextWidth.of($0) <= 40 })
        #expect(text.contains("\n 5  12 P") && text.contains("\n60   1 И"))
    }

    @Test func oneRecordHasThemInNotes() throws {
        var display = EntryDisplay(width: 40)
        display.people = Self.people
        let record = try json(
            #"{"id":5,"ASSIGNED_BY_ID":"12","OBSERVER_IDS":["1","7"],"title":"long enough to break"}"#)
        #expect(
            display.text([record]) == """
                {
                  id = 5,
                  ASSIGNED_BY_ID = "12", -- Petrov B.
                  OBSERVER_IDS = { "1", "7" }, -- Иванова А., ?
                  title = "long enough to break",
                }
                """)
        display.form = .table
        #expect(display.text([record])?.contains("ASSIGNED_BY_ID  12 Petrov B.\n") == true)
    }

    /// What programs read carries ids.
    @Test func jsonHasNone() throws {
        var display = EntryDisplay(form: .json)
        display.people = Self.people
        #expect(display.text([try json(Self.rows)])?.contains("Petrov") == false)
    }

    @Test(arguments: [
        ("assignedById", true), ("ASSIGNED_BY_ID", true), ("createdBy", true), ("CREATED_BY_ID", true),
        ("updatedBy", true), ("movedBy", true), ("observers", true), ("responsibleId", true), ("UF_HEAD", true),
        ("accomplices", true), ("id", false), ("ID", false), ("companyId", false), ("typeIds", false),
        ("createdTime", false), ("byId", false),
    ])
    func fields(name: String, isAbout: Bool) { #expect(PeopleNames.isAbout(name) == isAbout) }

    @Test(arguments: [
        ("Анна", "Иванова", "Иванова А."), ("Anna", "", "Anna"), ("", "Ivanova", "Ivanova"), ("", "", ""),
    ])
    func shortNames(first: String, last: String, expected: String) {
        #expect(PeopleNames.short(first: first, last: last) == expected)
    }

    @Test func whoIsInResults() throws {
        let answer = try json(#"{"items":\#(Self.rows),"createdBy":0,"author":"name","movedBy":{"id":3}}"#)
        #expect(PeopleNames.ids(in: [answer]) == ["1", "7", "12"])
        #expect(PeopleNames.ids(in: [answer], most: 2).count == 2)
    }
}
