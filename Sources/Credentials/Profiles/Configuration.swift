import Bitrix24

/// What `config.toml` says: the profiles, and what holds for all of them. It has no secrets.
///
///     default_profile = "acme"
///     credential_helper = "pass-b24"    # a program that keeps the secrets
///
///     [profiles.acme]
///     domain = "acme.bitrix24.com"
///     plan = "enterprise"               # basic (the default), enterprise or box: the portal's request limits
///     protected = true                  # writes need --yes, or the profile's name typed
///     allow = ["read:*", "crm.item.*"]  # these methods and no others
///     deny = ["delete:*"]               # never these
///     max_writes = 500                  # in one run
///     max_memory = "128M"                # of a run's Lua; also max_cpu = "60s" and max_time = "1h"
///     sandbox = "team"                  # scripts run at no less strict level: trusted, team, isolated
///     audit = "values"                  # on (the default), off, or with the written values
///     store = "keyring"                 # keyring, helper, encrypted-file or plain-file
public struct Configuration: Sendable, Equatable {
    /// Who is meant when nobody says a name.
    public var defaultProfile: String?
    /// The command line of a program that keeps secrets, for profiles without one of their own.
    public var credentialHelper: String?
    /// Where secrets live, for profiles that do not say.
    public var store: StoreKind?
    /// In the order of the file.
    public var profiles: [Profile] = []

    /// Nothing configured.
    public init() {}

    /// The profile of a name.
    public subscript(name: String) -> Profile? { profiles.first { $0.name == name } }
}

/// One named portal.
public struct Profile: Sendable, Equatable {
    /// What the person calls it.
    public var name: String
    /// The portal's host, and its port when that is not the usual one.
    public var domain: String?
    /// The portal's request limits; `nil` when nobody said.
    public var plan: PortalClient.Plan?
    /// Writes are refused.
    public var isReadOnly = false
    /// Writes need a confirmation of their own.
    public var isProtected = false
    /// Which methods may be called.
    public var rules = MethodRules()
    /// So many writes at most in one run; `nil` for any number.
    public var maxWrites: Int?
    /// Bytes of Lua's memory in one run.
    public var maxMemory: Int?
    /// Time that the Lua of one run may compute.
    public var maxCPU: Duration?
    /// Time that one run may take.
    public var maxTime: Duration?
    /// The least strict level at which scripts may run; `nil` when the profile does not say.
    public var sandbox: Sandbox?
    /// What is audited; `nil` when the profile does not say: writes, without their values.
    public var audit: Audit?
    /// The journal keeps nothing of what was before a write: its runs cannot be taken back.
    public var keepsNoBefores = false
    /// As whom its calls run, for people to read.
    public var user: String?
    /// The server that issues its tokens.
    public var authorizationServer: String?
    /// The application that its token belongs to; no secret.
    public var clientID: String?
    /// The command line of the program that keeps its secret.
    public var credentialHelper: String?
    /// Where its secret lives; `nil` takes what the configuration says, else the best place there is.
    public var store: StoreKind?
    /// A file of mode 0600 with its webhook alone, kept by the person: b24 only reads it.
    public var webhookFile: String?

    /// The levels of the sandbox, by the names that scripts and flags have for them.
    public enum Sandbox: String, Sendable, CaseIterable {
        case trusted, team, isolated
    }

    /// What of its writes goes into the audit.
    public enum Audit: String, Sendable, CaseIterable {
        case on, off
        /// The written values, too: `--audit-values`.
        case values
    }

    /// A profile of which nothing is known yet.
    public init(name: String) { self.name = name }

    /// The built-in portal's name, which no profile can have.
    public static let demoName = "demo"
    /// What a webhook without a profile is called; no profile can have that name, either.
    public static let namelessName = "webhook"

    /// Whether a new profile can have this name: letters, digits, `-`, `_` and `.`, and no name of b24's own.
    public static func isValid(name: String) -> Bool {
        name.count <= 64 && name != demoName && name != namelessName && name.first != "-" && !name.isEmpty
            && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." }
    }
}

extension Configuration {
    /// Where the secret of a profile lives as far as the configuration says; `nil` when that depends on the machine.
    public func declaredKind(of profile: Profile) -> StoreKind? {
        profile.store ?? store ?? ((profile.credentialHelper ?? credentialHelper) == nil ? nil : .helper)
    }
}
