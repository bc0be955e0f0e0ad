import Bitrix24
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What `b24 check` finds in a source, and what it does not.
@Suite struct ScriptCheckTests {
    /// The findings as `line:column code`.
    private static func found(_ source: String) -> [String] {
        ScriptCheck(Array(source.utf8), file: "test.lua").findings.map {
            "\($0.line):\($0.column) \($0.code.rawValue)" + ($0.severity == $0.code.severity ? "" : " (\($0.severity))")
        }
    }

    static let names: [(String, [String])] = [
        ("x = = 1", ["1:5 syntax"]), ("f(\n", ["2:1 syntax"]), ("goto out", ["1:1 syntax"]),
        // Globals.
        ("prnt(1)", ["1:1 unknown-global"]), ("local x = prnt", ["1:11 unknown-global (warning)"]),
        ("foo.bar = 1", ["1:1 unknown-global"]), ("foo.bar()", ["1:1 unknown-global"]), ("x = 1 print(x)", []),
        ("print(x) function f() x = 1 end", []), ("function f() g() end function g() end", []),
        ("_G.x = 1 print(x)", []), ("_G[name()] = 1 function name() end print(y)", []), ("print(_G.anything)", []),
        ("if jit then print(jit.version) end", []), ("local x = jit or 1", []), ("if x == nil then end print(x)", []),
        ("local _ENV = {} print(x)", []), ("setmetatable(_G, {}) print(x)", []),
        ("function f(a) return a.b, f end", []),
        ("io.write(1) os.exit() debug.traceback() dofile 'x'", []), ("require 'team' helper()", []),
        ("require 'team' pritn(1)", ["1:16 unknown-global (warning)"]), ("help(b24)", []),
        ("f() local function f() end", ["1:1 unknown-global"]),
        // Members.
        ("b24.spa.lst()", ["1:9 unknown-member"]), ("b24.workplce.add{title = 'x'}", ["1:5 unknown-member"]),
        ("local b = require 'b24' b.cal('x')", ["1:27 unknown-member"]), ("b24['cal']('x')", ["1:5 unknown-member"]),
        ("local m = b24 m = other() m.cal()", ["1:19 unknown-global"]),
        ("local m = b24 m = nil m.cal()", []), ("local b24 = {} b24.cal()", []), ("b24 = {} b24.cal()", []),
        ("local spa = b24.spa 'Leave' spa.items:ad{}", ["1:39 unknown-member"]),
        ("local items = b24.spa('Leave').items items:ad{}", ["1:44 unknown-member"]),
        ("local spa = b24.spa 'Leave' spa.itmes:add{title = 'x'}", ["1:33 unknown-member"]),
        ("local spa = b24.spa 'Leave' print(spa.isStagesEnabled, spa.customSectionId)", []),
        ("function f(spa) spa.items:ad{} end", []), ("print(b24.args.csv, b24.args[1], b24.portal.anything)", []),
        ("b24.portal:has_methud('x')", ["1:12 unknown-member"]),
        // Methods.
        ("b24.call('crm.itme.list', {})", ["1:10 unknown-method"]),
        ("local call = b24.call call('crm.itme.list')", ["1:28 unknown-method"]),
        ("local name = 'crm.itme.list' b24.call(name)", ["1:39 unknown-method"]),
        ("local name = 'crm.itme.list' name = f() b24.call(name) function f() end", []),
        ("b24.call('crm.' .. x()) function x() end", []), ("b24.call('our.method', {}, { undocumented = true })", []),
        ("local o = f() b24.call('our.method', {}, o) function f() end", []),
        ("b24.rest.crm.tpe.list{}", ["1:14 unknown-method"]), ("b24.rest.crm.type.lst{}", ["1:19 unknown-method"]),
        ("local crm = b24.rest.crm crm.type.list{}", []), ("b24.rest[name()]{} function name() end", []),
        (
            "b24.batch{ { 'crm.item.lst', {} }, x = { method = 'user.curent' } }",
            ["1:14 unknown-method", "1:51 unknown-method"]
        ),
        ("b24.batch(commands()) function commands() end", []), ("b24.call('CRM.Type.List')", []),
        ("b24.call('crm.type.list.json')", []), ("b24.each('crm.type.ad', {})", ["1:10 unknown-method"]),
        ("b24.count('crm.type.delete', { id = 1 })", ["1:11 not-a-list"]),
        ("b24.call('crm.lead.get', { id = 1 })", ["1:10 deprecated-method"]),
    ]

