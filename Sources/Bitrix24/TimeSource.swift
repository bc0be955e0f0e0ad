#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The one place for time, so that tests run on a virtual clock.
public protocol TimeSource: Sendable {
    /// Seconds on a clock that only goes forward.
    var now: Double { get }
    /// Unix time, in seconds.
    var unixTime: Double { get }
    /// Waits.
    ///
    /// - Throws: `CancellationError` when the task is cancelled before the time is over.
    func sleep(seconds: Double) async throws
}

/// The machine's clocks.
public struct SystemTime: TimeSource {
    /// The machine's clocks.
    public init() {}

    /// Seconds since the machine started.
    public var now: Double { seconds(CLOCK_MONOTONIC) }

    /// Seconds since 1970.
    public var unixTime: Double { seconds(CLOCK_REALTIME) }

    /// Waits on the machine's clock.
    public func sleep(seconds: Double) async throws {
        try await Task.sleep(for: .seconds(max(0, seconds)))
    }

    private func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }
}
