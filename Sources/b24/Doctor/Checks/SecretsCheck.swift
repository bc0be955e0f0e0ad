import Bitrix24
import Credentials
import Localization

/// Whether each profile's secret is where it should be: one check for each place. Nobody is asked for anything.
enum SecretsCheck {
    /// What a store said of its profiles.
    enum Found {
        /// All of them have a secret.
        case all
        /// The file is whole, and was not opened: that takes the passphrase.
        case whole
        case missing([String])
    }

    static func decide(_ place: String, _ profiles: [String], _ found: Result<Found, any Error>) -> Check {
        switch found {
        case .success(.all): return .ok(.secrets, Texts.storeOpens(place, profiles))
        case .success(.whole): return .ok(.secrets, Texts.storeIsWhole(place, profiles))
        case .success(.missing(let names)):
            return .problem(.secrets, Texts.secretsMissing(place, names), fix: Texts.addSecret(names[0]))
        case .failure(let error):
            var check = Check.problem(.secrets, error)
            check.finding = Texts.inPlace(place, check.finding)
            return check
        }
    }

    static func look(_ context: Context) -> [Check] {
        guard let configuration = try? context.environment.configuration.load() else { return [] }
        guard !configuration.profiles.isEmpty else { return [.skipped(.secrets, Texts.noSecretsKept)] }
        let stores = context.stores(configuration)
        var places: [(title: String, store: any CredentialStore, profiles: [String])] = []
        var checks: [Check] = []
        for profile in configuration.profiles {
            if let file = profile.webhookFile {
                checks.append(webhookFile(context.webhookPath(file), of: profile.name))
                continue
            }
            do {
                let store = try stores.store(of: profile)
                let title = (store as? HelperStore)?.command ?? store.kind.rawValue
                if let index = places.firstIndex(where: { $0.title == title }) {
                    places[index].profiles.append(profile.name)
                } else {
                    places.append((title, store, [profile.name]))
                }
            } catch { checks.append(decide(profile.name, [profile.name], .failure(error))) }
        }
        let hasPassphrase = context.environment.passphrase != nil
        return places.map { place in
            decide(
                place.title, place.profiles,
                Result { try search(place.store, place.profiles, hasPassphrase: hasPassphrase) })
        } + checks
    }

    private static func search(
        _ store: any CredentialStore, _ profiles: [String], hasPassphrase: Bool
    ) throws -> Found {
        try store.check()
        // Opening it would ask for the passphrase: what is not needed is not asked.
        if store.kind == .encryptedFile, !hasPassphrase { return .whole }
        let missing = try profiles.filter { try store.load($0) == nil }
        return missing.isEmpty ? .all : .missing(missing)
    }

    private static func webhookFile(_ path: String, of profile: String) -> Check {
        decide(
            path, [profile],
            Result {
                _ = try WebhookFile.read(path)
                return Found.all
            })
    }
}
