#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import ArgumentParser
import B24Scripting
import Bitrix24
import ChildPrograms
import Credentials
import JSON
import Localization
import Synchronization

/// One command on several portals: a process for each, with its own gate, budget, journal and confirmation. What goes wrong on one
/// is no matter of the others.
///
/// They run side by side where nobody has to be asked; else one after the other, each with the terminal to itself.
struct SeveralPortals: Sendable {
    private let context: Context
    private let program: String
    private let jobs: [Job]
    private let attachment: PortalProcess.Attachment
    private let view: PortalsView
    private let work = PortalWork()

    private struct Job: Sendable {
        let profile: String
        let portal: String?
        let words: [String]
    }

    /// So many processes at a time.
    private static let mostAtOnce = 8

    /// - Throws: ``Complaint``, before anything has begun.
    init(_ list: PortalList, _ shape: CommandLineShape, _ command: any HostCommand, _ context: Context) throws {
        let profiles = try list.profiles(context.environment)
        let own = try PortalWords(shape, command, context.settings)
        guard let program = Isolation.ownProgram else { throw Complaint.failure(Texts.noOwnProgram) }
        self.program = program
        self.context = context
        let configuration = try context.environment.configuration.load()
        let isAsking =
            context.canAsk
            && (Self.mayAsk(command, context.settings)
                || profiles.contains { Self.needsPerson(configuration[$0], context) })
        attachment = !isAsking ? .none : context.settings.wantsEnvelope ? .questions : .terminal
        var globals = list.globals
        if attachment == .none, context.output.talkStyle.isOn, context.output.dataStyle.isOn {
            globals.insert("--color=always", at: 0)
        }
        jobs = profiles.map { profile in
            // The globals come first: after the file of a script, every word is the script's.
            Job(
                profile: profile,
                portal: profile == Portal.demoName ? profile : configuration[profile]?.domain,
                words: globals + ["--profile", profile] + own.words(for: profile))
        }
        view = PortalsView(context, shape.command.first ?? "", width: profiles.map { TextWidth.of($0) }.max() ?? 0)
    }

    /// Whether a command may have a question while it runs.
    private static func mayAsk(_ command: any HostCommand, _ settings: Settings) -> Bool {
        if settings.assumesYes || settings.isDryRun || settings.isReadOnly { return false }
        switch command {
        case is ExportCommand, is DiffCommand, is PlanCommand: return false
        default: return true
        }
    }

    /// Whether a passphrase has to be typed.
    private static func needsPerson(_ profile: Profile?, _ context: Context) -> Bool {
        guard let profile, context.environment.passphrase == nil else { return false }
        return ((try? context.store(of: profile)) ?? nil) is EncryptedFileStore
    }

    @inline(never)
    func run() async -> ExitStatus {
        view.begin(jobs.map(\.profile))
        return view.end(await Interrupts.shared.during(stop) { await runAndCleanUp() })
    }

    private var stop: @Sendable () -> Void { { [work, attachment] in work.stop(attachment) } }

    /// A second Ctrl-C, which ends this process at once, ends the others, too.
    @inline(never)
    private func runAndCleanUp() async -> [PortalOutcome] {
        await Interrupts.shared.cleaningUp(stop) { await runAll() }
    }

    @inline(never)
    private func runAll() async -> [PortalOutcome] {
        let width = attachment == .none ? Self.mostAtOnce : 1
        var outcomes: [Int: PortalOutcome] = [:]
        await withTaskGroup(of: (Int, PortalOutcome).self) { group in
            for index in jobs.indices {
                if index >= width, let (done, outcome) = await group.next() { outcomes[done] = outcome }
                group.addTask { await self.runAside(index) }
            }
            for await (done, outcome) in group { outcomes[done] = outcome }
        }
        return jobs.indices.compactMap { outcomes[$0] }
    }

    /// On a thread of its own, which it holds up.
    @inline(never)
    private func runAside(_ index: Int) async -> (Int, PortalOutcome) {
        await withCheckedContinuation { continuation in
            DetachedThread.start { continuation.resume(returning: (index, self.run(jobs[index], index))) }
        }
    }

    private func run(_ job: Job, _ index: Int) -> PortalOutcome {
        var outcome = PortalOutcome(profile: job.profile, portal: job.portal, code: 0)
        guard !work.isStopped else {
            outcome.isStarted = false
            outcome.code = work.stopCode
            outcome.problem = Texts.notStarted
            return outcome
        }
        if attachment != .none { view.heading(job.profile, index + 1, of: jobs.count) }
        let process = PortalProcess(
            program: program, words: job.words, environment: environment, attachment: attachment)
        do throws(ChildProgram.Failure) {
            let end = try process.run(
                started: { work.add($0, attachment) }, line: { view.line($0, of: job.profile) })
            outcome.code = end.code
            outcome.envelope = end.envelope
            outcome.portal = outcome.portal ?? end.envelope?["meta"]?["portal"]?.stringValue
            if end.envelope == nil, end.code != 0 { outcome.problem = Texts.endedSilently(end.code) }
            if attachment == .none { view.output(end.output, of: job.profile) }
            // With the terminal to itself, Ctrl-C may have reached it alone.
            if attachment != .none, [130, 143].contains(end.code) { work.stop(attachment) }
        } catch {
            outcome.code = ExitStatus.failed.rawValue
            outcome.isStarted = false
            outcome.problem = Texts.cannotStartItself(error.reason)
        }
        return outcome
    }

    /// What this process was started with. Its secrets are in no environment any more; a passphrase is what all need, and each
    /// takes it out again.
    private var environment: [String] {
        var variables: [String] = []
        var next = environ
        while let variable = next.pointee {
            variables.append(String(cString: variable))
            next += 1
        }
        if let passphrase = context.environment.passphrase { variables.append("B24_PASSPHRASE=" + passphrase.exposed) }
        return variables
    }
}

/// The processes that run now.
private final class PortalWork: Sendable {
    private struct State {
        var children: [ChildProgram] = []
        var isStopped = false
    }
    private let state = Mutex(State())

    var isStopped: Bool { state.withLock { $0.isStopped } }
    /// The exit code of what is not started any more.
    var stopCode: Int32 { (Interrupts.shared.isTerminated ? ExitStatus.terminated : .interrupted).rawValue }

    /// A process that came up while everything was being stopped is stopped, too.
    func add(_ child: ChildProgram, _ attachment: PortalProcess.Attachment) {
        let isLate = state.withLock { state in
            state.children.append(child)
            return state.isStopped
        }
        if isLate { Self.stop(child, attachment) }
    }

    /// Nothing more is started, and what runs is told.
    func stop(_ attachment: PortalProcess.Attachment) {
        let children = state.withLock { state in
            state.isStopped = true
            return state.children
        }
        for child in children { Self.stop(child, attachment) }
    }

    /// Ctrl-C has reached by itself whoever has the terminal: a second one would mean "at once".
    private static func stop(_ child: ChildProgram, _ attachment: PortalProcess.Attachment) {
        if Interrupts.shared.isTerminated {
            child.signal(SIGTERM)
        } else if attachment == .none {
            child.signal(SIGINT)
        }
    }
}
