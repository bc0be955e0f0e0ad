public import Bitrix24
public import Localization
public import LuaRuntime

extension ScriptSession {
    /// How a session is set up.
    public struct Configuration: Sendable {
        /// Looks at the portal for what became of a command that was sent at a Unix time.
        public typealias Reconcile =
            @Sendable (_ client: PortalClient, _ command: Command, _ sentAt: Double) async throws
            -> PortalClient.Reconciliation

        /// Opens the portal at the first REST call, not before.
        public var connect: @Sendable () async throws -> PortalClient
        /// Opens the portal under another profile, for what is asked under several of them by reading only; `nil` where
        /// there are no profiles.
        public var otherProfile: (@Sendable (_ name: String) async throws -> OtherProfile)?
        /// The name that messages and `b24.portal.name` show.
        public var portalName: String = "portal"
        /// What scripts may do to the portal.
        public var policy = Policy()
        /// What of the machine scripts see. A script that asks at its top for a stricter level than this is refused: read
        /// ``ScriptMetadata`` first, and choose with ``SandboxChoice``.
        public var sandbox = SandboxLevel.team
        /// What scripts may use of the machine.
        public var limits = RunLimits()
        /// Files and folders that scripts may neither read nor write, beside b24's own: the file of a webhook.
        public var protectedPaths: [String] = []
        /// The language of errors, help and logs.
        public var language: Language = .en
        /// `b24.args`, unparsed.
        public var arguments: [String] = []
        /// Functions of the program's own, which its scripts call beside `b24`: `acme.contract("C-17")`.
        ///
        /// A name is a path from the globals that is neither Lua's nor b24's; anything else is a mistake of the program,
        /// which it ends. Bodies reach the portal through `portal`, by the rules of the script that calls them; what else they
        /// do is not the policy's business. `help` explains them as it does the functions of the module. Libraries and isolated
        /// scripts do not see them.
        ///
        /// ```swift
        /// configuration.functions = { portal in
        ///     [
        ///         HostFunction(
        ///             "acme.owner", parameters: [.init("id", .integer, .init("A deal.", ru: "Сделка."))],
        ///             results: [.init("user", "table", .init("Its owner.", ru: "Её ответственный."))], effect: .read,
        ///             doc: .init("Who is responsible for a deal.", ru: "Кто отвечает за сделку."),
        ///             body: .async { call in try await owner(call, portal) })
        ///     ]
        /// }
        /// ```
        public var functions: @Sendable (_ portal: ScriptPortal) -> [HostFunction] = { _ in [] }
        /// The types of the objects that ``functions`` give, for `help`.
        public var objectTypes: [any LuaObject.Type] = []
        /// Whether a person types the entries: there is more to call then (`it`, `tutorial`).
        public var isInteractive = false
        /// Folders in which `require` looks, in order; the folder of the script comes after them.
        public var modulePath: [String] = []
        /// The libraries that scripts may `require`; `nil` for none.
        public var libraries: (any ScriptLibraries)?
        /// Asks whether libraries may do what they need, before anything of the first of them runs; the others are those
        /// that it needs. Throws when they may not. `nil` when nobody has to be asked.
        public var approveLibraries: (@Sendable ([ScriptLibrary]) async throws -> Void)?
        /// Whether Lua modules of others in the project's `lua_modules` are loaded.
        public var trustsLuaModules = false
        /// Where the session's words go.
        public var console = Console()
        /// Where writes are written down, each before it is sent and after it is answered; `nil` for nowhere.
        public var journal: (any RunJournal)?
        /// Whether the lines that run are counted: ``ScriptSession/lineCounts()``.
        public var countsLines = false
        /// Whether the journal keeps what the portal had before each write, so that the run can be taken back. It is read
        /// before the write: one request more, or one more batch for each batch.
        public var keepsBefores = true
        /// How a resumed run finds out what became of a write whose answer was lost: it looks at the portal.
        /// `nil` for ``/Bitrix24/PortalClient/reconcile(_:sentAt:read:)``.
        public var reconcile: Reconcile?
        /// What to do about a script that a stop does not reach, deep in a C function such as a pattern that backtracks
        /// for ever: all it can do is to end the process. Programs that run other people's scripts should set it.
        public var watchdog: Watchdog?

        /// How scripts run at level ``SandboxLevel/isolated``; without it they do not.
        public var isolation: Isolation?
        /// In such a process: the one that has started it.
        var parent: ParentLink?

        /// A configuration with the defaults.
        ///
        /// - Parameter connect: opens the portal; called once, at the first REST call.
        public init(connect: @escaping @Sendable () async throws -> PortalClient) {
            self.connect = connect
        }
    }

    /// The portal under another profile.
    public struct OtherProfile: Sendable {
        /// With the credential of the profile.
        public var client: PortalClient
        /// What the profile allows and denies.
        public var rules: MethodRules

        /// A profile that is open.
        public init(client: PortalClient, rules: MethodRules = MethodRules()) {
            self.client = client
            self.rules = rules
        }
    }

