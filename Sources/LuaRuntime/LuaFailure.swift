/// Why a chunk did not end well.
public struct LuaFailure: Error, Sendable {
    /// The kinds of failure.
    public enum Kind: Sendable, Hashable {
        /// The text is not Lua.
        case syntax
        /// The text could go on: an interactive reader asks for another line.
        case incomplete
        /// An error was raised and not caught.
        case runtime
        /// ``LuaVM/interrupt()``, or the VM was closed.
        case interrupted
        /// ``LuaVM/Limits/cpuTime`` or ``LuaVM/Limits/wallTime``.
        case timeLimit
        /// ``LuaVM/Limits/instructions``.
        case instructionLimit
        /// ``LuaVM/Limits/memory``.
        case memoryLimit
        /// The script has called `os.exit` with this code; no mistake at all.
        case exited(Int32)
    }

    /// What happened.
    public var kind: Kind
    /// What stopped it, when it was stopped.
    public var stop: LuaVM.Stop?
    /// One line or more, with the position in front where Lua put it.
    public var message: String
    /// The script line nearest to the error.
    public var position: SourcePosition?
    /// Script frames only, innermost first; empty for syntax errors.
    public var traceback: [String]
    /// The error value, when it is a host object.
    public var object: (any LuaObject)?
    /// What the host function threw, when one did.
    public var cause: (any Error)?
    /// Whether the error value is a string: then Lua or the script has put a position in front, or wants none.
    public var isText = false
    /// The error value, when it is a table that has no text of its own.
    public var value: LuaValue?

    /// A failure.
    public init(
        kind: Kind, message: String, position: SourcePosition? = nil, traceback: [String] = [],
        object: (any LuaObject)? = nil, cause: (any Error)? = nil
    ) {
        self.kind = kind
        self.message = message
        self.position = position
        self.traceback = traceback
        self.object = object
        self.cause = cause
    }
}

extension LuaFailure: CustomStringConvertible {
    /// The message and the traceback.
    public var description: String {
        traceback.isEmpty ? message : message + "\n\t" + traceback.joined(separator: "\n\t")
    }
}
