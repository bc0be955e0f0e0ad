import Bitrix24
import TOML

/// One key of the configuration: its name, what it takes, and which property it is. Reading, writing and the complaints
/// about a wrong one all come from these.
struct Setting<Owner>: Sendable {
    enum Slot: Sendable {
        case text(any WritableKeyPath<Owner, String?> & Sendable)
        case flag(any WritableKeyPath<Owner, Bool> & Sendable)
        /// A whole number, 0 or more.
        case count(any WritableKeyPath<Owner, Int?> & Sendable)
        /// A time: `"90s"`, or seconds.
        case duration(any WritableKeyPath<Owner, Duration?> & Sendable)
        /// A size: `"64M"`, or bytes.
        case size(any WritableKeyPath<Owner, Int?> & Sendable)
        /// Patterns of methods.
        case rules(any WritableKeyPath<Owner, [MethodRules.Rule]> & Sendable)
        /// One of some words.
        case choice([String], read: @Sendable (Owner) -> String?, write: @Sendable (inout Owner, String) -> Void)
    }

    let name: String
    let slot: Slot

    /// What the text of the configuration says for an owner; `nil` when it says nothing.
    func scalar(_ owner: Owner) -> TOMLDocument.Scalar? {
        switch slot {
        case .text(let path): owner[keyPath: path].map(TOMLDocument.Scalar.string)
        case .flag(let path): owner[keyPath: path] ? .boolean(true) : nil
        case .count(let path): owner[keyPath: path].map { .integer(Int64($0)) }
        case .duration(let path): owner[keyPath: path].map { .string(Amounts.text($0)) }
        case .size(let path): owner[keyPath: path].map { .string(Amounts.text(bytes: $0)) }
        case .rules(let path):
            owner[keyPath: path].isEmpty ? nil : .strings(owner[keyPath: path].map(\.description))
        case .choice(_, let read, _): read(owner).map(TOMLDocument.Scalar.string)
        }
    }
}

extension Setting where Owner == Configuration {
    static var all: [Setting<Configuration>] {
        [
            Setting(name: "default_profile", slot: .text(\.defaultProfile)),
            Setting(name: "credential_helper", slot: .text(\.credentialHelper)),
            Setting(name: "store", slot: .stores(\.store)),
        ]
    }
}

extension Setting where Owner == Profile {
    static var all: [Setting<Profile>] {
        [
            Setting(name: "domain", slot: .text(\.domain)),
            Setting(
                name: "plan",
                slot: .choice(["basic", "enterprise", "box"], read: { $0.plan?.rawValue }) {
                    $0.plan = PortalClient.Plan(rawValue: $1)
                }),
            Setting(name: "read_only", slot: .flag(\.isReadOnly)),
            Setting(name: "protected", slot: .flag(\.isProtected)),
            Setting(name: "allow", slot: .rules(\.rules.allow)),
            Setting(name: "deny", slot: .rules(\.rules.deny)),
            Setting(name: "max_writes", slot: .count(\.maxWrites)),
            Setting(name: "max_memory", slot: .size(\.maxMemory)),
            Setting(name: "max_cpu", slot: .duration(\.maxCPU)),
            Setting(name: "max_time", slot: .duration(\.maxTime)),
            Setting(
                name: "sandbox",
                slot: .choice(Profile.Sandbox.allCases.map(\.rawValue), read: { $0.sandbox?.rawValue }) {
                    $0.sandbox = Profile.Sandbox(rawValue: $1)
                }),
            Setting(
                name: "audit",
                slot: .choice(Profile.Audit.allCases.map(\.rawValue), read: { $0.audit?.rawValue }) {
                    $0.audit = Profile.Audit(rawValue: $1)
                }),
            Setting(name: "no_undo", slot: .flag(\.keepsNoBefores)),
            Setting(name: "user", slot: .text(\.user)),
            Setting(name: "authorization_server", slot: .text(\.authorizationServer)),
            Setting(name: "client_id", slot: .text(\.clientID)),
            Setting(name: "credential_helper", slot: .text(\.credentialHelper)),
            Setting(name: "store", slot: .stores(\.store)),
            Setting(name: "webhook_file", slot: .text(\.webhookFile)),
        ]
    }
}

extension Setting.Slot {
    fileprivate static func stores(_ path: any WritableKeyPath<Owner, StoreKind?> & Sendable) -> Self {
        .choice(StoreKind.allCases.map(\.rawValue), read: { $0[keyPath: path]?.rawValue }) {
            $0[keyPath: path] = StoreKind(rawValue: $1)
        }
    }
}
