/// How many commands a batch gets: as many as the portal does in good time.
///
/// A request may run for 60 s in the cloud (-> limits), and all that a batch had done is lost with it.
struct BatchSize: Sendable, Equatable {
    /// Commands in the next batch. Below 2 there are to be no batches.
    private(set) var commands: Int
    /// What has failed is not tried again.
    private var most: Int

    /// How long a batch should take, in seconds.
    static let goodTime = 20.0

    init(_ commands: Int) {
        self.commands = commands
        most = commands
    }

    /// A batch was answered after so many seconds: later ones follow what it shows of the time of one command.
    mutating func answered(commands count: Int, seconds: Double) {
        guard count > 0, seconds > 0, commands > 1 else { return }
        let fitting = Int(min(Self.goodTime / (seconds / Double(count)), Double(most)))
        commands = fitting < commands ? max(1, fitting) : min(most, (commands + fitting + 1) / 2)
    }

    /// A page alone took so many seconds, perhaps with counting the list: the first batch is not larger than that allows,
    /// but some pages have to show what they take by themselves.
    mutating func answered(pageAlone seconds: Double) {
        guard seconds > 0, commands > 1 else { return }
        let fitting = Int(min(Self.goodTime / seconds, Double(most)))
        commands = min(commands, max(Self.few, fitting))
    }

    private static let few = 5

    /// A batch of so many commands was too much, or was not let through: a quarter of it, at last none.
    mutating func failed(commands count: Int) {
        most = min(most, max(1, count / 4))
        commands = min(commands, most)
    }

    /// No more batches.
    mutating func end() { (commands, most) = (1, 1) }
}
