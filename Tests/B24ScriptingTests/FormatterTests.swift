import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

@Suite struct LuaFormatterTests {
    static let scalars: [(LuaValue, String)] = [
        (.nil, "nil"), (.null, "b24.null"), (.boolean(true), "true"), (.integer(-5), "-5"),
        (.integer(.min), "math.mininteger"), (.number(1), "1.0"), (.number(0.1), "0.1"), (.number(1e300), "1e+300"),
        (.number(.infinity), "math.huge"), (.number(-.infinity), "-math.huge"), (.number(.nan), "0/0"),
        (.string("a\"b\\c\n\t\u{1}2"), #""a\"b\\c\n\t\0012""#), (.string("Отпуск"), #""Отпуск""#),
        (.bytes([0x61, 0xFF]), #""a\255""#), (.opaque("thread"), "nil --[[thread]]"),
        (.table(LuaTable()), "{}"), (.table(LuaTable(marker: .array)), "b24.array{}"),
        (.table(LuaTable(marker: .object)), "b24.object{}"),
    ]

    @Test(arguments: scalars.indices) func scalar(_ index: Int) {
        let (value, text) = Self.scalars[index]
        #expect(LuaFormatter().format(value) == text)
    }

    @Test func keysAreWrittenAsLuaReadsThem() {
        var table = LuaTable(array: [.integer(7)], fields: [("id", .integer(1)), ("end", .integer(2)), ("1a", .nil)])
        table.fields.append((.integer(12), .boolean(false)))
        #expect(LuaFormatter().format(.table(table)) == #"{ 7, id = 1, ["end"] = 2, ["1a"] = nil, [12] = false }"#)
    }

    @Test func longTablesBreak() throws {
        let json = try JSONSlice(Array(#"{"id":13,"title":"A rather long title","ids":[1,2,3],"none":null}"#.utf8))
        #expect(
            LuaFormatter(width: 40).format(.json(json)) == """
                {
                  id = 13,
                  title = "A rather long title",
                  ids = { 1, 2, 3 },
                }
                """)
        #expect(
            LuaFormatter(width: .max).format(.json(json))
                == #"{ id = 13, title = "A rather long title", ids = { 1, 2, 3 } }"#)
    }
}

@Suite struct TableFormatterTests {
    private func rows(_ json: String) throws -> LuaValue { .json(try JSONSlice(Array(json.utf8))) }

    @Test func recordsAlign() throws {
        let value = try rows(
            #"[{"title":"Отпуск","id":5,"on":true},{"title":"HR","id":13,"tags":["a"]},{"id":7,"title":"日本"}]"#)
        #expect(
            TableFormatter(width: 60).format(value) == """
                id  title   on    tags
                --  ------  ----  -------
                 5  Отпуск  true
                13  HR            { "a" }
                 7  日本
                """)
    }

    @Test func columnsAreChosen() throws {
        let value = try rows(#"[{"a":1,"b":"x"},{"a":2,"b":"y"}]"#)
        #expect(TableFormatter(width: 60, columns: ["b", "c"]).format(value) == "b  c\n-  -\nx\ny")
    }

    @Test func wideTablesShrink() throws {
        let value = try rows(
            #"[{"id":1,"text":"abcdefghijklmnopqrstuvwxyz","more":"0123456789"},{"id":2,"text":"a","more":"b"}]"#)
        #expect(
            TableFormatter(width: 28).format(value) == """
                id  text          more
                --  ------------  ----------
                 1  abcdefghijk…  0123456789
                 2  a             b
                """)
        #expect(
            TableFormatter(width: 20).format(value) == """
                id  text
                --  ----------------
                 1  abcdefghijklmno…
                 2  a
                (not shown: more)
                """)
        #expect(
            TableFormatter(width: 16, columns: ["text", "more"]).format(value) == """
                text     more
                -------  -------
                abcdef…  012345…
                a        b
                """)
    }

    @Test func whatATerminalCannotShowIsNamed() throws {
        let row =
            #"{"id":1,"code":"","isAutomationEnabled":"N","isBeginCloseDatesEnabled":"Y","number":1234567890123,"z":1}"#
        let value = try rows("[\(row),\(row)]")
        #expect(
            TableFormatter(width: 50, language: .ru).format(value) == """
                id  isAutomation…  isBeginClose…         number  z
                --  -------------  -------------  -------------  -
                 1  N              Y              1234567890123  1
                 1  N              Y              1234567890123  1
                (не показаны: code)
                """)
        #expect(
            TableFormatter(width: 30).format(value) == """
                id  isAutomatio…  isBeginClos…
                --  ------------  ------------
                 1  N             Y
                 1  N             Y
                (not shown: code, number, z)
                """)
    }

