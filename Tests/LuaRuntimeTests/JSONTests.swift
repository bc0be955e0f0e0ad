import JSON
import Testing

@testable import LuaRuntime

/// JSON text becomes Lua values in C, without a tree: it must give what the tree gives.
@Suite struct JSONTests {
    /// A machine whose `direct(n)` gives a document as JSON and `tree(n)` as the values that the reader makes of it.
    private static func machine(_ documents: [[UInt8]]) throws -> LuaVM {
        let slices = try documents.map { try JSONSlice($0) }
        let trees = try documents.map { lua(try JSONReader.value($0)) }
        func give(_ name: String, _ values: [LuaValue]) -> HostFunction {
            function(name, [parameter("n", .integer)], .sync { [values[Int($0.arguments[0].text)! - 1]] })
        }
        return try LuaVM(configuration([give("direct", slices.map { .json($0) }), give("tree", trees)]))
    }

    private static func lua(_ value: JSONValue) -> LuaValue {
        switch value {
        case .null: .null
        case .bool(let flag): .boolean(flag)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .string(let text): .string(text)
        case .array(let values): .table(LuaTable(marker: .array, array: values.map(lua)))
        case .object(let object):
            .table(LuaTable(fields: object.filter { $0.value != .null }.map { ($0.key, lua($0.value)) }))
        }
    }

    private static func expectSame(_ documents: [String]) async throws {
        let vm = try machine(documents.map { Array($0.utf8) })
        for (number, document) in documents.enumerated() {
            let source = "return direct(\(number + 1)), tree(\(number + 1))"
            let values = try await vm.run(LuaChunk(name: "t", source: source))
            #expect(values[0].text == values[1].text, "\(document)")
        }
        await vm.close()
    }

