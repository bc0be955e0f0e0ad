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
    private let file: ConfigurationFile
    private let configuration: Configuration

    init(_ context: Context) throws {
        self.context = context
        file = ConfigurationFile(path: context.environment.configFile)
        configuration = try file.load()
        if let name = chosenName, name == Profile.demoName || configuration[name] == nil && !Profile.isValid(name: name)
        {
            throw Complaint.usage(Texts.oddProfileName(name), hint: Texts.profileNameForm)
        }
    }

    /// The name that was asked for, or the default one.
    var chosenName: String? {
        context.settings.profile ?? context.environment.variables["B24_PROFILE"] ?? configuration.defaultProfile
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

    /// Keeps a token: first the secret, then the profile that leads to it.
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
        let store = try stores.store(of: profile)
        try store.save(StoredCredential.token(token).text, for: name)
        let kept = profile
        try file.edit { configuration in
            if let index = configuration.profiles.firstIndex(where: { $0.name == name }) {
                configuration.profiles[index] = kept
            } else {
                configuration.profiles.append(kept)
            }
            if configuration.defaultProfile == nil { configuration.defaultProfile = name }
        }
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
        guard let profile = configuration[name] else {
            throw Complaint.usage(
                Texts.unknownProfile(name), hint: Texts.knownProfiles(configuration.profiles.map(\.name), file.path))
        }
        return (name, profile)
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
    /// The stores of this machine, for a configuration.
    func stores(_ configuration: Configuration) -> CredentialStores {
        let (canAsk, language) = (canAsk, language)
        return CredentialStores(
            configuration,
            CredentialStores.Surroundings(
                dataFolder: environment.dataFolder, home: environment.home, mayAsk: canAsk,
                passphrases: PassphraseSource { [environment] purpose in
                    if let given = environment.passphrase { return given }
                    guard canAsk else { return nil }
                    return Self.askPassphrase(purpose, language)
                }))
    }

    private static func askPassphrase(_ purpose: PassphraseSource.Purpose, _ language: Language) -> Secret? {
        func ask(_ question: LocalizedText) -> Secret? {
            Terminal.askHidden(question[language] + ": ").map { Secret($0) }
        }
        switch purpose {
        case .open(let path): return ask(Texts.askPassphrase(path))
        case .create(let path):
            guard let first = ask(Texts.choosePassphrase(path)), first == ask(Texts.passphraseAgain) else { return nil }
            return first
        }
    }

    /// Settings of a client of this program.
    func clientOptions() -> PortalClient.Options {
        var options = PortalClient.Options()
        options.userAgent = "b24/\(B24.version)"
        if let timeout = settings.timeout { options.timeouts = Timeouts(whole: timeout) }
        return options
    }

    /// Settings of what renews tokens.
    func tokenOptions() -> TokenKeeper.Options {
        var options = TokenKeeper.Options()
        options.userAgent = "b24/\(B24.version)"
        if let timeout = settings.timeout { options.timeouts = Timeouts(whole: timeout) }
        return options
    }
}
