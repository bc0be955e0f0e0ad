/// A test of a spec file: what one `it` says.
public struct SpecTest: Sendable, Equatable {
    /// Its number in the file, from 1.
    public var number: Int
    /// The names of the blocks around it and its own: `leave asks the manager`.
    public var name: String
    /// Where it stands.
    public var line: Int

    /// A test.
    public init(number: Int, name: String, line: Int) {
        (self.number, self.name, self.line) = (number, name, line)
    }

    /// The words of its name that begin with `#`, without that.
    public var tags: Set<String> {
        Set(name.split { $0.isWhitespace || $0 == "," }.filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) })
    }
}

/// How a test has ended.
public struct SpecOutcome: Sendable {
    /// What became of it.
    public enum Status: String, Sendable {
        case passed
        /// An assertion does not hold.
        case failed
        /// Something else went wrong.
        case error
        /// It is not written yet, or not for now.
        case pending
    }

    /// What became of it.
    public var status: Status
    /// What is wrong, or why it is pending.
    public var message = ""
    /// Where it went wrong.
    public var file: String?
    /// The line there.
    public var line: Int?
    /// Script frames, innermost first.
    public var trace: [String] = []
    /// How long it took.
    public var seconds: Double = 0

    /// An outcome.
    public init(_ status: Status, message: String = "") {
        self.status = status
        self.message = message
    }
}
