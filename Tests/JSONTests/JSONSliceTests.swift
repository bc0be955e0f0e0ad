import JSON
import Testing

@Suite struct JSONSliceTests {
    private let document = Array(
        """
         {"result" : {"items":[ {"id":1,"title":"a \\"b\\" ]}"}, 2 ,"x",null, [ ] ], "empty":{ }, "\\u0441": true},
          "time":{"start":1.5},"next":50 }
        """.utf8)

    @Test func navigates() throws {
        let slice = try JSONSlice(document)
        #expect(slice["next"]?.value == 50)
        #expect(slice["missing"] == nil)
        #expect(slice["result"]?["с"]?.value == true)
        let items = try #require(slice["result"]?["items"]?.elements)
        #expect(items.map(\.value) == [["id": 1, "title": "a \"b\" ]}"], 2, "x", nil, []])
        #expect(items[0]["title"]?.value == "a \"b\" ]}")
        #expect(slice["result"]?["empty"]?.members?.isEmpty == true)
        #expect(slice["result"]?.members?.map(\.key) == ["items", "empty", "с"])
    }

    @Test func aPartIsExactlyItsText() throws {
        let slice = try JSONSlice(document)
        #expect(String(decoding: slice["time"]?.bytes ?? [], as: UTF8.self) == #"{"start":1.5}"#)
        #expect(slice.bytes.first == UInt8(ascii: "{"))
        #expect(slice.bytes.last == UInt8(ascii: "}"))
    }

    @Test func scalarsHaveNoParts() throws {
        for text in ["1", "\"a\"", "null", "true"] {
            let slice = try JSONSlice(Array(text.utf8))
            #expect(slice["a"] == nil)
            #expect(slice.elements == nil)
            #expect(slice.members == nil)
        }
    }

    @Test func refusesWhatIsNotJSON() {
        #expect(throws: JSONError(offset: 0, reason: .unexpectedByte)) { try JSONSlice(Array("<html>".utf8)) }
    }
}
