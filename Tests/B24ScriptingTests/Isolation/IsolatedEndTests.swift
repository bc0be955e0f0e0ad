import Bitrix24
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// What the end of a process means.
@Suite struct IsolatedEndTests {
    private func report(
        _ word: IsolatedEnd.Word, killed reason: IsolatedEnd.Reason? = nil, stopped: Bool = false,
        _ end: ChildProcess.End, _ language: Language = .en
    ) -> (String, LuaFailure.Kind?) {
        do {
            let values = try IsolatedEnd.results(
                word, killed: reason, stopped: stopped, end, processTime: 9, language: language)
            return ("\(values.count) values", nil)
        } catch {
            return (ScriptError.report(error, language: language), (error as? LuaFailure)?.kind)
        }
    }

    @Test func whatTheScriptSaysCounts() {
        // Its process is ended then, by us.
        #expect(report(.ended(.success([.integer(1)])), .signal(9)).0 == "1 values")
        #expect(report(.ended(.success([])), killed: .wallTime(seconds: 1), .signal(9)).0 == "0 values")
        let failure = LuaFailure(kind: .memoryLimit, message: "memory limit reached")
        let memory = report(.ended(.failure(failure)), .signal(9))
        #expect(memory.0 == "memory limit reached")
        #expect(memory.1 == .memoryLimit)
    }

    @Test func whoEndsItSaysWhy() {
        #expect(report(.nothing(hasBegun: true), killed: .interrupted, stopped: true, .signal(9)).1 == .interrupted)
        #expect(report(.nothing(hasBegun: false), stopped: true, .exited(1)).1 == .interrupted)
        #expect(report(.unstoppable, stopped: true, .exited(1)).1 == .interrupted)
        let late = report(.nothing(hasBegun: true), killed: .wallTime(seconds: 1.5), .signal(9))
        #expect(late.1 == .timeLimit)
        #expect(late.0.contains("1.5 s"))
        #expect(report(.unstoppable, .exited(1)).1 == .timeLimit)
    }

    @Test func theSystemEndsIt() {
        let overtime = report(.nothing(hasBegun: true), .signal(24))
        #expect(overtime.1 == .timeLimit)
        #expect(overtime.0.contains("9 seconds of CPU time"))
        let crash = report(.nothing(hasBegun: true), .signal(11))
        #expect(crash.1 == nil)
        #expect(crash.0.hasPrefix("The isolated script's process ended by signal 11.\nhint: "))
        #expect(report(.nothing(hasBegun: true), .signal(11), .ru).0.contains("завершён сигналом 11"))
        #expect(report(.nothing(hasBegun: true), .exited(77)).0.contains("exit code 77"))
    }

    @Test func itNeverBegan() {
        #expect(report(.nothing(hasBegun: false), .exited(0)).0.contains("before the script began"))
        #expect(report(.nothing(hasBegun: false), .signal(11)).0.contains("before the script began"))
        let missing = report(.nothing(hasBegun: false), .notStarted(reason: "No such file or directory"))
        #expect(missing.0.contains("No such file or directory"))
        let unfit = report(.unfit([.systemCalls, .limits]), .signal(9))
        #expect(unfit.0.contains("limits of the system, system call filter (seccomp)"))
    }

    @Test func oddMessagesAreSaid() {
        let odd = report(.odd("kind 90"), .signal(9))
        #expect(odd.0.contains("(kind 90)"))
        #expect(odd.0.contains("hostile"))
        // Also when the process was being stopped: that is no reason to trust it.
        #expect(report(.odd("kind 90"), stopped: true, .signal(9)).0.contains("(kind 90)"))
    }
}
