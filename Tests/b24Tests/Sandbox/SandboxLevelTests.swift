import B24Scripting
import Credentials
import Foundation
import Testing

/// Who decides what of the machine a script sees, on the command line.
@Suite struct SandboxLevelTests {
    private let home: Home

    init() throws { home = try Home() }

    @Test func configurationAndScriptsHaveTheSameNames() {
        #expect(Profile.Sandbox.allCases.map(\.rawValue) == SandboxLevel.allCases.map(\.rawValue))
    }

    @Test func theProfileSetsTheBound() async throws {
        try home.config("default_profile = 'acme'\n[profiles.acme]\ndomain = 'acme.invalid'\nsandbox = 'team'\n")
        let flag = try await home.b24("eval", "return 1", "--sandbox", "trusted")
        #expect(flag.status == 4 && flag.errors.contains("profile 'acme' allows team at most"), "\(flag)")
        #expect(flag.errors.contains("sandbox = \"trusted\" in section [profiles.acme]"), "\(flag)")
        try home.write("job.lua", "--- @sandbox trusted -- starts the converter\nprint(1)\n")
        let script = try await home.b24("run", "job.lua")
        #expect(script.status == 4 && script.output.isEmpty, "\(script)")
        #expect(script.errors.contains("job.lua:1: the script asks for level trusted"), "\(script)")
        // Whoever runs it may have it do without.
        let without = try await home.b24("--sandbox", "team", "run", "job.lua")
        #expect(without.status == 0 && without.output == "1\n", "\(without)")
        let russian = try await home.b24("--lang", "ru", "run", "job.lua")
        #expect(russian.errors.contains("не больше, чем team"), "\(russian)")
    }

    @Test func aMistakeInTheConfigurationIsSaid() async throws {
        try home.config("default_profile = 'acme'\n[profiles.acme]\nsandbox = 'trust'\n")
        let run = try await home.b24("eval", "return 1")
        #expect(run.status == 2 && run.errors.contains("sandbox 'trust' is unknown; there are trusted, team, isolated"))
    }

    @Test func trustIsAPersonsToGive() async throws {
        try home.write("job.lua", "--- @sandbox trusted -- starts the converter\nprint(1)\n")
        for flags in [[], ["--yes"], ["--no-input"], ["--dry-run"]] {
            let running = try home.start(flags + ["run", "job.lua"])
            running.closeInput()
            let run = await running.end()
            #expect(run.status == 4 && run.output.isEmpty, "\(run)")
            #expect(run.errors.contains("Its reason: starts the converter"), "\(run)")
            #expect(run.errors.contains("--sandbox trusted"), "\(run)")
        }
        let no = try await asked("n")
        #expect(no.status == 4 && no.output.isEmpty && no.errors.contains("was not trusted"), "\(no)")
        let yes = try await asked("y")
        #expect(yes.status == 0 && yes.output == "1\n", "\(yes)")
        let again = try await home.b24("run", "job.lua")
        #expect(again.status == 0 && again.output == "1\n", "\(again)")
        // Another text of the script is another script.
        try home.write("job.lua", "--- @sandbox trusted -- starts the converter\nprint(2)\n")
        #expect(try await home.b24("run", "job.lua").status == 4)
        // So is what comes through standard input.
        let piped = try await home.b24("run", "-", input: "--- @sandbox trusted\nprint(1)\n")
        #expect(piped.status == 4 && piped.errors.contains("none given"), "\(piped)")
    }

    /// Runs the script, somebody answering what it is asked.
    private func asked(_ answer: String) async throws -> Run {
        let program = try AskedProgram(home, ["run", "job.lua"])
        _ = await program.screen(until: "Trust this text")
        program.type(answer)
        return await program.end()
    }

    @Test func helpShowsTheLevelAndTheLimits() async throws {
        try home.write(
            "job.lua",
            "--- A job.\n--- @sandbox trusted -- starts the converter\n--- @limit memory 64MB\n--- @limit cpu 30s\n"
                + "--- @limit time 10m\n--- @limit writes 5\nprint(1)\n")
        let help = try await home.b24("run", "job.lua", "--help")
        for line in [
            "sandbox   trusted", "starts the converter", "at most   5 writes", "at most   64M of memory",
            "at most   30s of CPU time", "at most   10m in all",
        ] { #expect(help.output.contains(line), "\(help)") }
        let check = try await home.b24("check", "job.lua")
        #expect(check.status == 0, "\(check)")
        try home.write("job.lua", "--- @sandbox open\n--- @limit ram 1G\nprint(1)\n")
        let wrong = try await home.b24("check", "job.lua")
        #expect(wrong.status == 1 && wrong.output.contains("'open' is no level of the sandbox"), "\(wrong)")
        #expect(wrong.output.contains("@limit does not know 'ram'"), "\(wrong)")
    }

    @Test func oneThatIsReadOnceIsWhatRuns() async throws {
        // What a person sees, and what is hashed, is what runs: the file changes while the question stands.
        try home.write("job.lua", "--- @sandbox trusted -- starts the converter\nprint('shown')\n")
        let program = try AskedProgram(home, ["run", "job.lua"])
        _ = await program.screen(until: "Trust this text")
        try home.write("job.lua", "--- @sandbox trusted -- starts the converter\nprint('swapped')\n")
        program.type("y")
        let run = await program.end()
        #expect(run.status == 0 && run.output == "shown\n", "\(run)")
        #expect(try await home.b24("run", "job.lua").status == 4)
    }
}
