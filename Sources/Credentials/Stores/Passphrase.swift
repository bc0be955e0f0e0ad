import Bitrix24

/// Where the passphrase of an encrypted file comes from.
public struct PassphraseSource: Sendable {
    /// What it is wanted for.
    public enum Purpose: Sendable, Equatable {
        /// To open the file.
        case open(path: String)
        /// To open the file, after one that did not fit.
        case again(path: String)
        /// For a file that will be made: a person types it twice.
        case create(path: String)
    }

    /// How often it may be asked for one file: once where no person could correct a mistake.
    let attempts: Int
    private let ask: @Sendable (Purpose) -> Secret?

    /// - Parameters:
    ///   - attempts: how many tries there are before the error.
    ///   - ask: gives `nil` when there is no passphrase to be had.
    public init(attempts: Int = 1, _ ask: @escaping @Sendable (Purpose) -> Secret?) {
        self.attempts = attempts
        self.ask = ask
    }

    /// One that never has a passphrase.
    public static let none = PassphraseSource { _ in nil }

    func passphrase(_ purpose: Purpose) throws(CredentialsError) -> Secret {
        guard let passphrase = ask(purpose), !passphrase.isEmpty else {
            switch purpose {
            case .open(let path), .again(let path), .create(let path):
                throw CredentialsError(
                    .storeLocked, EncryptedFileTexts.noPassphrase(path), hint: EncryptedFileTexts.givePassphrase)
            }
        }
        return passphrase
    }
}
