import B24Scripting
import Bitrix24
import Localization
import LuaRuntime
import Synchronization

/// Runs spec files one after the other, each in a fresh Lua state with a portal of its own.
final class TestRun {
    /// How tests run.
    struct Options {
        var selection = SpecSelection()
        var form = SpecForm.text
        /// Where answers come from instead of a local portal.
        var replay: AnswerTape.Recorded?
        /// Whether answers are written down.
        var records = false
        /// Whether executed lines are counted.
        var coverage = false
    }

    private let context: Context
    private let options: Options
    private let report: any SpecReport
    private let stop = TestStop()
    private(set) var summary = SpecSummary()
    private(set) var coverage = Coverage()
    /// What was recorded.
    let tape = AnswerTape.Tape()

    init(_ context: Context, _ options: Options) {
        self.context = context
        self.options = options
        report = options.form.report(context.output, context.language)
        summary.seed = options.selection.seed
    }

    /// Runs everything; Ctrl-C ends it.
    func run(_ files: [String]) async throws -> ExitStatus {
        let start = ContinuousClock.now
        let stop = stop
        try await Interrupts.shared.during({ stop.stop() }) { try await runEach(files) }
        summary.wasInterrupted = stop.isStopped
        summary.seconds = (ContinuousClock.now - start) / .seconds(1)
        report.finished(summary)
        return summary.status
    }

    private func runEach(_ files: [String]) async throws {
        for file in options.selection.mixed(files) where !stop.isStopped {
            summary.files += 1
            try await run(file)
        }
    }

    private func run(_ file: String) async throws {
        let source = String(decoding: try ScriptFiles.read(file), as: UTF8.self)
        report.began(file)
        let place: SpecPortal.Source
        do { place = try self.place(ScriptHeader(source), file) } catch {
            return end(file, file, 0, SpecOutcome(error, file, context.language), source)
        }
        let portal = SpecPortal(place, context, recorder: recorder(file))
        let session: ScriptSession
        do { session = try self.session(file, portal) } catch {
            return end(file, file, 0, SpecOutcome(error, file, context.language), source)
        }
        stop.whatRuns(session)
        do {
            try await run(source, file, in: session)
        } catch let failure as LuaFailure where failure.kind == .interrupted {
            // The summary says so.
        } catch {
            end(file, file, 0, SpecOutcome(error, file, context.language), source)
        }
        stop.whatRuns(nil)
        if options.coverage { coverage.add(await session.lineCounts()) }
        await session.close()
        await portal.close()
    }

    private func run(_ source: String, _ file: String, in session: ScriptSession) async throws {
        let spec = try await SpecSession(source, file: file, in: session)
        for problem in spec.problems { end(file, problem.name, 0, problem.outcome, source) }
        let tests = options.selection.choose(spec.tests)
        try await spec.select(tests)
        for test in tests {
            end(file, test.name, test.line, try await spec.run(test), source)
        }
    }

    private func end(_ file: String, _ name: String, _ line: Int, _ outcome: SpecOutcome, _ source: String) {
        summary.add(outcome)
        var result = SpecResult(file: file, name: name, line: line, outcome: outcome)
        if let at = outcome.line, let place = outcome.file {
            let text = place == file ? source : try? Files.text(place)
            result.excerpt = text.flatMap { SourceExcerpt($0, line: at, message: "") }
        }
        report.ended(result)
    }

    private func recorder(_ file: String) -> AnswerTape.Recorder? {
        options.records ? AnswerTape.Recorder(spec: file, tape: tape) : nil
    }

    /// Where the calls of a spec go.
    private func place(_ header: ScriptHeader, _ file: String) throws -> SpecPortal.Source {
        if let replay = options.replay {
            return .tape(AnswerTape.Player(replay, spec: file))
        }
        let plan = try SpecPortalPlan(header, file: file)
        guard let recorder = recorder(file), context.settings.profile != nil else { return .local(plan) }
        let transport = RecordingTransport(context.transport, recorder)
        let portal = try Portal.choose(context.settings, context.environment)
        return .profile(PortalConnection(portal, context, transport: transport))
    }

    private func session(_ file: String, _ portal: SpecPortal) throws -> ScriptSession {
        let settings = context.settings
        let output = context.output
        let report = report
        var configuration = ScriptSession.Configuration { try await portal.client() }
        configuration.portalName = "test"
        configuration.policy.profile = "test"
        configuration.sandbox = settings.sandbox ?? .team
        configuration.policy.readOnly = settings.isReadOnly || settings.profile != nil
        configuration.policy.assumeYes = true
        configuration.protectedPaths = context.secretFiles
        configuration.keepsBefores = false
        configuration.language = context.language
        configuration.modulePath = SpecFiles.modulePath(file)
        configuration.libraries = try ProjectLibraries(context, of: Files.folder(of: file))
        configuration.trustsLuaModules = settings.trustsLuaModules
        configuration.limits = RunLimits(ofSpecs: settings)
        configuration.console.output = { report.printed($0) }
        configuration.console.talk = { output.talk($0) }
        configuration.console.log = { output.log($0, $1, isVerbose: settings.isVerbose) }
        // What a trusted script writes past the reports would spoil them.
        configuration.console.ownsStandardOutput = options.form != .text
        configuration.countsLines = options.coverage
        configuration.watchdog = ScriptSession.Watchdog(grace: .seconds(3)) { _ in
            output.complain("b24: \(file): " + Texts.unstoppable[settings.language])
            Interrupts.shared.leave(.timeLimit)
        }
        return try ScriptSession(configuration)
    }
}

extension SpecOutcome {
    /// A spec that could not begin.
    fileprivate init(_ error: any Error, _ file: String, _ language: Language) {
        let report = ErrorReport(error, language)
        self.init(.error, message: report.message + (report.hint.isEmpty ? "" : "\n" + report.hint))
        self.file = file
    }
}

/// What Ctrl-C ends: the test that runs, and that others follow it.
private final class TestStop: Sendable {
    private let state = Mutex((session: ScriptSession?.none, isStopped: false))

    var isStopped: Bool { state.withLock { $0.isStopped } }

    func whatRuns(_ session: ScriptSession?) {
        let isStopped = state.withLock { state in
            state.session = session
            return state.isStopped
        }
        if isStopped { session?.interrupt() }
    }

    func stop() {
        state.withLock { state in
            state.isStopped = true
            return state.session
        }?.interrupt()
    }
}
