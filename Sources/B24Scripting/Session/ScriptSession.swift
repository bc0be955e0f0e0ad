public import Bitrix24
import JSON
import Localization
public import LuaRuntime
import Synchronization

/// A Lua state with the `b24` module over one portal: what the `b24` command and embedding programs use.
///
/// ```swift
/// var configuration = ScriptSession.Configuration {
///     PortalClient(credential: try Credential(webhook: url))   // called at the first REST call
/// }
/// configuration.console.output = { print($0) }
/// configuration.policy.dryRun = true
/// let session = ScriptSession(configuration)
/// do {
///     let outcome = try await session.run(file: "team/leave.lua")
///     for write in outcome.plan { print(write.command.method, write.position ?? "") }
/// } catch {
///     print(ScriptError.report(error, language: .en))
/// }
/// ```
///
/// Scripts see what the module gives them and nothing else: no credential, and no way to the portal beside the policy.
public final class ScriptSession: Sendable {
    let context: ModuleContext
    private let modules: ModuleLoader
    private let approvals: LibraryApprovals?
    /// What of the machine scripts see.
    public let sandbox: SandboxLevel
    private let limits: RunLimits
    private let limitsInForce: LimitsInForce
    private let vm: LuaVM
    /// `nil` where scripts run in this process.
    private let isolated: IsolatedMachine?

    /// A session; nothing is connected and no Lua runs yet.
    public init(_ configuration: Configuration) {
        let context = ModuleContext(configuration)
        let modules = ModuleLoader(configuration, context)
        var machine = LuaVM.Configuration()
        let limits = LimitsInForce(configuration.limits, profile: configuration.policy.profile)
        machine.limits = configuration.limits.applied(to: machine.limits)
        machine.countsLines = configuration.countsLines
        machine.watchdog = configuration.watchdog.map { watchdog in
            LuaVM.Watchdog(grace: watchdog.grace) { watchdog.action(limits.reached(by: $0)) }
        }
        if configuration.sandbox == .trusted {
            machine.system = LuaVM.System(
                context.protectedPaths, ownsStandardOutput: configuration.console.ownsStandardOutput, context.language)
        }
        machine.language = configuration.language
        let families = Families.of(interactive: configuration.isInteractive)
        machine.functions = families.flatMap { $0.functions(context) } + context.own.functions
        machine.privateFunctions = families.flatMap { $0.privateFunctions(context) }
        machine.constants = families.flatMap { $0.values(context) }.map { ($0.name, $0.value) }
        machine.functions += MissingMember.functions(
            machine.functions.map(\.name) + machine.constants.map { $0.0 })
        machine.loadModule = { try modules.load($0) }
        if let parent = configuration.parent {
            machine.loadModule = { try parent.module($0) }
            machine.sleep = { try await parent.sleep($0) }
        }
        machine.isRefusedWhileLoading = { function in
            ["b24.file.", "b24.csv."].contains { function.name.hasPrefix($0) }
        }
        let approvals = configuration.approveLibraries.map(LibraryApprovals.init)
        self.approvals = approvals
        if let approvals {
            machine.prepareModule = { name in
                try await approvals.check(modules.shelf.closure(of: LibraryShelf.name(of: name)))
            }
        }
        machine.errorObject = { B24Error($0, language: context.language, position: $1.position) }
        machine.output = { context.talker.output($0) }
        self.context = context
        self.modules = modules
        sandbox = configuration.sandbox
        self.limits = configuration.limits
        limitsInForce = limits
        let vm = LuaVM(machine)
        self.vm = vm
        let isolation = configuration.sandbox == .isolated ? configuration.isolation : nil
        let isolated = isolation.map { IsolatedMachine($0, limits, context, modules) }
        self.isolated = isolated
        context.gate.guardian.stop.connect { [weak vm] in
            if let isolated { isolated.interrupt() } else { vm?.interrupt() }
        }
    }

    /// Every function of the module, with its documentation; for methods of objects see ``objectTypes``.
    public static var functions: [HostFunction] {
        [LuaVM.require] + Families.all.flatMap { $0.functions(.documentation) }
    }

    /// The types of host objects that scripts hold; their methods carry documentation, too.
    public static var objectTypes: [any LuaObject.Type] {
        [B24Error.self] + Families.all.flatMap { $0.objects }
    }

