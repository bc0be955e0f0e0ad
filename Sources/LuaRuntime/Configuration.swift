public import Localization

extension LuaVM {
    /// What a script may use.
    public struct Limits: Sendable {
        /// Bytes of Lua memory.
        public var memory: Int = 256 << 20
        /// Time spent in Lua; waiting for the host is not counted.
        public var cpuTime: Duration?
        /// Time since the run began.
        public var wallTime: Duration?
        /// Lua VM instructions, to the nearest thousand.
        public var instructions: Int?
        /// Bytes of source that one `load` or chunk may have.
        public var source: Int = 1 << 20
        /// Bytes of text that the pattern functions take at once; matching can't be interrupted.
        public var patternSubject: Int = 1 << 20
        /// Bytes of a pattern.
        public var pattern: Int = 1 << 10

        /// 256 MiB, no time limit.
        public init() {}
    }

    /// How a VM is set up.
    public struct Configuration: Sendable {
        /// What a script may use.
        public var limits = Limits()
        /// The language of error messages.
        public var language: Language = .en
        /// Everything that the VM gives to scripts. A function whose name is the beginning of others' (`b24.spa` beside
        /// `b24.spa.add`) becomes the `__call` of their table; a last name like `__index` goes into its metatable.
        public var functions: [HostFunction] = []
        /// Functions with bare names that only ``HostFunction/Body/lua(_:)`` bodies see: the fields of the table that
        /// their chunks receive (beside those that the VM puts there). Scripts never reach them.
        public var privateFunctions: [HostFunction] = []
        /// Constant values by path: `b24.version`.
        public var constants: [(path: String, value: LuaValue)] = []
        /// Finds the source of `require(name)`; `nil` when there is none. Its error says where it looked.
        public var loadModule: @Sendable (_ name: String) throws -> LuaChunk? = { _ in nil }
        /// Called before the script's code gets a module of another environment, each time: the name that it requires.
        /// It may wait, and its errors are those of `require`.
        public var prepareModule: (@Sendable (_ name: String) async throws -> Void)?
        /// What a module of an environment may not call while it is being loaded, beside functions that wait or have an
        /// effect.
        public var isRefusedWhileLoading: @Sendable (HostFunction) -> Bool = { _ in false }
        /// Instructions that loading one module of an environment may take, to the nearest thousand. One more ends the
        /// run, whatever the module catches.
        public var loadingInstructions = 20_000_000
        /// Turns an error that a host function threw into the value that the script catches.
        public var errorObject: @Sendable (any Error, HostCall) -> (any LuaObject)? = { _, _ in nil }
        /// What of the system scripts see beside the clock; `nil` for nothing.
        public var system: System?
        /// Receives what `print` writes (one call per line, without the line end).
        public var output: @Sendable (String) -> Void = { _ in }
        /// How `b24.sleep` waits; tests put a virtual clock here.
        public var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
        /// Seeds `math.random`; by chance when `nil`.
        public var randomSeed: UInt64?
        /// Whether it counts how often each line runs: ``LuaVM/lineCounts()``. That makes Lua a few times slower.
        public var countsLines = false
        /// Runs when a stop was asked for and Lua has not come back within `grace`: a C function that no hook
        /// interrupts, like a pattern that backtracks for ever. All it can do is to end the process.
        public var watchdog: Watchdog?

        /// Called on the VM's thread whenever there is nothing to run, with the number of host calls under way: a
        /// virtual clock moves on then.
        var whenIdle: (@Sendable (_ waiting: Int) -> Void)?

        /// A VM with the sandboxed standard library and nothing else.
        public init() {}
    }

    /// Lua's `io` and `os`, whole. `os.exit` ends the run, not the process; bytecode stays closed.
    public struct System: Sendable {
        /// Whether a script may open a file, or take it away (remove or rename it, or a folder); otherwise why not.
        public var admit: @Sendable (_ path: String, _ isTakenAway: Bool) -> String? = { _, _ in nil }
        /// Names of variables that are not there for scripts and the programs that they start.
        public var hiddenVariables: [String] = []
        /// What scripts and their programs write to standard output goes to standard error.
        public var keepsOutput = false

        /// Everything is there.
        public init() {}
    }

    /// What to do about Lua code that can't be stopped.
    public struct Watchdog: Sendable {
        /// How long a stop may take.
        public var grace: Duration
        /// Called once per run, on a thread of its own, with what had to stop it.
        public var action: @Sendable (_ stop: Stop) -> Void

        /// A watchdog that allows `grace`.
        public init(grace: Duration, action: @escaping @Sendable (_ stop: Stop) -> Void) {
            self.grace = grace
            self.action = action
        }
    }
}

extension Duration {
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : whole + attoseconds / 1_000_000_000
    }
}
