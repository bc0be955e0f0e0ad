import Bitrix24
import Localization
import LuaRuntime
import Synchronization
import Testing

@testable import B24Scripting

/// The one question before the first write on a protected portal.
@Suite struct ProtectionTests {
    /// Answers as told, and counts.
    private final class Person: Sendable {
        let answers: Mutex<[Bool?]>
        let asked = Mutex(0)

        init(_ answers: [Bool?]) { self.answers = Mutex(answers) }

        func confirm() async -> Bool? {
            asked.withLock { $0 += 1 }
            return answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        }

        var count: Int { asked.withLock { $0 } }
    }

    private func scene(_ person: Person, _ configure: (inout ScriptSession.Configuration) -> Void = { _ in }) -> Scene {
        Scene.with {
            $0.policy.isProtected = true
            $0.console.confirmWrites = { await person.confirm() }
            configure(&$0)
        }
    }

    /// The text that an entry of a prompt returns.
    private func run(_ entry: String, _ scene: Scene) async throws -> String? {
        guard case .string(let text)? = try await scene.session.evaluate(entry).first else { return nil }
        return "\(text)"
    }

    private static let loop = """
        local _, failures = b24.map({ 1, 2, 3, 4, 5 }, function(id)
          b24.call("crm.type.update", { id = id, fields = { title = "x" } })
        end, { on_error = "continue" })
        return #failures .. " " .. (failures[1] and failures[1].kind or "")
        """

    @Test func aYesHoldsForTheRun() async throws {
        let person = Person([true])
        let scene = scene(person)
        _ = try await scene.session.evaluate("b24.call('user.current')")
        #expect(person.count == 0)
        #expect(try await run(Self.loop, scene) == "0 ")
        _ = try await scene.session.evaluate("b24.call('crm.type.delete', { id = 1 })")
        #expect(person.count == 1)
    }

    @Test func aNoHoldsForTheRunToo() async throws {
        let person = Person([false, true])
        let scene = scene(person)
        #expect(try await run(Self.loop, scene) == "5 policy_denied")
        #expect(person.count == 1)
        #expect(scene.portal.commands.isEmpty)
        // At a prompt the next entry may ask again.
        #expect(try await run(Self.loop, scene) == "0 ")
        #expect(person.count == 2)
    }

    @Test func whereNobodyCanBeAsked() async throws {
        let scene = scene(Person([]))
        let failure = await #expect(throws: LuaFailure.self) {
            try await scene.session.evaluate("b24.batch { { 'user.current' }, { 'crm.type.delete', { id = 1 } } }")
        }
        #expect(failure.map { ScriptError.report($0, language: .en).contains("--yes") } == true)
        #expect(scene.portal.commands.isEmpty)
    }

    @Test func yesAndDryRunNeedNoQuestion() async throws {
        for configure in [{ $0.policy.assumeYes = true }, { $0.policy.dryRun = true }]
            as [@Sendable (inout ScriptSession.Configuration) -> Void]
        {
            let person = Person([false])
            #expect(try await run(Self.loop, scene(person, configure)) == "0 ")
            #expect(person.count == 0)
        }
    }
}
