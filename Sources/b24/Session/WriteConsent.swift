import Synchronization

/// Whether a person has agreed to all that a run is going to write: then a protected portal has nothing more to ask.
final class WriteConsent: Sendable {
    private let isAnswered = Mutex(false)

    /// Whether it was given.
    var isGiven: Bool { isAnswered.withLock { $0 } }

    /// Notes the answer.
    func give() { isAnswered.withLock { $0 = true } }
}
