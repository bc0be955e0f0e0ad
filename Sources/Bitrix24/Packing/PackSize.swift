import JSON

/// How many commands travel together: as many as a batch takes, and as few as the portal can run in good time, because it
/// ends a request after 60 s and then nobody knows how far it came. -> limits
struct PackSize: Sendable {
    /// A pack should run no longer than this, in seconds.
    private static let goodTime = 15.0
    /// What a command takes as long as nothing is known of its method.
    private static let usual = 0.25

    /// By method in lower case: seconds that one command takes, as a running mean.
    private var costs: [String: Double] = [:]

    /// Takes in what an answer tells of a method's run time.
    mutating func learn(_ method: String, _ response: Response) {
        guard let seconds = response.time?["duration"]?.value.numberValue, seconds >= 0 else { return }
        learn(method, seconds: seconds)
    }

    mutating func learn(_ method: String, seconds: Double) {
        let name = method.lowercased()
        costs[name] = costs[name].map { $0 * 0.8 + seconds * 0.2 } ?? seconds
    }

    /// Whether a pack takes no further command.
    func isFull(_ commands: [Command]) -> Bool {
        guard commands.count < BatchPlan.mostCommands else { return true }
        let expected = commands.reduce(0) { $0 + (costs[$1.method.lowercased()] ?? Self.usual) }
        return expected + (commands.last.map { costs[$0.method.lowercased()] ?? Self.usual } ?? 0) > Self.goodTime
    }
}
