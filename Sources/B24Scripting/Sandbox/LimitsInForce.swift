import Bitrix24
import Localization
import LuaRuntime
import Synchronization

/// The limits of the run that is under way, for whoever has to say which of them was met.
final class LimitsInForce: Sendable {
    private let limits: Mutex<RunLimits>
    private let profile: String

    /// - Parameter profile: its name, for people.
    init(_ limits: RunLimits, profile: String) {
        self.limits = Mutex(limits)
        self.profile = profile
    }

    /// In the machine's form.
    var ofMachine: LuaVM.Limits { limits.withLock { $0 }.applied(to: LuaVM.Limits()) }

    /// Puts others into force.
    ///
    /// - Returns: whether they are others.
    func set(_ new: RunLimits) -> Bool {
        limits.withLock { limits in
            defer { limits = new }
            return limits != new
        }
    }

    /// The limit that a stop means; `nil` for a stop that means none.
    func reached(by stop: LuaVM.Stop?) -> LimitReached? {
        let limits = limits.withLock { $0 }
        return switch stop {
        case .memory: limits.memory.map { LimitReached(.memory, Amounts.text(bytes: $0.amount), $0.origin, profile) }
        case .cpuTime: limits.cpu.map { LimitReached(.cpu, Amounts.text($0.amount), $0.origin, profile) }
        case .wallTime: limits.time.map { LimitReached(.time, Amounts.text($0.amount), $0.origin, profile) }
        case .interrupted, .instructions, .loading, .exited, nil: nil
        }
    }

    /// The failure that a run has ended with; one that a limit has brought about knows which.
    func explained(_ error: any Error, _ language: Language) -> any Error {
        guard var failure = error as? LuaFailure, let reached = reached(by: failure.stop) else { return error }
        failure.message = reached.text[language]
        failure.cause = reached
        return failure
    }
}
