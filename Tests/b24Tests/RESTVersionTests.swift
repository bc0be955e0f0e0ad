import PortalEmulator
import Testing

/// Methods of REST 3 against the local portal, which acts out a few of them.
@Suite struct RESTVersionTests {
    @Test(arguments: [
        (["note.document.get", "id=1"], "note.document.get", "NOT_EMULATED"),
        (["--rest", "3", "tasks.task.get", "id=1"], "tasks.task.get", "NOT_EMULATED"),
        (["--rest", "3", "crm.item.list"], "does not exist in REST 3", "Leave rest out"),
        (["--rest", "3", "--undocumented", "vendor.method"], "There is no such method", "ERROR_METHOD_NOT_FOUND"),
    ])
    func callsGoToTheAddressOfTheirVersion(words: [String], message: String, detail: String) async throws {
        let portal = try await LocalPortal.start()
        let running = try Home().start(
            ["--json", "call"] + words, environment: ["B24_WEBHOOK_URL": try await portal.webhook()])
        running.closeInput()
        let run = await running.end()
        #expect(run.status == 1)
        #expect(run.output.contains(message) && run.output.contains(detail), "\(run)")
        try await portal.stop()
    }

    /// The key that goes along with a write of REST 3 keeps a proxy from doubling it.
    @Test func writesThatAreSentTwiceRunOnce() async throws {
        var configuration = LocalPortal.Configuration()
        configuration.faults = ["note.collection.add:twice"]
        let portal = try await LocalPortal.start(configuration)
        let running = try Home().start(
            ["eval", "return b24.call('note.collection.add', { fields = { name = 'Handbook' } }).item.name"],
            environment: ["B24_WEBHOOK_URL": try await portal.webhook()])
        running.closeInput()
        let run = await running.end()
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("Handbook"))
        #expect(try await portal.writes().map(\.method) == ["note.collection.add"])
        try await portal.stop()
    }

    @Test func thereIsNoFourthVersion() async throws {
        let run = try await Home().b24("call", "--rest", "4", "tasks.task.get")
        #expect(run.status == 2, "\(run)")
    }
}
