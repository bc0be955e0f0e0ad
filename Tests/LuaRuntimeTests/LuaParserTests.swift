import LuaSyntax
import Testing

@testable import LuaRuntime

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The parser of `LuaSyntax` beside Lua's own: both take and refuse the same, with the same words.
@Suite struct LuaParserTests {
    /// What our parser says, as Lua says it.
    private static func message(_ text: String) -> String? {
        do {
            _ = try LuaTree(text)
            return nil
        } catch {
            return "entry:\(error.line): \(error.message)"
        }
    }

    private static func compare(_ text: String) {
        let lua = EntrySyntax.message(text)
        let own = message(text)
        // What a message quotes is quoted as it is written: a letter of another alphabet whole, where Lua shows its first
        // byte; a string with its escapes, a number to its end.
        if let lua, let own, own.contains("\\") || own.contains("malformed number") || !own.allSatisfy(\.isASCII) {
            #expect(lua.hasPrefix(own.prefix { $0 != "'" }), "\(text.debugDescription)")
        } else {
            #expect(own == lua, "\(text.debugDescription)")
        }
    }

    @Test(arguments: LuaSnippets.accepted) func accepts(_ text: String) {
        #expect(EntrySyntax.message(text) == nil, "\(text.debugDescription)")
        #expect(Self.message(text) == nil, "\(text.debugDescription)")
    }

    @Test(arguments: LuaSnippets.refused) func refuses(_ text: String) {
        #expect(EntrySyntax.message(text) != nil, "\(text.debugDescription)")
        Self.compare(text)
    }

    /// Real scripts, whole; without one of their tokens; and cut off behind it.
    @Test(arguments: try! LuaSnippets.scripts()) func scripts(_ path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(Self.message(text) == nil)
        let bytes = Array(text.utf8)
        let tokens = LuaLexer.tokens(text).filter { $0.kind != .comment }
        for index in stride(from: 0, to: tokens.count, by: 5) {
            let token = tokens[index]
            let without = bytes[..<token.range.lowerBound] + bytes[token.range.upperBound...]
            Self.compare(String(decoding: without, as: UTF8.self))
            Self.compare(String(decoding: bytes[..<token.range.upperBound], as: UTF8.self))
        }
    }

    /// The limits of Lua's parser.
    @Test func limits() {
        func names(_ count: Int) -> [String] { (0..<count).map { "v\($0)" } }
        func local(_ count: Int) -> String { "local " + names(count).joined(separator: ", ") }
        var cases: [String] = [local(200), local(201)]
        cases += [local(199) + " for i = 1, 2 do end", local(196) + " for i = 1, 2 do end"]
        cases += [local(196) + " for i in x do end", local(195) + " for i in x do end"]
        cases.append("function f(" + names(201).joined(separator: ", ") + ") end")
        cases += [Self.upvalues(200), Self.upvalues(250), Self.upvalues(260)]
        for text in cases { Self.compare(text) }
    }

    /// A function that uses variables of two functions around it.
    private static func upvalues(_ count: Int) -> String {
        let outer = (0..<150).map { "a\($0)" }
        let inner = (0..<count - 150).map { "b\($0)" }
        return "local \(outer.joined(separator: ", ")) function f() local \(inner.joined(separator: ", ")) "
            + "function g() return \((outer + inner).joined(separator: " + ")) end end"
    }

    /// Nesting that Lua's C stack does not take is refused, whatever nests; chains are no nesting.
    @Test func depth() {
        let nests = [
            ("(", "1", ")"), ("{", "", "}"), ("-", "1", ""), ("f(", "", ")"), ("function() return ", "1", " end"),
        ]
        for (open, middle, close) in nests {
            let deep = { (count: Int) in
                "return " + String(repeating: open, count: count) + middle + String(repeating: close, count: count)
            }
            for count in [10, 90, 300, 100_000] {
                let isFine = EntrySyntax.message(deep(count)) == nil
                #expect((Self.message(deep(count)) == nil) == isFine, "\(open) \(count)")
            }
        }
        let blocks = String(repeating: "do ", count: 300) + String(repeating: "end ", count: 300)
        #expect(Self.message(blocks)?.contains("overflow") == true)
        Self.compare("x = 1" + String(repeating: " + 1", count: 100_000))
        Self.compare("x = a" + String(repeating: ".a", count: 100_000))
        Self.compare("x = f" + String(repeating: "()", count: 100_000))
        Self.compare("if a then" + String(repeating: " elseif b then", count: 10_000) + " end")
    }
}
