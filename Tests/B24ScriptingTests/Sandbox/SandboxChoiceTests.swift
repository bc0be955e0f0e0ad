import Testing

@testable import B24Scripting

/// Who decides at which level a script runs.
@Suite struct SandboxChoiceTests {
    @Test func order() {
        #expect(SandboxLevel.isolated < .team && SandboxLevel.team < .trusted)
        #expect(SandboxLevel.allCases.max() == .trusted)
    }

    @Test(
        arguments: [
            // flag, profile, script, level, asks
            (nil, nil, nil, SandboxLevel.team, false),
            (nil, nil, .team, .team, false),
            (nil, nil, .isolated, .isolated, false),
            (nil, nil, .trusted, .trusted, true),
            (nil, .trusted, nil, .team, false),
            (nil, .trusted, .trusted, .trusted, false),
            (nil, .trusted, .isolated, .isolated, false),
            (nil, .team, .isolated, .isolated, false),
            (nil, .isolated, nil, .isolated, false),
            (nil, .isolated, .team, .isolated, false),
            (.trusted, nil, nil, .trusted, false),
            (.trusted, nil, .trusted, .trusted, false),
            (.trusted, nil, .team, .team, false),
            (.trusted, nil, .isolated, .isolated, false),
            (.trusted, .trusted, nil, .trusted, false),
            (.team, nil, .trusted, .team, false),
            (.team, .team, .trusted, .team, false),
            (.isolated, nil, .trusted, .isolated, false),
            (.isolated, nil, .team, .isolated, false),
            (.isolated, .team, nil, .isolated, false),
        ] as [(SandboxLevel?, SandboxLevel?, SandboxLevel?, SandboxLevel, Bool)])
    func level(
        _ flag: SandboxLevel?, _ profile: SandboxLevel?, _ script: SandboxLevel?, _ level: SandboxLevel, _ asks: Bool
    ) throws {
        let choice = try SandboxChoice(flag: flag, profile: profile, script: script)
        #expect(choice.level == level)
        #expect(choice.needsApproval == asks)
    }

    @Test func refusals() {
        #expect(throws: SandboxChoice.Refusal.flagBeyondProfile(flag: .trusted, profile: .team)) {
            try SandboxChoice(flag: .trusted, profile: .team, script: nil)
        }
        #expect(throws: SandboxChoice.Refusal.flagBeyondProfile(flag: .team, profile: .isolated)) {
            try SandboxChoice(flag: .team, profile: .isolated, script: .isolated)
        }
        #expect(throws: SandboxChoice.Refusal.scriptBeyondProfile(.team)) {
            try SandboxChoice(flag: nil, profile: .team, script: .trusted)
        }
    }

    /// Nothing makes the level looser than the profile says, and no script than the flag says.
    @Test func everyChoiceHoldsTheBounds() {
        let levels: [SandboxLevel?] = [nil] + SandboxLevel.allCases
        for flag in levels {
            for profile in levels {
                for script in levels {
                    guard let choice = try? SandboxChoice(flag: flag, profile: profile, script: script) else {
                        continue
                    }
                    #expect(choice.level <= profile ?? .trusted)
                    #expect(choice.level <= flag ?? .trusted)
                    #expect(script == nil || choice.level <= script!)
                    #expect(!choice.needsApproval || choice.level == .trusted)
                }
            }
        }
    }
}