    @Test func scalars() async throws {
        try await Self.expectSame(
            RandomJSON.numbers + RandomJSON.texts.map { "\"\($0)\"" } + ["true", "false", "null"])
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func randomDocuments(seed: UInt64) async throws {
        var random = RandomJSON(seed: seed)
        try await Self.expectSame((0..<40).map { _ in random.document() })
    }

    @Test func rowsWithMoreKeysThanAreRemembered() async throws {
        let row = (1...300).map { "\"key\($0)\":\"value\($0 % 7)\"" }.joined(separator: ",")
        try await Self.expectSame(["[{\(row)},{\(row)},{\"key1\":\"\"},{\(row)}]"])
    }

    @Test func rowsThatDiffer() async throws {
        try await Self.expectSame([
            #"[{"a":"x","b":"y","c":"z"},{"a":"x","c":"z"},{"b":"y","a":"x","d":1},{"a":"xx"},{"a":"x\""},{"ab":"x"}]"#,
            #"[{"a":{"a":"1"}},{"a":{"b":"1"}},{"a":"1"},{"a":["1"]},{"a":null},{"a":"1"},{"a":{"a":"1","b":"1"}}]"#,
            #"[{"a":2,"b":0,"c":1},{"a":null,"b":0,"c":1},{"a":null,"b":0,"c":1},{"a":2,"b":0,"c":1},{"a":2,"b":1}]"#,
            #"[{"a":{"b":1},"c":[2],"d":3},{"a":{"b":1},"c":[2],"d":3},{"a":{"b":1},"c":[2],"d":3},{"a":1,"c":[2]}]"#,
            #"[{"a":true,"b":1.5,"c":-7},{"a":true,"b":1.5,"c":-7},{"a":false,"b":1.25,"c":-7},{"a":true,"b":1.5e1}]"#,
            #"[{"\u0061":"\u0062"},{"\u0061":"\u0062"},{"a":"b"},{"\u0061":"b"}]"#,
        ])
    }

    @Test func depth() async throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "{\"a\":[", count: depth) + String(repeating: "]}", count: depth)).utf8)
        }
        let vm = try Self.machine([nested(256)])
        let source = "local v, n = direct(1), 0 while v do n = n + 1 v = v.a or v[1] end return n"
        #expect(try await vm.run(LuaChunk(name: "t", source: source)).text == "512")
        await vm.close()
        var value: JSONValue = []
        for _ in 0..<512 { value = [value] }
        let slice = JSONSlice(value)
        let give = function("give", .sync { _ in [.json(slice)] })
        let failure = await failure("return give()", [give])
        #expect(failure?.message.contains("tooDeep at byte 512") == true)
    }

    @Test func partsAreReadAlone() async throws {
        let document = try JSONSlice(Array(#"  {"a" : [ 1 , {"b":"c"} ] , "d":-1.5e1 , "e" : "f" }  "#.utf8))
        let parts = ["a", "d", "e"].map { LuaValue.json(document[$0]!) }
        let give = function("give", .sync { _ in parts })
        #expect(try await run("return give()", [give]).map(\.text) == ["array{1,{b=\"c\"}}", "-15.0", "\"f\""])
    }
}

/// Documents that look like pages of rows, from a seed.
private struct RandomJSON {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    static let numbers = [
        "0", "-0", "-0.0", "7", "-17", "123456789012345678", "999999999999999999", "1000000000000000000",
        "9007199254740992", "9007199254740993", "9007199254740993.0", "9223372036854775807", "-9223372036854775808",
        "9223372036854775808", "-9223372036854775809", "123456789012345678901234567890", "0.1", "1234.56", "61728.0",
        "0.30000000000000004", "3.141592653589793238462643383279", "1e3", "-2.5E-2", "1e22", "1e23", "1E+2",
        "1.7976931348623157e308", "2.2250738585072011e-308", "5e-324", "1e-400", "0.000000000000001",
        "12345678.9012345",
        "0." + String(repeating: "3", count: 400), String(repeating: "9", count: 300),
    ]

    static let texts = [
        "", "a", "ab", "смарт-процесс", "Заявка на отпуск № 7 — согласование и ещё немного слов, чтобы было длинно",
        #"\""#, #"\\"#, #"a\"b\\c\/d\b\f\n\r\t"#, #"\u0441\u043C\u0430\u0440\u0442"#, #"\uD83D\uDE00!"#, #"\u0000"#,
        #"\uD83D"#, #"\uDE00"#, #"\uD83Dx"#, #"\uD83D\n"#, #"\uD83D\u0041"#, #"\uD83D\uD83D\uDE00"#, #"12345678\""#,
        #"1234567\""#, "😀", "2026-03-10T03:00:00+03:00", #"\uFFFD\u07ff\u0800\uffff"#,
        String(repeating: "долго ", count: 300) + #"\n"#,
    ]

    private mutating func pick(_ count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(count))
    }

    private mutating func space() -> String { ["", "", "", " ", "\n\t", "\r\n "][pick(6)] }

    mutating func document() -> String {
        let keys = (0..<pick(12) + 1).map { "\(Self.texts[pick(5)])\($0)" }
        let rows = (0..<pick(12)).map { _ in row(keys) }
        return space() + "[" + space() + rows.joined(separator: space() + "," + space()) + space() + "]" + space()
    }

    private mutating func row(_ keys: [String]) -> String {
        // Now and then a key is missing or another one.
        var members: [String] = []
        for key in keys where pick(12) > 0 {
            let name = pick(20) > 0 ? key : key + #"\u0021"#
            members.append("\"\(name)\"" + space() + ":" + space() + value(depth: pick(6)))
        }
        return "{" + space() + members.joined(separator: space() + "," + space()) + space() + "}"
    }

    private mutating func value(depth: Int) -> String {
        switch pick(depth > 0 ? 10 : 7) {
        case 0: return "null"
        case 1: return ["true", "false"][pick(2)]
        case 2: return Self.numbers[pick(Self.numbers.count)]
        case 3: return "\(pick(1 << 20))"
        case 4...6: return "\"" + Self.texts[pick(Self.texts.count)] + "\""
        case 7: return row((0..<pick(4)).map { "n\($0)" })
        default:
            let elements = (0..<pick(4)).map { _ in value(depth: depth - 1) }
            return "[" + space() + elements.joined(separator: "," + space()) + space() + "]"
        }
    }
}
