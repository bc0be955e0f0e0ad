/// At which level a script runs, decided from what the flag, the profile and the script say.
///
/// * Without a word from anybody it is `team`.
/// * The profile sets the least strict level that there may be. It loosens nothing by itself.
/// * The flag sets the level, within what the profile allows.
/// * The script may make it stricter. `trusted` is granted by the flag or by the profile; where both are silent, a person
///   has to allow it; where the flag is stricter, the script runs at the flag's level and does without.
public struct SandboxChoice: Sendable, Equatable {
    /// Why there is no level to run at.
    public enum Refusal: Error, Sendable, Equatable {
        /// The flag asks for a level that the profile does not allow.
        case flagBeyondProfile(flag: SandboxLevel, profile: SandboxLevel)
        /// The script asks for `trusted`, and the profile allows this at most.
        case scriptBeyondProfile(SandboxLevel)
    }

    /// The level.
    public let level: SandboxLevel
    /// Whether a person has to allow it before anything runs.
    public let needsApproval: Bool

    /// Decides.
    ///
    /// - Parameters:
    ///   - flag: `--sandbox`.
    ///   - profile: `sandbox` of the portal's profile.
    ///   - script: what stands at the script's top.
    public init(flag: SandboxLevel?, profile: SandboxLevel?, script: SandboxLevel?) throws(Refusal) {
        let most = profile ?? .trusted
        if let flag, flag > most { throw .flagBeyondProfile(flag: flag, profile: most) }
        let usual = flag ?? min(.team, most)
        guard let script, script > usual else {
            level = min(usual, script ?? usual)
            needsApproval = false
            return
        }
        guard flag == nil, script == .trusted else {
            level = usual
            needsApproval = false
            return
        }
        guard most == .trusted else { throw .scriptBeyondProfile(most) }
        level = .trusted
        needsApproval = profile == nil
    }
}
