import Bitrix24

/// A place that keeps one secret for each profile: the system's keyring, a helper program, a file.
///
/// This room is what stands between a portal's client, which is handed a credential, and the person who has several
/// portals: which profiles there are (``ConfigurationFile``), and where the secret of each one lives (``CredentialStores``).
/// It asks nobody anything by itself and prints nothing; a host program brings the ways to do that.
///
/// What the text of a secret means is not the store's business. It is one line.
///
/// ```swift
/// let store = try stores.store(for: profile)
/// try store.save(Secret("https://acme.bitrix24.com/rest/1/abcdef/"), for: "acme")
/// let secret = try store.load("acme")
/// ```
///
/// A store that is there but does not open (locked, wrong passphrase, not running) throws; it never looks as if it had no
/// secret.
public protocol CredentialStore: Sendable {
    /// What kind of place it is.
    var kind: StoreKind { get }

    /// The secret of a profile; `nil` when the store has none.
    func load(_ profile: String) throws(CredentialsError) -> Secret?

    /// Keeps a secret in the place of the one that was there. When this returns, a later process finds it.
    func save(_ secret: Secret, for profile: String) throws(CredentialsError)

    /// Takes the secret of a profile away; does nothing when there is none.
    func erase(_ profile: String) throws(CredentialsError)

    /// Finds out whether the store opens, without asking a person anything.
    func check() throws(CredentialsError)
}

/// The kinds of places, by the names that `store = "..."` and `--store` have for them.
public enum StoreKind: String, Sendable, CaseIterable {
    /// A program that `credential_helper` names.
    case helper
    /// The keyring of the session: Secret Service on Linux, Keychain on macOS.
    case keyring
    /// A file that a passphrase encrypts.
    case encryptedFile = "encrypted-file"
    /// A file of mode 0600 with the secrets as they are.
    case plainFile = "plain-file"
}
