import Bitrix24
import Credentials
import Localization

/// The configuration, and whether each profile's secret is where it should be. Nobody is asked for anything.
extension Doctor {
    var configuration: Check {
        let path = context.environment.configFile
        guard let mode = Files.mode(path) else {
            return Check(
                name: Texts.checkConfiguration, state: .fine, finding: Texts.noConfiguration(path, isDemo: isDemo))
        }
        do {
            let configuration = try context.environment.configuration.load()
            for place in [path, Files.folder(of: path)]
            where ((place == path ? mode : Files.mode(place)) ?? 0) & 0o022 != 0 {
                return Check(
                    name: Texts.checkConfiguration, state: .warning, finding: Texts.othersWrite(place),
                    fix: Texts.verbatim("chmod go-w '\(place)'"))
            }
            if let name = configuration.defaultProfile, name != Portal.demoName, configuration[name] == nil {
                return Check(
                    name: Texts.checkConfiguration, state: .failed, finding: Texts.noSuchDefault(name),
                    fix: Texts.chooseDefault)
            }
            return Check(
                name: Texts.checkConfiguration, state: .fine,
                finding: Texts.configuredProfiles(path, configuration.profiles.map(\.name)))
        } catch {
            var check = failure(Texts.checkConfiguration, error)
            check.fix = check.fix ?? Texts.repairConfiguration
            return check
        }
    }

    /// One check for each place that the profiles use; none without profiles.
    var secrets: [Check] {
        guard let configuration = try? context.environment.configuration.load() else { return [] }
        let stores = context.stores(configuration)
        var places: [(title: String, store: any CredentialStore, profiles: [Profile])] = []
        var checks: [Check] = []
        for profile in configuration.profiles {
            if profile.webhookFile != nil {
                checks.append(webhookFile(profile))
                continue
            }
            do {
                let store = try stores.store(of: profile)
                let title = (store as? HelperStore)?.command ?? store.kind.rawValue
                if let index = places.firstIndex(where: { $0.title == title }) {
                    places[index].profiles.append(profile)
                } else {
                    places.append((title, store, [profile]))
                }
            } catch { checks.append(failure(Texts.checkSecrets(profile.name), error)) }
        }
        return places.map { check($0.title, $0.store, $0.profiles) } + checks
    }

    private func check(_ title: String, _ store: any CredentialStore, _ profiles: [Profile]) -> Check {
        let name = Texts.checkSecrets(title)
        do {
            try store.check()
            // Opening it would ask for the passphrase: what is not needed is not asked.
            if store.kind == .encryptedFile, context.environment.passphrase == nil {
                return Check(name: name, state: .fine, finding: Texts.storeIsWhole(profiles.map(\.name)))
            }
            let missing = try profiles.filter { try store.load($0.name) == nil }.map(\.name)
            guard let first = missing.first else {
                return Check(name: name, state: .fine, finding: Texts.storeOpens(profiles.map(\.name)))
            }
            return Check(
                name: name, state: .failed, finding: Texts.secretsMissing(missing), fix: Texts.addSecret(first))
        } catch { return failure(name, error) }
    }

    private func webhookFile(_ profile: Profile) -> Check {
        let name = Texts.checkSecrets(profile.name)
        do {
            let path = context.webhookPath(profile.webhookFile ?? "")
            _ = try WebhookFile.read(path)
            return Check(name: name, state: .fine, finding: Texts.verbatim(path))
        } catch { return failure(name, error) }
    }
}

extension Texts {
    static func othersWrite(_ path: String) -> LocalizedText {
        LocalizedText("others may write '\(path)'", ru: "«\(path)» могут изменять другие")
    }
    static let repairConfiguration = LocalizedText("Correct that line.", ru: "Исправьте эту строку.")
    static func noSuchDefault(_ name: String) -> LocalizedText {
        LocalizedText(
            "default_profile names '\(name)', which does not exist",
            ru: "в default_profile указан «\(name)», такого профиля нет")
    }
    static func checkSecrets(_ place: String) -> LocalizedText {
        LocalizedText("Secrets, \(place)", ru: "Секреты, \(place)")
    }
    static func storeOpens(_ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText("there for \(list)", ru: "есть для \(list)")
    }
    static func storeIsWhole(_ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText(
            "the file is whole; for \(list) (not opened: that takes the passphrase)",
            ru: "файл цел; для \(list) (не открывался: нужна парольная фраза)")
    }
    static func secretsMissing(_ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText("nothing is kept for \(list)", ru: "ничего не хранится для \(list)")
    }
    static func addSecret(_ name: String) -> LocalizedText {
        LocalizedText(
            "b24 profile add \(name) gives it one.", ru: "Добавить: b24 profile add \(name).")
    }
}
