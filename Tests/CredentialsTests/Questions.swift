import Bitrix24
import Credentials
import Synchronization

/// Remembers what a passphrase was wanted for.
final class Questions: Sendable {
    private let asked = Mutex<[PassphraseSource.Purpose]>([])
    private let answers: Mutex<[String]>

    /// - Parameter answers: in this order; `secret` when there are no more.
    init(_ answers: [String] = []) { self.answers = Mutex(answers) }

    func note(_ purpose: PassphraseSource.Purpose) -> Secret? {
        asked.withLock { $0.append(purpose) }
        return Secret(answers.withLock { $0.isEmpty ? "secret" : $0.removeFirst() })
    }

    var all: [PassphraseSource.Purpose] { asked.withLock { $0 } }
}
