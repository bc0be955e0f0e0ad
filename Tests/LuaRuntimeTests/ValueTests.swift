import JSON
import Testing

@testable import LuaRuntime

/// Values on their way in and out.
@Suite struct ValueTests {
    /// Shows what the host receives for a parameter of a type.
    private static func show(_ type: HostFunction.ParameterType) -> HostFunction {
        function("show", [parameter("fields", type)], .sync { [.string($0.arguments[0].text)] })
    }

    @Test(arguments: [
        ("show(true)", "true"), ("show(1)", "1"), ("show(1.5)", "1.5"),
        ("show(2^53)", "9007199254740992.0"),
        ("show(math.mininteger)", "-9223372036854775808"), ("show('ж')", "\"ж\""),
        ("show('\\xff')", "bytes[255]"),
        ("show(b24.null)", "null"), ("show({})", "{}"), ("show(b24.array())", "array{}"),
        ("show(b24.object{})", "object{}"),
        ("show(b24.array{1, {}})", "array{1,{}}"), ("show({1, 2, 3})", "{1,2,3}"),
        ("show({[1] = 'a', [2] = 'b'})", "{\"a\",\"b\"}"),
        ("show({[3] = 'c', [2] = 'b', [1] = 'a'})", "{\"a\",\"b\",\"c\"}"),
        ("show({1, 2, [4] = 4})", "{1,2,[4]=4}"),
        ("show({[0] = 0, 1, 2})", "{1,2,[0]=0}"),
        ("show({z = 1, a = 2, [10] = 3, [1.5] = 4, [true] = 5})", "{[10]=3,[1.5]=4,[true]=5,a=2,z=1}"),
        ("show({a = b24.null})", "{a=null}"), ("local t = {1} show({t, t})", "{{1},{1}}"),
        ("show({a = {b = {c = {1, {d = 'e'}}}}})", "{a={b={c={1,{d=\"e\"}}}}}"),
        ("local t = {} for i = 1, 9 do t[10 - i] = i end show(t)", "{9,8,7,6,5,4,3,2,1}"),
    ])
    func decoding(source: String, expected: String) async throws {
        let source = source.replacing("show(", with: "return show(")
        #expect(try await run(source, [Self.show(.value)]).text == "\"\(expected)\"")
        #expect(try await run(source, [Self.show(.any)]).text == "\"\(expected)\"")
    }

    @Test(arguments: [
        ("fields = print", "fields: a function can't be sent"),
        ("fields = {a = print}", "fields.a: a function can't be sent"),
        (
            "fields = {relations = {parent = {1, print}}}",
            "fields.relations.parent[2]: a function can't be sent"
        ),
        ("fields = {['two words'] = {print}}", "fields[\"two words\"][1]: a function can't be sent"),
        ("fields = {x = 0/0}", "fields.x: NaN and infinity can't be sent"),
        ("fields = {1, 2, math.huge}", "fields[3]: NaN and infinity can't be sent"),
        ("fields = {a = coroutine.create(print)}", "fields.a: a thread can't be sent"),
        ("fields = {t = b24.spawn(print)}", "fields.t: a b24.Task can't be sent"),
        ("fields = {} fields.self = {fields}", "fields.self[1]: the table contains itself"),
        ("fields = {} for i = 1, 70 do fields = {n = fields} end", "tables nest deeper than 64"),
        ("fields = {a = {[{}] = 1}}", "fields.a: a table can't be a key"),
    ])
    func refused(source: String, expected: String) async {
        let failure = await failure(source + " show(fields)", [Self.show(.value)])
        #expect(failure?.message.hasSuffix(expected) == true, "\(failure?.message ?? "")")
        let table = await failure_(source)
        #expect(table?.path?.hasPrefix("fields") == true)
    }

    private func failure_(_ source: String) async -> LuaArgumentError? {
        await failure(source + " show(fields)", [Self.show(.value)])?.cause as? LuaArgumentError
    }

