import Synchronization

@testable import Bitrix24

/// A clock that jumps: sleeping moves it forward at once. While it is paused, sleepers wait for `resume` or their end.
final class VirtualTime: TimeSource {
    private struct State {
        var now = 0.0
        var sleeps: [Double] = []
        var isPaused: Bool
    }

    private let state: Mutex<State>
    /// Unix time when `now` is 0.
    static let epoch = 1_800_000_000.0

    init(isPaused: Bool = false) { state = Mutex(State(isPaused: isPaused)) }

    var now: Double { state.withLock { $0.now } }
    var unixTime: Double { Self.epoch + now }
    /// Every sleep begun, in order.
    var sleeps: [Double] { state.withLock { $0.sleeps } }

    /// Time passes for another reason than somebody's sleep.
    func advance(by seconds: Double) { state.withLock { $0.now += seconds } }

    func pause() { state.withLock { $0.isPaused = true } }
    func resume() { state.withLock { $0.isPaused = false } }

    func sleep(seconds: Double) async throws {
        try Task.checkCancellation()
        state.withLock { $0.sleeps.append(seconds) }
        while state.withLock({ $0.isPaused }) {
            try Task.checkCancellation()
            await Task.yield()
        }
        state.withLock { $0.now += seconds }
        await Task.yield()
    }
}
