import Localization
import Testing

@testable import TOML

@Suite struct TOMLReadingTests {
    /// A value as JSON would be written, near enough to compare.
    static func plain(_ value: TOMLValue) -> String {
        switch value {
        case .string(let text): "\"\(text.replacing("\n", with: "⏎"))\""
        case .integer(let number): "\(number)"
        case .float(let number): "f\(number)"
        case .boolean(let flag): "\(flag)"
        case .time(let text): "@\(text)"
        case .array(let nodes): "[" + nodes.map { plain($0.value) }.joined(separator: ",") + "]"
        case .table(let table): plain(table)
        }
    }

    static func plain(_ table: TOMLTable) -> String {
        "{" + table.members.map { "\($0.key.name):\(plain($0.node.value))" }.joined(separator: ",") + "}"
    }

    @Test(arguments: [
        ("", "{}"), ("# nothing\n\n  # more", "{}"), ("a = 1", "{a:1}"), ("a=1\r\nb=2\r\n", "{a:1,b:2}"),
        ("\u{FEFF}a = 1", "{a:1}"),
        (#"a = "x\ty\u00e9\U0001F600\\\"""#, "{a:\"x\tyé😀\\\"\"}"), (#"a = 'c:\dir'"#, #"{a:"c:\dir"}"#),
        ("a = \"\"\"\nx\\\n   y\nz\"\"\"", "{a:\"xy⏎z\"}"), ("a = '''\nx\\\n'''''", "{a:\"x\\⏎''\"}"),
        ("a = +1_000\nb = -0\nc = 0xFF\nd = 0o17\ne = 0b11", "{a:1000,b:0,c:255,d:15,e:3}"),
        ("a = 1.5\nb = -1e3\nc = 6.5E-2\nd = -inf", "{a:f1.5,b:f-1000.0,c:f0.065,d:f-inf}"),
        ("a = true # yes\nb = false", "{a:true,b:false}"),
        (
            "a = 1979-05-27T07:32:00Z\nb = 1979-05-27 07:32:00.5+01:00\nc = 1979-05-27\nd = 07:32:00",
            "{a:@1979-05-27T07:32:00Z,b:@1979-05-27 07:32:00.5+01:00,c:@1979-05-27,d:@07:32:00}"
        ),
        ("a = [1, # one\n 2,\n]\nb = []", "{a:[1,2],b:[]}"),
        ("a = {b = 1, c.d = 'x'}\ne = {}", "{a:{b:1,c:{d:\"x\"}},e:{}}"),
        ("a.b.c = 1\na.b.d = 2", "{a:{b:{c:1,d:2}}}"),
        ("[a]\nb = 1\n[c.d]\ne = 2\n[c]\nf = 3", "{a:{b:1},c:{d:{e:2},f:3}}"),
        ("[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3", "{a:[{b:1},{b:2,c:{d:3}}]}"),
        ("[profiles.\"my box\"]\n'a b' = 1", "{profiles:{my box:{a b:1}}}"), ("1 = 2\n[ a . b ]", "{1:2,a:{b:{}}}"),
        ("имя = 1", "error"),
    ])
    func values(_ text: String, _ expected: String) {
        let result: String
        do { result = Self.plain(try TOMLDocument(text).root) } catch { result = "error" }
        #expect(result == expected)
    }

    @Test(arguments: [
        ("nonsense", 1, 9, "'=' was expected"), ("a = 1\nb", 2, 2, "'=' was expected"),
        ("a = 1\n\n  = 2", 3, 3, "a key was expected"), ("a = \"x", 1, 5, "the quotes"),
        ("a = \"x\ny\"", 1, 5, "the quotes"), ("a = \"\"\"x\n", 1, 5, "the quotes"),
        ("é = 1", 1, 1, "a key"), ("a = \"é\" b", 1, 9, "the line should end"),
        ("a = yes", 1, 5, "this is no value"), ("a =\n", 1, 4, "there is no value"),
        ("a = # x", 1, 5, "there is no value"),
        ("a = 01", 1, 5, "this is no value"), ("a = 1__0", 1, 5, "this is no value"), ("a = 1.", 1, 5, "this is no"),
        ("a = 2020-13-01", 1, 5, "this is no value"), ("a = 9223372036854775808", 1, 5, "this is no value"),
        ("[a\nb = 1", 1, 3, "']' was expected"), ("[[a]\n", 1, 5, "']' was expected"), ("[]", 1, 2, "a key"),
        ("a = [1 2]", 1, 8, "',' or ']'"), ("a = {b = 1,}", 1, 12, "a key"), ("a = {b = 1\n}", 1, 11, "',' or '}'"),
        ("a = 1\na = 2", 2, 1, "'a' has a value already"), ("[a]\n[a]", 2, 2, "section [a] is there twice"),
        ("a = 1\n[a]", 2, 2, "section [a]"), ("a = 1\na.b = 2", 2, 1, "'a' has"), ("a = {}\n[a.b]", 2, 2, "'a' has"),
        ("[a.b.c]\n[a]\nb.c.d = 1", 3, 1, "'b' has"), ("a = {b = 1, b = 2}", 1, 13, "'b' has"),
        ("[[a]]\n[a]", 2, 2, "section [a]"), ("[a]\n[[a]]", 2, 3, "section [a]"),
        (#"a = "\q""#, 1, 6, "unknown escape"), (#"a = "\ud800""#, 1, 6, "unknown escape"),
        ("a = \"\u{1}\"", 1, 6, "a control"), ("# \u{7F}", 1, 3, "a control"), ("a = 1\rb = 2", 1, 6, "the line"),
        ("a = " + String(repeating: "[", count: 100), 1, 69, "nested too deeply"),
    ])
    func offences(_ text: String, line: Int, column: Int, message: String) {
        let error = #expect(throws: TOMLError.self) { try TOMLDocument(text) }
        #expect(error?.position == TOMLPosition(line: line, column: column), "\(text)")
        #expect(error?.text.en.hasPrefix(message) == true, "\(error?.text.en ?? "")")
        #expect(error?.text.ru.isEmpty == false)
    }

    @Test(arguments: [
        ([UInt8]("a = \"é".utf8) + [0xFF], 1, 7), ([UInt8]("a = 1\n# ".utf8) + [0xE9, 0x20], 2, 3),
        ([0xC3], 1, 1), ([UInt8]("x\n\n".utf8) + [0xED, 0xA0, 0x80], 3, 1),
    ])
    func bytesThatAreNoText(_ bytes: [UInt8], line: Int, column: Int) {
        let error = #expect(throws: TOMLError.self) { try TOMLDocument(bytes) }
        #expect(error?.position.line == line)
        #expect(error?.text.en.contains("UTF-8") == true)
    }

    @Test func membersKnowTheirPlaces() throws {
        let document = try TOMLDocument("# x\n[profiles.acme]\n  domain = \"acme.bitrix24.com\"\n")
        guard case .table(let profiles)? = document.root["profiles"]?.node.value,
            let acme = profiles["acme"], case .table(let entry) = acme.node.value, let domain = entry["domain"]
        else {
            Issue.record("no such table")
            return
        }
        #expect(acme.key.position == TOMLPosition(line: 2, column: 11))
        #expect(domain.key.position == TOMLPosition(line: 3, column: 3))
        #expect(domain.node.position == TOMLPosition(line: 3, column: 12))
    }
}
