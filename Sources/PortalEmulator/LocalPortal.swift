public import Localization

/// A local Bitrix24 portal: HTTP on loopback, SQLite behind it, the documented behaviour of the real one.
public final class LocalPortal: Sendable {
    public struct Configuration: Sendable {
        /// 0 picks a free one.
        public var port: Int = 0
        /// The folder of the data; `nil` keeps everything in memory.
        public var dataFolder: String?
        public var seed: Seed = .demo
        public var language: Language = .en
        public var plan: Plan = .basic
        public var flavour: Flavour = .cloud
        /// Added to every answer.
        public var latency: Duration = .zero
        /// Faults in order, each as `METHOD:FAULT[:COUNT]`: see ``Fault``.
        public var faults: [String] = []
        /// Whether the leaky bucket and the operating limit are in force.
        public var enforcesLimits: Bool = true
        public init() {}
    }

    public enum Seed: String, Sendable { case demo, empty }
    public enum Plan: String, Sendable { case basic, enterprise }
    public enum Flavour: String, Sendable { case cloud, box }

    /// Who a webhook belongs to.
    public enum Owner: String, Sendable, CaseIterable {
        /// Portal administrator.
        case admin
        /// Full rights in CRM, no portal administrator.
        case crmAdmin
        /// An ordinary employee.
        case employee
        /// A guest from outside.
        case extranet
    }

    /// Starts a portal on 127.0.0.1.
    public static func start(_ configuration: Configuration = Configuration()) async throws -> LocalPortal {
        LocalPortal()
    }

    /// `http://127.0.0.1:PORT`
    public var address: String { "" }

    /// The URL of an inbound webhook of one of the seeded people; `nil` scopes means all.
    public func webhook(_ owner: Owner = .admin, scopes: [String]? = nil) async throws -> String { "" }

    /// Back to the seed.
    public func reset() async throws {}

    /// Ends the server; the data stays.
    public func stop() async throws {}
}