    @Test(arguments: [
        ("print", "function"), ("{print}", "{function}"), ("0/0", "-nan|nan"),
        ("coroutine.create(print)", "opaque(thread)"),
        ("setmetatable({}, {__index = print})", "{}"),
        ("(function() local t = {} t.t = t return t end)()", "{t=opaque(table: cycle)}"),
        ("b24.spawn(print)", "object(b24.Task (running))"), ("{[{}] = 1}", "{[table]=1}"),
    ])
    func lenient(source: String, expected: String) async throws {
        let text = try await run("return show(\(source))", [Self.show(.any)]).text
        #expect(expected.split(separator: "|").contains { text == "\"\($0)\"" }, "\(text)")
    }

    @Test func results() async throws {
        var table = LuaTable(marker: .array, array: [.integer(1), .null, .number(1.5)])
        table.fields = [
            (.string("k"), .boolean(true)), (.integer(-1), .bytes([0xff])),
            (.boolean(false), .string("ж")),
        ]
        let values: [LuaValue] = [
            .nil, .null, .table(table), .json(try JSONSlice(Array("[1]".utf8))), .integer(.max),
        ]
        let give = function("give", .sync { _ in values })
        let source = """
            local n, null, t, j, i = give()
            assert(n == nil and null == b24.null and i == math.maxinteger and j[1] == 1)
            assert(#t == 3 and t[2] == b24.null and t.k == true and t[-1] == '\\xff' and t[false] == 'ж')
            return t
            """
        #expect(
            try await run(source, [give]).text == "array{1,null,1.5,[-1]=bytes[255],[false]=\"ж\",k=true}"
        )
    }

    @Test func functionsGoBothWays() async throws {
        let vm = try LuaVM(
            configuration([
                function(
                    "twice", [parameter("f", .function)], .sync { [$0.arguments[0], $0.arguments[0]] })
            ]))
        let source =
            "f = function(x) return x + 1 end local a, b = twice(f) assert(a == f and b == f) return f, twice"
        let values = try await vm.run(LuaChunk(name: "t", source: source))
        guard case .function(let f) = values[0], case .function(let host) = values[1] else {
            Issue.record("no functions: \(values.text)")
            return
        }
        #expect(try await vm.call(f, [.integer(41)]).text == "42")
        #expect(host.hostFunction?.name == "twice")
        #expect(f.hostFunction == nil)
        let other = try LuaVM(configuration())
        await #expect(throws: LuaFailure.self) { try await other.call(f, []) }
        await vm.close()
        await #expect(throws: LuaFailure.self) { try await vm.call(f, []) }
        await other.close()
    }

    @Test(arguments: [
        ("[]", "array{}"), ("{}", "{}"),
        ("[1,-2,3.5,1e3,true,false,null,\"a\"]", "array{1,-2,3.5,1000.0,true,false,null,\"a\"}"),
        ("{\"a\":null,\"b\":1}", "{b=1}"), ("[null]", "array{null}"),
        ("[[],[[]],{}]", "array{array{},array{array{}},{}}"),
        ("9223372036854775807", "9223372036854775807"), ("\"\\u0436\\ud83d\\ude00\"", "\"ж😀\""),
        ("\"\"", "\"\""),
        ("{\"x\":{\"y\":[{\"z\":[1,{\"w\":null}]}]}}", "{x={y=array{{z=array{1,{}}}}}}"),
        ("[{\"id\":1,\"t\":\"a\"},{\"id\":2,\"t\":\"b\"}]", "array{{id=1,t=\"a\"},{id=2,t=\"b\"}}"),
    ])
    func json(text: String, expected: String) async throws {
        let slice = try JSONSlice(Array(text.utf8))
        let give = function("give", .sync { _ in [.json(slice)] })
        #expect(try await run("return give()", [give]).text == expected)
    }

    @Test func deepJSON() async throws {
        let text = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
        let slice = try JSONSlice(Array(text.utf8))
        let give = function("give", .sync { _ in [.json(slice)] })
        let source = "local v, n = give(), 0 while v do n = n + 1 v = v[1] end return n"
        #expect(try await run(source, [give]).text == "300")
    }

    @Test(arguments: [
        ("nil", "true"), ("b24.null", "true"), ("false", "false"), ("0", "false"), ("{}", "false"),
    ])
    func isNull(source: String, expected: String) async throws {
        #expect(try await run("return b24.isnull(\(source))").text == expected)
    }
}
