import Foundation
import Testing

/// The limits of a run: who sets them, what is said when one is met, and the watchdog as the last line.
@Suite struct RunLimitTests {
    private let home: Home

    init() throws { home = try Home() }

    @Test func theProfileLimits() async throws {
        try home.config(
            "default_profile = 'acme'\n[profiles.acme]\ndomain = 'acme.invalid'\nmax_cpu = '50ms'\n"
        )
        let cpu = try await home.b24("eval", "while true do end", "--max-cpu", "5m")
        #expect(cpu.status == 124, "\(cpu)")
        #expect(cpu.errors.contains("CPU time limit reached: 50ms, set by max_cpu of profile 'acme'"), "\(cpu)")
        #expect(cpu.errors.contains("max_cpu in section [profiles.acme] of config.toml sets it"), "\(cpu)")
        try home.config("default_profile = 'acme'\n[profiles.acme]\ndomain = 'acme.invalid'\nmax_memory = '16M'\n")
        let memory = try await home.b24("eval", "local t = {} while true do t[#t + 1] = ('x'):rep(9999) .. #t end")
        #expect(memory.status == 1 && memory.errors.contains("16M, set by max_memory of profile 'acme'"), "\(memory)")
        try home.config("default_profile = 'acme'\n[profiles.acme]\ndomain = 'acme.invalid'\nmax_cpu = '5s'\n")
        let flag = try await home.b24("eval", "while true do end", "--max-cpu", "20ms", "--lang", "ru")
        #expect(flag.status == 124 && flag.errors.contains("20ms, задан флагом --max-cpu"), "\(flag)")
        try home.config("default_profile = 'acme'\n[profiles.acme]\ndomain = 'acme.invalid'\nmax_time = '300ms'\n")
        let time = try await home.b24("eval", "b24.sleep(600)")
        #expect(time.status == 124 && time.errors.contains("300ms, set by max_time of profile 'acme'"), "\(time)")
    }

    @Test(arguments: [
        ("max_cpu = 'soon'", "'max_cpu' is a time"), ("max_time = true", "'max_time' is a time"),
        ("max_memory = 'lots'", "'max_memory' is a size"), ("max_memory = -1", "'max_memory' is a size"),
        ("max_cpus = '1s'", "Did you mean max_cpu?"),
    ])
    func mistakesInTheConfiguration(_ line: String, _ text: String) async throws {
        try home.config("default_profile = 'acme'\n[profiles.acme]\n\(line)\n")
        let run = try await home.b24("eval", "return 1")
        #expect(run.status == 2 && run.errors.contains(text), "\(run)")
    }

    /// Waiting costs no CPU time: neither for the portal, nor by b24.sleep.
    @Test func waitingIsNotCounted() async throws {
        let run = try await home.b24(
            "eval", "b24.sleep(0.4) b24.call('crm.type.list') return 'ok'", "--max-cpu", "300ms")
        #expect(run.status == 0 && run.output == "ok\n", "\(run)")
    }

    @Test func aScriptIsHeldToItsWord() async throws {
        try home.write("job.lua", "--- @limit cpu 30ms\nwhile true do end\n")
        let run = try await home.b24("run", "job.lua", "--max-cpu", "5m")
        #expect(run.status == 124 && run.errors.contains("30ms, set by the script: @limit cpu"), "\(run)")
        let flag = try await home.b24("--max-cpu", "10ms", "run", "job.lua")
        #expect(flag.errors.contains("10ms, set by --max-cpu"), "\(flag)")
    }

    /// Matching that goes on for years: nothing but the end of the process ends it, at every level.
    @Test(arguments: [
        ("string.find(('a'):rep(40), ('a?'):rep(40) .. ('a'):rep(40) .. 'b')", "team"),
        ("string.match(('a'):rep(900000), '.-.-.-.-b')", "team"),
        ("for _ in string.gmatch(('a'):rep(900000), '.-.-.-.-b') do end", "team"),
        ("string.gsub(('a'):rep(900000), '.-.-.-.-b', '')", "team"),
        ("coroutine.wrap(function() pcall(string.find, ('a'):rep(900000), '.-.-.-.-b') end)()", "team"),
        ("table.sort({1, 2}, function() return string.find(('a'):rep(900000), '.-.-.-.-b') end)", "team"),
        ("string.find(('a'):rep(900000), '.-.-.-.-b')", "trusted"),
    ])
    func endlessMatches(_ lua: String, _ level: String) async throws {
        let run = try await home.b24("eval", "print('begins') " + lua, "--max-cpu", "200ms", "--sandbox", level)
        #expect(run.status == 124 && run.output == "begins\n", "\(run)")
        #expect(
            run.errors.contains("CPU time limit reached: 200ms, set by --max-cpu; the script did not stop"), "\(run)")
        #expect(run.errors.contains("--max-cpu 5m allows more"), "\(run)")
        // Nothing of it is left: the next call works.
        let next = try await home.b24("eval", "return #b24.collect('crm.type.list') >= 0")
        #expect(next.status == 0 && next.output == "true\n", "\(next)")
    }
}
