import Foundation
import Localization
import Testing

@testable import Libraries

@Suite("Git as a source")
struct GitTests {
    private let folder: TestFolder
    private let name: LibraryName

    init() throws {
        folder = try TestFolder()
        name = try #require(LibraryName("acme-crm"))
    }

    @Test("Only tags vX.Y.Z count, the newest is taken, and the files are those of its commit") func newest() throws {
        try folder.publish("acme-crm", "1.0.0")
        try folder.publish("acme-crm", "1.10.0")
        try folder.publish("acme-crm", "1.9.0")
        for tag in ["2.0.0", "v2", "v2.0", "v2.0.0-beta", "v02.0.0", "release-v3.0.0"] {
            try folder.git("tag", tag, at: "acme-crm")
        }
        let desk = try folder.add("acme-crm")
        let locked = try #require(try LibraryProject(folder: desk.folder).lock[name])
        #expect(locked.version == LibraryVersion(1, 10, 0))
        #expect(locked.commit?.text == (try folder.git("rev-parse", "v1.10.0", at: "acme-crm")))
        #expect(try folder.text("project/b24.toml").contains("version = \"1.10.0\""))
        let least = try desk.adding(.git(try GitSource(folder.address("acme-crm"))), VersionRequirement("1.1"))
        #expect(least.change.plan.new[name]?.version == LibraryVersion(1, 9, 0))
    }

    @Test("Filters, attributes and line ends of a repository change nothing") func attributes() throws {
        try folder.publish(
            "acme-crm", "1.0.0",
            [
                ".gitattributes": "*.lua export-subst eol=crlf\nREADME.md export-ignore\n",
                "lib/id.lua": "-- $Format:%H$\n",
            ])
        try folder.add("acme-crm")
        let catalogue = try folder.catalogue()
        let library = try #require(try catalogue.library(named: "acme-crm"))
        #expect(try catalogue.module("lib/id.lua", of: library) == Array("-- $Format:%H$\n".utf8))
        #expect(try catalogue.files(of: library).contains("README.md"))
    }

    @Test("Nothing of a repository is run") func hooks() throws {
        try folder.publish("acme-crm", "1.0.0")
        let mark = folder.path + "/ran"
        for hook in [
            "pre-receive", "post-checkout", "post-merge", "reference-transaction", "upload-pack", "pre-push",
            "post-upload-pack", "fsmonitor-watchman",
        ] {
            let file = try folder.write("acme-crm/.git/hooks/\(hook)", "#!/bin/sh\ntouch '\(mark)'\n")
            chmod(file, 0o755)
        }
        let program = try folder.write("program", "#!/bin/sh\ntouch '\(mark)'\nexec \"$@\"\n")
        chmod(program, 0o755)
        for setting in [
            "core.fsmonitor", "uploadpack.packObjectsHook", "core.pager", "core.sshCommand", "core.askPass",
        ] {
            try folder.git("config", setting, program, at: "acme-crm")
        }
        try folder.add("acme-crm")
        #expect(try folder.catalogue().library(named: "acme-crm") != nil)
        #expect(!folder.has("ran"))
    }

    @Test("What no library may have is refused before it is kept")
    func refusals() throws {
        let text = String(repeating: "-- a long line that says nothing\n", count: 70_000)
        let cases: [(String, String, () throws -> Void)] = [
            (
                "link", "symbolic link",
                {
                    try FileManager.default.createSymbolicLink(
                        atPath: self.folder.path + "/link/lib/x.lua", withDestinationPath: "/etc/passwd")
                }
            ),
            ("large", "more than 1 MB", { try self.folder.write("large/lib/x.lua", text) }),
            ("binary", "no text", { try self.folder.write("binary/lib/x.lua", [0x72, 0xFF, 0xFE]) }),
            ("zero", "no text", { try self.folder.write("zero/lib/x.lua", [0x72, 0x00]) }),
            ("cyrillic", "has no file", { try self.folder.write("cyrillic/lib/сделки.lua", "") }),
            ("space", "has no file", { try self.folder.write("space/lib/a b.lua", "") }),
            ("hyphen", "has no file", { try self.folder.write("hyphen/-rf", "") }),
            (
                "other", "is called 'someone'",
                {
                    try self.folder.write("other/b24.toml", TestFolder.manifest("someone", "1.0.1"))
                }
            ),
            (
                "version", "has the version 7.0.0",
                {
                    try self.folder.write("version/b24.toml", TestFolder.manifest("version", "7.0.0"))
                }
            ),
            ("nothing", "no library", { try self.folder.write("nothing/b24.toml", "") }),
            (
                "api", "interface 2",
                {
                    try self.folder.write(
                        "api/b24.toml", TestFolder.manifest("api", "1.0.1").replacing("api = 1", with: "api = 2"))
                }
            ),
            (
                "shared", "only its authors have",
                {
                    try self.folder.write(
                        "shared/b24.toml",
                        TestFolder.manifest("shared", "1.0.1", "[dependencies]\nx = { path = \"../x\" }\n"))
                }
            ),
        ]
        for (name, part, change) in cases {
            try folder.publish(name, "1.0.0")
            try folder.write(name + "/b24.toml", TestFolder.manifest(name, "1.0.1"))
            try change()
            try folder.git("add", "--all", at: name)
            try folder.git("commit", "--quiet", "-m", "odd", at: name)
            try folder.git("tag", "v1.0.1", at: name)
            try folder.write(
                "project/b24.toml",
                "[dependencies]\n\(name) = { git = \"\(folder.address(name))\", version = \"1.0.1\" }\n")
            let error = failure { _ = try self.folder.desk().completing() }
            #expect(error?.text.en.contains(part) == true, "\(name): \(error?.text.en ?? "taken")")
            #expect(error?.hint != nil, "\(name)")
        }
        #expect((try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/store/h1").isEmpty) != false)
    }