    @Test func oneRowThatIsTooWideGoesDownwards() throws {
        let value = try rows(#"[{"id":1,"text":"abcdefghijklmnopqrstuvwxyz","more":"0123456789"}]"#)
        #expect(
            TableFormatter(width: 34).format(value) == """
                id    1
                text  abcdefghijklmnopqrstuvwxyz
                more  0123456789
                """)
    }

    @Test func nothingIsCutWithoutATerminal() throws {
        let long = String(repeating: "long text ", count: 50)
        let value = LuaValue.table(
            LuaTable(array: [.table(LuaTable(fields: [("a", .string(long)), ("b", .integer(1))]))]))
        #expect(TableFormatter(width: .max).format(value).contains(long))
        let record = LuaValue.table(LuaTable(fields: [("a", .string(long))]))
        #expect(TableFormatter(width: .max).format(record) == "a  " + long.dropLast())
    }

    @Test func oneRecordLosesNothing() throws {
        let value = try rows(
            #"{"id":1,"text":"a rather long text that goes on","list":[],"rows":[{"a":1},{"b":"c d"}]}"#)
        #expect(
            TableFormatter(width: 30).format(value) == """
                id    1
                text  a rather long text that
                      goes on
                list  {}
                rows  {
                        { a = 1 },
                        { b = "c d" },
                      }
                """)
    }

    static let wraps: [(String, Int, [String])] = [
        ("", 5, [""]), ("abc", 3, ["abc"]), ("a b c", 3, ["a b", "c"]), ("abcdef", 4, ["abcd", "ef"]),
        ("ab cdefg h", 4, ["ab", "cdef", "g h"]), ("日本語", 3, ["日", "本", "語"]), ("a\nb", 5, ["a", "b"]),
    ]

    @Test(arguments: wraps.indices) func wrapping(_ index: Int) {
        let (text, width, lines) = Self.wraps[index]
        #expect(TextWidth.wrap(text, width) == lines)
    }

    @Test func otherValues() throws {
        #expect(TableFormatter().format(.string("text")) == "text")
        #expect(TableFormatter().format(try rows(#"{"id":1,"title":"HR"}"#)) == "id     1\ntitle  HR")
        #expect(TableFormatter().format(try rows("[1,2]")) == "{ 1, 2 }")
        #expect(TableFormatter().format(try rows("[]")) == "(empty)")
        #expect(TableFormatter(width: .max).format(try rows("[]")) == "{}")
    }

    static let widths: [(String, Int)] = [
        ("", 0), ("abc", 3), ("Ёлка", 4), ("е\u{308}", 1), ("日本", 4), ("👍", 2), ("👨‍👩‍👧", 2), ("ｆ", 2), ("a\u{200B}b", 2),
        ("☂\u{FE0F}", 2), ("☂", 1), ("🌡", 1), ("🇷🇺", 2), ("👍🏽", 2), ("〈", 2), ("각", 2), ("⌚\u{FE0E}", 1), ("©", 1),
    ]

    @Test(arguments: widths) func width(_ text: String, _ columns: Int) {
        #expect(TextWidth.of(text) == columns)
    }

    @Test func cutting() {
        #expect(TextWidth.fit("Отпуск", 4) == "Отп…")
        #expect(TextWidth.fit("日本語", 4) == "日…")
        #expect(TextWidth.fit("abc", 3) == "abc")
    }
}
