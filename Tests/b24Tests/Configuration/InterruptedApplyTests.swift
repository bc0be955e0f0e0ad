import Foundation
import JSON
import PortalConfiguration
import PortalEmulator
import Testing

/// Whatever happens to an apply, and whenever: once another one has ended well, the portal is like one that was never
/// disturbed. Nothing is there twice, nothing is missing.
@Suite struct InterruptedApplyTests {
    /// A configuration, and what a portal is like where nothing went wrong.
    private struct Scene: Sendable {
        var dice: GeneratedConfiguration
        let described: ConfigurationModel
        let expected: String
        /// The requests of the apply that write, by their number from 1.
        let writing: [Int]

        init(_ seed: Int) async throws {
            dice = GeneratedConfiguration(seed: UInt64(seed) + 100)
            described = try dice.model(objects: seed.isMultiple(of: 5) ? 25 : 5)
            let calm = try await ConfiguredPortal()
            var book = NameBook(portal: "p")
            try await calm.apply(described, &book)
            writing = calm.writingRequests
            expected = try await calm.export()
            try await calm.portal.stop()
        }

        /// The scene of a seed, acted out once: the tests share them, each with dice of its own.
        static func of(_ seed: Int) async throws -> Scene { try await Scenes.shared.scene(seed) }

        /// A request that writes.
        mutating func write() -> Int { writing[dice.number(writing.count)] }

        /// A request that writes, or the one after it.
        mutating func request() -> Int { write() + dice.number(2) }
    }

    private actor Scenes {
        static let shared = Scenes()
        private var known: [Int: Task<Scene, any Error>] = [:]

        func scene(_ seed: Int) async throws -> Scene {
            let task = known[seed] ?? Task { try await Scene(seed) }
            known[seed] = task
            return try await task.value
        }
    }

    /// Applies until that succeeds, and compares.
    private static func finish(
        _ portal: ConfiguredPortal, _ scene: Scene, _ book: inout NameBook, _ comment: Comment,
        prunes: Bool = false
    ) async throws {
        let most = 20
        for attempt in 1...most {
            do {
                try await portal.apply(scene.described, &book, prunes: prunes)
                break
            } catch  where attempt < most { continue }
        }
        #expect(try await portal.export() == scene.expected, comment)
        #expect(try await portal.apply(scene.described, &book) == 0, comment)
    }

    private static let faults = [
        "drop", "drop-before", "reset", "reset-before", "truncated", "500", "html=504",
    ]

    /// Of each configuration: an apply that is killed, and one that every fault meets somewhere.
    @Test(arguments: 0..<30)
    func anotherApplyMakesItWhole(_ seed: Int) async throws {
        var scene = try await Scene.of(seed)
        // The request has been carried out, nobody has heard of it, and nothing comes after it.
        let request = scene.request()
        let killed = try await ConfiguredPortal(["*:timeout:1@\(request)"])
        var book = try await killed.applyUntilKilled(scene.described)
        try await Self.finish(killed, scene, &book, "killed at \(request)")
        try await killed.portal.stop()

        let faults = Self.faults.map { "*:\($0):1@\(scene.request())" }
        let troubled = try await ConfiguredPortal(faults)
        var names = NameBook(portal: "p")
        try await Self.finish(troubled, scene, &names, "\(faults)")
        try await troubled.portal.stop()
    }

    /// A proxy takes an answer for lost and sends the request again: whatever it made, pruning leaves one of it.
    @Test(arguments: 0..<8)
    func whatWasMadeTwiceIsThereOnce(_ seed: Int) async throws {
        var scene = try await Scene.of(seed)
        let fault = "*:twice:1@\(scene.write())"
        let portal = try await ConfiguredPortal([fault])
        var names = NameBook(portal: "p")
        try await Self.finish(portal, scene, &names, "\(fault)", prunes: true)
        try await portal.portal.stop()
    }

    /// The same as a person meets it.
    @Test(arguments: [3, 14, 27])
    func aKilledProgramGoesOn(_ seed: Int) async throws {
        var scene = try await Scene.of(seed)
        let request = scene.request()
        let local = try await ConfiguredPortal(["*:timeout:1@\(request)"])
        try local.home.write("portal.json", JSONWriter.string(JSONForm.value(scene.described), pretty: true))
        let running = try local.home.start(["-p", "local", "apply", "portal.json", "--yes"])
        running.closeInput()
        await local.carriedOut(request)
        running.signal(SIGKILL)
        #expect(await running.end().status == 128 + SIGKILL)
        let again = try await local.b24("apply", "portal.json", "--yes")
        #expect(again.status == 0, "\(again)")
        #expect(try await local.export() == scene.expected)
        #expect(try await local.b24("plan", "portal.json").status == 0)
        try await local.portal.stop()
    }
}
