import JSON
import Testing

@Suite struct JSONWriterTests {
    static let cases: [(JSONValue, String)] = [
        (JSONValue.null, "null"),
        (true, "true"),
        (.integer(.min), "-9223372036854775808"),
        (1.5, "1.5"),
        (.number(5), "5.0"),
        (.number(.nan), "null"),
        (.number(.infinity), "null"),
        ("смарт/\"\\\n\r\t\u{1}\u{1F}", #""смарт/\"\\\n\r\t\u0001\u001f""#),
        ([], "[]"),
        ([:], "{}"),
        (["b": [1, nil], "a": ["c": false]], #"{"b":[1,null],"a":{"c":false}}"#),
    ]

    @Test(arguments: cases)
    func writes(_ value: JSONValue, _ text: String) {
        #expect(JSONWriter.string(value) == text)
    }

    @Test func writesForPeople() {
        #expect(
            JSONWriter.string(["a": [1, 2], "b": [:]], pretty: true)
                == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}")
    }

    @Test func whatIsWrittenReadsBack() throws {
        let value: JSONValue = ["id": 13, "sum": 0.1, "big": .number(1e300), "t": "😀\u{0}", "list": [["x": nil]]]
        for pretty in [false, true] {
            #expect(try JSONReader.value(JSONWriter.bytes(value, pretty: pretty)) == value)
        }
    }

    @Test func objectsCompareWithoutOrder() {
        #expect(JSONObject([("a", 1), ("b", 2)]) == JSONObject([("b", 2), ("a", 1)]))
        #expect(JSONObject([("a", 1)]) != JSONObject([("a", 1), ("b", 2)]))
        #expect(Set([JSONObject([("a", 1), ("b", 2)]), JSONObject([("b", 2), ("a", 1)])]).count == 1)
    }

    @Test func largeObjectsKeepOrderThroughChanges() {
        var object = JSONObject((0..<100).map { ("k\($0)", .integer(Int64($0))) })
        object["k3"] = nil
        object["k50"] = "changed"
        object["new"] = true
        #expect(object.count == 100)
        #expect(object["k4"] == 4)
        #expect(object["k3"] == nil)
        #expect(object["k50"] == "changed")
        #expect(object.keys.last == "new")
    }
}
