import Bitrix24
import Localization

/// Adds, renames and removes profiles together with their secrets, so that a failure half way leaves nothing dangling: no
/// profile without its secret, no secret without its profile.
public struct ProfileDesk: Sendable {
    private let file: ConfigurationFile
    private let storeOf: @Sendable (Profile) throws(CredentialsError) -> any CredentialStore

    /// - Parameters:
    ///   - file: the configuration.
    ///   - storeOf: where the secret of a profile lives.
    public init(
        _ file: ConfigurationFile,
        storeOf: @escaping @Sendable (Profile) throws(CredentialsError) -> any CredentialStore
    ) {
        self.file = file
        self.storeOf = storeOf
    }

    /// Adds a profile, or puts it in the place of one of the same name.
    ///
    /// The secret is kept and read back first; only then does the configuration name it.
    ///
    /// - Parameters:
    ///   - profile: everything but its secret.
    ///   - secret: goes to the profile's store.
    ///   - isDefault: whether it becomes the default; the first profile does anyway.
    /// - Returns: what is left of the profile before, if its secret could not be taken away.
    public func add(_ profile: Profile, _ secret: Secret, isDefault: Bool) throws(CredentialsError) -> Leftover? {
        let old = try file.load()[profile.name]
        let store = try storeOf(profile)
        let before = try store.load(profile.name)
        do {
            try keep(secret, profile.name, store)
            try file.edit { configuration throws(CredentialsError) in
                if let index = configuration.profiles.firstIndex(where: { $0.name == profile.name }) {
                    configuration.profiles[index] = profile
                } else {
                    configuration.profiles.append(profile)
                }
                if isDefault || configuration.profiles.count == 1 { configuration.defaultProfile = profile.name }
            }
        } catch {
            throw undoing(error, profile.name, store) { () throws(CredentialsError) in
                if let before { try store.save(before, for: profile.name) } else { try store.erase(profile.name) }
            }
        }
        guard let old, let place = try? storeOf(old), !Self.areSame(place, store) else { return nil }
        return Leftover.erasing(profile.name, place)
    }

    /// Gives a profile another name.
    ///
    /// - Returns: the old secret's place, if it could not be taken away there.
    public func rename(_ old: String, to new: String) throws(CredentialsError) -> Leftover? {
        let profile = try known(old)
        guard try file.load()[new] == nil else {
            throw CredentialsError(.configuration, DeskTexts.nameIsTaken(new), hint: DeskTexts.removeFirst(new))
        }
        guard profile.webhookFile == nil else {
            try rename(old, new)
            return nil
        }
        let store = try storeOf(profile)
        guard let secret = try store.load(old) else {
            try rename(old, new)
            return nil
        }
        do {
            try keep(secret, new, store)
            try rename(old, new)
        } catch {
            throw undoing(error, new, store) { () throws(CredentialsError) in try store.erase(new) }
        }
        return Leftover.erasing(old, store)
    }

    /// Removes a profile from the configuration, then its secret. When the secret does not go, the profile stays.
    ///
    /// - Parameters:
    ///   - name: of the profile.
    ///   - keepsSecret: leaves the secret where it is, for a store that is gone for good.
    public func remove(_ name: String, keepsSecret: Bool) throws(CredentialsError) {
        let profile = try known(name)
        let store: (any CredentialStore)? = keepsSecret || profile.webhookFile != nil ? nil : try storeOf(profile)
        let change = try file.edit { configuration throws(CredentialsError) in
            configuration.profiles.removeAll { $0.name == name }
            if configuration.defaultProfile == name { configuration.defaultProfile = nil }
        }
        do {
            try store?.erase(name)
        } catch {
            let isBack = try file.takeBack(change)
            throw isBack
                ? CredentialsError(error.kind, error.text, hint: DeskTexts.stays(name, error.hint))
                : CredentialsError(error.kind, DeskTexts.remains(name, error.text), hint: error.hint)
        }
    }

    /// Makes a profile the default.
    public func use(_ name: String) throws(CredentialsError) {
        if name != Profile.demoName { _ = try known(name) }
        try file.edit { configuration throws(CredentialsError) in configuration.defaultProfile = name }
    }

    /// A secret that outlived its profile.
    public struct Leftover: Sendable {
        /// The profile whose secret it is.
        public let profile: String
        /// Where it is.
        public let kind: StoreKind
        /// Why it is still there.
        public let error: CredentialsError

