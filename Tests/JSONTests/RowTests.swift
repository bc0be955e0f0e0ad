import JSON
import Testing

/// A document is checked with a memory of the row before; a value is read without one, so that both must agree.
@Suite struct RowTests {
    private static func error(_ body: () throws(JSONError) -> Void) -> JSONError? {
        do throws(JSONError) {
            try body()
            return nil
        } catch { return error }
    }

    private static func expectSame(_ document: [UInt8]) {
        let checked = error { () throws(JSONError) in _ = try JSONSlice(document) }
        let read = error { () throws(JSONError) in _ = try JSONReader.value(document) }
        #expect(checked == read, "\(String(decoding: document, as: UTF8.self))")
    }

    /// Rows that are nearly alike, long enough for a memory.
    private static func rows(_ separator: String) -> [UInt8] {
        let rows = (0..<12).map { row in
            let members = [
                #""id":\#(row)"#, #""xmlId":null"#, #""title":"Заявка № \#(row) — 😀""#, #""opened":true"#,
                #""sum":\#(row % 3).25"#, #""note":"сказал \"да\"\n""#, #""list":[1,2,\#(row)]"#,
                #""person":{"name":"Ирина","age":\#(row % 2),"none":{}}"#, #""stage":"NEW","empty":[]"#,
                #""last":-1e3"#,
            ]
            return "{" + members.joined(separator: separator) + "}"
        }
        return Array(("[" + rows.joined(separator: separator) + "]").utf8)
    }

    @Test(arguments: [",", ", ", " ,\n  "])
    func everyByteChanged(separator: String) {
        let document = Self.rows(separator)
        #expect(document.count > 2048)
        Self.expectSame(document)
        for place in stride(from: 0, to: document.count, by: 3) {
            var changed = document
            changed[place] = Array("\"\\,:{}[]n1 .e-\u{1}".utf8)[place / 3 % 15]
            Self.expectSame(changed)
            changed[place] = [0x80, 0xC3, 0xE2, 0xED, 0xF0, 0xFF][place / 3 % 6]
            Self.expectSame(changed)
        }
    }

    @Test func everyEnd() {
        let document = Self.rows(",")
        for count in stride(from: 2048, to: document.count, by: 5) { Self.expectSame(Array(document[..<count])) }
    }

    @Test func whiteSpaceThatDiffersBetweenRows() throws {
        let row = #"{"a":1,"b":"\#(String(repeating: "x", count: 1000))","c":null}"#
        let spaced = row.replacing(",", with: " ,  ").replacing(":", with: "  : ")
        let document = Array("[\(row),\(row),\(spaced),\(spaced),\(row)]".utf8)
        Self.expectSame(document)
        let rows = try #require(try JSONSlice(document).elements)
        #expect(rows.map(\.value) == Array(repeating: rows[0].value, count: 5))
    }

    @Test func invalidUTF8IsReportedBeforeAnEarlierMistake() {
        Self.expectSame(Array("[1 2,\"".utf8) + [0xFF] + Array("\"]".utf8))
        Self.expectSame([0xFF])
    }
}
