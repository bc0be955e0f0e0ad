import Bitrix24
import CSodium
import Localization
import Synchronization

/// One file with the secrets of all profiles, encrypted under a passphrase. See `SealedBox` for its form.
public final class EncryptedFileStore: CredentialStore {
    /// The file.
    public let path: String
    private let passphrases: PassphraseSource
    private let cost: SealedBox.Cost
    /// The key of the last opening, so that a person is asked once.
    private let known = Mutex<SealedBox.Key?>(nil)

    /// - Parameters:
    ///   - path: made at the first ``save(_:for:)``, with its folders.
    ///   - passphrases: where the passphrase comes from.
    public convenience init(path: String, passphrases: PassphraseSource) {
        self.init(path: path, passphrases: passphrases, cost: SealedBox.Cost())
    }

    init(path: String, passphrases: PassphraseSource, cost: SealedBox.Cost) {
        self.path = path
        self.passphrases = passphrases
        self.cost = cost
    }

    /// ``StoreKind/encryptedFile``
    public var kind: StoreKind { .encryptedFile }

    /// Whether the library that encrypts is on this machine.
    public static var isAvailable: Bool { (try? openLibrary()) != nil }

    /// The secret of a profile. Without a file nobody is asked for a passphrase.
    public func load(_ profile: String) throws(CredentialsError) -> Secret? {
        guard let file = try SecretFile.read(path) else { return nil }
        return try open(file)[profile]
    }

    /// Keeps a secret.
    public func save(_ secret: Secret, for profile: String) throws(CredentialsError) {
        try change { $0[profile] = secret }
    }

    /// Takes a secret away, and the file with the last one.
    public func erase(_ profile: String) throws(CredentialsError) {
        guard PrivateFile.mode(path) != nil else { return }
        try change { $0[profile] = nil }
    }

    /// Whether the file, if there is one, is whole and closed to others. Its passphrase is not asked for.
    public func check() throws(CredentialsError) {
        try Self.openLibrary()
        guard let file = try SecretFile.read(path) else { return }
        do { try SealedBox.check(file) } catch { throw complaint(error) }
    }

    private static func openLibrary() throws(CredentialsError) {
        var reason = [CChar](repeating: 0, count: 256)
        guard b24_sodium_open(&reason, reason.count) else {
            throw CredentialsError(
                .storeUnavailable, EncryptedFileTexts.noLibrary, hint: EncryptedFileTexts.installLibrary)
        }
    }

    private func change(_ body: (inout SecretTable) -> Void) throws(CredentialsError) {
        try Self.openLibrary()
        try FileLock.holding(path) { () throws(CredentialsError) in
            var table = SecretTable()
            if let file = try SecretFile.read(path) { table = try open(file) }
            body(&table)
            let key = try table.isEmpty ? nil : self.key()
            do throws(PrivateFile.Failure) {
                if let key {
                    try PrivateFile.replace(path, with: SealedBox.seal(table.bytes, key))
                } else {
                    try PrivateFile.remove(path)
                    known.withLock { $0 = nil }
                }
            } catch {
                throw CredentialsError(.failed, Texts.cannotWrite(error.path, error.reason), hint: Texts.correctOwner)
            }
        }
    }

    /// The key of the file, or of a new one.
    private func key() throws(CredentialsError) -> SealedBox.Key {
        if let key = known.withLock({ $0 }) { return key }
        let passphrase = try passphrases.passphrase(.create(path: path))
        do {
            let key = try SealedBox.newKey(passphrase, cost)
            known.withLock { $0 = key }
            return key
        } catch { throw complaint(error) }
    }

    private func open(_ file: [UInt8]) throws(CredentialsError) -> SecretTable {
        try Self.openLibrary()
        var opened = Result<(content: [UInt8], key: SealedBox.Key), SealedBox.Problem>.failure(.wrongPassphrase)
        for attempt in 1...max(1, passphrases.attempts) {
            opened = try SealedBox.open(file, known: known.withLock { $0 }) { () throws(CredentialsError) in
                try passphrases.passphrase(attempt == 1 ? .open(path: path) : .again(path: path))
            }
            guard case .failure(.wrongPassphrase) = opened else { break }
        }
        switch opened {
        case .failure(let problem): throw complaint(problem)
        case .success(let (content, key)):
            known.withLock { $0 = key }
            do {
                return try SecretTable(content)
            } catch .newer { throw complaint(.newer) } catch { throw complaint(.damaged) }
        }
    }

    private func complaint(_ problem: SealedBox.Problem) -> CredentialsError {
        switch problem {
        case .damaged: CredentialsError(.damaged, Texts.damagedFile(path), hint: Texts.addProfilesAgain(path))
        case .newer: CredentialsError(.damaged, Texts.newerFile(path), hint: Texts.updateProgram)
        case .wrongPassphrase:
            CredentialsError(
                .wrongPassphrase, EncryptedFileTexts.wrongPassphrase(path), hint: EncryptedFileTexts.forgotten(path))
        case .noMemory: CredentialsError(.failed, EncryptedFileTexts.noMemory, hint: nil)
        }
    }
}
