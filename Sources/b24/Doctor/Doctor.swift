import Bitrix24
import Credentials
import LuaRuntime

/// Looks at everything that b24 needs, in the order in which it needs it. Only reads; asks a person for nothing but what opens
/// the credential.
struct Doctor {
    private let context: Context
    private var checks: [Check] = []
    /// The portal that commands work on, or why there is none.
    private let portal: Result<Portal, any Error>
    private let connection: PortalConnection?
    private var client: PortalClient?
    private var token: PortalToken?
    private var lookup: NameLookup?
    private var route: RouteChecks?
    private var person: UserChecks?

    init(_ context: Context) {
        self.context = context
        portal = Result { try Portal.choose(context.settings, context.environment) }
        connection = (try? portal.get()).map {
            PortalConnection($0, context, namesDemo: false, tellsMove: false)
        }
    }

    /// - Parameter report: is told each check as soon as it is made.
    mutating func examine(_ report: (Check) -> Void) async -> [Check] {
        for kind in CheckKind.allCases {
            let found: [Check]
            if let cause = kind.obstacle(in: checks) {
                found = [.skipped(kind, because: cause)]
            } else {
                found = await look(at: kind)
            }
            checks += found
            found.forEach(report)
        }
        await connection?.close()
        return checks
    }

    private mutating func look(at kind: CheckKind) async -> [Check] {
        switch kind {
        case .lua: [LuaCheck.decide(LuaVM.release)]
        case .isolation: [IsolationCheck.look()]
        case .http: [HTTPCheck.decide(CurlTransport.libraryVersion)]
        case .configuration: [ConfigurationCheck.look(context, isDemo: isDemo)]
        case .dataFolder: [DataFolderCheck.look(context.environment.dataFolder)]
        case .secrets: SecretsCheck.look(context)
        case .credential: [await credential()]
        case .dns: [await dns()]
        case .proxy: [await wayThere()?.proxyCheck ?? .skipped(kind, because: .credential)]
        case .connection: [route?.connectionCheck ?? .skipped(kind, because: .credential)]
        case .tls: [route?.tlsCheck ?? .skipped(kind, because: .credential)]
        case .address: [addressCheck]
        case .clock: [ClockCheck.decide(route?.probe.clockSkew)]
        case .user: [await user()]
        case .admin: [person?.admin ?? .skipped(kind, because: .user)]
        case .scopes: [person?.scopes ?? .skipped(kind, because: .user)]
        case .plan: [person?.planCheck ?? .skipped(kind, because: .user)]
        case .limits: [await limits()]
        }
    }

    private var isDemo: Bool { if case .success(.demo) = portal { true } else { false } }

    private var profile: String? { if case .success(.profile(let name, _)) = portal { name } else { nil } }

    private mutating func credential() async -> Check {
        do {
            let portal = try portal.get()
            client = try await connection?.client()
            token = await connection?.keeper?.token
            return CredentialCheck.decide(
                portal, token: token, place: CredentialCheck.place(of: portal, context), now: SystemTime().unixTime)
        } catch { return .problem(.credential, error) }
    }

    // MARK: The way there

    /// Also where the credential does not open, the profile says where the portal is.
    private var address: PortalAddress? {
        if let client { return client.credential.address }
        if case .success(.profile(_, let profile)) = portal { return profile.domain.map { PortalAddress(domain: $0) } }
        return nil
    }

    private mutating func dns() async -> Check {
        guard let address else { return .skipped(.dns, because: .credential) }
        let proxy = EnvironmentProxy(for: address.host)
        let isProxied = !address.isLoopback && proxy != nil && proxy?.exemption == nil
        let timeouts = context.clientOptions().timeouts
        let lookup = await NameLookup.run(
            isProxied ? proxy?.host ?? address.host : address.host, limit: min(timeouts.connect, timeouts.whole))
        self.lookup = lookup
        return DNSCheck.decide(lookup, portal: address.host)
    }

    private mutating func wayThere() async -> RouteChecks? {
        guard let address else { return nil }
        let probe = await PortalProbe.run(address, options: context.clientOptions(), transport: context.transport)
        route = RouteChecks(portal: address, proxy: EnvironmentProxy(for: address.host), probe: probe)
        return route
    }

    private var addressCheck: Check {
        guard let route, let portal = try? portal.get() else { return .skipped(.address, because: .credential) }
        return route.addressCheck(PortalMove(portal: portal, environment: context.environment))
    }

    // MARK: Who calls

    private mutating func user() async -> Check {
        guard let client, let connection else { return .skipped(.user, because: .credential) }
        let keeper = await connection.keeper
        var answer: Result<AuthStatus, any Error>
        do { answer = .success(try await AuthStatus.ask(client) { keeper?.token }) } catch { answer = .failure(error) }
        let person = UserChecks(answer: answer, plan: client.options.plan, profile: profile)
        self.person = person
        return person.user
    }

    private func limits() async -> Check {
        guard let client else { return .skipped(.limits, because: .credential) }
        return LimitsCheck.decide(await client.load, client.pressedMethods)
    }
}