    /// Runs a script file. A byte order mark and a first line that begins with `#` are skipped; `require` looks in
    /// the file's folder, too.
    ///
    /// - Parameter path: also the name that positions show.
    /// - Throws: ``/LuaRuntime/LuaFailure``, or an error about the file. ``ScriptError`` puts both into words.
    public func run(file path: String) async throws -> Outcome {
        try await run(ScriptFile.load(path), folder: ScriptFile.folder(of: path))
    }

    /// Runs a script that was read already, or is not a file: standard input, text of an embedding program. What the
    /// comment at its top says that it needs (``ScriptMetadata``) bounds what it may do; a script that says nothing may do
    /// what the policy allows. The arguments are those that it says that it takes; `...` has the words as they were given.
    ///
    /// - Parameters:
    ///   - chunk: the text, and the name that positions show.
    ///   - folder: where `require` looks last; `nil` for the working folder.
    /// - Throws: ``/LuaRuntime/LuaFailure``, or an error about that comment.
    public func run(_ chunk: LuaChunk, folder: String? = nil) async throws -> Outcome {
        modules.scriptFolder = folder
        let metadata = ScriptMetadata(chunk.source, file: chunk.name)
        try await declare(metadata)
        let arguments = try metadata.arguments(context.arguments)
        if isolated == nil { await vm.setConstant("b24.args", .table(arguments)) }
        let results = try await noting {
            if let isolated { return try await isolated.run(chunk, isEntry: false) }
            return try await vm.run(chunk, arguments: context.arguments.map(LuaValue.string))
        }
        warnOfLeftOver()
        var outcome = takeOutcome()
        outcome.results = results
        return outcome
    }

    /// Runs a command of a library: a script of its, with the rights of the library within what the script says that it
    /// needs.
    ///
    /// - Throws: ``/LuaRuntime/LuaFailure``, or an error about the library.
    public func run(command name: String, of library: String) async throws -> Outcome {
        let chunk = try modules.shelf.command(name, of: library, arguments: context.arguments)
        try await approvals?.check(modules.shelf.closure(of: library))
        return try await run(chunk)
    }

    /// Binds the functions of `b24` to what a script says of itself.
    private func declare(_ metadata: ScriptMetadata) async throws {
        if let problem = metadata.problems.first {
            throw ModuleError(
                .invalidArgument, MetadataTexts.at(problem.position, problem.text), hint: problem.hint)
        }
        try admit(metadata.sandbox)
        let limits = limits.lowered(by: metadata.limits)
        if limitsInForce.set(limits), isolated == nil { await vm.setLimits(limits.applied(to: LuaVM.Limits())) }
        let gate = context.gate
        // What an earlier script or entry has said holds no longer.
        gate.grant.declare(metadata, arguments: context.arguments)
        gate.preflight = Preflight(metadata, gate.catalogue)
        await gate.guardian.limit(to: Capabilities(metadata.needs).maxWrites)
        guard isolated == nil else { return }
        await vm.setConstant("b24.read_only", .boolean(context.policy.readOnly || metadata.isReadOnly))
    }

    /// Refuses a script that wants to see less than this session shows. One that wants more does without.
    private func admit(_ request: SandboxRequest?) throws {
        // Without a process of its own the script would run in this one.
        guard sandbox != .isolated || isolated != nil || context.gate.parent != nil else {
            throw ModuleError(.policyDenied, IsolationTexts.noProgram)
        }
        guard let request, request.level < sandbox else { return }
        throw ModuleError(
            .policyDenied,
            MetadataTexts.at(request.position, SandboxTexts.stricterScript(request.level, sandbox)),
            hint: SandboxTexts.startAnew(request.level))
    }

    /// What was gathered since it was last taken, and forgets it: for entries (``evaluate(_:chunkName:)``), and
    /// after a run that threw, whose plan and failures are still worth showing. `results` is empty.
    public func takeOutcome() -> Outcome {
        var outcome = Outcome()
        outcome.failures = context.failures.take()
        outcome.plan = context.gate.takePlan()
        return outcome
    }