    @Test(arguments: names.indices) func findsNames(_ index: Int) {
        let (source, expected) = Self.names[index]
        #expect(Self.found(source) == expected, "\(source)")
    }

    static let parameters: [(String, [String])] = [
        ("b24.call('crm.type.list', { filtr = {} })", ["1:29 unknown-parameter"]),
        ("b24.call('crm.type.list', { ['filtr'] = {} })", ["1:30 unknown-parameter"]),
        ("b24.call('crm.type.list', { FILTER = {}, start = 50 })", []),
        (
            "b24.call('crm.item.add', { entityTypeId = 2, fields = { titel = 'x', ufCrm5Colour = 1, parentId156 = 3 } })",
            ["1:57 unknown-parameter"]
        ),
        (
            "b24.call('crm.item.list', { entityTypeId = 2, filter = { titel = 'x', ['>id'] = 1 }, select = { 'titel' } })",
            []
        ),
        ("b24.rest.crm.item.get{ entityTypeId = 2 }", ["1:1 missing-parameter"]),
        ("b24.call('crm.item.get')", ["1:10 missing-parameter"]),
        ("b24.call('crm.item.get', p()) function p() end", []),
        ("b24.call('crm.item.get', { [k()] = 1 }) function k() end", []),
        ("b24.call('crm.type.add', { fields = {} })", ["1:37 missing-parameter"]),
        ("b24.call('crm.type.add', { fields = f() }) function f() end", []),
        ("b24.call('crm.item.get', { entityTypeId = 'x', id = 1.5 })", ["1:43 wrong-type", "1:53 wrong-type"]),
        ("b24.call('crm.item.get', { entityTypeId = '2', id = '$result[a][id]' })", []),
        ("b24.call('crm.item.get', { entityTypeId = 2, id = true })", ["1:51 wrong-type"]),
        (
            "b24.call('crm.type.add', { fields = { title = 'x', isStagesEnabled = 'yes', isBizProcEnabled = 'Y' } })",
            ["1:70 wrong-type"]
        ),
        ("b24.call('crm.item.add', { entityTypeId = 2, fields = 'x' })", ["1:55 wrong-type"]),
        ("b24.call('crm.item.get', { entityTypeId = 2, id = function() end })", ["1:51 wrong-type"]),
        // Functions of the module.
        ("b24.call()", ["1:1 missing-parameter (error)"]), ("b24.call(...)", []),
        ("b24.call({})", ["1:10 wrong-type (error)"]),
        ("b24.call('user.current', 'x')", ["1:26 wrong-type (error)"]), ("b24.call('user.current', nil, nil)", []),
        ("b24.map({}, function() end, { concurency = 8 })", ["1:31 unknown-parameter"]),
        ("b24.map({}, 5)", ["1:13 wrong-type (error)"]), ("b24.sleep('5')", ["1:11 wrong-type (error)"]),
        ("b24.workplace.add{ titel = 'x' }", ["1:20 unknown-parameter"]),
        ("b24.spa.get('x', 'y')", []), ("b24.log.info(1)", []),
    ]

    @Test(arguments: parameters.indices) func findsParameters(_ index: Int) {
        let (source, expected) = Self.parameters[index]
        #expect(Self.found(source) == expected, "\(source)")
    }

