import B24Scripting
import Foundation
import Libraries
import PortalEmulator
import Synchronization
import Testing

/// Two teams share a library: A publishes it, B adds, locks, runs and updates it.
@Suite struct LibraryStoryTests {
    private let portal: LocalPortal
    /// Of team B, who uses the library; A's repository is a folder of it, which changes nothing.
    private let home: Home

    private static let identity = ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"]

    init() async throws {
        portal = try await LocalPortal.start()
        home = try Home()
        try home.write(".config/b24/acme.webhook", try await portal.webhook())
        try home.config("default_profile = 'acme'\n[profiles.acme]\nwebhook_file = 'acme.webhook'\n")
        try home.write("team-b/report.lua", "local crm = require 'acme-crm'\nprint(crm.add('From B'))\n")
    }

    private func git(_ words: String...) async throws {
        let folder = home.path + "/team-a/acme-crm"
        let home = home.path
        let process = try starting.withLock { _ in
            let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
            defer { close(nothing) }
            return try spawn(
                "/usr/bin/env", ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"] + words,
                Self.identity.merging(["PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": home]) { $1 }, folder: folder,
                descriptors: [nothing, nothing, nothing])
        }
        let status = await onItsOwnThread {
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            return status
        }
        try #require(status == 0, "git \(words)")
    }

    private func inB(_ words: String..., environment: [String: String] = [:]) async throws -> Run {
        let running = try home.start(
            words, environment: Self.identity.merging(environment) { $1 }, folder: home.path + "/team-b")
        running.closeInput()
        return await running.end()
    }

    /// A publishes a version.
    private func publish(_ version: String, deletes: Bool = false, isFirst: Bool = false) async throws {
        if isFirst {
            try FileManager.default.createDirectory(
                atPath: home.path + "/team-a", withIntermediateDirectories: true)
            let begun = try await home.b24("lib", "init", "acme-crm", folder: home.path + "/team-a")
            try #require(begun.status == 0, "\(begun)")
            try await git("init", "--quiet", "--initial-branch=main")
        }
        let delete = deletes ? "delete = [\"crm.type.delete\"]\n" : ""
        let why = deletes ? "\"crm.type.delete\" = \"removes what it has made\"\n" : ""
        try home.write(
            "team-a/acme-crm/b24.toml",
            """
            [library]
            name = "acme-crm"
            version = "\(version)"
            api = 1
            summary = "Types of team A"
            summary_ru = "Типы команды A"

            [capabilities]
            read = ["crm.type.*"]
            write = ["crm.type.add"]
            \(delete)max_writes = 10
            [capabilities.why]
            "crm.type.add" = "makes types"
            \(why)
            [commands]
            hello = "commands/hello.lua"

            """)
        try home.write(
            "team-a/acme-crm/lib/init.lua",
            """
            local M = {}
            function M.add(title)
                return "\(version): " .. b24.call("crm.type.add", { fields = { title = title } }).type.title
            end
            return M

            """)
        try home.write(
            "team-a/acme-crm/CHANGELOG.md", "# Changes\n\n## \(version)\n\n- What \(version) brings.\n")
        try await git("add", "--all")
        try await git("commit", "--quiet", "-m", version)
        try await git("tag", "v" + version)
    }

