import Bitrix24
import Localization

/// The stores of this machine and the order among them.
///
/// What a person said comes first: `--store`, then the profile's `store`, then the configuration's. Else the best place that
/// is there: a credential helper that is configured, the keyring of the session, an encrypted file. A plain file is used
/// only when asked for. A store that is there but closed is an error, not a reason to take a weaker one.
public struct CredentialStores: Sendable {
    /// What of the machine the choice depends on.
    public struct Surroundings: Sendable {
        /// Where files with secrets lie.
        public var dataFolder: String
        /// What `~/` stands for.
        public var home: String
        /// Whether a person can answer a dialogue or a question.
        public var mayAsk: Bool
        /// Where passphrases come from.
        public var passphrases: PassphraseSource

        /// Surroundings.
        public init(dataFolder: String, home: String, mayAsk: Bool, passphrases: PassphraseSource) {
            self.dataFolder = dataFolder
            self.home = home
            self.mayAsk = mayAsk
            self.passphrases = passphrases
        }
    }

    /// What `config.toml` says.
    public let configuration: Configuration
    private let surroundings: Surroundings
    private let encrypted: EncryptedFileStore

    /// The stores; nothing is opened.
    public init(_ configuration: Configuration, _ surroundings: Surroundings) {
        self.configuration = configuration
        self.surroundings = surroundings
        encrypted = EncryptedFileStore(
            path: surroundings.dataFolder + "/credentials.sealed", passphrases: surroundings.passphrases)
    }

    /// Where the secret of a profile lives, or would.
    ///
    /// - Throws: when there is no place at all, or the one that was asked for needs what is not configured.
    public func store(of profile: Profile) throws(CredentialsError) -> any CredentialStore {
        try store(kind(of: profile), helper: profile.credentialHelper)
    }

    /// The kind of place where the secret of a profile lives, or would; nothing is read.
    public func kind(of profile: Profile) throws(CredentialsError) -> StoreKind {
        if let kind = configuration.declaredKind(of: profile) { return kind }
        return try best
    }

    /// A store of a kind.
    public func store(_ kind: StoreKind, helper: String? = nil) throws(CredentialsError) -> any CredentialStore {
        switch kind {
        case .helper:
            guard let command = helper ?? configuration.credentialHelper else {
                throw CredentialsError(.configuration, StoresTexts.noHelper, hint: HelperTexts.form)
            }
            return HelperStore(command: command, home: surroundings.home)
        case .keyring:
            return KeyringStore(mayAsk: surroundings.mayAsk && KeyringStore.hasScreen)
        case .encryptedFile: return encrypted
        case .plainFile: return PlainFileStore(path: surroundings.dataFolder + "/credentials.plain")
        }
    }

    /// The best place that is there when nobody said anything.
    ///
    /// A session without any keyring has none that could be closed; one whose keyring is locked does.
    private var best: StoreKind {
        get throws(CredentialsError) {
            if KeyringStore.hasSession {
                do {
                    try KeyringStore(mayAsk: false).check()
                    return .keyring
                } catch {
                    if error.kind != .storeUnavailable { return .keyring }
                }
            }
            if EncryptedFileStore.isAvailable { return .encryptedFile }
            throw CredentialsError(.storeUnavailable, StoresTexts.noStore, hint: StoresTexts.makeStore)
        }
    }

    /// Why a keyring that a session could have is not used; `nil` when it is, or when there is no session.
    public func reasonAgainstKeyring() -> LocalizedText? {
        guard KeyringStore.hasSession else { return nil }
        do {
            try KeyringStore(mayAsk: false).check()
            return nil
        } catch { return error.kind == .storeUnavailable ? error.text : nil }
    }

    /// The file or the program where the secret of a profile lives, or would; the keyring has no place of that kind.
    public func place(of profile: Profile) -> String? {
        switch try? kind(of: profile) {
        case .helper: profile.credentialHelper ?? configuration.credentialHelper
        case .keyring: StoreKind.keyring.rawValue
        case .encryptedFile: files[0]
        case .plainFile: files[1]
        case nil: nil
        }
    }

    /// The files that may hold secrets: nothing of a script's business.
    public var files: [String] {
        [surroundings.dataFolder + "/credentials.sealed", surroundings.dataFolder + "/credentials.plain"]
    }
}

/// What is said about the choice of a store.
enum StoresTexts {
    static let noHelper = LocalizedText(
        "store 'helper' needs a credential_helper in the configuration",
        ru: "для хранилища «helper» нужен credential_helper в конфигурации")
    static let noStore = LocalizedText(
        "there is no safe place for secrets on this machine: no keyring, and no libsodium for an encrypted file",
        ru:
            "на этом компьютере нет надёжного места для секретов: ни связки ключей, ни libsodium для зашифрованного файла"
    )
    static let makeStore = LocalizedText(
        "apt install libsodium23, or brew install libsodium. --store plain-file keeps them as they are in a file that only you "
            + "can read.",
        ru:
            "apt install libsodium23 или brew install libsodium. --store plain-file хранит их как есть в файле, доступном "
            + "только вам.")
}
