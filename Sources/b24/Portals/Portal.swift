import B24Scripting
import Bitrix24
import Credentials
import Localization

/// Which portal the command line, the environment and the configuration choose together.
///
/// In this order: `--webhook-prompt`, `--profile NAME`, `B24_WEBHOOK_URL`, `B24_ACCESS_TOKEN`, `B24_PROFILE`, `default_profile` of the
/// configuration, and without any of these the built-in `demo`.
enum Portal: Sendable {
    /// The portal inside this process. `isChosen` when somebody asked for it by name.
    case demo(isChosen: Bool)
    /// A nameless profile made of a webhook.
    case webhook(Secret)
    /// A nameless profile made of a token.
    case token(PortalToken)
    case profile(name: String, Profile)

    static let demoName = Profile.demoName
    /// What a webhook without a profile is called.
    static let namelessName = Profile.namelessName
    /// What a token without a profile is called.
    static let tokenName = "token"

    static func choose(_ settings: Settings, _ environment: Environment) throws -> Portal {
        if settings.asksForWebhook {
            guard !settings.hasNoInput, let webhook = Terminal.askHidden(Texts.askWebhook[settings.language]) else {
                throw Complaint.refusal(Texts.cannotAskWebhook)
            }
            return .webhook(webhook)
        }
        if let name = settings.profile { return try named(name, environment) }
        if let webhook = environment.webhook { return .webhook(webhook) }
        if let token = try environment.token() { return .token(token) }
        if let name = environment.variables["B24_PROFILE"] { return try named(name, environment) }
        let config = try environment.configuration.load()
        if let name = config.defaultProfile { return try named(name, in: config, environment) }
        return .demo(isChosen: false)
    }

    /// The portal of a profile.
    static func named(_ name: String, _ environment: Environment) throws -> Portal {
        if name == demoName { return .demo(isChosen: true) }
        return try named(name, in: environment.configuration.load(), environment)
    }

    private static func named(_ name: String, in config: Configuration, _ environment: Environment) throws -> Portal {
        if name == demoName { return .demo(isChosen: true) }
        guard let entry = config[name] else {
            let known = config.profiles.map(\.name) + [demoName]
            throw Complaint.usage(
                Texts.unknownProfile(name), hint: Texts.knownProfiles(known, environment.configFile))
        }
        return .profile(name: name, entry)
    }

    /// The names that `--profile` takes.
    static func names(_ environment: Environment) -> [String] {
        let config = try? environment.configuration.load()
        return (config?.profiles.map(\.name) ?? []) + [demoName]
    }

    /// What messages and `b24.portal.name` call it.
    var name: String {
        switch self {
        case .demo: Self.demoName
        case .webhook: Self.namelessName
        case .token: Self.tokenName
        case .profile(let name, _): name
        }
    }

    /// The name under which the portal is on record; `nil` for its domain. The demo portal's changes with every start.
    var recordedDomain: String? { if case .demo = self { Self.demoName } else { nil } }

    var isReadOnly: Bool {
        if case .profile(_, let entry) = self { entry.isReadOnly } else { false }
    }

    /// What its profile allows and denies.
    var rules: MethodRules { if case .profile(_, let entry) = self { entry.rules } else { MethodRules() } }

    /// So many writes at most in a run.
    var maxWrites: Int? { if case .profile(_, let entry) = self { entry.maxWrites } else { nil } }

    /// Its profile; `nil` for what has none.
    var profile: Profile? { if case .profile(_, let entry) = self { entry } else { nil } }

    /// The least strict level at which scripts may run; `nil` when its profile does not say.
    var sandbox: SandboxLevel? {
        if case .profile(_, let entry) = self {
            entry.sandbox.flatMap { SandboxLevel(rawValue: $0.rawValue) }
        } else {
            nil
        }
    }

    /// What of its writes is audited; `nil` when its profile does not say.
    var audit: Profile.Audit? { if case .profile(_, let entry) = self { entry.audit } else { nil } }

    /// Whether the journal keeps nothing of what was before a write.
    var keepsNoBefores: Bool {
        if case .profile(_, let entry) = self { entry.keepsNoBefores } else { false }
    }

    /// Whether writes need a confirmation of their own.
    var isProtected: Bool {
        if case .profile(_, let entry) = self { entry.isProtected } else { false }
    }
}

extension PortalClient {
    /// The name under which the portal is on record.
    func recordedDomain(_ portal: Portal) -> String { portal.recordedDomain ?? credential.domain }
}