    @Test(arguments: ["file", "git"]) func twoTeams(_ transport: String) async throws {
        try await publish("1.0.0", isFirst: true)
        let server = try GitServer(home.path + "/team-a")
        let address =
            transport == "file"
            ? "file://\(home.path)/team-a/acme-crm" : "git://127.0.0.1:\(server.port)/acme-crm"

        // B adds it. Nobody can be asked, so nothing happens until somebody says yes.
        let held = try await inB("lib", "add", address)
        #expect(held.status == 4 && held.errors.contains("writes    crm.type.add   makes types"), "\(held)")
        #expect(!home.has("team-b/b24.toml"))
        let added = try await inB("lib", "add", address, "--yes")
        #expect(added.status == 0, "\(added)")
        let lock = try text("team-b/b24.lock")
        #expect(!lock.contains("team-b"))

        // B runs it: what the library writes is allowed once for this portal.
        let first = try await inB("run", "--yes", "report.lua")
        #expect(first.status == 0 && first.output == "1.0.0: From B\n", "\(first)")

        // A colleague gets the project, and has an empty store.
        try FileManager.default.moveItem(
            atPath: home.path + "/.local/share/b24/store", toPath: home.path + "/old-store")
        let missing = try await inB("run", "--yes", "report.lua")
        #expect(missing.status != 0 && missing.errors.contains("b24 lib install"), "\(missing)")
        let installed = try await inB("lib", "install")
        #expect(installed.status == 0 && installed.errors.contains("1 fetched"), "\(installed)")
        #expect(try await inB("lib", "verify", "--sources").status == 0)

        // A mends something: B takes it without a question.
        try await publish("1.0.1")
        let mended = try await inB("lib", "update")
        #expect(mended.status == 0 && mended.errors.contains("- What 1.0.1 brings."), "\(mended)")
        #expect(try await inB("run", "--yes", "report.lua").output == "1.0.1: From B\n")

        // A wants more: the update waits until somebody allows it, and what is locked still runs.
        try await publish("1.1.0", deletes: true)
        let wider = try await inB("lib", "update")
        #expect(wider.status == 4 && wider.errors.contains("It may do more:"), "\(wider)")
        #expect(wider.errors.contains("deletes   crm.type.delete   removes what it has made"), "\(wider)")
        #expect(try text("team-b/b24.lock").contains("version = \"1.0.1\""))
        #expect(try await inB("run", "--yes", "report.lua").output == "1.0.1: From B\n")
        let allowed = try await inB("lib", "update", "--yes", "--json")
        #expect(allowed.status == 0, "\(allowed)")
        #expect(try await inB("run", "--yes", "report.lua").output == "1.1.0: From B\n")

        // Back again in one command.
        #expect(try await inB("lib", "rollback").status == 0)
        #expect(try await inB("run", "--yes", "report.lua").output == "1.0.1: From B\n")

        // A moves a tag: nobody who has locked it takes it.
        try await git("tag", "--force", "v1.0.1", "v1.1.0")
        let moved = try await inB("lib", "verify", "--sources")
        #expect(moved.status == 4 && moved.output.contains("the tag v1.0.1"), "\(moved)")
        try await portal.stop()
    }

    @Test func aPersonIsAsked() async throws {
        try await publish("1.0.0", isFirst: true)
        let words = ["lib", "add", "file://\(home.path)/team-a/acme-crm"]
        let no = try AskedProgram(home, words, environment: Self.identity)
        _ = await no.screen(until: "Allow that to acme-crm?")
        no.type("n")
        let refused = await no.end()
        #expect(refused.status == 4 && !home.has("b24.toml"), "\(refused)")
        let yes = try AskedProgram(home, words + ["--lang", "ru"], environment: Self.identity)
        _ = await yes.screen(until: "Разрешить это: acme-crm?")
        yes.type("да")
        #expect(await yes.end().status == 0)
        #expect(home.has("b24.lock"))
        try await portal.stop()
    }

    @Test func whatListAndInfoTell() async throws {
        try await publish("1.0.0", isFirst: true)
        #expect(try await inB("lib", "list").status == 1)
        _ = try await inB("lib", "add", "../team-a/acme-crm", "--yes")
        let list = try await inB("lib", "list", "--json")
        let rows = try #require(try list.envelope()["data"] as? [[String: Any]])
        #expect(rows.count == 1 && rows[0]["name"] as? String == "acme-crm" && rows[0]["state"] as? String == "locked")
        #expect(rows[0]["source"] as? String == "../team-a/acme-crm")
        let info = try #require(try await inB("lib", "info", "acme-crm", "--json").envelope()["data"] as? [String: Any])
        #expect(info["modules"] as? [String] == ["acme-crm"] && info["commands"] as? [String] == ["hello"])
        let verified = try await inB("lib", "verify", "--json")
        #expect((try verified.envelope()["data"] as? [[String: Any]])?.first?["ok"] as? Bool == true)
        // A link marks the run, and takes nothing away.
        let link = try await inB("lib", "link", "../team-a/acme-crm")
        #expect(link.status == 0, "\(link)")
        #expect(try await inB("lib", "list").output.contains("linked"))
        #expect(try await inB("lib", "link", "--remove", "acme-crm").status == 0)
        #expect(try await inB("lib", "link", "--remove", "acme-crm").status == 1)
        #expect(try await inB("lib", "info", "other").status == 1)
        #expect(try await inB("lib", "add", "nowhere").status == 2)
        #expect(try await inB("lib", "add", "ext::sh -c x").status == 2)
        #expect(try await inB("lib", "add", "--", "--upload-pack=x").status == 2)
        #expect(try await inB("lib", "update", "--to", "1.0.0").status == 2)
        let dry = try await inB("lib", "remove", "acme-crm", "--dry-run")
        #expect(dry.status == 0 && dry.errors.contains("nothing was written"), "\(dry)")
        #expect(try await inB("lib", "remove", "acme-crm").status == 0)
        try await portal.stop()
    }

