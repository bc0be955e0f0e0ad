public import JSON

/// What is known of a run when it begins.
public struct RunFacts: Sendable, Equatable {
    /// Which command made it: `run`, `eval`, `call`, `repl`.
    public var command: String
    /// The script as it was named, the Lua of `eval`, the method of `call`; redacted.
    public var script: String?
    /// The hash of the script's text.
    public var scriptHash: String?
    /// The working folder, against which the script and its arguments are meant.
    public var folder: String
    /// The script's arguments, redacted.
    public var arguments: [String] = []
    /// Whether something of the arguments was not kept, because it was a credential.
    public var areArgumentsRedacted = false
    /// The profile's name.
    public var profile: String
    /// The portal, where it has a name of its own; `nil`: the domain that is connected to.
    public var domain: String?
    /// Of the program.
    public var version: String
    /// The flags that a resumed run has to have again.
    public var flags: JSONObject = [:]

    /// Facts.
    public init(command: String, folder: String, profile: String, version: String) {
        self.command = command
        self.folder = folder
        self.profile = profile
        self.version = version
    }
}

/// How a run ended.
public enum RunEnding: String, Sendable, CaseIterable {
    case done, failed, interrupted, partial
    /// The process is gone and left no word.
    case killed
    /// It has not ended.
    case running
}

/// A run on record.
public struct RunSummary: Sendable {
    /// Its name.
    public var id: String
    /// What was known when it began.
    public var facts: RunFacts
    /// As whom it called.
    public var userID: Int?
    /// Unix time.
    public var startedAt: Double
    /// Unix time; `nil` without a word of its end.
    public var endedAt: Double?
    /// How it ended.
    public var ending: RunEnding
    /// The exit code of the program.
    public var exitCode: Int?
    /// How often it was resumed.
    public var resumptions: Int
    /// How many writes ended how; those without an answer count as `unknown`.
    public var counts: [String: Int]
}
