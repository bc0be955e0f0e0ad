import B24Scripting
import Bitrix24
import Credentials
import JSON
import Journal
import Localization
import LuaRuntime

/// A script session on the portal of this run: what `run`, `eval`, `call` and `repl` share.
struct ScriptHost: Sendable {
    let context: Context
    let session: ScriptSession
    let connection: PortalConnection
    /// What is asked under other profiles.
    private let others: OtherProfiles
    /// `nil` when nothing is recorded.
    let journal: SQLiteJournal?
    /// `nil` when there is nothing to audit, or nobody wants it.
    private let audit: AuditedJournal?
    /// Whether `b24 resume` can go on with it.
    private let isResumable: Bool
    /// Whether a person has to allow the level of the sandbox before anything runs.
    private let needsTrust: Bool
    /// Whether the calls go to a private copy of the portal.
    private let isRehearsal: Bool

    /// Whose record the run's is.
    enum Recording: Sendable {
        case new(RunSource), resumed(ResumedRun)

        /// Entries follow each other, and their modes may change.
        var isInteractive: Bool { if case .new(let source) = self { source.command == "repl" } else { false } }
    }

    /// - Parameters:
    ///   - arguments: `b24.args`.
    ///   - namesDemo: whether the first call on a demo portal that nobody chose says so.
    ///   - confirmsLosses: whether the gate asks before losses; not where a person has seen a plan and agreed to it.
    ///   - consent: what answers for a person who has seen everything that will be written to a protected portal.
    ///   - script: what is going to run, if that is a script.
    ///   - stage: where calls go instead of the portal.
    init(
        _ context: Context, arguments: [String] = [], namesDemo: Bool = true, confirmsLosses: Bool = true,
        consent: WriteConsent? = nil, recording: Recording, script: LoadedScript? = nil, stage: RehearsalStage? = nil
    ) throws {
        try script?.check(arguments)
        let portal = try Portal.choose(context.settings, context.environment)
        let context = context.following(portal)
        self.context = context
        let connection = PortalConnection(portal, context, namesDemo: namesDemo)
        self.connection = connection
        let output = context.output
        let settings = context.settings

        var configuration = ScriptSession.Configuration { try await connection.client() }
        configuration.portalName = portal.name
        let others = OtherProfiles(context)
        self.others = others
        configuration.otherProfile = { try await others.open($0) }
        configuration.protectedPaths = context.secretFiles
        let choice = try SandboxChoice(settings, portal, script)
        configuration.sandbox = choice.level
        if choice.level == .isolated {
            // Entries of a prompt go on where the ones before them ended; an isolated script's process ends with it.
            guard !recording.isInteractive else {
                throw Complaint.usage(Texts.noIsolatedPrompt, hint: Texts.noIsolatedPromptHint)
            }
            configuration.isolation = IsolatedScript.isolation
        }
        needsTrust = choice.needsApproval
        if choice.level == .trusted, settings.isDryRun || stage != nil {
            output.talk(Texts.trustedIsReal[settings.language])
        }
        configuration.policy.dryRun = settings.isDryRun
        configuration.policy.readOnly = settings.isReadOnly || portal.isReadOnly
        configuration.policy.readOnlyOrigin =
            portal.isReadOnly ? .profile : recording.isInteractive ? .prompt : .flag
        configuration.policy.profile = portal.name
        configuration.policy.profileRules = portal.rules
        configuration.policy.flagRules = settings.rules
        configuration.policy.maxWrites = [settings.maxWrites, portal.maxWrites].compactMap(\.self).min()
        if let limit = portal.maxWrites, limit < settings.maxWrites ?? .max {
            configuration.policy.maxWritesOrigin = .profile
        }
        configuration.policy.confirmsLosses = confirmsLosses
        configuration.keepsBefores = !settings.keepsNoBefores && !portal.keepsNoBefores
        configuration.policy.isProtected = portal.isProtected
        configuration.policy.assumeYes = settings.assumesYes
        configuration.policy.noInput = !context.canAsk
        configuration.policy.continuesOnError = settings.continuesOnError
        configuration.limits = RunLimits(settings, portal, isInteractive: recording.isInteractive)
        configuration.console.ownsStandardOutput = settings.wantsEnvelope
        configuration.libraries = try script?.libraries ?? ProjectLibraries(context)
        let approval = LibraryApproval(context: context, portal: portal)
        // A rehearsal changes nothing that a person would have to allow.
        if stage == nil { configuration.approveLibraries = { try await approval.check($0) } }
        configuration.trustsLuaModules = settings.trustsLuaModules
        configuration.language = settings.language
        configuration.isInteractive = recording.isInteractive
        configuration.arguments = arguments
        configuration.console.output = { output.print($0) }
        configuration.console.talk = { output.talk($0) }
        configuration.console.log = { output.log($0, $1, isVerbose: settings.isVerbose) }
        // Whatever a script asks: the person sees which portal it is about.
        configuration.console.ask = { await Question.ask("\(portal.name): " + $0, context) }
        configuration.console.askForName = { await Question.ask("\(portal.name): " + $0, name: $1, context) }
        configuration.console.confirmWrites = {
            if consent?.isGiven == true { return true }
            return await Question.askName(of: portal, context)
        }
        configuration.console.width = context.width ?? .max
        configuration.console.isTerminal = Terminal.talkIsTerminal && !settings.isQuiet
        let recorded = try Self.journal(recording, portal, isReadOnly: configuration.policy.readOnly, context)
        (journal, isResumable) = recorded
        audit = Self.audit(
            recorded.journal, recording, portal, script, isReadOnly: configuration.policy.readOnly, context)
        configuration.journal = audit ?? recorded.journal
        configuration.watchdog = ScriptSession.Watchdog(grace: .seconds(3)) { limit in
            let facts = limit.map { $0.text[settings.language] + "; " } ?? ""
            output.complain("b24: " + facts + Texts.unstoppable[settings.language])
            if let limit { output.complain(Texts.hintLabel[settings.language] + " " + limit.hint[settings.language]) }
            Interrupts.shared.leave(.timeLimit)
        }
        isRehearsal = stage != nil
        stage?.take(&configuration, connection)
        session = try ScriptSession(configuration)
    }

