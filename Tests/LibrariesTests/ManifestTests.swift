import Bitrix24
import Localization
import Testing

@testable import Libraries

@Suite("b24.toml")
struct ManifestTests {
    private static let whole = """
        require_signatures = true
        allowed_signers = "team/signers"

        [library]
        name = "acme-crm"
        version = "1.4.2"
        api = "1"
        summary = "Deal helpers"
        summary_ru = "Помощники по сделкам"

        [dependencies]
        acme-common = { git = "git@git.acme.ru:b24/common", version = "2.1" }
        local = { path = "../local" }
        packed = { archive = "vendor/packed-1.0.0.b24lib" }

        [capabilities]
        read = ["crm.status.list", "CRM.deal.*"]
        write = ["crm.deal.update"]
        files = ["reports/"]
        max_writes = 500
        [capabilities.why]
        "crm.deal.update" = "moves  deals"
        "reports/" = "writes the report"

        [commands]
        move-stage = "commands/move-stage.lua"
        """

    private func manifest(_ text: String) throws -> Manifest { try Manifest(Array(text.utf8), path: "b24.toml") }

    @Test("Everything in it is read") func whole() throws {
        let manifest = try manifest(Self.whole)
        let library = try #require(manifest.library)
        #expect(library.name.text == "acme-crm" && "\(library.version)" == "1.4.2" && library.api == 1)
        #expect(library.summary == LocalizedText("Deal helpers", ru: "Помощники по сделкам"))
        #expect(library.capabilities[.read].map(\.text) == ["crm.deal.*", "crm.status.list"])
        #expect(library.capabilities.reasons == ["crm.deal.update": "moves deals", "reports/": "writes the report"])
        #expect(library.capabilities.maxWrites == 500)
        #expect(library.commands == ["move-stage": "commands/move-stage.lua"])
        let dependencies = manifest.dependencies.map { "\($0.name) \($0.source) \($0.requirement?.description ?? "-")" }
        #expect(
            dependencies == [
                "acme-common ssh://git@git.acme.ru/b24/common 2.1.0", "local ../local -",
                "packed vendor/packed-1.0.0.b24lib -",
            ])
        #expect(manifest.signatures.areRequired && manifest.signatures.allowedSigners == "team/signers")
    }

    @Test(
        "What is wrong is named with its line",
        arguments: [
            ("version = \"1.4.2\"", "", "4: [library] has no 'version'"),
            ("version = \"1.4.2\"", "version = \"1.4\"", "'1.4' is no version"),
            ("name = \"acme-crm\"", "name = \"Acme\"", "'Acme' is no name"),
            ("name = \"acme-crm\"", "name = \"b24\"", "belongs to b24"),
            ("name = \"acme-crm\"", "name = \"local\"", "depends on itself"),
            ("api = \"1\"", "", "has no 'api'"), ("api = \"1\"", "api = \"one\"", "'api' is a whole number"),
            ("api = \"1\"", "api = 0", "'api' is a whole number"),
            ("summary_ru = \"Помощники по сделкам\"", "", "has no 'summary_ru'"),
            ("summary = \"Deal helpers\"", "sumary = \"Deal helpers\"", "has no 'summary'"),
            ("api = \"1\"", "api = 1\nlicence = \"MIT\"", "unknown key 'licence'"),
            (", version = \"2.1\"", "", "'acme-common' has no least version"),
            ("version = \"2.1\"", "version = \"^2.1\"", "'^2.1' is no least version"),
            ("version = \"2.1\"", "version = \"2.1\", branch = \"main\"", "unknown key 'branch'"),
            ("git@git.acme.ru:b24/common", "ext::sh -c x", "is no address"),
            ("git@git.acme.ru:b24/common", "https://u:p@host/x", "a user in it"),
            ("{ path = \"../local\" }", "{ path = \"/srv/local\" }", "no path from here"),
            ("{ path = \"../local\" }", "{ path = \"~/local\" }", "no path from here"),
            ("{ path = \"../local\" }", "{ path = \"../local\", version = \"1\" }", "whose version is its own"),
            ("{ path = \"../local\" }", "{ path = \"a\", archive = \"b\" }", "needs one source"),
            ("{ path = \"../local\" }", "{}", "needs one source"),
            ("[\"crm.deal.update\"]", "[\"crm.deal.update\", \"crm.deal.add\"]", "why 'crm.deal.add' is needed"),
            ("[\"crm.deal.update\"]", "[\"crm deal\"]", "no pattern"),
            ("[\"crm.deal.update\"]", "\"x\"", "list of texts"),
            ("\"crm.deal.update\" = \"moves", "\"crm.deal.add\" = \"moves", "reason for 'crm.deal.add'"),
            ("[\"reports/\"]", "[\"../secrets/\"]", "cannot ask for the files '../secrets/'"),
            ("[\"reports/\"]", "[\"/etc\"]", "cannot ask for the files '/etc'"),
            ("max_writes = 500", "max_writes = -1", "'max_writes' is a whole number"),
            ("commands/move-stage.lua", "../x.lua", "a library has no file '../x.lua'"),
            ("commands/move-stage.lua", "lib/x.lua", "is not in commands/"),
            ("require_signatures = true", "require_signatures = \"yes\"", "is true or false"),
            ("[commands]", "[comands]", "unknown key 'comands'"), ("[library]", "[library", "b24.toml:4:"),
        ] as [(String, String, String)])
    func wrong(_ part: String, _ other: String, _ message: String) throws {
        try #require(Self.whole.contains(part))
        let error = failure { _ = try self.manifest(Self.whole.replacing(part, with: other)) }
        #expect(error?.kind == .format)
        #expect(error?.text.en.contains(message) == true, "\(error?.text.en ?? "no error")")
        #expect(error?.text.ru.isEmpty == false)
    }

    @Test("A misspelt key is met with the right one") func near() throws {
        let error = failure { _ = try self.manifest(Self.whole.replacing("[capabilities]", with: "[capabilites]")) }
        #expect(error?.hint?.en.contains("capabilities") == true)
    }

    @Test("Capabilities are for libraries") func noLibrary() throws {
        let error = failure { _ = try self.manifest("[capabilities]\nread = []\n") }
        #expect(error?.text.en.contains("no [library]") == true)
        #expect(try manifest("").dependencies.isEmpty)
    }

    @Test("A dependency is set without a change of anything else") func editing() throws {
        let text = "# ours\n[dependencies]  # all\nb = { git = \"https://h/b\", version = \"1.0\" } # old\n\n[x]\n"
            .replacing("[x]\n", with: "")
        let new = Manifest.Dependency(
            name: try #require(LibraryName("b")), source: .git(try GitSource("https://h/b")),
            requirement: VersionRequirement(LibraryVersion(1, 2, 0)))
        #expect(try ManifestEdit.set(new, in: text) == text.replacing("\"1.0\"", with: "\"1.2.0\""))
        let table = "[dependencies.b]\ngit = \"https://h/b\"\nversion = \"1.0\"\n"
        #expect(try ManifestEdit.set(new, in: table) == table.replacing("\"1.0\"", with: "\"1.2.0\""))
        let added = try ManifestEdit.set(new, in: ManifestEdit.start)
        #expect(added.hasSuffix("\n[dependencies]\nb = { git = \"https://h/b\", version = \"1.2.0\" }\n"))
        #expect(try manifest(ManifestEdit.remove(new.name, from: added)).dependencies.isEmpty)
        #expect(try manifest(ManifestEdit.remove(new.name, from: table)).dependencies.isEmpty)
        #expect(failure { _ = try ManifestEdit.remove(new.name, from: "dependencies = {}") }?.kind == .format)
    }

    @Test("A new library is one that others can take") func skeleton() throws {
        let folder = try TestFolder()
        let files = try Skeleton.write("acme-new", to: folder.path + "/acme-new")
        #expect(files.contains("lib/init.lua") && files.contains("CHANGELOG.md"))
        let library = try WorkingLibrary(folder: folder.path + "/acme-new")
        #expect(library.library.name.text == "acme-new")
        #expect(failure { _ = try Skeleton.write("acme-new", to: folder.path + "/acme-new") }?.kind == .failed)
        #expect(failure { _ = try Skeleton.write("Acme", to: folder.path + "/Acme") }?.kind == .format)
        #expect(!folder.has("Acme"))
    }
}