    /// What to do about a script that cannot be stopped.
    public struct Watchdog: Sendable {
        /// How long a stop may take.
        public var grace: Duration
        /// Called on a thread of its own, with the limit that the script has met; `nil` when somebody has stopped it.
        public var action: @Sendable (_ limit: LimitReached?) -> Void

        /// A watchdog that allows `grace`.
        public init(grace: Duration, action: @escaping @Sendable (_ limit: LimitReached?) -> Void) {
            self.grace = grace
            self.action = action
        }
    }

    /// What scripts may do to the portal.
    public struct Policy: Sendable {
        /// Reads go through, writes are recorded as a plan and answered with stand-ins.
        public var dryRun = false
        /// Writes are refused.
        public var readOnly = false
        /// Who wants that, for people.
        public var readOnlyOrigin = ReadOnlyOrigin.flag
        /// So many writes at most; one more ends the run, whatever the script catches. `nil` for any number.
        public var maxWrites: Int?
        /// Who has set that limit, for people.
        public var maxWritesOrigin = LimitOrigin.flag
        /// What the portal's profile allows and denies.
        public var profileRules = MethodRules()
        /// The profile's name, for people.
        public var profile = "portal"
        /// What the flags of the run allow and deny.
        public var flagRules = MethodRules()
        /// The program's own word about a command: why it is refused; `nil` when it may be sent. Asked of every command, those
        /// of a batch one by one, after the rules have let it through, and before anything is sent. It must not wait.
        ///
        /// ```swift
        /// policy.refuses = { command, kind in
        ///     guard kind != .read, command.parameters["entityTypeId"] == 1032 else { return nil }
        ///     return LocalizedText("Leave requests belong to HR.", ru: "Заявления на отпуск ведёт отдел кадров.")
        /// }
        /// ```
        public var refuses: (@Sendable (_ command: Command, _ kind: MethodKind) -> LocalizedText?)?
        /// Asks before something is taken away (deletions, sets that lose members), and before a run makes more than a
        /// hundred writes. Off for programs that ask their users themselves.
        public var confirmsLosses = false
        /// The first write needs a confirmation of its own: ``Console/confirmWrites``, or ``assumeYes``.
        public var isProtected = false
        /// Answers every question with yes: those of `b24.confirm` and those before a loss.
        public var assumeYes = false
        /// Nobody can be asked.
        public var noInput = false
        /// What `b24.map` does when its call does not say: go on after a failure and list the failures.
        public var continuesOnError = false

        /// Everything is allowed.
        public init() {}
    }

    /// Who lets nothing be written.
    public enum ReadOnlyOrigin: String, Sendable {
        /// `--read-only`
        case flag
        /// `read_only = true` of the profile.
        case profile
        /// `.readonly on` at a prompt, where `.readonly off` ends it.
        case prompt
    }

    /// How much a log entry matters.
    public enum LogLevel: String, Sendable, CaseIterable {
        /// A detail, for `--verbose`.
        case debug
        /// What is going on.
        case info
        /// What should be looked at.
        case warn
        /// A failure.
        case error
    }

    /// Where a session's words go.
    public struct Console: Sendable {
        /// Data, one line per call.
        public var output: @Sendable (String) -> Void = { _ in }
        /// Talk: progress, questions, and logs when ``log`` is not set; one line per call.
        public var talk: @Sendable (String) -> Void = { _ in }
        /// What `b24.log` writes; when `nil`, `talk` gets it without debug entries.
        public var log: (@Sendable (LogLevel, String) -> Void)?
        /// Asks a yes/no question; `nil` when nobody can be asked.
        public var ask: @Sendable (String) async -> Bool? = { _ in nil }
        /// Asks a question that only typing a name answers with yes; `nil` when nobody can be asked.
        public var askForName: @Sendable (_ question: String, _ name: String) async -> Bool? = { _, _ in nil }
        /// Asks, once before the first write, whether a protected portal may be changed; `nil` when nobody can be asked.
        public var confirmWrites: @Sendable () async -> Bool? = { nil }
        /// Draws a progress bar, where somebody else does it; otherwise `talk` gets it.
        var progress: (@Sendable (String) -> Void)?
        /// Columns for tables; `Int.max` where no terminal reads them, so that nothing is cut.
        public var width: Int = 80
        /// Whether `talk` reaches a terminal (progress bars).
        public var isTerminal = false
        /// Standard output belongs to the program: what scripts at level trusted write there goes to standard error.
        public var ownsStandardOutput = false

        /// A console that drops everything and asks nobody.
        public init() {}
    }

    /// What a run leaves.
    public struct Outcome: Sendable {
        /// What the chunk returned.
        public var results: [LuaValue] = []
        /// Items that failed under "continue".
        public var failures: [FailureRecord] = []
        /// Writes that a dry run recorded instead of sending.
        public var plan: [PlannedWrite] = []

        /// Nothing.
        public init() {}
    }
}
