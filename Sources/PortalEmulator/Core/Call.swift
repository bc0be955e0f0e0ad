import JSON
import Localization

/// One command on its way through a handler: a request of its own, or one of a batch.
struct Call: Sendable {
    /// As the caller spelt it.
    let method: String
    let parameters: Parameters
    let caller: Caller
    let portal: PortalFacts
    let router: Router
    /// Unix time in seconds, the same during the whole command.
    let now: Double
    /// `127.0.0.1:PORT`: links in answers lead there.
    let host: String

    var language: Language { portal.language }
    var choices: Choices { portal.choices }

    /// The time stamp that goes into the tables.
    var timestamp: Int64 { Int64(now) }

    /// Reads arguments and checks rights in the order that ``Choices/checksArgumentsBeforeAccess`` says.
    func checked<T>(_ arguments: () throws -> T, access: () throws -> Void) throws -> T {
        guard choices.checksArgumentsBeforeAccess else {
            try access()
            return try arguments()
        }
        let value = try arguments()
        try access()
        return value
    }
}

/// What every handler may know about the portal itself.
struct PortalFacts: Sendable {
    let language: Language
    let plan: LocalPortal.Plan
    let flavour: LocalPortal.Flavour
    let planLimits: PlanLimits
    let choices: Choices
    /// The portal that this one stands in for.
    var origin: (any PortalOrigin)?

    init(_ configuration: LocalPortal.Configuration) {
        language = configuration.language
        plan = configuration.plan
        flavour = configuration.flavour
        planLimits = configuration.planLimits ?? .standard(for: configuration.flavour)
        choices = configuration.choices
        origin = configuration.origin
    }

    /// Whether leads, deals, contacts, companies, estimates and invoices are acted out: a portal that stands in for
    /// another one does not take them over, and an empty list would be a lie.
    var hasOwnTypes: Bool { origin == nil }
}
