import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// How much of the machine a run may use, and who has said so.
@Suite struct RunLimitsTests {
    typealias Limit = RunLimits.Limit<Int>

    @Test func theStrictestWordCounts() {
        #expect(Limit(flag: nil, profile: nil) == nil)
        #expect(Limit(flag: nil, profile: nil, standard: 256) == Limit(256, .standard))
        // What is standard holds for those who say nothing.
        #expect(Limit(flag: 512, profile: nil, standard: 256) == Limit(512, .flag))
        #expect(Limit(flag: nil, profile: 512, standard: 256) == Limit(512, .profile))
        #expect(Limit(flag: 512, profile: 128, standard: 256) == Limit(128, .profile))
        #expect(Limit(flag: 64, profile: 128, standard: 256) == Limit(64, .flag))
        #expect(Limit(flag: 64, profile: 64) == Limit(64, .flag))
    }

    @Test func aScriptCanOnlyLower() {
        var limits = RunLimits()
        limits.memory = .init(128, .profile)
        limits.cpu = .init(.seconds(60))
        var script = ScriptLimits()
        script.memory = 256
        script.cpu = .seconds(5)
        script.time = .seconds(7)
        let lowered = limits.lowered(by: script)
        #expect(lowered.memory == .init(128, .profile))
        #expect(lowered.cpu == .init(.seconds(5), .script))
        #expect(lowered.time == .init(.seconds(7), .script))
        #expect(limits.lowered(by: ScriptLimits()) == limits)
    }

    @Test(arguments: [LimitOrigin.standard, .flag, .profile, .script])
    func everyEndIsExplained(_ origin: LimitOrigin) {
        for resource in LimitReached.Resource.allCases {
            let reached = LimitReached(resource, "30s", origin, "acme")
            for text in [reached.text, reached.hint] {
                #expect(!text.en.isEmpty && !text.ru.isEmpty && text.en != text.ru)
            }
            #expect(reached.text.en.contains("30s"))
        }
    }

    /// The limit that the script has set for itself ends it, and is named.
    @Test func theScriptsOwnLimitEndsIt() async throws {
        let memory = await Scene().failure(
            "--- @limit memory 8MB\nlocal t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t end")
        #expect(
            memory.contains("memory limit reached: 8M, set by the script: @limit memory")
                && memory.contains("hint: The line --- @limit memory at the script's top sets it"), "\(memory)")
        let cpu = await Scene().failure("--- @limit cpu 20ms\nwhile true do end", .ru)
        #expect(
            cpu.contains("исчерпан лимит процессорного времени: 20ms, задан скриптом: @limit cpu"), "\(cpu)")
        let time = await Scene().failure("--- @limit time 20ms\nb24.sleep(3600)")
        #expect(time.contains("time limit of the run reached: 20ms"), "\(time)")
        let writes = await Scene().failure(
            "--- @limit writes 1\nb24.call('crm.type.add', {fields={title='A'}}) b24.call('crm.type.add', {fields={title='B'}})"
        )
        #expect(writes.contains("more than 1 writes are not allowed (max_writes of the script)"), "\(writes)")
    }

    @Test func whatAnEntryLimitsIsOfThatEntry() async throws {
        let scene = Scene.with { $0.limits.cpu = .init(.seconds(100), .flag) }
        await #expect(throws: LuaFailure.self) { try await scene.run("--- @limit cpu 10ms\nwhile true do end") }
        // As much work again, without the line.
        let value = try await scene.value("local s = os.clock() while os.clock() - s < 0.05 do end return 'done'")
        #expect(value == "\"done\"")
    }

    @Test func aLooserScriptChangesNothing() async {
        let scene = Scene.with { $0.limits.memory = .init(8 << 20, .profile) }
        let failure = await scene.failure(
            "--- @limit memory 1GB\nlocal t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t end")
        #expect(failure.contains("set by max_memory of profile 'portal'"), "\(failure)")
    }
}
