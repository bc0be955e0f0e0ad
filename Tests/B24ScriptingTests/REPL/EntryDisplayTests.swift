import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// What a prompt shows of results.
@Suite struct EntryDisplayTests {
    private func json(_ text: String) throws -> LuaValue { .json(try JSONSlice(Array(text.utf8))) }

    private static let record =
        #"[{"id":"1","title":"Отпуск","active":"Y","createdTime":"2026-11-26T18:43:05+03:00"},"#
        + #"{"id":"12","title":"日本","active":"N","createdTime":"2026-01-05T00:00:00+03:00"}]"#

    @Test func recordsAreATableThatAPersonReads() throws {
        #expect(
            EntryDisplay().text([try json(Self.record)]) == """
                id  title   active  createdTime
                --  ------  ------  ----------------
                 1  Отпуск  yes     2026-11-26 18:43
                12  日本    no      2026-01-05
                """)
        #expect(
            EntryDisplay(language: .ru).text([try json(#"{"types":\#(Self.record)}"#)])?.hasPrefix(
                """
                types:
                id  title   active  createdTime
                --  ------  ------  ----------------
                 1  Отпуск  да      2026-11-26 18:43
                """) == true)
    }

    static let values: [(LuaValue, String)] = [
        (.nil, "nil"), (.null, "b24.null"), (.string("a\"b"), #""a\"b""#), (.integer(5), "5"), (.number(2), "2.0"),
        (.boolean(true), "true"), (.table(LuaTable()), "{}"), (.table(LuaTable(marker: .array)), "b24.array{}"),
        (.table(LuaTable(array: [.integer(1), .string("x")])), #"{ 1, "x" }"#),
        (.table(LuaTable(fields: [("id", .integer(1)), ("end", .null)])), #"{ id = 1, ["end"] = b24.null }"#),
        (.table(LuaTable(fields: [("a", .opaque("table: cycle"))])), "{ a = nil --[[table: cycle]] }"),
        (.opaque("thread"), "thread"),
    ]

    @Test(arguments: values.indices) func otherValuesAreLua(_ index: Int) {
        let (value, expected) = Self.values[index]
        #expect(EntryDisplay().text([value]) == expected)
    }

    @Test func resultsStandBelowEachOther() {
        #expect(EntryDisplay().text([.integer(1), .string("a")]) == "1\n\"a\"")
        #expect(EntryDisplay().text([]) == nil)
    }

    /// What is shown can be pasted back: it is the same value.
    @Test(arguments: [
        "{ 1, 2.0, -0.5, 1e300, math.huge, 'a\\0b', 'Ж', [[\"]], ['end'] = true, [10] = { {} }, a_b = { c = {} } }",
        "{ math.mininteger, math.maxinteger, 0.1, [1.5] = 'x', [true] = 1, ['1'] = 2 }",
        "{ createdTime = '2026-11-26T18:43:05+03:00', note = 'a long enough text to break the line over the width' }",
    ])
    func luaCanBePastedBack(_ source: String) async throws {
        let scene = Scene.with { _ in }
        let value = try await scene.session.evaluate(source)
        for width in [40, 80] {
            let shown = EntryDisplay(form: .lua, width: width).text(value) ?? ""
            let again = try await scene.session.evaluate(shown)
            #expect(
                LuaFormatter(width: .max).format(again[0]) == LuaFormatter(width: .max).format(value[0]), "\(shown)")
        }
    }

    @Test func datesHaveANoteAndLongArraysACount() throws {
        let value = try json(
            #"{"createdTime":"2026-11-26T18:43:05+03:00","day":"2026-11-26","text":"long enough to break the line here"}"#
        )
        #expect(
            EntryDisplay(width: 40).text([value]) == """
                {
                  createdTime = "2026-11-26T18:43:05+03:00", -- Thu 26 Nov 2026, 18:43
                  day = "2026-11-26", -- Thu 26 Nov 2026
                  text = "long enough to break the line here",
                }
                """)
        let long = LuaValue.table(LuaTable(array: (1...250).map { .integer($0) }))
        #expect(EntryDisplay().text([long])?.hasSuffix("  200,\n  -- and 50 more\n}") == true)
    }

    @Test(arguments: [
        (EntryDisplay.Form.json, "{\n  \"id\": 1\n}"), (.lua, "{ id = 1 }"), (.table, "id  1"), (.auto, "{ id = 1 }"),
    ])
    func forms(form: EntryDisplay.Form, expected: String) {
        #expect(EntryDisplay(form: form).text([.table(LuaTable(fields: [("id", .integer(1))]))]) == expected)
    }

    @Test func whatHasNoSourceSaysWhatItIs() async throws {
        let office = Office()
        func shown(_ entry: String) async throws -> String? {
            EntryDisplay().text(try await office.session.evaluate(entry, chunkName: "entry 1"))
        }
        #expect(try await shown("b24.workplace.get") == "function b24.workplace.get(workplace) -> workplace")
        #expect(try await shown("function() end") == "function (entry 1:1)")
        #expect(try await shown("b24.each('user.get')") == "an iterator over rows")
        #expect(try await shown("b24.spa 'Leave'") == "b24.spa 'Leave' (type id 13), entityTypeId 156")
    }

    @Test(arguments: [
        ("2026-11-26T18:43:05+03:00", "Thu 26 Nov 2026, 18:43"), ("2024-02-29", "Thu 29 Feb 2024"),
        ("2000-01-01T00:00:00+03:00", "Sat 1 Jan 2000"), ("2026-13-01", nil), ("2026-11-26 18:43", nil), ("x", nil),
        ("2026-11-26T18:43:05", "Thu 26 Nov 2026, 18:43"), ("2026-11-26T18:43:05Z", "Thu 26 Nov 2026, 18:43"),
        ("", nil),
    ])
    func dates(text: String, expected: String?) { #expect(PortalDate(text)?.long(.en) == expected) }
}

/// Long results in pages.
@Suite struct ResultPagesTests {
    private func rows(_ count: Int) -> LuaValue {
        .table(LuaTable(array: (1...count).map { .table(LuaTable(fields: [("id", .integer(Int64($0)))])) }))
    }

    @Test func aLongListOfRecordsIsPaged() async throws {
        let pages = ResultPages(Office().session, size: 20)
        #expect(try await pages.first(of: [rows(20)]) == nil)
        #expect(try await pages.first(of: [rows(45), .nil]) == nil)
        let first = try await pages.first(of: [rows(45)])
        #expect(first?.rows.count == 20 && first?.hasMore == true && first?.total == 45)
        let second = try await pages.next()
        #expect(second?.first == 21 && second?.rows.count == 20)
        let last = try await pages.next()
        #expect(last?.first == 41 && last?.rows.count == 5 && last?.hasMore == false)
        #expect(try await pages.next() == nil)
    }

    @Test(arguments: [(0, [0]), (3, [3]), (20, [20]), (21, [20, 1]), (45, [20, 20, 5])])
    func anIteratorIsReadAsItIsAskedFor(count: Int, expected: [Int]) async throws {
        let office = Office(Self.company(users: count))
        let pages = ResultPages(office.session, size: 20)
        var found: [Int] = []
        var page = try await pages.first(of: try await office.session.evaluate("b24.each('user.get')"))
        while let one = page {
            found.append(one.rows.count)
            #expect(one.first == found.dropLast().reduce(1, +))
            page = one.hasMore ? try await pages.next() : nil
        }
        #expect(found == expected)
    }

    private static func company(users: Int) -> Company {
        var company = Company.demo
        company.users = (0..<users).map { ["ID": .string(String($0 + 1)), "NAME": "N", "ACTIVE": true] }
        return company
    }
}
