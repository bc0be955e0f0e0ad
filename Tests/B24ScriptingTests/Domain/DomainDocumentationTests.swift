import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

@Suite struct DomainDocumentationTests {
    private static var functions: [HostFunction] {
        let families: [any FunctionFamily.Type] = [WorkplaceFamily.self, SPAFamily.self, AccessFamily.self]
        var functions: [HostFunction] = []
        for family in families {
            functions += family.functions(.documentation)
            for object in family.objects { functions += object.luaMethods }
        }
        return functions
    }

    @Test func everyFunctionIsDocumentedInBothLanguages() {
        #expect(Self.functions.count > 40)
        for function in Self.functions {
            let texts = [function.doc] + function.parameters.map(\.doc) + function.results.map(\.doc)
            for text in texts {
                #expect(!text.en.isEmpty && !text.ru.isEmpty, "\(function.name)")
                let hasCyrillic = text.ru.unicodeScalars.contains { (0x410...0x44F).contains($0.value) }
                #expect(hasCyrillic || text.ru == text.en, "\(function.name): \(text.ru)")
            }
            guard !function.name.hasPrefix("__") else { continue }
            #expect(function.example != nil, "\(function.name)")
            #expect(function.source?.hasPrefix("api-reference/") == true, "\(function.name)")
            #expect(!function.results.isEmpty, "\(function.name)")
        }
    }

    @Test func pathsAreThoseOfTheContract() {
        let names = Set(Self.functions.map(\.name))
        for name in ["add", "get", "list", "each", "update", "delete", "fields", "find", "ensure"] {
            #expect(names.contains("b24.workplace.\(name)"))
            #expect(names.contains("b24.spa.\(name)"))
        }
        for name in [
            "b24.spa", "b24.workplace.attach", "b24.workplace.detach", "b24.access.name", "b24.access.expand",
            "b24.access.can",
        ] {
            #expect(names.contains(name))
        }
        #expect(
            Set(SPAItems.luaMethods.map(\.name)).isSuperset(of: [
                "update", "delete", "import", "open", "close", "assign", "observe",
            ]))
        #expect(
            Set(SPAPermissions.luaMethods.map(\.name)) == ["get", "set", "checklist", "probe", "explain", "audience"])
    }

    /// Every example compiles; what it does is tested elsewhere.
    @Test func examplesAreLua() async throws {
        let office = Office()
        for function in Self.functions {
            guard let example = function.example else { continue }
            let compiled = try await office.run("return load([==[\(example)]==]) ~= nil")
            #expect(compiled == [true], "\(function.name): \(example)")
        }
    }
}
