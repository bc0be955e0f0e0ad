#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import Foundation
import PortalEmulator
import Testing

/// `--sandbox isolated`, as a user meets it.
@Suite struct IsolatedTests {
    let home: Home

    init() throws { home = try Home() }

    private func eval(_ lua: String, _ flags: String...) async throws -> Run {
        let running = try home.start(["eval", "--sandbox", "isolated"] + flags + [lua])
        running.closeInput()
        return await running.end()
    }

    // MARK: The same as elsewhere

    /// Scripts of the cookbook, each after the ones before it.
    private static let cookbook: [[String]] = [
        ["demo.lua"], ["who-owns-what.lua", "--csv=owners.csv"], ["inventory.lua"],
        ["describe-spa.lua", "Contracts"], ["export-csv.lua", "Contracts", "contracts.csv"],
        ["department-workplace.lua", "Office", "Contracts", "Purchases", "--move"],
        ["permission-review.lua"], ["funnel-visibility.lua", "Contracts", "General", "open"], ["audience.lua", "D1"],
        ["copy-spa.lua", "Contracts", "Copies"],
    ]

    /// What the scripts say and write at a level, on a portal of their own.
    private func play(_ level: String) async throws -> String {
        let home = try Home()
        var text = ""
        for words in Self.cookbook {
            let running = try home.start(
                ["run", "--yes", "--sandbox", level, CookbookTests.scripts + "/" + words[0]] + words.dropFirst())
            running.closeInput()
            let run = await running.end()
            text += "\(words) \(run)\n"
        }
        for name in ["owners.csv", "contracts.csv"] {
            text += (try? String(contentsOfFile: home.path + "/" + name, encoding: .utf8)) ?? "no \(name)"
        }
        // The demo portal listens where there is room.
        return text.replacing(home.path, with: "home").replacing(/127\.0\.0\.1:\d+/, with: "portal")
    }

    @Test func theCookbookIsTheSame() async throws {
        async let team = play("team")
        async let isolated = play("isolated")
        let (first, second) = try await (team, isolated)
        let lines = [first, second].map { $0.split(separator: "\n") }
        #expect(first == second, "\(lines[1].difference(from: lines[0]))")
        #expect(first.contains("status: 0") && !first.contains("status: 2"))
    }

    @Test func exitCodesAreTheSame() async throws {
        let scripts: [(String, Int32)] = [
            ("return 1", 0), ("error('x')", 1), ("return (", 1), ("b24.call('crm.type.get', {id = 9999})", 1),
            ("b24.confirm('sure?')", 4), ("b24.map({1}, error, {on_error = 'continue'})", 3),
        ]
        for (script, status) in scripts {
            let run = try await eval(script, "--no-input")
            #expect(run.status == status, "\(script): \(run)")
        }
        #expect(try await eval("b24.spa.add{title = 'a'}", "--read-only").status == 4)
        #expect(try await eval("while true do end", "--max-time", "0.2").status == 124)
        let many = try await eval(
            "for i = 1, 5 do pcall(b24.spa.add, {title = 'x' .. i}) end", "--max-writes", "2")
        #expect(many.status == 4)
        #expect(many.errors.contains("Done before: crm.type.add 2."), "\(many)")
    }

    @Test func theEnvelopeIsTheSame() async throws {
        let script = "return {a = 1.0, b = {1, b24.null}, c = 'ы'}, b24.array{}"
        let team = try await home.b24("eval", "--json", script)
        let isolated = try await eval(script, "--json")
        #expect(try team.envelope()["data"] as? NSObject == isolated.envelope()["data"] as? NSObject)
    }

    @Test func russianTextsAreRussian() async throws {
        let run = try await eval("b24.file.read('/etc/passwd')", "--lang", "ru")
        #expect(run.status == 4)
        #expect(run.errors.contains("Скрипт не объявил"))
        let prompt = try await home.b24("repl", "--sandbox", "isolated", "--lang", "ru")
        #expect(prompt.status == 2)
        #expect(prompt.errors.contains("консоль не работает на уровне isolated"), "\(prompt)")
    }

    @Test func aScriptAsksForIt() async throws {
        let script = try home.write(
            "own.lua", "--- @sandbox isolated -- came by mail\nprint(b24.file.read('own.lua'))\n")
        let run = try await home.b24("run", script)
        #expect(run.status == 4, "\(run)")
        #expect(run.errors.contains("does not declare"))
    }

    @Test func theMachineIsExamined() async throws {
        let run = try await home.b24("doctor")
        #expect(run.output.contains("isolated scripts are held by: limits of the system"), "\(run)")
        let odd = try await home.b24("isolated-script")
        #expect(odd.status == 2)
        #expect(odd.errors.contains("b24 starts this itself"))
    }

    // MARK: The process

    #if os(Linux)
        /// A script that goes on until it is stopped, and its process.
        private func started(_ flags: String...) async throws -> (RunningProgram, pid_t) {
            let script = try home.write("on.lua", "print('on') while true do b24.sleep(0.05) end\n")
            let running = try home.start(["run", "--sandbox", "isolated"] + flags + [script])
            _ = await running.output(until: "on\n")
            return (running, try #require(Self.child(of: running.processID)))
        }

        private static func child(of parent: pid_t) -> pid_t? {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
            return names.compactMap { pid_t($0) }.first { number in
                guard let text = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8),
                    let end = text.lastIndex(of: ")")
                else { return false }
                let fields = text[end...].split(separator: " ")
                return fields.count > 2 && fields[2] == String(parent)
            }
        }

        private static func isThere(_ process: pid_t) -> Bool { kill(process, 0) == 0 || errno != ESRCH }