    /// The journal of a run. Nothing is opened yet; what sends no writes has none.
    private static func journal(
        _ recording: Recording, _ portal: Portal, isReadOnly: Bool, _ context: Context
    ) throws -> (journal: SQLiteJournal?, isResumable: Bool) {
        guard !context.settings.skipsJournal else { return (nil, false) }
        // What sends nothing has no journal; at a prompt that can change.
        guard recording.isInteractive || !context.settings.isDryRun && !isReadOnly else { return (nil, false) }
        switch recording {
        case .new(let source):
            let facts = try source.facts(context, profile: portal.name, domain: portal.recordedDomain)
            let journal = SQLiteJournal(
                folder: context.environment.stateFolder, facts: facts, hint: Texts.goWithoutJournal)
            return (journal, source.scriptHash != nil)
        case .resumed(let run):
            let journal = SQLiteJournal(resuming: run, domain: portal.recordedDomain, hint: Texts.goWithoutJournal)
            return (journal, true)
        }
    }

    /// The audit around the journal. The built-in portal has none: nothing of it leaves the machine.
    private static func audit(
        _ journal: SQLiteJournal?, _ recording: Recording, _ portal: Portal, _ script: LoadedScript?, isReadOnly: Bool,
        _ context: Context
    ) -> AuditedJournal? {
        let settings = context.settings
        guard !settings.skipsAudit, !settings.isDryRun, !isReadOnly else { return nil }
        if case .demo = portal { return nil }
        let facts: AuditFacts
        switch recording {
        case .new(let source): facts = source.auditFacts(context, profile: portal.name)
        case .resumed(let run):
            var source = RunSource(run.summary.facts.command, text: nil)
            source.script = run.summary.facts.script
            source.text = script?.text
            facts = source.auditFacts(context, profile: portal.name)
        }
        return AuditedJournal(
            journal, folder: context.environment.auditFolder, facts: facts, runID: { journal?.runID },
            hint: Texts.goWithoutAudit)
    }