    static let others: [(String, [String])] = [
        // Needs.
        ("--- @needs read crm.type.list\nb24.call('crm.type.list') b24.call('user.current')", ["2:36 undeclared-need"]),
        (
            "--- @needs write crm.type.*\nb24.call('crm.type.list') b24.call('scope')",
            ["1:18 unused-need", "2:10 undeclared-need"]
        ),
        (
            "--- @needs read crm.item.delete\nb24.call('crm.item.delete', { entityTypeId = 2, id = 1 })",
            ["1:17 unused-need", "2:10 undeclared-need"]
        ),
        ("--- @needs read crm.type.list user.*\nb24.call('crm.type.list')", ["1:31 unused-need"]),
        ("--- @needs read crm.type.list user.*\nb24.call('crm.type.list') f(b24.call) function f() end", []),
        ("--- @needs read user.*\nlocal f = { b24.call } b24.spa 'Leave'", []),
        ("--- @needs read crm.*\nb24.spa.delete(13)", ["2:1 undeclared-need"]),
        ("--- @needs scope crm\nb24.call('crm.type.list')", []),
        ("local reader = b24.only { read = 'crm.*' } reader.cal('x')", ["1:51 unknown-member"]),
        ("--- @read_only\nb24.call('crm.type.list') b24.spa.delete(13)", ["2:27 write-in-read-only"]),
        (
            "--- @read_only\nb24.batch{ { 'crm.item.delete', { entityTypeId = 2, id = 1 } } }",
            ["2:14 write-in-read-only"]
        ),
        ("--- @needs wirte x\nprint(1)", ["1:1 bad-tag"]), ("print(1)\n--- @needs read user.get", ["2:1 bad-tag"]),
        // Secrets.
        ("local u = 'https://x.bitrix24.ru/rest/1/k3n5v9q2x7w1z8p4/'", ["1:41 secret"]),
        ("-- https://x.bitrix24.ru/rest/12/k3n5v9q2x7w1z8p4/profile", ["1:34 secret"]),
        ("local u = 'https://x.bitrix24.ru/rest/1/YOUR_WEBHOOK_CODE/'", []),
        ("-- https://x/rest/1/xxxxxxxxxxxxxxxx/", []),
        ("local q = 'a?access_token=9f8e7d6c5b4a39281706&x=1'", ["1:27 secret"]),
        ("local auth = auth", ["1:14 unknown-global (warning)"]),
        // Loops.
        ("for d in b24.each('user.get') do b24.call('user.update', { ID = d.ID }) end", ["1:34 write-loop"]),
        (
            "for _, d in ipairs(b24.collect('user.get')) do b24.call('user.update', { ID = d.ID }) end",
            ["1:48 write-loop"]
        ),
        ("for d in b24.each('user.get') do b24.call('user.update', { ID = d.ID }) print(d.ID) end", []),
        ("for _, d in ipairs({1}) do b24.call('user.update', { ID = d }) end", []),
        // Ignored.
        ("b24.cal() -- b24: ignore unknown-member", []),
        ("-- b24: ignore unknown-member, wrong-type -- why\nb24.cal()", []),
        ("-- b24: ignore unknown-member\n\nb24.cal()", ["3:5 unknown-member"]),
        ("b24.cal() -- b24: ignore unknown-method", ["1:5 unknown-member"]),
        ("--- @ignore unknown-member\nb24.cal()\nb24.cla()", []),
        ("b24.cal() -- b24: ignore uknown-member", ["1:5 unknown-member", "1:11 unknown-code"]),
        ("x = -- b24: ignore syntax", []), ("x = ? -- b24: ignore syntax", []),
        // The beginning of files.
        ("\u{FEFF}b24.cal()", ["1:5 unknown-member"]), ("#!/usr/bin/env b24\nb24.cal()", ["2:5 unknown-member"]),
        ("", []),
        ("print('имя') b24.cal()", ["1:18 unknown-member"]),
    ]

