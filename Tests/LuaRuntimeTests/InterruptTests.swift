import Testing

@testable import LuaRuntime

/// Ctrl-C: at once, uncatchably, and what is under way is cancelled.
@Suite struct InterruptTests {
    /// Runs a script and interrupts it when it calls `ready`.
    private func interrupted(_ source: String, _ functions: [HostFunction] = []) async throws -> LuaFailure? {
        let vm = Locked<LuaVM?>(nil)
        let ready = function(
            "ready",
            .sync { _ in
                vm.value?.interrupt()
                return []
            })
        try vm.change { $0 = try LuaVM(configuration(functions + [ready])) }
        defer { vm.change { $0 = nil } }
        do {
            let values = try await vm.value!.run(LuaChunk(name: "test.lua", source: source))
            Issue.record("not interrupted: \(values)")
            return nil
        } catch {
            return error as? LuaFailure
        }
    }

    @Test(arguments: [
        "ready()",
        "pcall(ready) while true do end",
        "while true do pcall(ready) end",
        "b24.spawn(function() ready() end) b24.sleep(3600)",
        "b24.spawn(function() ready() end) pcall(b24.sleep, 3600) while true do end",
        "b24.spawn(function() ready() end) table.sort({1, 2, 3}, function() b24.sleep(3600) end)",
        "b24.spawn(function() ready() end) coroutine.wrap(function() b24.sleep(3600) end)()",
        "b24.spawn(function() ready() end) for i = 1, 10 do b24.spawn(b24.sleep, 3600) end",
    ])
    func stops(source: String) async throws {
        let failure = try await interrupted(source)
        #expect(failure?.kind == .interrupted)
    }

    @Test func cancelsTheHostCall() async throws {
        let cancelled = Locked(0)
        let wait = function(
            "wait",
            .async { _ in
                do { try await Task.sleep(for: .seconds(3600)) } catch {
                    cancelled.change { $0 += 1 }
                    throw error
                }
                return []
            })
        let vm = try LuaVM(configuration([wait, function("now", .sync { _ in [] })]))
        let run = Task { try await vm.run(LuaChunk(name: "t", source: "b24.spawn(wait) wait()")) }
        run.cancel()
        await #expect(throws: LuaFailure.self) { try await run.value }
        await vm.close()
        // Both had begun, or the run had not: none is left behind.
        #expect([0, 2].contains(cancelled.value))
    }

    @Test func theNextRunIsNotAffected() async throws {
        let vm = try LuaVM(configuration())
        vm.interrupt()
        #expect(try await vm.run(LuaChunk(name: "t", source: "return 1")).text == "1")
        await vm.close()
    }

    @Test func closeEndsWhatRuns() async throws {
        let vm = try LuaVM(configuration())
        let run = Task { try await vm.run(LuaChunk(name: "t", source: "b24.sleep(3600)")) }
        let spin = Task { try await vm.run(LuaChunk(name: "t", source: "while true do end")) }
        await Task.yield()
        await vm.close()
        await #expect(throws: LuaFailure.self) { try await run.value }
        await #expect(throws: LuaFailure.self) { try await spin.value }
        await #expect(throws: LuaFailure.self) {
            try await vm.run(LuaChunk(name: "t", source: "return 1"))
        }
        #expect(vm.memoryInUse == 0)
        await vm.close()
    }
}
