import Testing

@testable import LuaRuntime

/// The machine's thread and the callers on others.
@Suite struct ThreadTests {
    @Test func manyMachinesAtOnce() async throws {
        try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await run("b24.sleep(0) return \(number)") { $0.sleep = { _ in await Task.yield() } }.text
                }
            }
            var seen: Set<String> = []
            for try await text in group { seen.insert(text) }
            #expect(seen.count == 40)
        }
    }

    /// Calls from outside join the run that is in progress, and are finished before it ends.
    @Test func callsJoinTheRun() async throws {
        let vm = try LuaVM(configuration())
        guard
            case .function(let add) = try await vm.evaluate("function(n) total = (total or 0) + n return total end")
                .first
        else {
            Issue.record("no function")
            return
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await vm.run(LuaChunk(name: "t", source: "for i = 1, 20 do b24.sleep(0.001) end")) }
            for number in 1...20 { group.addTask { _ = try await vm.call(add, [.integer(Int64(number))]) } }
            try await group.waitForAll()
        }
        #expect(try await vm.evaluate("total").text == "210")
        await vm.close()
    }

    /// A failed call from outside is its caller's matter, not the run's.
    @Test func aFailedCallDoesNotFailTheRun() async throws {
        let vm = Locked<LuaVM?>(nil)
        let attempt = function(
            "attempt", [parameter("f", .function)],
            .async { call in
                guard case .function(let f) = call.arguments[0] else { return [] }
                do { return try await vm.value!.call(f, []) } catch {
                    return [.string((error as? LuaFailure)?.message ?? "")]
                }
            })
        try vm.change { $0 = try LuaVM(configuration([attempt])) }
        let machine = vm.value!
        #expect(try await machine.evaluate("attempt(function() error('mine', 0) end)").text == "\"mine\"")
        vm.change { $0 = nil }
        await machine.close()
    }

    /// Runs that wait for their turn get it, also when the one before them could not begin.
    @Test func aRunThatCannotBeginKeepsNobodyWaiting() async throws {
        let vm = try LuaVM(configuration())
        let first = Task { try await vm.run(LuaChunk(name: "t", source: "b24.sleep(0.01)")) }
        let others = (1...20).map { number in
            Task { try await vm.run(LuaChunk(name: "t", source: number % 2 == 0 ? "return \(number)" : "= =")).text }
        }
        _ = try await first.value
        for (index, other) in others.enumerated() {
            let number = index + 1
            let result = try? await other.value
            #expect(result == (number % 2 == 0 ? "\(number)" : nil))
        }
        await vm.close()
    }

    @Test func memoryIsCounted() async throws {
        let vm = try LuaVM(configuration())
        #expect(vm.memoryInUse == 0)
        _ = try await vm.evaluate("kept = ('x'):rep(1000000)")
        #expect(vm.memoryInUse > 1_000_000)
        _ = try await vm.evaluate("kept = nil")
        await vm.collectGarbage()
        #expect(vm.memoryInUse < 1_000_000)
        await vm.close()
        #expect(vm.memoryInUse == 0)
    }
}
