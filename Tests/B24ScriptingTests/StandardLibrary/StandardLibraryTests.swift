import Foundation
import Localization
import Testing

@testable import B24Scripting

/// The modules that come with the program: they are there, they are explained, and their examples are true.
@Suite struct StandardLibraryTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../stdlib/b24").standardized

    @Test func everyFileIsInTheProgram() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".lua")
        }
        #expect(Set(files) == Set(StandardLibrary.names.map { $0.dropFirst(4) + ".lua" }))
        for name in StandardLibrary.names {
            let file = Self.folder.appending(path: name.dropFirst(4) + ".lua")
            #expect(StandardLibrary.source(of: name) == (try String(contentsOf: file, encoding: .utf8)), "\(name)")
        }
        #expect(StandardLibrary.source(of: "b24.nothing") == nil)
    }

    @Test(arguments: StandardLibrary.names)
    func everythingIsExplained(_ name: String) throws {
        let module = try #require(ModulePages.documentation(name))
        #expect(!module.doc[.en].isEmpty && !module.doc[.ru].isEmpty)
        #expect(module.opening.hasSuffix("= require \"\(name)\""))
        #expect(!module.functions.isEmpty)
        // What nobody is to call is local.
        let source = try #require(StandardLibrary.source(of: name))
        #expect(source.split(separator: "\n").count { $0.hasPrefix("function ") } == module.functions.count)
        for function in module.functions {
            #expect(!function.doc[.en].isEmpty, "\(function.name)")
            #expect(function.doc[.ru].unicodeScalars.contains { ("а"..."я").contains($0) }, "\(function.name)")
            #expect(function.example.contains { $0.contains(" --> ") }, "\(function.name)")
        }
    }

    @Test(arguments: StandardLibrary.names)
    func examplesAreTrue(_ name: String) async throws {
        let module = try #require(ModulePages.documentation(name))
        for function in module.functions {
            let scene = Scene()
            try await scene.run(Self.script(module.opening, function))
            #expect(scene.log.output == [], "\(name), line \(function.exampleLine)")
        }
    }

    @Test(arguments: StandardLibrary.names)
    func noModuleWritesGlobals(_ name: String) async throws {
        let scene = Scene()
        try await scene.run(
            """
            local before = {}
            for key in pairs(_G) do before[key] = true end
            require "\(name)"
            for key in pairs(_G) do if not before[key] then print(key) end end
            """)
        #expect(scene.log.output == [])
    }

    @Test func namesOfModulesAreReserved() async throws {
        let folder = TemporaryFolder(files: ["b24/table.lua"], folders: ["b24"])
        let own = try folder.write("b24/table.lua", "return 'another'")
        let scene = Scene.with { $0.modulePath = [folder.path] }
        #expect(await scene.failure("require 'b24.table'").contains(own))
        #expect(await scene.failure("require 'b24.tabel'").contains("b24.table, "))
        // The file itself is no stranger.
        try folder.write("b24/table.lua", try #require(StandardLibrary.source(of: "b24.table")))
        #expect(try await scene.value("return require('b24.table').size { 1 }") == "1")
    }

    @Test func errorsAreAtTheCallerInBothLanguages() async throws {
        #expect(
            await Scene().failure("local t = require 'b24.table'\n\nt.keys(5)")
                == "test.lua:3: b24.table.keys: argument 1 (t) must be a table, got number")
        let russian = await Scene.with { $0.language = .ru }.failure("require('b24.table').keys(5)")
        #expect(russian.contains("аргумент 1 (t) должен быть таблицей"))
    }

    @Test func helpShowsModulesAndFunctions() {
        let module = Help.page("b24.table", language: .en) ?? ""
        #expect(module.contains("local tables = require \"b24.table\""))
        #expect(module.contains("\n  keys(t) "))
        #expect(Help.page("b24.date", language: .en)?.contains("\n  Date:weekday() ") == true)
        let function = Help.page("b24.table.keys", language: .ru) ?? ""
        #expect(function.contains("Ключи по порядку"))
        #expect(function.contains("tables.keys({ b = 1, a = 2, [10] = 3 }) --> { 10, \"a\", \"b\" }"))
        #expect(Help.page("", language: .en)?.contains("b24.string  ") == true)
    }

    /// A script that prints what is not as the example says.
    private static func script(_ opening: String, _ function: ModuleDocumentation.Function) -> String {
        let lines = function.example.enumerated().map { index, line in
            guard let arrow = line.range(of: " --> ") else { return line }
            let (expression, expected) = (line[..<arrow.lowerBound], line[arrow.upperBound...])
            let number = function.exampleLine + index
            if expected.hasPrefix("error: ") {
                return "FAILS(\(number), function() return \(expression) end, [==[\(expected.dropFirst(7))]==])"
            }
            return "SAME(\(number), (\(expression)), (\(expected)))"
        }
        return """
            local function same(a, b)
              if a == b then return true end
              if type(a) ~= "table" or type(b) ~= "table" then return a ~= a and b ~= b end
              for key, value in pairs(a) do if not same(value, b[key]) then return false end end
              for key in pairs(b) do if a[key] == nil then return false end end
              return true
            end
            local function SAME(line, got, expected)
              if not same(got, expected) then b24.pp("line " .. line, got, expected) end
            end
            local function FAILS(line, fn, expected)
              local ok, text = pcall(fn)
              if ok or not tostring(text):find(expected, 1, true) then b24.pp("line " .. line, text) end
            end
            \(opening)
            \(lines.joined(separator: "\n"))
            """
    }
}