        fileprivate static func erasing(_ profile: String, _ store: any CredentialStore) -> Leftover? {
            do {
                try store.erase(profile)
                return nil
            } catch { return Leftover(profile: profile, kind: store.kind, error: error) }
        }
    }

    /// The profile of a name.
    ///
    /// - Throws: of kind `configuration` when there is none, with the names that there are.
    public func known(_ name: String) throws(CredentialsError) -> Profile {
        let configuration = try file.load()
        if let profile = configuration[name] { return profile }
        throw CredentialsError(
            .configuration, DeskTexts.unknownProfile(name),
            hint: DeskTexts.knownProfiles(configuration.profiles.map(\.name), file.path))
    }

    private func rename(_ old: String, _ new: String) throws(CredentialsError) {
        try file.edit(renaming: (old, new)) { configuration throws(CredentialsError) in
            if configuration.defaultProfile == old { configuration.defaultProfile = new }
        }
    }

    /// Keeps a secret and makes sure that it comes back.
    private func keep(_ secret: Secret, _ name: String, _ store: any CredentialStore) throws(CredentialsError) {
        try store.save(secret, for: name)
        guard try store.load(name) == secret else {
            throw CredentialsError(.failed, DeskTexts.didNotKeep(store.kind), hint: DeskTexts.otherStore)
        }
    }

    /// The error, after what had been done is undone; it says so when that failed, too.
    private func undoing(
        _ error: CredentialsError, _ name: String, _ store: any CredentialStore,
        _ undo: () throws(CredentialsError) -> Void
    ) -> CredentialsError {
        do {
            try undo()
            return error
        } catch let second {
            return CredentialsError(
                error.kind, DeskTexts.secretRemains(error.text, name, store.kind, second.text), hint: error.hint)
        }
    }

    private static func areSame(_ left: any CredentialStore, _ right: any CredentialStore) -> Bool {
        left.kind == right.kind && (left as? HelperStore)?.command == (right as? HelperStore)?.command
    }
}

/// What is said about adding, renaming and removing.
enum DeskTexts {
    static func unknownProfile(_ name: String) -> LocalizedText {
        LocalizedText("there is no profile '\(name)'", ru: "профиля «\(name)» нет")
    }
    static func knownProfiles(_ names: [String], _ path: String) -> LocalizedText {
        let list = (names + [Profile.demoName]).joined(separator: ", ")
        return LocalizedText(
            "There are: \(list). Profiles live in \(path); b24 profile add NAME makes one.",
            ru: "Есть: \(list). Профили хранятся в \(path); новый создаёт b24 profile add ИМЯ.")
    }
    static func nameIsTaken(_ name: String) -> LocalizedText {
        LocalizedText("there is a profile '\(name)' already", ru: "профиль «\(name)» уже есть")
    }
    static func removeFirst(_ name: String) -> LocalizedText {
        LocalizedText(
            "Take another name, or remove that one first: b24 profile remove \(name).",
            ru: "Выберите другое имя или сначала удалите тот профиль: b24 profile remove \(name).")
    }
    static func didNotKeep(_ kind: StoreKind) -> LocalizedText {
        LocalizedText(
            "the store (\(kind.rawValue)) took the secret but does not give it back",
            ru: "хранилище (\(kind.rawValue)) приняло секрет, но не возвращает его")
    }
    static let otherStore = LocalizedText(
        "Choose another place with --store.", ru: "Выберите другое место: --store.")
    static func stays(_ name: String, _ hint: LocalizedText?) -> LocalizedText {
        LocalizedText(
            "The profile stays as it was. \(hint?.en ?? "") Without its secret it goes with --keep-secret.",
            ru: "Профиль остался как был. \(hint?.ru ?? "") Без секрета его удалит --keep-secret.")
    }
    static func remains(_ name: String, _ reason: LocalizedText) -> LocalizedText {
        LocalizedText(
            "profile '\(name)' is removed, but its secret is still in its store: \(reason.en)",
            ru: "профиль «\(name)» удалён, но его секрет остался в хранилище: \(reason.ru)")
    }
    static func secretRemains(
        _ error: LocalizedText, _ name: String, _ kind: StoreKind, _ reason: LocalizedText
    ) -> LocalizedText {
        LocalizedText(
            "\(error.en); and the secret of '\(name)' could not be put back in its store (\(kind.rawValue)): \(reason.en)",
            ru: "\(error.ru); а секрет «\(name)» не удалось вернуть в хранилище (\(kind.rawValue)): \(reason.ru)")
    }
}
