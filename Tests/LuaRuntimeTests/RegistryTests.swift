import Localization
import Testing

@testable import LuaRuntime

/// The registry: one value per function, and everything that is made from it.
@Suite struct RegistryTests {
    private static let registry = FunctionRegistry(
        LuaVM.concurrencyFunctions + LuaVM.valueFunctions + [
            LuaVM.require,
            HostFunction(
                "b24.spa", parameters: [.init("name", .string, LocalizedText("Its title.", ru: "Название."))],
                results: [.init("spa", "b24.spa.Handle", LocalizedText("The handle.", ru: "Объект."))],
                doc: LocalizedText("Finds an SPA.", ru: "Находит смарт-процесс."), body: .sync { _ in [] }),
            HostFunction(
                "b24.spa.add",
                parameters: [
                    .init("fields", .table, LocalizedText("The fields.", ru: "Поля.")),
                    .init("mode", .choice(["a", "b"]), optional: true, LocalizedText("How.", ru: "Как.")),
                    .init(
                        "...", .oneOf([.integer, .object("b24.Task")]), variadic: true,
                        LocalizedText("More.", ru: "Ещё.")),
                ],
                results: [.init("id", "integer", LocalizedText("Its id.", ru: "Идентификатор."))],
                doc: LocalizedText("Adds.\n\nMore text.", ru: "Добавляет."), example: "b24.spa.add {}",
                body: .sync { _ in [] }),
        ], objectTypes: [LuaTask.self])

    @Test func ownFunctionsAreDocumented() {
        #expect(Self.registry.gaps() == [])
    }

    @Test func gapsAreFound() {
        let bad = HostFunction(
            "bad",
            parameters: [
                .init("a", .any, optional: true, LocalizedText("x", ru: "")),
                .init("a", .any, LocalizedText("x", ru: "x")),
                .init("...", .any, variadic: true, LocalizedText("x", ru: "x")),
                .init("z", .any, LocalizedText("x", ru: "x")),
            ], doc: LocalizedText("", ru: "x"), body: .sync { _ in [] })
        #expect(
            FunctionRegistry([bad]).gaps() == [
                "bad: doc has no text in en", "bad: parameter a has no text in ru",
                "bad: a required parameter follows an optional one", "bad: only the last parameter can be variadic",
                "bad: two parameters have the same name",
            ])
    }

    @Test func lookup() {
        #expect(Self.registry["b24.spa.add"]?.signature == "b24.spa.add(fields, mode?, ...) -> id")
        #expect(Self.registry["b24.Task:await"]?.name == "await")
        #expect(Self.registry["b24.Task:cancel"] == nil)
        #expect(Self.registry["b24.nothing"] == nil)
        #expect(Self.registry.nearest(to: "b24.spwan") == "b24.spawn")
        #expect(Self.registry.nearest(to: "something else entirely") == nil)
        #expect(Self.registry.children(of: "") == ["b24", "require"])
        #expect(Self.registry.children(of: "b24") == ["all", "array", "isnull", "object", "sleep", "spa", "spawn"])
        #expect(Self.registry.children(of: "b24.spa") == ["add"])
    }

    @Test func stubs() {
        let text = Self.registry.stubs(name: "b24", language: .en)
        #expect(text.hasPrefix("---@meta b24\n"))
        #expect(
            text.contains(
                """
                ---Adds.
                ---
                ---More text.
                ---
                ---```lua
                ---b24.spa.add {}
                ---```
                ---@param fields table The fields.
                ---@param mode? "a"|"b" How.
                ---@param ... integer|b24.Task More.
                ---@return integer id Its id.
                function b24.spa.add(fields, mode, ...) end
                """))
        #expect(
            text.contains(
                """
                ---Finds an SPA.
                ---@param name string Its title.
                ---@return b24.spa.Handle spa The handle.
                function b24.spa(name) end
                """))
        #expect(text.contains("---@class b24.Task\nlocal b24_Task = {}\n"))
        #expect(text.contains("function b24_Task:await() end"))
        #expect(Self.registry.stubs(name: "b24", language: .ru).contains("---@param fields table Поля."))
    }

    /// The stub file is Lua: it compiles.
    @Test func stubsCompile() async throws {
        try await run("assert(load(...))", arguments: [.string(Self.registry.stubs(name: "b24", language: .en))])
    }

    @Test func helpFindsFunctionsByValue() async throws {
        let help = function(
            "help", [parameter("f", .any)],
            .sync { call in
                guard case .function(let f) = call.arguments[0] else { return [] }
                return [f.hostFunction.map { .string($0.signature) } ?? .nil]
            })
        #expect(
            try await run("return help(b24.spawn), help(help), help(print), help(function() end)", [help]).text
                == "\"b24.spawn(fn, ...) -> task\" \"help(f)\" nil nil")
    }
}
