/// What a portal's rate leaves for the requests of this process.
///
/// Processes that share a bucket share it by what each has sent lately.
struct RateRoom: Sendable, Equatable {
    /// How many could be sent at once.
    var requests: Int
    /// How long it takes until one more can be sent, once there is no room, in seconds; 0 for a portal without a limit.
    var secondsPerRequest: Double

    /// A portal without a limit.
    static let unlimited = RateRoom(requests: .max, secondsPerRequest: 0)

    /// Requests have to wait: none should be sent ahead of its time.
    var isCrowded: Bool { requests <= 0 }

    /// The seconds that the rate alone makes so many requests last.
    func duration(of count: Int) -> Double {
        count <= requests ? 0 : Double(count - max(0, requests)) * secondsPerRequest
    }
}
