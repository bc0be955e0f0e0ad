import Testing

@testable import b24

/// What a Ctrl-C means, on a clock of its own.
@Suite struct InterruptRuleTests {
    enum Event {
        /// Something begins to run, at any time.
        case begin
        /// Ctrl-C at a second.
        case running(Double, InterruptRule.Reaction)
        case prompt(Double, InterruptRule.Reaction)
        case typed(Double, InterruptRule.Reaction)
    }

    static let cases: [(String, [Event])] = [
        ("one stops", [.begin, .running(5, .stop)]),
        ("a second leaves", [.begin, .running(5, .stop), .running(5.1, .leave)]),
        ("until the end of the second second", [.begin, .running(5, .stop), .running(7, .leave)]),
        ("then it is a first one", [.begin, .running(5, .stop), .running(7.01, .stop), .running(9, .leave)]),
        ("also when the prompt is back", [.begin, .running(5, .stop), .prompt(5.3, .leave)]),
        ("but not much later", [.begin, .running(5, .stop), .prompt(7.5, .discard), .prompt(7.6, .discard)]),
        ("at the prompt alone it never leaves", [.prompt(1, .discard), .prompt(1.1, .discard)]),
        ("who types has gone on", [.begin, .running(5, .stop), .typed(5.5, .discard), .prompt(5.6, .discard)]),
        ("who runs something else has, too", [.begin, .running(5, .stop), .begin, .running(5.5, .stop)]),
        ("a press at the prompt is no first one for what runs", [.prompt(1, .discard), .begin, .running(1.5, .stop)]),
    ]

    @Test(arguments: cases.indices) func presses(_ index: Int) {
        let (name, events) = Self.cases[index]
        var rule = InterruptRule()
        for event in events {
            switch event {
            case .begin: rule.begin()
            case .running(let now, let expected): #expect(rule.pressWhileRunning(at: now) == expected, "\(name)")
            case .prompt(let now, let expected):
                #expect(rule.pressAtPrompt(isEmpty: true, at: now) == expected, "\(name)")
            case .typed(let now, let expected):
                #expect(rule.pressAtPrompt(isEmpty: false, at: now) == expected, "\(name)")
            }
        }
    }
}
