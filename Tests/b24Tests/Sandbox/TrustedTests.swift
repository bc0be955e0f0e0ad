import Foundation
import PortalEmulator
import Testing

/// Level trusted: Lua's io and os, and what the host holds on to all the same.
@Suite struct TrustedTests {
    private let home: Home

    init() throws { home = try Home() }

    private func trusted(_ lua: String, _ more: String..., environment: [String: String] = [:]) async throws -> Run {
        try home.write("job.lua", lua)
        let running = try home.start(more + ["--sandbox", "trusted", "run", "job.lua"], environment: environment)
        running.closeInput()
        return await running.end()
    }

    @Test func filesAndPrograms() async throws {
        let run = try await trusted(
            """
            local f = assert(io.open("notes.txt", "w"))
            f:write("one\\n", 2, "\\n")
            f:close()
            for line in io.lines("notes.txt") do io.write("[", line, "]") end
            print(io.type(f), os.rename("notes.txt", "kept.txt"), os.remove("missing.txt"))
            local p = io.popen("tr a-z A-Z > upper.txt", "w")
            p:write("loud")
            print(p:close())
            local q = io.popen("echo hi; exit 3")
            print(io.open("upper.txt"):read("a"), q:read("l"), q:close())
            print(os.execute("exit 4"))
            print(os.execute("kill -KILL $$"))
            print(os.execute(), type(os.tmpname()) == "string", os.getenv("HOME") ~= nil)
            """)
        #expect(run.status == 0, "\(run)")
        #expect(
            run.output == """
                [one][2]closed file\ttrue\tnil\tmissing.txt: No such file or directory\t2
                true\texit\t0
                LOUD\thi\tnil\texit\t3
                nil\texit\t4
                nil\tsignal\t9
                true\ttrue\ttrue

                """, "\(run)")
    }

    private func read(_ name: String) throws -> String {
        try String(contentsOfFile: home.path + "/" + name, encoding: .utf8)
    }

    /// What is written by both goes out in its order, and at the end all of it.
    @Test func outputKeepsItsOrder() async throws {
        let run = try await trusted(
            "io.write('a ') print('b') io.write('c ') b24.print('d') os.execute('echo e') io.write('f')")
        #expect(run.output == "a b\nc d\ne\nf", "\(run)")
        let envelope = try await trusted("io.write('a\\n') os.execute('echo b') return 1", "--json")
        #expect(envelope.output.hasPrefix("{\"schema\":1") && envelope.errors.contains("a\nb\n"), "\(envelope)")
    }

    @Test func whatIsLeftOpenIsWritten() async throws {
        let run = try await trusted(
            "kept = io.open('kept.txt', 'w') kept:write('late') io.popen('cat > piped.txt', 'w'):write('piped') os.exit(5)"
        )
        #expect(run.status == 5 && run.errors.isEmpty, "\(run)")
        #expect(try read("kept.txt") == "late" && read("piped.txt") == "piped")
    }

    @Test(arguments: [
        ("os.exit()", 0), ("os.exit(true)", 0), ("os.exit(false)", 1), ("os.exit(7)", 7), ("os.exit(7, true)", 7),
        ("pcall(os.exit, 8)", 8), ("coroutine.wrap(function() os.exit(9) end)()", 9),
        ("table.sort({1, 2}, function() os.exit(10) end)", 10), ("b24.spawn(function() os.exit(11) end):await()", 11),
        ("local x <close> = setmetatable({}, {__close = function() os.exit(13) end}) os.exit(12)", 12),
        ("os.exit(124)", 124),
    ])
    func exitLeavesThroughTheHost(_ lua: String, _ code: Int32) async throws {
        let run = try await trusted("print('before') \(lua) print('after')")
        #expect(run.status == code && run.output == "before\n" && run.errors.isEmpty, "\(run)")
        let prompt = try await home.b24("--sandbox", "trusted", "repl", input: "print(1)\n\(lua)\nprint(2)\n")
        #expect(prompt.status == code && !prompt.output.contains("2"), "\(prompt)")
    }

    /// The journal and the audit have their end, whatever the script's code is.
    @Test func exitIsAnEndOnRecord() async throws {
        let portal = try await LocalPortal.start()
        try home.write(".config/b24/acme.webhook", try await portal.webhook())
        try home.config("default_profile = 'acme'\n[profiles.acme]\nwebhook_file = 'acme.webhook'\n")
        let run = try await trusted("b24.call('crm.type.add', {fields = {title = 'X'}}) os.exit(6)")
        #expect(run.status == 6, "\(run)")
        let log = try await home.b24("log", "--json")
        #expect(log.output.contains("\"exit_code\":6") && log.output.contains("\"failed\""), "\(log)")
        let verified = try await home.b24("log", "--verify")
        #expect(verified.status == 0, "\(verified)")
        #expect(try await trusted("b24.call('crm.type.list') os.exit(0)").status == 0)
        try await portal.stop()
    }

    @Test func secretsAreNotThere() async throws {
        let secrets = [
            "B24_WEBHOOK_URL": "https://acme.invalid/rest/1/sup3rsecretcode1/", "B24_PASSPHRASE": "sup3rsecretphrase",
            "B24_REFRESH_TOKEN": "sup3rsecrettoken", "B24_CLIENT_SECRET": "sup3rsecretclient",
        ]
        let run = try await trusted(
            """
            for _, name in ipairs{"B24_WEBHOOK_URL", "B24_PASSPHRASE", "B24_REFRESH_TOKEN", "B24_CLIENT_SECRET"} do
                print(name, os.getenv(name))
            end
            print(io.popen("env"):read("a"))
            os.execute("env")
            os.execute("cat /proc/$PPID/environ | tr '\\\\0' '\\\\n'")
            print(io.open("/proc/self/environ"))
            """, environment: secrets)
        #expect(run.status == 0 && run.output.contains("B24_PASSPHRASE\tnil") && run.output.contains("HOME="), "\(run)")
        #expect(!run.output.contains("sup3rsecret") && !run.errors.contains("sup3rsecret"), "\(run)")
    }

    @Test func filesOfB24AreClosed() async throws {
        try home.write(".config/b24/mine.webhook", "https://acme.invalid/rest/1/sup3rsecretcode1/")
        try home.config("[profiles.acme]\nwebhook_file = '../../elsewhere.webhook'\n")
        try home.write("elsewhere.webhook", "sup3rsecretcode1")
        try FileManager.default.linkItem(atPath: home.path + "/elsewhere.webhook", toPath: home.path + "/other-name")
        try FileManager.default.createSymbolicLink(
            atPath: home.path + "/link", withDestinationPath: home.path + "/.config/b24/mine.webhook")
        for name in [
            ".config/b24/mine.webhook", ".config/b24/config.toml", ".local/state/b24/journal.sqlite",
            "elsewhere.webhook",
            "other-name", "link", ".config/../.config/b24/mine.webhook",
        ] {
            let run = try await trusted(
                "local f, m, c = io.open('\(home.path)/\(name)') print(f, m, c) print(pcall(io.lines, '\(home.path)/\(name)'))"
            )
            #expect(run.output.contains("Scripts do not get") && run.output.contains("\t13\n"), "\(name): \(run)")
            #expect(!run.output.contains("sup3rsecret"), "\(name): \(run)")
        }
        let moved = try await trusted("print(os.rename('\(home.path)/.config', '\(home.path)/moved'))")
        #expect(moved.output.hasPrefix("nil\tScripts do not get"), "\(moved)")
        let russian = try await trusted("print(io.open('\(home.path)/link'))", "--lang", "ru")
        #expect(russian.output.contains("Скрипты"), "\(russian)")
    }

    /// What waits in a call of the system is ended like everything else.
    @Test(arguments: [
        "os.execute('sleep 600')", "io.popen('sleep 600'):read('a')", "io.popen('sleep 600'):close()",
        "io.read('a')", "while true do io.read() end", "while true do pcall(os.execute, 'sleep 600') end",
        "os.execute('trap \"\" TERM INT; sleep 600; sleep 600')",
    ])
    func waitingIsEnded(_ lua: String) async throws {
        try home.write("job.lua", "print('waits') \(lua) print('after')")
        let timed = try home.start(["--sandbox", "trusted", "--max-time", "300ms", "run", "job.lua"])
        let late = await timed.end()
        #expect(late.status == 124 && !late.output.contains("after"), "\(late)")
        let stopped = try home.start(["--sandbox", "trusted", "run", "job.lua"])
        _ = await stopped.output(until: "waits\n")
        stopped.signal(SIGINT)
        let run = await stopped.end()
        #expect(run.status == 130, "\(run)")
    }

    @Test func programsLeftBehindHoldNobodyUp() async throws {
        // One that notices that nobody reads, and one that does not: the run ends all the same.
        let run = try await trusted("kept = {io.popen('yes'), io.popen('sleep 600')} print('done')")
        #expect(run.status == 0 && run.output == "done\n", "\(run)")
    }

    @Test func teamHasNoneOfIt() async throws {
        let run = try await home.b24("eval", "return io, os.execute, os.getenv, os.exit, os.remove")
        #expect(run.status == 0 && run.output.allSatisfy { "nil\n".contains($0) }, "\(run)")
    }

    @Test func dryRunsSayWhatIsReal() async throws {
        let run = try await trusted("io.open('real.txt', 'w'):write('x')", "--dry-run")
        #expect(run.status == 0 && run.errors.contains("really happens"), "\(run)")
        #expect(try read("real.txt") == "x")
    }
}
