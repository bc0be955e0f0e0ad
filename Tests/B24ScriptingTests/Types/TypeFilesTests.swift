import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// The files that editors read.
@Suite struct TypeFilesTests {
    private static let files = TypeFiles.all(.en)

    private static func text(_ path: String) throws -> String {
        try #require(files.first { $0.path == path }).text
    }

    private static func lines(_ path: String) throws -> [String] {
        try text(path).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test(arguments: Language.allCases) func everyFileIsLua(_ language: Language) throws {
        for file in TypeFiles.all(language) {
            #expect(EntrySyntax(file.text) == .complete, "\(file.path)")
            // The language server passes over files above half a megabyte.
            #expect(file.text.utf8.count < 450_000, "\(file.path)")
            #expect(file.text.hasSuffix("\n") && !file.text.hasSuffix("\n\n"), "\(file.path)")
        }
        #expect(Set(Self.files.map(\.path)).count == Self.files.count)
    }

    @Test func everyFunctionStandsOnce() throws {
        let lines = try Self.lines("b24.lua")
        for function in ScriptSession.functions where function.name != "require" {
            #expect(lines.filter { $0.hasPrefix("function \(function.name)(") }.count == 1, "\(function.name)")
        }
        for type in ScriptSession.objectTypes where type != RestPath.self {
            let local = type.luaTypeName.replacing(".", with: "_")
            for method in type.luaMethods where !method.name.hasPrefix("__") {
                #expect(lines.filter { $0.hasPrefix("function \(local):\(method.name)(") }.count == 1, "\(method.name)")
            }
        }
        for value in Families.all.flatMap({ $0.values(.documentation) }) {
            let name = value.name.dropFirst("b24.".count)
            #expect(lines.filter { $0.hasPrefix("---@field \(name) \(value.type)") }.count == 1, "\(value.name)")
        }
    }

    @Test func everyMethodStandsOnceAsANameAndOnceAsAPath() throws {
        let methods = MethodCatalogue.standard.methods
        let names = try Self.lines("methods.lua").filter { $0.hasPrefix("---| \"") }
        #expect(names.map { $0.split(separator: "\"")[1] }.map(String.init) == methods)

        // A class for each part of names, with a field or an overload for each method.
        var paths: [String] = []
        for file in Self.files where file.path.hasPrefix("rest") {
            var current = ""
            for line in file.text.split(separator: "\n") {
                if line.hasPrefix("---@class ") {
                    current = String(line.dropFirst("---@class ".count))
                } else if current == "b24.rest" || current.hasPrefix("b24.rest.") {
                    if line.hasPrefix("---@overload fun(params?: ") { paths.append(current) }
                    let words = line.split(separator: " ")
                    guard line.hasPrefix("---@field "), words[2].hasPrefix("fun(params?:") else { continue }
                    paths.append(current + "." + words[1].replacing("[\"", with: "").replacing("\"]", with: ""))
                }
            }
        }
        #expect(paths.count == methods.count)
        #expect(Set(paths) == Set(methods.map { "b24.rest." + $0 }))
    }

    /// Whatever is named as a type is declared in one of the files.
    @Test func everyTypeIsDeclared() throws {
        var declared: Set<String> = [PortalTypes.titles]
        var used: [String: String] = [:]
        for file in Self.files where !file.path.hasPrefix("b24/") {
            for line in file.text.split(separator: "\n") where line.hasPrefix("---") {
                let words = line.split(separator: " ")
                switch words.first {
                case "---@class", "---@alias": declared.insert(words[1].filter { $0 != ":" })
                case "---@field", "---@param", "---@return", "---@overload", "---@type": break
                default: continue
                }
                // Types are written without spaces in front of what is said about them, but for those of functions.
                let type = words.first == "---@return" ? words[1] : words.dropFirst(2).first ?? ""
                let text = line.contains("fun(") ? line.prefix { $0 != "#" } : type
                for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || "._-".contains($0)) })
                where word.hasPrefix("b24.")
                    && (word.dropFirst(4).first?.isUppercase == true || word.contains("params"))
                {
                    used[String(word)] = file.path
                }
            }
        }
        for (type, path) in used {
            // A module of the standard library declares it.
            #expect(declared.contains(type) || type == "b24.Spy", "\(type) in \(path)")
        }
        #expect(used.count > 1000)
    }

    @Test func errorsAndPortalHaveTheFieldsThatAreToldOf() {
        let records = RecordTypes.all(.en)
        func names(_ type: String) -> [String] { records.first { $0.name == type }?.fields.map(\.name) ?? [] }
        let error = B24Error(ModuleError(.notFound, .init("x", ru: "x")), language: .en, position: nil)
        #expect(names("b24.Error") == error.luaFieldNames)
        #expect(names("b24.portal") == PortalObject(.documentation).luaFieldNames)
        let failure = FailureRecord(index: 1, item: 1, error.facts, unixTime: 0)
        // No request was sent for it.
        #expect(names("b24.FailureRecord") == failure.fields.members.map(\.key) + ["request_id"])
    }

    @Test func specsHaveTheirWords() async throws {
        let lines = try Self.lines("spec.lua")
        for word in SpecFile.words {
            #expect(lines.contains { $0.hasPrefix("function \(word)(") || $0 == "\(word) = {}" }, "\(word)")
        }
    }

    /// What stands there about `assert` is what `b24.assert` has.
    @Test func assertionsExist() async throws {
        let scene = Scene()
        let names = SpecTypes.checks.flatMap(\.names).flatMap { name in SpecTypes.prefixes.map { $0 + name } }
        let list = names.map { "'\($0)'" }.joined(separator: ",")
        let words = SpecTypes.fillers.map { "'\($0)'" }.joined(separator: ",")
        let spies = SpecTypes.spyChecks.map { "'\($0.name)'" }.joined(separator: ",")
        let found = try await scene.value(
            """
            local assert = require "b24.assert"
            local spy = require("b24.testing").spy()
            for _, name in ipairs { \(list) } do
              if type(assert[name]) ~= "function" then return name end
            end
            for _, name in ipairs { \(words) } do
              if type(assert[name]) ~= "table" or type(assert.spy(spy)[name]) ~= "table" then return name end
            end
            for _, name in ipairs { \(spies) } do
              if type(assert.spy(spy)[name]) ~= "function" then return name end
            end
            return "all"
            """)
        #expect(found == "\"all\"")
    }
}