    @Test("Trees that git itself would not make are refused: names that lead out, names that collide, submodules")
    func craftedTrees() throws {
        try folder.publish("acme-crm", "1.0.0")
        let blob = try folder.git("hash-object", "-w", "README.md", at: "acme-crm")
        let commit = try folder.git("rev-parse", "HEAD", at: "acme-crm")
        let manifest = try folder.git("hash-object", "-w", "b24.toml", at: "acme-crm")
        func bytes(_ hex: String) -> [UInt8] {
            stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
        }
        let entries: [[(mode: String, name: String, object: String)]] = [
            [("100644", "..", blob)], [("100644", ".git", blob)], [("100644", "a/b", blob)], [("100644", "", blob)],
            [("100644", "X", blob), ("100644", "x", blob)], [("160000", "module", commit)],
            [("100644", "a\u{1B}[2J", blob)], [("120000", "link", blob)],
        ]
        for (number, odd) in entries.enumerated() {
            var tree: [UInt8] = []
            for entry in (odd + [("100644", "b24.toml", manifest)]).sorted(by: { $0.name < $1.name }) {
                tree += Array("\(entry.mode) \(entry.name)\0".utf8) + bytes(entry.object)
            }
            let file = try folder.write("tree", tree)
            let treeName = try folder.git("hash-object", "-t", "tree", "-w", "--literally", file, at: "acme-crm")
            let commitName = try folder.git("commit-tree", "-m", "odd", treeName, at: "acme-crm")
            try folder.git("tag", "--force", "v1.0.\(number + 1)", commitName, at: "acme-crm")
            let repository = try GitRepository(
                try GitSource(folder.address("acme-crm")), folder: folder.path + "/git", canAsk: false)
            let error = failure { _ = try repository.fetch(LibraryVersion(1, 0, number + 1)) }
            #expect(error != nil, "\(odd)")
            #expect(error?.text.en.contains("\u{1B}") == false)
        }
    }

    @Test("A tag that was moved is refused, with both commits") func movedTag() throws {
        try folder.publish("acme-crm", "1.0.0")
        let desk = try folder.add("acme-crm")
        let old = try folder.git("rev-parse", "v1.0.0", at: "acme-crm")
        try folder.write("acme-crm/lib/init.lua", "return 'evil'\n")
        try folder.git("commit", "--quiet", "--all", "-m", "evil", at: "acme-crm")
        try folder.git("tag", "--force", "v1.0.0", at: "acme-crm")
        let new = try folder.git("rev-parse", "v1.0.0", at: "acme-crm")
        // What is in the store still runs, and nothing is asked of the source.
        #expect(try desk.install().map(\.wasFetched) == [false])
        for error in [
            try desk.verify(asksSources: true).first?.error, failure { _ = try desk.updating([]) },
            failure { _ = try desk.updating([self.name]) },
        ] {
            #expect(error?.kind == .changed)
            #expect(error?.text.en.contains(old) == true && error?.text.en.contains(new) == true)
        }
        LibraryFiles.removeFolder(folder.path + "/store")
        #expect(failure { _ = try desk.install() }?.kind == .changed)
    }

    @Test("A source, a tag or a repository that is gone is said so") func gone() throws {
        try folder.publish("acme-crm", "1.0.0")
        let desk = try folder.add("acme-crm")
        try folder.git("tag", "-d", "v1.0.0", at: "acme-crm")
        #expect(try desk.install().map(\.wasFetched) == [false])
        LibraryFiles.removeFolder(folder.path + "/store")
        #expect(failure { _ = try desk.install() }?.text.en.contains("no tag v1.0.0") == true)
        #expect(failure { _ = try desk.updating([]) }?.hint == Texts.noTags)
        LibraryFiles.removeFolder(folder.path + "/acme-crm")
        #expect(failure { _ = try desk.install() }?.kind == .source)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/store/git").isEmpty)
    }

    @Test("Variables that lead git elsewhere do not reach it") func environment() {
        let given = [
            "GIT_DIR=/x", "GIT_WORK_TREE=/x", "GIT_CONFIG_COUNT=1", "GIT_CONFIG_PARAMETERS='core.x=y'",
            "GIT_EXTERNAL_DIFF=x", "GIT_PROXY_COMMAND=x", "GIT_ALTERNATE_OBJECT_DIRECTORIES=/x",
            "GIT_ALLOW_PROTOCOL=ext",
            "GIT_SSH_COMMAND=ssh -i key", "GIT_ASKPASS=/bin/pass", "SSH_ASKPASS=x", "PATH=/bin", "HOME=/home/x",
            "LC_ALL=ru",
        ]
        let kept = GitRules.environment(given, canAsk: false, transports: "https")
        #expect(
            kept == [
                "GIT_SSH_COMMAND=ssh -i key", "GIT_ASKPASS=/bin/pass", "PATH=/bin", "HOME=/home/x",
                "GIT_ALLOW_PROTOCOL=https", "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C", "GIT_TERMINAL_PROMPT=0",
                "SSH_ASKPASS_REQUIRE=never",
            ])
        #expect(!GitRules.environment(given, canAsk: true, transports: "https").contains("GIT_TERMINAL_PROMPT=0"))
    }

    @Test("Messages of git carry no password and no control characters") func messages() {
        let text = "Cloning...\nfatal: Authentication failed for 'https://anna:s3cret@git.acme.ru/x'\u{1B}[2J\n"
        let shown = GitMessage.shown(text, status: 128)
        #expect(shown == "fatal: Authentication failed for 'https://git.acme.ru/x'[2J")
        #expect(GitMessage.shown("", status: 128) == "exit code 128")
    }
}
