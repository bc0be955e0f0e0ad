public import Bitrix24
public import Localization
public import LuaRuntime

/// A Lua state with the `b24` module over one portal: what the `b24` command and embedding programs use.
public final class ScriptSession: Sendable {
    /// How a session is set up.
    public struct Configuration: Sendable {
        /// Opens the portal at the first REST call, not before.
        public var connect: @Sendable () async throws -> PortalClient
        /// The name that messages and `b24.portal.name` show.
        public var portalName: String = "portal"
        public var policy = Policy()
        public var limits = LuaVM.Limits()
        public var language: Language = .en
        /// `b24.args`, unparsed.
        public var arguments: [String] = []
        /// Folders in which `require` looks, in order.
        public var modulePath: [String] = []
        public var console = Console()

        public init(connect: @escaping @Sendable () async throws -> PortalClient) {
            self.connect = connect
        }
    }

    /// What scripts may do to the portal.
    public struct Policy: Sendable {
        /// Reads go through, writes are recorded as a plan and answered with stand-ins.
        public var dryRun = false
        /// Writes are refused.
        public var readOnly = false
        /// Answers every `b24.confirm` with yes.
        public var assumeYes = false
        /// Nobody can be asked.
        public var noInput = false
        /// What `b24.map` does when its call does not say: go on after a failure and list the failures.
        public var continuesOnError = false
        public init() {}
    }

    /// Where a session's words go.
    public struct Console: Sendable {
        /// Data, one line per call.
        public var output: @Sendable (String) -> Void = { _ in }
        /// Talk: logs, progress, questions.
        public var talk: @Sendable (String) -> Void = { _ in }
        /// Asks a yes/no question; `nil` when nobody can be asked.
        public var ask: @Sendable (String) async -> Bool? = { _ in nil }
        /// Columns for tables.
        public var width: Int = 80
        /// Whether `talk` reaches a terminal (progress bars).
        public var isTerminal = false
        public init() {}
    }

    public init(_ configuration: Configuration) {}

    /// Every function that scripts see, with its documentation.
    public static var functions: [HostFunction] { [] }

    /// Runs a script file.
    public func run(file path: String) async throws -> Outcome { Outcome() }

    /// Runs a script that is not a file: standard input, text of an embedding program.
    public func run(_ chunk: LuaChunk) async throws -> Outcome { Outcome() }

    /// What was gathered since it was last taken, and forgets it: for entries (``evaluate(_:chunkName:)``), and
    /// after a run that threw, whose plan and failures are still worth showing. `results` is empty.
    public func takeOutcome() -> Outcome { Outcome() }

    /// Runs one chunk of an interactive or `-e` kind; the results are for display.
    public func evaluate(_ entry: String, chunkName: String = "eval") async throws -> [LuaValue] { [] }

    /// Stops what runs.
    public func interrupt() {}

    /// What a run leaves.
    public struct Outcome: Sendable {
        public var results: [LuaValue] = []
        /// Items that failed under "continue".
        public var failures: [FailureRecord] = []
        /// Writes that a dry run recorded instead of sending.
        public var plan: [PlannedWrite] = []
        public init() {}
    }
}