        /// Waits until a process is gone; the test's time limit is the only one.
        private static func gone(_ process: pid_t) async {
            await onItsOwnThread { while isThere(process) { sched_yield() } }
        }

        @Test func itsLimitsAreTheSystems() async throws {
            let (running, child) = try await started("--max-memory", "64M")
            let text = try String(contentsOfFile: "/proc/\(child)/limits", encoding: .utf8)
            func limit(_ name: String) -> [String] {
                let line = text.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
                return line.dropFirst(26).split(separator: " ").prefix(2).map(String.init)
            }
            #expect(limit("Max core file size") == ["0", "0"])
            #expect(limit("Max file size") == ["0", "0"])
            #expect(limit("Max open files") == ["24", "24"])
            let data = try #require(limit("Max data size").first.flatMap { Int($0) })
            #expect((576 << 20..<1 << 30).contains(data), "\(data)")
            #expect(limit("Max address space").first.flatMap { Int($0) } != nil)
            #expect(limit("Max cpu time").first.flatMap { Int($0) } != nil)
            let status = try String(contentsOfFile: "/proc/\(child)/status", encoding: .utf8)
            #expect(status.contains("NoNewPrivs:\t1"))
            #expect(status.contains("Seccomp:\t2"))
            #expect(
                try String(contentsOfFile: "/proc/\(child)/cmdline", encoding: .utf8).hasSuffix("isolated-script\0"))
            #expect(try Data(contentsOf: URL(fileURLWithPath: "/proc/\(child)/environ")).isEmpty)
            running.signal(SIGINT)
            #expect(await running.end().status == 130)
            await Self.gone(child)
        }

        @Test func aCrashIsAFailureOfTheScript() async throws {
            let (running, child) = try await started()
            kill(child, SIGSEGV)
            let run = await running.end()
            #expect(run.status == 1)
            #expect(run.errors.contains("The isolated script's process ended by signal 11."), "\(run)")
            let log = try await home.b24("log")
            #expect(log.status == 0, "\(log)")
        }

        @Test func itEndsWithItsParent() async throws {
            let (running, child) = try await started()
            running.signal(SIGKILL)
            _ = await running.end()
            await Self.gone(child)
        }

        @Test func onlyItsMemoryIsUsedUp() async throws {
            let run = try await eval(
                "local t = {} while true do t[#t + 1] = ('x'):rep(1000000) .. #t end", "--max-memory", "32M")
            #expect(run.status == 1, "\(run)")
            #expect(run.errors.contains("memory"), "\(run)")
        }

        /// Deep in a C function, where no hook comes.
        @Test func whatDoesNotStopIsEnded() async throws {
            let run = try await eval(
                "string.find(('a'):rep(40), ('a*'):rep(30) .. 'b')", "--max-time", "0.2", "--lang", "ru")
            #expect(run.status == 124)
            #expect(run.errors.contains("завершён принудительно"), "\(run)")
            let after = try await eval("return b24.call('profile').ID")
            #expect(after.status == 0, "\(after)")
        }
    #endif

    @Test func aWriteIsJournalledAndUndone() async throws {
        let made = try await eval("return b24.spa.add{title = 'Isolated'}.id")
        #expect(made.status == 0, "\(made)")
        let log = try await home.b24("log", "--last", "--format", "jsonl")
        #expect(log.output.contains(#""method":"crm.type.add""#), "\(log)")
        #expect(log.output.contains("eval:1"))
        let undone = try await home.b24("undo", "--last", "--yes")
        #expect(undone.status == 0, "\(undone)")
        #expect(try await eval("return b24.spa.find 'Isolated' == nil").output == "true\n")
    }

    /// The question is the parent's: the script's process has no terminal.
    @Test func aLossIsAskedAboutOutside() async throws {
        #expect(try await eval("b24.spa.add{title = 'Loss'}").status == 0)
        let lua = "return b24.spa.delete('Loss')"
        let refused = try await eval(lua, "--no-input")
        #expect(refused.status == 4, "\(refused)")
        #expect(refused.errors.contains("Delete smart process 'Loss'"))
        for (answer, status) in [("n", Int32(4)), ("y", 0)] {
            let program = try AskedProgram(home, ["eval", "--sandbox", "isolated", lua])
            #expect(await program.screen(until: "[y/N]").contains("Delete smart process 'Loss'"))
            program.type(answer)
            let run = await program.end()
            #expect(run.status == status, "\(run)")
        }
        #expect(try await eval("return b24.spa.find 'Loss' == nil").output == "true\n")
    }

    @Test func whatFailedHalfwayIsResumed() async throws {
        let script = try home.write(
            "job.lua",
            """
            --- @sandbox isolated
            b24.map({1, 2, 3}, function(n)
                if n == 2 and not b24.spa.find 'Go' then error('not yet') end
                return b24.spa.add{title = 'Job ' .. n}.id
            end, {resume = 'job', key = tostring})
            """)
        let failed = try await home.b24("run", script)
        #expect(failed.status == 1, "\(failed)")
        let name = try #require(failed.errors.firstMatch(of: /b24 resume (\S+)/)?.1)
        #expect(try await eval("b24.spa.add{title = 'Go'}").status == 0)
        let resumed = try await home.b24("resume", String(name))
        #expect(resumed.status == 0, "\(resumed)")
        let count = try await eval(
            "local n = 0 for _, spa in ipairs(b24.spa.list()) do if spa.title:find '^Job' then n = n + 1 end end return n"
        )
        #expect(count.output == "3\n", "\(count)")
    }
}