    /// The end of the command: closes the record and the portal.
    ///
    /// - Parameter status: how the command ends.
    /// - Returns: the same.
    func end(_ status: ExitStatus) async -> ExitStatus {
        if let audit {
            audit.finish()
            if let failure = audit.failure {
                context.output.complain("b24: " + Texts.auditIncomplete(failure.text)[context.language])
            }
        }
        if let journal {
            await journal.finish(RunEnding(status), exitCode: status.rawValue)
            if let failure = journal.failure {
                context.output.complain("b24: " + Texts.journalIncomplete(failure.text)[context.language])
            }
            let isWorthSaying =
                switch status {
                case .interrupted, .terminated: true
                case .failed, .partial, .timeLimit, .refused: journal.hasLoop
                case .script(let code): code != 0 && journal.hasLoop
                case .done, .usage, .changes: false
                }
            if let run = journal.runID, isResumable, isWorthSaying, !context.output.hasLostReader {
                context.output.talk(Texts.howToResume(run)[context.language])
            }
        }
        // What a script has left open is written and closed, and its programs have ended, before anybody hears of its end.
        if session.sandbox == .trusted { await session.close() }
        await others.close()
        await connection.close()
        return status
    }

    /// Runs `body`, which Ctrl-C interrupts, and gathers what it left.
    func gather(
        _ sources: [String: String] = [:], interruptedBy stop: (@Sendable () -> Void)? = nil,
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> [LuaValue]
    ) async -> CommandResult {
        var result = CommandResult()
        result.sources = sources
        result.meta["profile"] = .string(connection.portal.name)
        if context.settings.isDryRun { result.meta["dry_run"] = true }
        let session = session
        do {
            result.results = try await Interrupts.shared.during(stop ?? { session.interrupt() }, body)
        } catch {
            if case .exited(let code)? = (error as? LuaFailure)?.kind {
                result.verdict = .script(code)
            } else {
                result.error = ErrorReport(error, context.language)
            }
        }
        if EnvelopeChannel.descriptor != nil {
            result.meta["portal"] = (await connection.domain).map(JSONValue.string)
        }
        result.meta["run"] = journal?.runID.map(JSONValue.string)
        let outcome = session.takeOutcome()
        result.failures += outcome.failures
        result.plan += await session.explained(outcome.plan)
        return result
    }

    private static func run(_ script: LoadedScript, _ session: ScriptSession) async throws -> ScriptSession.Outcome {
        if let (library, name) = script.command { return try await session.run(command: name, of: library) }
        return try await session.run(script.chunk, folder: script.folder)
    }

    /// Runs a whole script.
    func run(_ script: LoadedScript) async throws -> CommandResult {
        let approval = Approval(context: context, portal: connection.portal, script: script)
        if needsTrust { try await approval.checkTrust() }
        // A rehearsal changes nothing on the portal that a person would have to allow.
        if !isRehearsal, script.command == nil { try await approval.check() }
        var outcome = ScriptSession.Outcome()
        var result = await gather([script.chunk.name: script.text]) {
            outcome = try await Self.run(script, session)
            return outcome.results
        }
        result.failures = outcome.failures + result.failures
        result.plan = await session.explained(outcome.plan) + result.plan
        result.showsDataByDefault = false
        return result
    }
}

extension Context {
    /// What the portal's profile says where the flags say nothing.
    fileprivate func following(_ portal: Portal) -> Context {
        var context = self
        switch portal.audit {
        case .off?: context.settings.skipsAudit = true
        case .values?: context.settings.auditsValues = true
        case .on?, nil: break
        }
        return context
    }
}

extension RunEnding {
    /// What an exit code says of a run.
    init(_ status: ExitStatus) {
        self =
            switch status {
            case .done, .changes: .done
            case .partial: .partial
            case .interrupted, .terminated: .interrupted
            case .script(let code): code == 0 ? .done : .failed
            case .failed, .usage, .refused, .timeLimit: .failed
            }
    }
}
