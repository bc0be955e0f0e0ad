import Bitrix24
import JSON
import Localization
import LuaRuntime
import Synchronization
import Testing

@testable import B24Scripting

/// When a session asks before something is taken away.
@Suite struct AskingTests {
    /// A person who gives one answer to everything.
    private final class Person: Sendable {
        let answer: Bool?
        private let heard = Mutex<[String]>([])
        var questions: [String] { heard.withLock { $0 } }

        init(_ answer: Bool?) { self.answer = answer }

        func ask(_ question: String) -> Bool? {
            heard.withLock { $0.append(question) }
            return answer
        }
    }

    private static let answer: FakePortal.Handler = { command in
        switch command.method {
        case "crm.item.get": .result(["item": ["id": 1, "title": "Anna"]])
        case "crm.type.getByEntityTypeId": .result(["type": ["id": 1, "title": "Leave"]])
        default: .result([])
        }
    }

    private func scene(_ person: Person, _ journal: MemoryJournal? = nil, confirms: Bool = true) -> Scene {
        Scene(portal: Self.answer) {
            $0.journal = journal
            $0.policy.confirmsLosses = confirms
            $0.console.ask = { person.ask($0) }
        }
    }

    private static let delete = #"b24.call("crm.item.delete", {entityTypeId = 1032, id = 1})"#

    @Test func theQuestionNamesWhatWhereAndHowFar() async throws {
        let person = Person(true)
        try await scene(person).run(Self.delete)
        let question =
            "Delete item 1 'Anna' of 'Leave' on demo.bitrix24.example? "
            + "The answer holds for all of this kind in this run."
        #expect(person.questions == [question])
    }

    @Test func aResumedRunIsNotAskedForWhatItHasDone() async throws {
        let person = Person(true)
        let first = MemoryJournal()
        _ = await scene(person, first).failure(Self.delete + #" error("stop")"#)
        #expect(person.questions.count == 1)
        try await scene(person, first.successor()).run(Self.delete)
        #expect(person.questions.count == 1)
    }

    @Test func tasksThatWorkBesideEachOtherAreAskedAboutOnce() async throws {
        for answer in [true, false] {
            let person = Person(answer)
            let scene = scene(person)
            try await scene.run(
                "local function f() pcall(function() \(Self.delete) end) end b24.all{f, f, f, f}")
            #expect(person.questions.count == 1)
            #expect(scene.portal.methods.count { $0 == "crm.item.delete" } == (answer ? 4 : 0))
        }
    }

    @Test func nobodyAnsweringIsNoConsent() async throws {
        let scene = scene(Person(nil))
        let report = await scene.failure(Self.delete)
        #expect(report.contains("nobody to ask") && report.contains("--yes"))
        #expect(!scene.portal.methods.contains("crm.item.delete"))
    }

    @Test func aProgramThatAsksItselfIsNotDisturbed() async throws {
        let person = Person(false)
        try await scene(person, confirms: false).run(Self.delete)
        #expect(person.questions.isEmpty)
    }
}
