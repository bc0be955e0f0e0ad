/// Globals of their own, for code that must not reach those of the script: a script library.
///
/// A chunk that names an environment (``LuaChunk/environment``) runs with its globals, as everything that is defined in
/// it does. They are the sandbox's library as it was before any script ran, which nobody can change, and the tables
/// that are listed here. What its code puts into its globals nobody else sees.
///
/// Its modules are loaded once. They only register: while one is being loaded nothing of it may wait, call functions
/// with an effect or those of ``LuaVM/Configuration/isRefusedWhileLoading``, and it has a limit of instructions. Whoever
/// requires one from another environment gets a copy of its tables, so that nobody changes what others use; functions
/// are the same, and carry the rights of those who made them.
public final class LuaEnvironment: Sendable {
    /// For messages: `acme-crm 1.4.2`.
    public let name: String
    /// Tables of host functions by the name of their global; made at the first use.
    public let tables: [(name: String, module: LuaModule)]
    /// Whether its modules are given to others as copies, and its metatables kept from them. Not for code that has no
    /// more rights than whoever uses it.
    public let isClosed: Bool
    /// Finds what its code requires; see ``LuaVM/Configuration/loadModule``.
    public let loadModule: @Sendable (_ name: String) throws -> LuaChunk?

    /// An environment; nothing is made before it is used.
    public init(
        name: String, tables: [(name: String, module: LuaModule)] = [], isClosed: Bool = true,
        loadModule: @escaping @Sendable (_ name: String) throws -> LuaChunk? = { _ in nil }
    ) {
        self.name = name
        self.tables = tables
        self.isClosed = isClosed
        self.loadModule = loadModule
    }
}

/// An error of ``LuaVM/Configuration/loadModule`` that is more than "there is none": scripts get it as it is.
public protocol LuaLoadError: Error {}

/// An environment as a Lua state knows it.
final class EnvironmentState {
    let environment: LuaEnvironment
    /// Its number, from 1.
    let id: Int64
    /// The globals, and its `require`.
    let globals: Int32
    let require: Int32

    init(_ environment: LuaEnvironment, id: Int64, globals: Int32, require: Int32) {
        self.environment = environment
        self.id = id
        self.globals = globals
        self.require = require
    }
}
