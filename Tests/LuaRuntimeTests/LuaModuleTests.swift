import Localization
import Testing

@testable import LuaRuntime

/// A second table of host functions, made while Lua runs.
@Suite struct LuaModuleTests {
    private static func functions(_ word: String) -> [HostFunction] {
        [
            HostFunction(
                "b24.word", doc: .init("", ru: ""), body: .sync { _ in [.string(word)] }),
            HostFunction("b24.deep.word", doc: .init("", ru: ""), body: .async { _ in [.string("deep " + word)] }),
            HostFunction(
                "b24.deep", doc: .init("", ru: ""),
                body: .lua("local host = ... return function() return host.own() end")),
            HostFunction(
                "b24.__index", parameters: [.init("name", .any, .init("", ru: ""))], doc: .init("", ru: ""),
                body: .sync { call in
                    guard case .string(let name) = call.arguments[0] else { return [] }
                    return [.string("no \(name) in \(word)")]
                }),
        ]
    }

    private static func own(_ word: String) -> [HostFunction] {
        [HostFunction("own", doc: .init("", ru: ""), body: .sync { _ in [.string("own " + word)] })]
    }

    private func run(_ source: String) async throws -> [String] {
        var configuration = LuaVM.Configuration()
        let second = LuaModule(
            functions: Self.functions("second"), privateFunctions: Self.own("second"),
            constants: [("b24.one", .integer(1))])
        configuration.functions =
            Self.functions("first") + [
                HostFunction("b24.second", doc: .init("", ru: ""), body: .sync { _ in [.module(second)] })
            ]
        configuration.privateFunctions = Self.own("first")
        return try await LuaVM(configuration).run(LuaChunk(name: "t", source: source)).map(\.text)
    }

    @Test func itsFunctionsAreItsOwn() async throws {
        let values = try await run(
            "local b = b24.second() return b.word(), b.deep.word(), b.deep(), b24.word(), b24.deep.word(), b24.deep()")
        #expect(
            values == [
                "\"second\"", "\"deep second\"", "\"own second\"", "\"first\"", "\"deep first\"", "\"own first\"",
            ])
    }

    @Test func itsTableIsMadeOnce() async throws {
        #expect(
            try await run("return b24.second() == b24.second(), b24.second() == b24, b24.second().one, b24.one")
                == ["true", "false", "1", "\"no one in first\""])
    }

    @Test func itsMetatableIsClosed() async throws {
        #expect(
            try await run(
                "local b = b24.second() return getmetatable(b), pcall(setmetatable, b, {}), b.missing, rawget(b, 'second')"
            )
                == ["false", "false", "\"no missing in second\"", "nil"])
    }

    @Test func itIsUsableInCoroutines() async throws {
        #expect(
            try await run(
                """
                b24.second()
                local co = coroutine.wrap(function() return b24.second().deep.word() end)
                return co(), b24.second().word()
                """) == ["\"deep second\"", "\"second\""])
    }
}
