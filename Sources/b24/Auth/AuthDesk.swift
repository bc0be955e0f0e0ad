import Bitrix24
import Credentials
import Localization

/// The profile that `b24 auth` works on, in the configuration and in its store.
struct AuthDesk: Sendable {
    /// Where a token was kept.
    struct Place: Sendable {
        var profile: String
        var store: LocalizedText
    }

    private let context: Context
    private let configuration: Configuration

    init(_ context: Context) throws {
        self.context = context
        configuration = try context.environment.configuration.load()
        if let name = chosenName, configuration[name] == nil { try Context.check(profileName: name) }
    }

    /// The name that was asked for, or the default one.
    var chosenName: String? {
        context.settings.profile ?? context.environment.variables["B24_PROFILE"] ?? configuration.defaultProfile
    }

    /// Whether there is a place for the token.
    ///
    /// - Throws: ``CredentialsError`` when there is none, or it is closed.
    func checkStore() throws {
        let profile = chosenName.flatMap { configuration[$0] } ?? Profile(name: chosenName ?? "")
        try stores.store(of: profile).check()
    }

    /// What is stored for the profile; `nil` when it has no token.
    ///
    /// - Throws: when the store does not open. What does not read as a credential is as good as none: it is replaced.
    func known() throws -> PortalToken? {
        guard let name = chosenName, let profile = configuration[name], profile.webhookFile == nil,
            let text = try stores.store(of: profile).load(name),
            case .token(let token)? = try? StoredCredential(text: text)
        else { return nil }
        return token
    }

    /// Keeps a token, and the profile that leads to it.
    func keep(_ token: PortalToken, user: String?) throws -> Place {
        let name = chosenName ?? Self.name(of: token.domain)
        var profile = configuration[name] ?? Profile(name: name)
        profile.domain = token.domain
        profile.user = user ?? profile.user
        profile.clientID = token.clientID
        profile.authorizationServer =
            token.authorizationServer == token.usualServer ? nil : token.authorizationServer?.text
        profile.webhookFile = nil
        let kind = try stores.kind(of: profile)
        // A later change of what is the best store must not lose this one.
        profile.store = kind
        let isDefault = configuration.defaultProfile == nil
        context.warn(
            of: try context.profileDesk.add(profile, StoredCredential.token(token).text, isDefault: isDefault))
        return Place(profile: name, store: Texts.storeName(kind))
    }

    /// Erases the secret of the profile. The profile stays.
    ///
    /// - Returns: the profile's name and portal; `nil` when it has nothing to erase.
    func erase() throws -> Bool {
        let (name, profile) = try existing()
        if let path = profile.webhookFile {
            throw Complaint.usage(Texts.ownFile(path), hint: Texts.removeOwnFile(path))
        }
        let store = try stores.store(of: profile)
        guard try store.load(name) != nil else { return false }
        try store.erase(name)
        return true
    }

    /// The profile that is meant; it has to be there.
    func existing() throws -> (name: String, Profile) {
        guard let name = chosenName else {
            throw Complaint.usage(Texts.noProfileChosen, hint: Texts.chooseProfile(configuration.profiles.map(\.name)))
        }
        return (name, try context.profileDesk.known(name))
    }

    private var stores: CredentialStores { context.stores(configuration) }

    /// `acme` of `acme.bitrix24.com`, `127-0-0-1` of an address.
    static func name(of domain: String) -> String {
        let host = domain.prefix { $0 != ":" }
        let isAddress = host.allSatisfy { $0.isNumber || $0 == "." }
        let name: String = isAddress ? String(host).replacing(".", with: "-") : String(host.prefix { $0 != "." })
        return Profile.isValid(name: name) ? name : "portal"
    }
}

extension Context {
    /// Settings of a client of this program.
    func clientOptions() -> PortalClient.Options {
        var options = PortalClient.Options()
        options.userAgent = "b24/\(B24.version)"
        options.rateFolder = environment.stateFolder + "/rate"
        if let timeout = settings.timeout { options.timeouts = Timeouts(whole: timeout) }
        return options
    }

    /// How requests go out: with `--verbose`, a line tells of each.
    var transport: any Transport {
        settings.isVerbose ? LoggingTransport(output: output, language: language) : CurlTransport.shared
    }

    /// Settings of what renews tokens.
    func tokenOptions() -> TokenKeeper.Options {
        var options = TokenKeeper.Options()
        options.userAgent = "b24/\(B24.version)"
        if let timeout = settings.timeout { options.timeouts = Timeouts(whole: timeout) }
        return options
    }
}