    /// A plan with what the portal tells of it: each field before and after, what would be moved or deleted along, and what
    /// can't be known. It only reads.
    public func explained(_ plan: [PlannedWrite]) async -> [PlannedWrite] {
        guard !plan.isEmpty else { return [] }
        do {
            let client = try await context.gate.client()
            return await PlanReader(client: client, catalogue: context.gate.catalogue).explained(plan)
        } catch {
            // Without a portal the plan is what the script has said.
            return plan
        }
    }

    /// Runs one chunk of an interactive or `-e` kind; the results are for display. An entry that begins like a script that
    /// says what it needs (one that was loaded from a file) is held to that as long as it runs.
    ///
    /// - Throws: ``/LuaRuntime/LuaFailure``; its kind is `.incomplete` when more lines are needed.
    public func evaluate(_ entry: String, chunkName: String = "eval") async throws -> [LuaValue] {
        try await declare(ScriptMetadata(entry, file: chunkName))
        context.gate.recorder?.forgetLoopNames()
        await context.gate.guardian.forgetAnswers()
        await context.gate.forgetRefusal()
        return try await noting {
            guard let isolated else { return try await vm.evaluate(entry, chunkName: chunkName) }
            return try await isolated.run(LuaChunk(name: chunkName, source: entry), isEntry: true)
        }
    }

    /// Runs `body`; when it is stopped or fails, the writes whose answer came too late are noted as failures.
    private func noting(_ body: () async throws -> [LuaValue]) async throws -> [LuaValue] {
        defer { context.gate.packing.reset() }
        let stop = context.gate.guardian.stop
        _ = stop.take()
        do {
            let results = try await body()
            if let reason = stop.take() { throw reason.failure(nil) }
            return results
        } catch {
            for write in await context.gate.lostWrites() {
                context.failures.append(
                    FailureRecord(
                        index: .null, item: .object(write.command.parameters),
                        ErrorFacts(write.error, context.language), unixTime: context.time.unixTime))
            }
            if let reason = stop.take() { throw reason.failure(error) }
            throw limitsInForce.explained(error, context.language)
        }
    }

    /// A resumed script that has come to its end without some of the writes that it made before.
    private func warnOfLeftOver() {
        let writes = context.gate.recorder?.leftOver ?? []
        guard let first = writes.first else { return }
        let text = Texts.leftOver(writes.count, first.intent.command.method)
        context.talker.log(.warn, text[context.language])
    }

    /// Sends one command by the rules of scripts: policy, dry run, unknown methods refused.
    ///
    /// - Parameters:
    ///   - command: what is sent.
    ///   - undocumented: lets a method through that the catalogue does not know; it counts as a write.
    /// - Throws: ``/Bitrix24/PortalError``, or an error that ``ScriptError`` puts into words.
    public func call(_ command: Command, undocumented: Bool = false) async throws -> Response {
        try await context.gate.call(command, undocumented: undocumented)
    }

    /// What scripts may do now.
    public var policy: Policy { context.policy }

    /// Changes what scripts may do from the next entry on, together with `b24.dry_run` and `b24.read_only`. A dry run
    /// that ends forgets what it has planned.
    public func setPolicy(_ policy: Policy) async {
        context.gate.policy = policy
        guard isolated == nil else { return }
        await vm.setConstant("b24.dry_run", .boolean(policy.dryRun))
        await vm.setConstant("b24.read_only", .boolean(policy.readOnly))
    }

    /// Calls a function that an entry has returned.
    ///
    /// - Throws: ``/LuaRuntime/LuaFailure``.
    public func call(_ function: LuaFunction, _ arguments: [LuaValue] = []) async throws -> [LuaValue] {
        try await noting { try await vm.call(function, arguments) }
    }

    /// What can follow a path of names, for completion. Runs nothing of the script; while one runs, waits for it to pause.
    func members(of path: [String]) async -> [LuaMember] { await vm.describedMembers(of: path) }

    /// How often lines have run so far, by file and line, where ``Configuration/countsLines`` is set.
    public func lineCounts() async -> [String: [Int: Int]] { await vm.lineCounts() }

    /// Stops what runs.
    public func interrupt() {
        if let isolated { isolated.interrupt() } else { vm.interrupt() }
    }

    /// Stops what runs and lets go of everything: files that a script has left open are written and closed, and programs that it
    /// has started get a few seconds to end.
    public func close() async { await vm.close() }
}
