public import Localization

/// One Lua 5.4 state on a thread of its own.
public actor LuaVM {
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
        public init() {}
    }

    /// How a VM is set up.
    public struct Configuration: Sendable {
        public var limits = Limits()
        public var language: Language = .en
        /// Everything that the VM gives to scripts.
        public var functions: [HostFunction] = []
        /// Functions with bare names that only ``HostFunction/Body/lua(_:)`` bodies see: the fields of the table that
        /// their chunks receive (beside those that the VM puts there). Scripts never reach them.
        public var privateFunctions: [HostFunction] = []
        /// Constant values by path: `b24.version`.
        public var constants: [(path: String, value: LuaValue)] = []
        /// Finds the source of `require(name)`; `nil` when there is none. Its error says where it looked.
        public var loadModule: @Sendable (_ name: String) throws -> LuaChunk? = { _ in nil }
        /// Turns an error that a host function threw into the value that the script catches.
        public var errorObject: @Sendable (any Error, HostCall) -> (any LuaObject)? = { _, _ in nil }
        /// Receives what `print` writes (one call per line, without the line end).
        public var output: @Sendable (String) -> Void = { _ in }
        public init() {}
    }

    /// A VM with its thread; the state is made on first use.
    public init(_ configuration: Configuration) {}

    /// Compiles and runs a chunk; returns when it and every task that it awaited is done.
    ///
    /// - Throws: ``LuaFailure``.
    public func run(_ chunk: LuaChunk, arguments: [LuaValue] = []) async throws -> [LuaValue] { [] }

    /// Runs an interactive entry: as an expression first (`return ` put before it), then as statements.
    ///
    /// - Throws: ``LuaFailure``; its kind is `.incomplete` when more lines are needed.
    public func evaluate(_ entry: String, chunkName: String = "stdin") async throws -> [LuaValue] { [] }

    /// Calls a Lua function.
    public func call(_ function: LuaFunction, _ arguments: [LuaValue]) async throws -> [LuaValue] { [] }

    /// Stops whatever runs, soon, uncatchably; what the host waits for is cancelled. From any thread or signal-safe context.
    public nonisolated func interrupt() {}

    /// Bytes that Lua holds now.
    public nonisolated var memoryInUse: Int { 0 }

    /// Closes the state. Runs nothing of the script any more.
    public func close() async {}
}

/// Lua source with its name as positions show it.
public struct LuaChunk: Sendable {
    public var name: String
    public var source: String
    public init(name: String, source: String) {
        self.name = name
        self.source = source
    }
}

/// Why a chunk did not end well.
public struct LuaFailure: Error, Sendable {
    public enum Kind: Sendable, Hashable {
        case syntax
        /// The text could go on: an interactive reader asks for another line.
        case incomplete
        case runtime
        case interrupted
        case timeLimit
        case instructionLimit
        case memoryLimit
    }
    public var kind: Kind
    /// One line or more, with the position in front where Lua put it.
    public var message: String
    public var position: SourcePosition?
    /// Script frames only, innermost first; empty for syntax errors.
    public var traceback: [String]
    /// The error value, when it is a host object.
    public var object: (any LuaObject)?
    /// What the host function threw, when one did.
    public var cause: (any Error)?
}
