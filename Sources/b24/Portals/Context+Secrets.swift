import Bitrix24
import Credentials
import Localization

/// The way from a profile to its secret.
extension Context {
    /// The stores of this machine.
    func stores(_ configuration: Configuration) -> CredentialStores {
        CredentialStores(
            configuration,
            CredentialStores.Surroundings(
                dataFolder: environment.dataFolder, home: environment.home, mayAsk: !settings.hasNoInput,
                passphrases: passphrases))
    }

    /// Where the secret of a profile is kept; `nil` for a file of the person's own.
    func store(of profile: Profile) throws -> (any CredentialStore)? {
        if profile.webhookFile != nil { return nil }
        return try stores(environment.configuration.load()).store(of: profile)
    }

    /// Where a `webhook_file` is: beside the configuration, unless it says otherwise.
    func webhookPath(_ file: String) -> String {
        environment.expand(file, from: Files.folder(of: environment.configFile))
    }

    /// The files of all profiles: a script on one portal has no business with the secret of another, either.
    var secretFiles: [String] {
        // A configuration that can't be read is complained of where it is needed.
        let configuration = (try? environment.configuration.load()) ?? Configuration()
        return configuration.profiles.compactMap(\.webhookFile).map(webhookPath) + stores(configuration).files
    }

    /// `B24_PASSPHRASE`, else a person is asked.
    private var passphrases: PassphraseSource {
        let context = self
        return PassphraseSource(attempts: environment.passphrase == nil ? 3 : 1) { purpose in
            if let passphrase = context.environment.passphrase { return passphrase }
            guard !context.settings.hasNoInput else { return nil }
            switch purpose {
            case .open(let path):
                return Terminal.askHidden(Texts.askPassphrase(path)[context.language])
            case .again: return Terminal.askHidden(Texts.askPassphraseCorrected[context.language])
            case .create(let path): return context.newPassphrase(path)
            }
        }
    }

    /// Typed twice: a slip of the finger would lock everything away.
    private func newPassphrase(_ path: String) -> Secret? {
        var question = Texts.newPassphrase(path)[language] + "\n" + Texts.askNewPassphrase[language]
        for _ in 0..<3 {
            guard let first = Terminal.askHidden(question),
                let second = Terminal.askHidden(Texts.askPassphraseAgain[language])
            else { return nil }
            if first == second { return first }
            question = Texts.passphrasesDiffer[language] + "\n" + Texts.askNewPassphrase[language]
        }
        return nil
    }
}