    /// A team without a place for git, with signatures.
    @Test func aSignedArchive() async throws {
        try await publish("1.0.0", isFirst: true)
        let folder = home.path + "/team-a/acme-crm"
        let key = try await home.b24("lib", "key")
        #expect(key.status == 0 && key.output.hasPrefix("ed25519:"), "\(key)")
        #expect(try await home.b24("lib", "key").output == key.output)
        #expect(try await home.b24("lib", "pack", folder: folder).status == 0)
        try home.write("team-b/b24.toml", "require_signatures = true\n")
        try home.write("team-b/allowed_signers", "anna " + key.output)
        let archive = "../team-a/acme-crm-1.0.0.b24lib"
        let unsigned = try await inB("lib", "add", archive, "--yes")
        #expect(unsigned.status == 4 && unsigned.errors.contains("is not signed"), "\(unsigned)")
        try FileManager.default.removeItem(atPath: home.path + "/team-a/acme-crm-1.0.0.b24lib")
        #expect(!home.has("team-b/vendor"))
        #expect(try await home.b24("lib", "pack", "--sign", folder: folder).status == 0)
        let added = try await inB("lib", "add", archive, "--yes")
        #expect(added.status == 0, "\(added)")
        #expect(try await inB("run", "--yes", "report.lua").output == "1.0.0: From B\n")
        let secret = try text(".config/b24/signing-key").dropFirst("b24-signing-key: ".count).prefix(20)
        for file in ["team-b/b24.lock", "team-b/vendor/acme-crm-1.0.0.b24lib"] {
            #expect(!(try text(file)).contains(secret))
        }
        try await portal.stop()
    }

    /// A library sees itself in its own folder, where its specs are.
    @Test func itsOwnFolder() async throws {
        try await publish("1.0.0", isFirst: true)
        let folder = home.path + "/team-a/acme-crm"
        try home.write("team-a/acme-crm/try.lua", "print(require('acme-crm').add('Own'))\n", mode: 0o644)
        let run = try await home.b24("run", "--yes", "try.lua", folder: folder)
        #expect(run.status == 0 && run.output == "1.0.0: Own\n", "\(run)")
        #expect(try await home.b24("lib", "list", folder: folder).output.contains("own"))
        try await portal.stop()
    }

    @Test func oneNumberOfTheInterface() {
        #expect(Manifest.hostAPI == ScriptSession.apiNumber)
    }

    /// The working folder may be in somebody's repository, whose configuration could run programs.
    @Test func aRepositoryAroundItRunsNothing() async throws {
        try await publish("1.0.0", isFirst: true)
        let mark = home.path + "/ran"
        let program = try home.write("program", "#!/bin/sh\ntouch '\(mark)'\n", mode: 0o755)
        try home.write(
            "team-b/.git/config",
            """
            [core]
                repositoryformatversion = 0
                sshCommand = \(program)
                fsmonitor = \(program)
                askPass = \(program)
            [url "ext::\(program) %S"]
                insteadOf = file://
            [credential]
                helper = "!\(program)"

            """)
        try home.write("team-b/.git/HEAD", "ref: refs/heads/main\n")
        for folder in ["objects", "refs"] {
            try FileManager.default.createDirectory(
                atPath: home.path + "/team-b/.git/" + folder, withIntermediateDirectories: true)
        }
        let added = try await inB(
            "lib", "add", "file://\(home.path)/team-a/acme-crm", "--yes",
            environment: [
                "GIT_DIR": home.path + "/team-b/.git", "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor",
                "GIT_CONFIG_VALUE_0": program, "GIT_PROXY_COMMAND": program, "GIT_SSH_COMMAND": program,
            ])
        #expect(added.status == 0, "\(added)")
        #expect(!home.has("ran"))
        try await portal.stop()
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: home.path + "/" + name, encoding: .utf8)
    }
}
