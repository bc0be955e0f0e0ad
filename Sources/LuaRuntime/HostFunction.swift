public import Localization

/// A function that the host gives to Lua: one value from which its binding, its argument errors, help, completion,
/// editor stubs and reference pages come.
public struct HostFunction: Sendable {
    /// The path from the globals: `b24.workplace.add`, `print`. For methods of objects the bare name.
    ///
    /// A path on which others go on (`b24.spa` beside `b24.spa.add`) becomes a table that can be called; the table
    /// itself is not among the arguments then.
    public var name: String
    /// What it takes, in order.
    public var parameters: [Parameter]
    /// What it gives, in order.
    public var results: [Result]
    /// One sentence, then (optionally) a blank line and more.
    public var doc: LocalizedText
    /// Lua that can be run, for help.
    public var example: String?
    /// The documentation page that a fact comes from (`api-reference/...`).
    public var source: String?
    /// What a call can do to the portal.
    public var effect: Effect
    /// How it is carried out.
    public var body: Body

    /// What a call can do to the portal.
    public enum Effect: String, Sendable { case none, read, write, destructive }

    /// How it is carried out.
    public enum Body: Sendable {
        /// On the VM's thread; must not block.
        case sync(@Sendable (HostCall) throws -> [LuaValue])
        /// Away from the VM's thread; the calling Lua coroutine waits, others go on.
        case async(@Sendable (HostCall) async throws -> [LuaValue])
        /// Lua source of a chunk that returns the function. It is loaded once, with a table of the host's private
        /// functions as its argument; its frames never show in tracebacks or positions.
        case lua(String)
    }

    /// One parameter.
    public struct Parameter: Sendable {
        /// As help and errors show it.
        public var name: String
        /// What it accepts.
        public var type: ParameterType
        /// Whether it may be absent or `nil`.
        public var isOptional: Bool
        /// Takes this and all further arguments.
        public var isVariadic: Bool
        /// What it means.
        public var doc: LocalizedText

        /// A parameter.
        public init(
            _ name: String, _ type: ParameterType, optional: Bool = false, variadic: Bool = false, _ doc: LocalizedText
        ) {
            self.name = name
            self.type = type
            self.isOptional = optional
            self.isVariadic = variadic
            self.doc = doc
        }
    }

    /// One result.
    public struct Result: Sendable {
        /// As help shows it.
        public var name: String
        /// In LuaCATS terms: `table`, `integer`, `b24.Workplace?`.
        public var type: String
        /// What it means.
        public var doc: LocalizedText

        /// A result.
        public init(_ name: String, _ type: String, _ doc: LocalizedText) {
            self.name = name
            self.type = type
            self.doc = doc
        }
    }

    /// What a parameter accepts.
    public indirect enum ParameterType: Sendable {
        /// Anything at all, cycles and functions included (they arrive as ``LuaValue/opaque(_:)`` where they have no form).
        case any
        /// Anything that can be sent: functions, cycles, NaN, tables deeper than 64 are refused with their path.
        case value
        case boolean
        case integer
        case number
        case string
        /// A table that can be sent (see ``value``).
        case table
        case function
        /// A host object of this Lua type name.
        case object(String)
        /// One of these strings.
        case choice([String])
        case oneOf([ParameterType])
    }

    /// A function.
    public init(
        _ name: String, parameters: [Parameter] = [], results: [Result] = [], effect: Effect = .none,
        doc: LocalizedText, example: String? = nil, source: String? = nil, body: Body
    ) {
        self.name = name
        self.parameters = parameters
        self.results = results
        self.effect = effect
        self.doc = doc
        self.example = example
        self.source = source
        self.body = body
    }
}
