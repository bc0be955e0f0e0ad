import Bitrix24
import Localization
import LuaRuntime

/// What the functions of one session work over. Families take it when their functions are made; objects that scripts
/// hold keep it in a property.
struct ModuleContext: Sendable {
    private(set) var gate: Gate
    let portalName: String
    /// Opens the portal under another profile.
    let otherProfile: (@Sendable (String) async throws -> ScriptSession.OtherProfile)?
    let language: Language
    let console: ScriptSession.Console
    /// Everything that the session writes to `console` goes through it.
    let talker: Talker
    /// `b24.args`, unparsed.
    private(set) var arguments: [String]
    /// `b24.args`; `nil` for what they are without a script's word.
    private(set) var argumentValues: LuaTable?
    /// The files that scripts do not get.
    private(set) var protectedPaths: ProtectedPaths
    let time: any TimeSource
    /// The failures of this run, for its outcome.
    let failures: FailureLog
    /// What the program adds.
    let own: OwnFunctions
    /// What `b24.only` has made.
    let narrowClients = NarrowClients()

    init(_ configuration: ScriptSession.Configuration, time: any TimeSource = SystemTime()) {
        let talker = Talker(configuration.console)
        let language = configuration.language
        let packing = Packing()
        let reconcile =
            configuration.reconcile ?? { client, command, sentAt in
                try await client.reconcile(command, sentAt: sentAt) { try await packing.send($0, by: client) }
            }
        gate = Gate(
            policy: configuration.policy, packing: packing,
            recorder: configuration.journal.map {
                WriteRecorder(
                    $0, reconcile: reconcile, time: time,
                    befores: configuration.keepsBefores ? BeforeReader(packing: packing) : nil)
            },
            guardian: WriteGuard(configuration.policy, configuration.console, language),
            protection: configuration.policy.isProtected
                ? Protection(
                    portal: configuration.portalName, isAnswered: configuration.policy.assumeYes,
                    confirm: configuration.console.confirmWrites) : nil,
            parent: configuration.parent.map { ParentGate(link: $0) }
        ) {
            let client = try await configuration.connect()
            client.onNotice { talker.log(.info, $0.text[language]) }
            return client
        }
        portalName = configuration.portalName
        otherProfile = configuration.otherProfile
        self.language = language
        console = configuration.console
        self.talker = talker
        arguments = configuration.arguments
        if configuration.sandbox == .isolated { gate.grant.requireDeclaredFiles() }
        protectedPaths = ProtectedPaths(
            configuration.protectedPaths, grant: gate.grant, parent: configuration.parent)
        self.time = time
        own = OwnFunctions(configuration, gate)
        failures = FailureLog(configuration.parent)
    }

    /// What scripts may do now.
    var policy: ScriptSession.Policy { gate.policy }

    /// The same for functions that may do less.
    func narrowed(to capabilities: Capabilities) -> ModuleContext {
        var context = self
        context.gate = Gate(narrowing: gate, to: capabilities)
        context.protectedPaths = ProtectedPaths(protectedPaths, grant: context.gate.grant)
        return context
    }

    /// The same for the code of a library, which may do what the library was allowed.
    ///
    /// - Parameter arguments: files that they name it may open.
    func of(_ library: ScriptLibrary, arguments: [String]) -> ModuleContext {
        var context = self
        context.gate = Gate(for: library, arguments: arguments, beside: gate)
        context.protectedPaths = ProtectedPaths(protectedPaths, grant: context.gate.grant)
        context.arguments = []
        return context
    }

    /// The same for a script that says itself what it needs of it.
    ///
    /// - Parameters:
    ///   - session: whose command line it has.
    ///   - values: what that means for it.
    func declaring(_ metadata: ScriptMetadata, _ session: ModuleContext, _ values: LuaTable) -> ModuleContext {
        var context = self
        context.gate = Gate(declaring: gate)
        context.protectedPaths = ProtectedPaths(protectedPaths, grant: context.gate.grant)
        context.gate.grant.declare(metadata, arguments: session.arguments)
        context.arguments = session.arguments
        context.argumentValues = values
        return context
    }

    /// For documentation only: its functions are described, never called.
    static let documentation = ModuleContext(
        ScriptSession.Configuration(connect: { throw PortalError(kind: .cancelled) }))
}
