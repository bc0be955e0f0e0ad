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

    @Test func findsPartsOfLargeDocuments() throws {
        let long = String(repeating: "]}\\\"", count: 20)
        let row = #"{"id":1,"title":"\#(long)","tags":[[1,{"text":"\#(long)"}],{}], "end" : "x"}"#
        let slice = try JSONSlice(Array(#"{"rows":[\#(row), \#(row) ,[]],"other":[\#(row)],"last":2}"#.utf8))
        #expect(slice["last"]?.value == 2)
        for rows in [slice["rows"], JSONSlice(try #require(slice["rows"]).value)] {
            let rows = try #require(rows?.elements)
            #expect(rows.count == 3)
            for part in rows.prefix(2) {
                #expect(part["end"]?.value == "x")
                #expect(part["tags"]?.elements?.first?.elements?.last?["text"]?.value.stringValue?.count == 60)
            }
        }
        #expect(slice["rows"]?.elements?.first?.bytes.elementsEqual(row.utf8) == true)
        #expect(slice["other"]?.elements?.map { $0["id"]?.value } == [1])
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
