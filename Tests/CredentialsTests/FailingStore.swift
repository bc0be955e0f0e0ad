import Bitrix24
import Credentials
import Localization
import Synchronization

/// A store in memory whose operations can be made to fail.
final class FailingStore: CredentialStore {
    enum Operation: Hashable { case load, save, erase }

    let kind: StoreKind
    private let state = Mutex((secrets: [String: Secret](), failing: Set<Operation>(), forgets: false))

    init(_ kind: StoreKind = .keyring) { self.kind = kind }

    var secrets: [String: String] { state.withLock { $0.secrets.mapValues(\.exposed) } }

    func fail(_ operations: Operation...) { state.withLock { $0.failing = Set(operations) } }

    /// Takes everything and keeps nothing.
    func forget() { state.withLock { $0.forgets = true } }

    func load(_ profile: String) throws(CredentialsError) -> Secret? {
        try check(.load)
        return state.withLock { $0.secrets[profile] }
    }

    func save(_ secret: Secret, for profile: String) throws(CredentialsError) {
        try check(.save)
        state.withLock { if !$0.forgets { $0.secrets[profile] = secret } }
    }

    func erase(_ profile: String) throws(CredentialsError) {
        try check(.erase)
        state.withLock { $0.secrets[profile] = nil }
    }

    func check() throws(CredentialsError) {}

    private func check(_ operation: Operation) throws(CredentialsError) {
        guard state.withLock({ $0.failing.contains(operation) }) else { return }
        throw CredentialsError(.failed, LocalizedText("\(operation) fails", ru: "отказ"), hint: nil)
    }
}
