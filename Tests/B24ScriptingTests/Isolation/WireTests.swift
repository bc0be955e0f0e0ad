import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// What crosses between an isolated script's process and its parent arrives as it was.
@Suite struct WireTests {
    static let values: [LuaValue] = [
        .nil, .null, .boolean(true), .integer(.min), .integer(.max), .number(1), .number(-0.5), .number(.infinity),
        .number(1e300), .string(""), .string("«Отпуск»\n\t"), .bytes([0, 255, 128]), .opaque("thread"),
        .table(LuaTable()), .table(LuaTable(marker: .array)), .table(LuaTable(marker: .object)),
        .table(
            LuaTable(
                marker: .array, array: [.integer(1), .nil, .table(LuaTable(fields: [("a", .null)]))],
                fields: [("x", .boolean(false))])),
    ]

    @Test(arguments: values.indices)
    func aValueComesBack(_ index: Int) throws {
        let value = Self.values[index]
        let text = JSONWriter.bytes(value.wire)
        let back = try LuaValue(wire: JSONReader.value(text))
        #expect(String(describing: back) == String(describing: value))
    }

    @Test func keysOfAllKinds() throws {
        var table = LuaTable()
        table.fields = [
            (.integer(-5), .integer(1)), (.number(0.5), .integer(2)), (.boolean(true), .integer(3)),
            (.string("k"), .integer(4)), (.bytes([255]), .integer(5)),
        ]
        let back = try LuaValue(wire: LuaValue.table(table).wire)
        #expect(String(describing: back) == String(describing: LuaValue.table(table)))
    }

    @Test func notANumberStaysNone() throws {
        guard case .number(let number) = try LuaValue(wire: LuaValue.number(.nan).wire) else {
            Issue.record("no number")
            return
        }
        #expect(number.isNaN)
    }

    static let odd: [JSONValue] = [
        [], [1], ["other": 1], [:], ["bytes": [256]], ["bytes": ["a"]], ["number": "x"], ["opaque": 1],
        ["table": "tree", "array": [], "keys": [], "values": []],
        ["table": "plain", "array": [], "keys": [1], "values": []],
        ["table": "plain", "array": [], "keys": [nil], "values": [1]],
        ["table": "plain", "array": [], "keys": [["number": "nan"]], "values": [1]],
        ["table": "plain", "array": 7, "keys": [], "values": []],
    ]

    @Test(arguments: odd)
    func oddValuesAreRefused(_ value: JSONValue) {
        #expect(throws: Wire.Odd.self) { try LuaValue(wire: value) }
    }

    @Test func portalErrors() throws {
        let error = PortalError(
            kind: .rateLimited, code: "QUERY_LIMIT_EXCEEDED", status: 503, method: "crm.type.add",
            description: "Too many", outcome: .unknown, attempts: 5, retryAfter: 1.5, requestID: "id",
            details: ["scope": "crm"])
        let back = try PortalError(Wire(error.wire.wireBytes))
        #expect(String(describing: back) == String(describing: error))
        let bare = PortalError(kind: .unknown)
        #expect(try String(describing: PortalError(Wire(bare.wire.wireBytes))) == String(describing: bare))
    }

    @Test func moduleErrors() throws {
        let error = ModuleError(
            .policyDenied, LocalizedText("no", ru: "нет"), hint: LocalizedText("ask", ru: "спросите"), method: "a.b",
            outcome: .unknown, cause: PortalError(kind: .timeout))
        let back = try ModuleError(Wire(error.wire.wireBytes))
        #expect(String(describing: back) == String(describing: error))
    }

    @Test func answers() throws {
        var response = Response(
            result: try JSONSlice(Array(#"{"items": [1, 2.50, "ы"]}"#.utf8)), total: 2, next: 50,
            time: try JSONSlice(Array(#"{"duration":0.1}"#.utf8)), status: 200, attempts: 3, requestID: "r")
        response.isReconciled = true
        let back = try Response(wire: JSONSlice(response.wireBytes))
        // Numbers as the portal has written them.
        #expect(back.result.bytes == response.result.bytes)
        #expect(back.time?.bytes == response.time?.bytes)
        #expect(back.total == 2 && back.next == 50 && back.attempts == 3 && back.requestID == "r" && back.isReconciled)
        let outcomes: [CommandOutcome] = [
            .done(response), .failed(PortalError(kind: .notFound)), .notRun(because: "a"), .notRun(because: nil),
        ]
        for outcome in outcomes {
            let back = try CommandOutcome(wire: JSONSlice(outcome.wireBytes))
            #expect(String(describing: back).prefix(20) == String(describing: outcome).prefix(20))
        }
    }

    @Test func commands() throws {
        let command = Command(
            "crm.item.update", ["id": 13, "fields": ["n": .number(1), "t": "x", "e": [], "o": [:], "null": nil]],
            restVersion: .three)
        #expect(try Wire(command.wire.wireBytes).command() == command)
        #expect(throws: Wire.Odd.self) { try Wire(["m": "a", "p": ["x": 1], "v": 4]).command() }
        #expect(throws: Wire.Odd.self) { try Wire(["m": "a", "p": []]).command() }
        #expect(throws: Wire.Odd.self) {
            try Wire(["m": .string(String(repeating: "a", count: 1001)), "p": [:]]).command()
        }
    }

    @Test(arguments: ["a\u{1B}[2J", "a\nb", "a\u{7F}", "a\u{9B}2J"])
    func positionsAreNames(_ file: String) {
        #expect(throws: Wire.Odd.self) { try Wire(["file": .string(file), "line": 1]).position() }
    }

    static let texts: [(String, String)] = [
        ("plain «текст»\tx\n", "plain «текст»\tx\n"), ("a\r\nb\r", "a\r\nb\r"), ("a\rb", "a\u{FFFD}b"),
        ("\u{1B}[31mred\u{1B}[0m", "\u{FFFD}[31mred\u{FFFD}[0m"), ("\u{9B}2J\u{7F}\u{8}", "\u{FFFD}2J\u{FFFD}\u{FFFD}"),
        ("a\u{202E}b\u{2066}c", "a\u{FFFD}b\u{FFFD}c"), ("👨‍👩‍👧", "👨‍👩‍👧"),
    ]

    @Test(arguments: texts)
    func whatAChildSaysMovesNoCursor(_ text: String, _ clean: String) {
        #expect(Array(ChildText.clean(text).unicodeScalars) == Array(clean.unicodeScalars))
    }

    @Test func assignments() throws {
        var assignment = Assignment(
            chunk: LuaChunk(name: "a.lua", source: "return 1"), isEntry: true, arguments: ["--x=1", "ы"],
            language: .ru, portalName: "acme", limits: .init(), policy: .init(), width: .max, isTerminal: true)
        assignment.limits.wallTime = .milliseconds(1500)
        assignment.limits.cpuTime = .seconds(60)
        assignment.limits.instructions = 5
        assignment.policy.dryRun = true
        assignment.policy.noInput = true
        let back = try Assignment(Wire(assignment.wire.wireBytes))
        #expect(String(describing: back.wire) == String(describing: assignment.wire))
        #expect(back.limits.wallTime == .milliseconds(1500) && back.policy.dryRun && !back.policy.readOnly)
        let setup = IsolationSetup(memory: 1 << 30, processTime: 60, zone: "Europe/Moscow")
        #expect(try IsolationSetup(Wire(setup.wire.wireBytes)) == setup)
    }
}
