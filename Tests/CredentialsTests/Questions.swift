import Bitrix24
import Credentials
import Synchronization

/// Remembers what a passphrase was wanted for.
final class Questions: Sendable {
    private let asked = Mutex<[PassphraseSource.Purpose]>([])

    func note(_ purpose: PassphraseSource.Purpose) -> Secret? {
        asked.withLock { $0.append(purpose) }
        return Secret("secret")
    }

    var all: [PassphraseSource.Purpose] { asked.withLock { $0 } }
}
