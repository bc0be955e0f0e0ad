internal import CIsolation
public import Localization

/// How isolated scripts are run: in a process of their own, which has no network, no files, no credential and no way to
/// start another one.
///
/// The script's process is a program that calls ``IsolatedChild/run()``: the `b24` command is one, and a program that
/// embeds `B24Scripting` can be its own. REST commands, files that the script declares and questions to people are asked
/// of this process, where they meet the same gate as everywhere; nothing that comes from there is believed.
///
/// ```swift
/// // At the very beginning of main:
/// if CommandLine.arguments.dropFirst().first == "isolated-script" { IsolatedChild.run() }
/// // Later:
/// configuration.sandbox = .isolated
/// configuration.isolation = Isolation(program: Isolation.ownProgram!, arguments: ["isolated-script"])
/// ```
public struct Isolation: Sendable {
    /// The path of the program.
    public var program: String
    /// Its arguments, without its own name.
    public var arguments: [String]
    /// CPU time that the script's process may take in all, its side of the host included. The script's own limit
    /// (``/LuaRuntime/LuaVM/Limits/cpuTime``) is kept beside it; this one holds for a process that does not keep it.
    public var processTime: Duration = .seconds(3600)
    /// Bytes of memory that the process may take beside the script's (``/LuaRuntime/LuaVM/Limits/memory``): answers on
    /// their way, stacks of threads.
    public var room = 512 << 20
    /// How long it may take to end by itself after it was told to.
    public var grace: Duration = .milliseconds(1500)

    /// Scripts in processes of a program.
    public init(program: String, arguments: [String]) {
        self.program = program
        self.arguments = arguments
    }

    /// The program of this process; `nil` when the system does not tell.
    public static var ownProgram: String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
            guard let base = buffer.baseAddress, ciso_own_program(base, buffer.count) else { return nil }
            return String(cString: base)
        }
    }

    /// Bytes of one message from the child; more is no message.
    static let mostFromChild = 32 << 20
    /// Bytes of one message to the child.
    static let mostToChild = 128 << 20
}

/// What keeps an isolated script's process apart, as far as a system has it.
public struct IsolationLayers: OptionSet, Sendable {
    /// The layers, a bit for each.
    public let rawValue: UInt32

    /// A set by its bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    private init(_ layer: ciso_layer) { rawValue = UInt32(layer.rawValue) }

    /// Memory, CPU time, open files.
    public static let limits = Self(CISO_LIMITS)
    /// No program gains rights.
    public static let noNewRights = Self(CISO_NO_NEW_RIGHTS)
    /// Only system calls of a list.
    public static let systemCalls = Self(CISO_SYSTEM_CALLS)
    /// No file by any path.
    public static let noFiles = Self(CISO_NO_FILES)
    /// No other process looks into it.
    public static let unreadable = Self(CISO_UNREADABLE)
    /// It ends with its parent.
    public static let endsWithParent = Self(CISO_ENDS_WITH_PARENT)
    /// The system's profile for computation.
    public static let computationOnly = Self(CISO_COMPUTATION_ONLY)

    /// Those that this system has.
    public static var available: Self { Self(rawValue: ciso_available()) }
    /// Those without which nothing is run.
    public static var essential: Self { Self(rawValue: ciso_essential()) }
    /// All that are of use on this kind of system.
    public static var wanted: Self {
        #if os(Linux)
            [.limits, .noNewRights, .systemCalls, .noFiles, .unreadable, .endsWithParent]
        #else
            [.limits, .computationOnly]
        #endif
    }

    /// The names of these layers, for people.
    public var names: [LocalizedText] {
        let all: [(Self, LocalizedText)] = [
            (.limits, IsolationTexts.limits), (.systemCalls, IsolationTexts.systemCalls),
            (.noFiles, IsolationTexts.noFiles), (.computationOnly, IsolationTexts.computationOnly),
            (.noNewRights, IsolationTexts.noNewRights), (.unreadable, IsolationTexts.unreadable),
            (.endsWithParent, IsolationTexts.endsWithParent),
        ]
        return all.filter { contains($0.0) }.map { $0.1 }
    }
}