    @Test(arguments: others.indices) func findsOthers(_ index: Int) {
        let (source, expected) = Self.others[index]
        #expect(Self.found(source) == expected, "\(source)")
    }

    @Test func suggestions() {
        let cases = [
            ("b24.call('crm.itme.list', { entityTypeId = 2 })", "did you mean 'crm.item.list'?"),
            ("b24.spa.lst()", "did you mean 'b24.spa.list'?"), ("prnt(1)", "did you mean 'print'?"),
            ("b24.call('crm.deal.get', { id = 1 })", "use crm.item.get { entityTypeId = 2, ... }"),
            ("b24.call('crm.dealcategory.list', {})", "use crm.category.list"),
        ]
        for (source, suggestion) in cases {
            let findings = ScriptCheck(Array(source.utf8), file: "test.lua").findings
            #expect(findings.first?.suggestion?[.en] == suggestion, "\(source)")
        }
    }

    /// A secret is in no text that comes out, and its line is marked where it was.
    @Test func secretsAreNotShown() throws {
        let source = "b24.cal('https://x.bitrix24.ru/rest/1/k3n5v9q2x7w1z8p4/profile', prnt)"
        let check = ScriptCheck(Array(source.utf8), file: "test.lua")
        #expect(check.findings.map(\.code) == [.unknownMember, .secret, .unknownGlobal])
        for finding in check.findings {
            let shown = try #require(check.shown(finding))
            #expect(shown.line == source.replacing("k3n5v9q2x7w1z8p4", with: "***"))
            #expect(shown.line.hasPrefix(shown.before + shown.marked))
            #expect(!Language.allCases.contains { finding.message[$0].contains("k3n5") })
        }
        #expect(check.findings.map { check.shown($0)?.marked } == ["cal", "***", "prnt"])
    }

    /// A script without line ends has its findings where they are, and is not shown whole for each of them.
    @Test func aVeryLongLineIsNotShown() {
        let call = "b24.cal('ж') "
        let source = String(repeating: call, count: 1000)
        let check = ScriptCheck(Array(source.utf8), file: "test.lua")
        #expect(check.findings.map(\.column) == (0..<1000).map { $0 * call.count + 5 })
        #expect(check.findings.allSatisfy { check.shown($0) == nil })
    }

    /// Nothing is wrong about the examples of the reference.
    @Test func examplesAreClean() {
        let help = HelpIndex.standard()
        let methods = help.objects.flatMap { type in type.luaMethods.map { ("\(type.luaTypeName):\($0.name)", $0) } }
        for (name, function) in help.functions.map({ ($0.name, $0) }) + methods {
            guard let example = function.example else { continue }
            // What the examples take for granted.
            let given = "local item, err, fn\n"
            #expect(Self.found(given + example) == [], "\(name)\n\(example)")
        }
    }

    /// docs/check.md has every code, with an example that is found and one that is not.
    @Test func everyCodeHasAPage() throws {
        let sections = try CheckPage.sections()
        #expect(sections.map(\.code) == FindingCode.allCases.map(\.rawValue))
        for section in sections {
            let found = ScriptCheck(Array(section.found.utf8), file: "test.lua").findings
            #expect(found.map(\.code.rawValue) == [section.code], "\(section.found)")
            #expect(Self.found(section.clean) == [], "\(section.clean)")
        }
    }
}

/// The examples of docs/check.md.
private enum CheckPage {
    struct Section {
        var code: String
        var found = ""
        var clean = ""
    }

    static func sections() throws -> [Section] {
        let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let text = try String(contentsOfFile: root + "/docs/check.md", encoding: .utf8)
        return text.components(separatedBy: "\n### ").dropFirst().map { part in
            let blocks = part.components(separatedBy: "```lua\n").dropFirst().map {
                $0.components(separatedBy: "```")[0]
            }
            return Section(
                code: String(part.prefix { $0 != "\n" }), found: blocks.first ?? "", clean: blocks.last ?? "")
        }
    }
}
