public import Localization

/// The end of a run that has used up what it may: which limit, who has set it, and how there would be more.
public struct LimitReached: Error, Sendable {
    /// What is limited.
    public enum Resource: String, Sendable, CaseIterable {
        case memory, cpu, time
    }

    /// What was used up.
    public let resource: Resource
    /// How much there was: `64M`, `30s`.
    public let amount: String
    /// Who has set that.
    public let origin: LimitOrigin
    private let profile: String

    init(_ resource: Resource, _ amount: String, _ origin: LimitOrigin, _ profile: String) {
        self.resource = resource
        self.amount = amount
        self.origin = origin
        self.profile = profile
    }

    /// What happened.
    public var text: LocalizedText { SandboxTexts.reached(resource, amount, origin, profile) }

    /// How there would be more.
    public var hint: LocalizedText { SandboxTexts.more(resource, origin, profile) }
}
