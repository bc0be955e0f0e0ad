import Bitrix24
import Localization
import LuaRuntime
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@testable import B24Scripting

/// Scripts as files, `require`, and the files that scripts read and write.
@Suite struct ScriptFileTests {
    let folder = TemporaryFolder(
        files: [
            "team/leave.lua", "team/names.lua", "a.lua", "b.lua", "c.lua", "bad.lua", "one/shared.lua",
            "two/shared.lua",
            "two/team/init.lua", "broken.lua", "a.csv", "b.csv", "c.csv", "d.csv", "e.csv", "bad.csv", "big.csv",
            "a.bin", "link",
        ], folders: ["team", "one", "two", "two/team"])

    // MARK: Running files

    @Test func fileIsRun() async throws {
        let path = try folder.write("team/leave.lua", "#!/usr/bin/env b24\nreturn require 'names', ...")
        try folder.write("team/names.lua", "return 'names of ' .. ...")
        let outcome = try await Scene().session.run(file: path)
        #expect(outcome.results.map { LuaFormatter().format($0) }.joined(separator: ",") == "\"names of names\"")
    }

    @Test func linesKeepTheirNumbers() async throws {
        for (name, start) in [("a.lua", "#!/bin/b24\n"), ("b.lua", "\u{FEFF}-- text\n"), ("c.lua", "\u{FEFF}#!x\r\n")] {
            let path = try folder.write(name, start + "error('here')")
            await #expect { try await Scene().session.run(file: path) } throws: { error in
                ScriptError.report(error, language: .en) == "\(path):2: here"
            }
        }
    }

    @Test func filesThatAreNoScripts() async throws {
        let bad = try folder.write("bad.lua", Array("-- ok\nlocal x = '".utf8) + [0xCF, 0xF0] + Array("'".utf8))
        let cases: [(String, ErrorKind, String)] = [
            (folder.path + "/none.lua", .notFound, "none.lua"), (folder.path, .invalidArgument, "folder"),
            (bad, .invalidArgument, "bad.lua:2: "),
        ]
        for (path, kind, text) in cases {
            await #expect { try await Scene().session.run(file: path) } throws: { error in
                ScriptError.kind(of: error) == kind && ScriptError.report(error, language: .en).contains(text)
            }
        }
    }

    @Test func requireLooksInItsFoldersInOrder() async throws {
        try folder.write("one/shared.lua", "return 'one'")
        try folder.write("two/shared.lua", "return 'two'")
        try folder.write("two/team/init.lua", "return { name = ..., call = b24.call ~= nil }")
        let path = folder.path
        let scene = Scene.with { $0.modulePath = [path + "/one", path + "/two"] }
        let text = try await scene.value("local t = require 'team' return require 'shared', t.name, t.call")
        #expect(text == "\"one\", \"team\", true")
        let missing = await scene.failure("\nrequire 'team.none'")
        #expect(missing.hasPrefix("test.lua:2: "))
        #expect(missing.contains("\(path)/one/team/none.lua") && missing.contains("\(path)/two/team/none/init.lua"))
        #expect(await scene.failure("require '../secret'").contains("dots"))
    }

    @Test func aBrokenModuleIsNamed() async throws {
        let path = folder.path
        try folder.write("broken.lua", "local = 5")
        let failure = await Scene.with { $0.modulePath = [path] }.failure("require 'broken'")
        #expect(failure.contains("broken.lua:1:"))
    }

    // MARK: CSV

    /// File, options, what `b24.json.encode(rows)` gives.
    static let files: [(String, String, String)] = [
        ("id,title\n1,HR\n", "{}", #"[{"id":"1","title":"HR"}]"#),
        ("id;title\r\n1;\"a;\"\"b\"\"\"\r\n", "{}", #"[{"id":"1","title":"a;\"b\""}]"#),
        ("id\ttitle\n1\tHR\n2\n", "{}", #"[{"id":"1","title":"HR"},{"id":"2","title":""}]"#),
        ("\u{FEFF}id,title\n1,Ёлка\n", "{}", #"[{"id":"1","title":"Ёлка"}]"#),
        ("1,2\n", "{ header = false }", #"[["1","2"]]"#),
        ("a;b,c\n1;2,3\n", "{ separator = ',' }", #"[{"a;b":"1;2","c":"3"}]"#),
        ("id\n", "{}", "[]"), ("", "{}", "[]"),
    ]

    @Test(arguments: files) func csvIsRead(_ text: String, _ options: String, _ json: String) async throws {
        let path = try folder.write("a.csv", text)
        let scene = Scene.with { $0.arguments = [path] }
        let script = "return b24.json.encode((b24.csv.read(b24.args[1], \(options))))"
        guard case .string(let found)? = try await scene.run(script).first else { return }
        #expect(found == json)
    }

    @Test func csvInCP1251() async throws {
        let path = try folder.write(
            "a.csv", [0xE8, 0xEC, 0xFF, 0x3B, 0x61, 0x0A, 0xC0, 0xED, 0xED, 0xE0, 0x3B, 0x31, 0x0A])
        let scene = Scene.with { $0.arguments = [path] }
        #expect(
            try await scene.value("return b24.csv.read(b24.args[1], { encoding = 'cp1251' })[1]['имя']") == "\"Анна\"")
        let failure = await scene.failure("b24.csv.read(b24.args[1])")
        #expect(failure.contains("a.csv:1") && failure.contains("cp1251"))
    }

    @Test func csvOffences() async throws {
        let cases = [("a,a\n", "'a'"), ("a\n\"x\n", ":2:"), ("a\n1,2\n", ":2:"), ("a\n\"x\"y\n", ":2:")]
        for (text, part) in cases {
            let path = try folder.write("bad.csv", text)
            let failure = await Scene.with { $0.arguments = [path] }.failure("b24.csv.read(b24.args[1])")
            #expect(failure.contains("bad.csv") && failure.contains(part), "\(failure)")
        }
    }

    @Test func bigFilesAreStreamed() async throws {
        var text = "id,title\n"
        for number in 1...20_000 { text += "\(number),\"row\nnumber \(number)\"\n" }
        let path = try folder.write("big.csv", text)
        let scene = Scene.with {
            $0.arguments = [path]
            $0.limits.memory = .init(8 << 20)
        }
        let result = try await scene.value(
            """
            local n, last = 0, nil
            for row in b24.csv.each(b24.args[1]) do n = n + 1; last = row.title end
            return n, last
            """)
        #expect(result == "20000, \"row\\nnumber 20000\"")
    }

    @Test func csvIsWritten() async throws {
        let path = folder.path
        let scene = Scene.with { $0.arguments = [path] }
        let text = try await scene.value(
            """
            local function file(name) return b24.args[1] .. "/" .. name end
            local rows = { { id = 1, title = "a,b" }, { id = 2, title = 'say "hi"', extra = true } }
            local n = b24.csv.write(file "a.csv", rows)
            local at = 0
            local function each() at = at + 1 return rows[at] end
            local m = b24.csv.write(file "b.csv", each, { columns = { "title", "id" }, separator = ";", bom = true })
            b24.csv.write(file "c.csv", { { "x", "y" } }, { header = false })
            b24.csv.write(file "d.csv", {}, { columns = { "id" } })
            return n, m
            """)
        #expect(text == "2, 2")
        #expect(try folder.read("a.csv") == "id,title,extra\r\n1,\"a,b\",\r\n2,\"say \"\"hi\"\"\",true\r\n")
        #expect(try folder.read("b.csv") == "\u{FEFF}title;id\r\na,b;1\r\n\"say \"\"hi\"\"\";2\r\n")
        #expect(try folder.read("c.csv") == "x,y\r\n")
        #expect(try folder.read("d.csv") == "id\r\n")
        let failure = await scene.failure(
            "b24.csv.write(b24.args[1] .. '/e.csv', { { a = '日' } }, { encoding = 'cp1251' })")
        #expect(failure.contains("日"))
        #expect(await scene.failure("b24.csv.write(b24.args[1] .. '/e.csv', { 5 })").contains("Row 1"))
    }

    // MARK: Protected files

    /// Only judged, never opened: a mistake in the judgement must not cost the machine that runs the test a file.
    @Test func systemAndOwnFilesAreClosed() throws {
        symlink("/dev/null", folder.path + "/link")
        let home = getenv("HOME").map { String(cString: $0) } ?? "/"
        let closed = [
            "/proc/self/environ", "/proc", "/dev/null", "/sys/kernel/x", "/proc/../proc/self/environ",
            folder.path + "/link", home + "/.config/b24/config.toml", home + "/.local/share/b24/x",
            home + "/.local/state/b24/new/x",
        ]
        for path in closed {
            let error = try #require(throws: ModuleError.self, "\(path)") { try ProtectedPaths().check(path) }
            #expect(error.kind == .policyDenied && error.text.en.contains("closed"))
        }
        for path in [folder.path + "/a.csv", "a.csv", "/processes.csv", home + "/.config/b24x/a"] {
            #expect(throws: Never.self, "\(path)") { try ProtectedPaths().check(path) }
        }
    }

    /// Under another name, too: through a symbolic link, a hard link, `..`, or a folder that is closed as a whole.
    @Test func filesOfWebhooksAreClosed() async throws {
        let folder = TemporaryFolder(
            files: ["acme.webhook", "soft.txt", "hard.txt", "closed/inside", "a.txt", "later.txt"], folders: ["closed"])
        let path = folder.path
        try folder.write("acme.webhook", "https://acme.bitrix24.com/rest/1/abcdef/")
        try folder.write("closed/inside", "abcdef")
        try folder.write("a.txt", "open")
        symlink(path + "/acme.webhook", path + "/soft.txt")
        link(path + "/acme.webhook", path + "/hard.txt")
        // Points to a file that is not there yet: writing would make it.
        symlink(path + "/closed/new", path + "/later.txt")
        let scene = Scene.with {
            $0.arguments = [path]
            $0.protectedPaths = [path + "/acme.webhook", path + "/closed", path + "/none"]
        }
        let names = [
            "acme.webhook", "soft.txt", "hard.txt", "closed/inside", "closed/../acme.webhook", "./acme.webhook",
            "closed/new", "none",
        ]
        for name in names {
            for body in [
                "b24.file.read(path)", "b24.csv.read(path)", "b24.file.write(path, '')", "b24.csv.write(path, {})",
            ] {
                let text = try await scene.value(
                    "local path = b24.args[1] .. '/\(name)' "
                        + "local ok, err = pcall(function() return \(body) end) return ok, ok or err.kind")
                #expect(text == #"false, "policy_denied""#, "\(name) \(body)")
            }
        }
        _ = try? await scene.run("b24.file.write(b24.args[1] .. '/later.txt', 'x')")
        #expect(throws: ModuleError.self) { try File(path + "/closed/new", .read) }
        #expect(try folder.read("acme.webhook").hasPrefix("https") && folder.read("closed/inside") == "abcdef")
        #expect(try await scene.value("return b24.file.read(b24.args[1] .. '/a.txt')") == #""open""#)
        #expect(await scene.failure("b24.file.read('/etc/hosts\\0.txt')").contains("test.lua:1"))
    }

    @Test(arguments: ["b24.csv.read", "b24.file.read", "b24.csv.each"])
    func scriptsMeetTheClosedDoor(_ function: String) async throws {
        let failure = await Scene.with { _ in }.failure("\(function)('/dev/null')")
        #expect(failure.hasPrefix("test.lua:1: ") && failure.contains("closed"))
    }

    @Test func writingMeetsTheClosedDoor() async throws {
        let scene = Scene.with { _ in }
        #expect(await scene.failure("b24.csv.write('/dev/null', {})").contains("closed"))
        #expect(await scene.failure("b24.file.write('/dev/null', '')").contains("closed"))
    }

    @Test func wholeFiles() async throws {
        let path = folder.path
        let scene = Scene.with { $0.arguments = [path] }
        let text = try await scene.value(
            """
            local file = b24.args[1] .. "/a.bin"
            b24.file.write(file, "a\\xff\\0b")
            return b24.file.read(file) == "a\\xff\\0b"
            """)
        #expect(text == "true")
        #expect(await scene.failure("b24.file.read(b24.args[1])").contains("folder"))
        #expect(await scene.failure("b24.file.read(b24.args[1] .. '/none')").contains("none"))
    }
}
