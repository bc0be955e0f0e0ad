internal import CIsolation
import Bitrix24
import JSON
import Localization
import LuaRuntime

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The process of an isolated script, from its beginning to its end.
///
/// It is told what it may use, takes its rights away, and is told the script only then. What it cannot do itself it asks
/// its parent for, by the one descriptor that it has.
public enum IsolatedChild {
    /// Runs the script that the parent sends. Called at the very beginning of a program that is started for this (see
    /// ``Isolation``), before there is any other thread or task.
    public static func run() -> Never {
        let reader = ChannelReader(CISO_CHANNEL, most: Isolation.mostToChild) { !$0.isOfChild }
        guard let setup = next(reader, .setup).flatMap({ try? IsolationSetup($0) }) else { leaveUnasked() }
        var limits = ciso_limits(memory: UInt64(setup.memory), cpu: UInt64(setup.processTime), files: 24)
        let held = ciso_lock(&limits, setup.zone)
        ciso_take_tasks()
        let link = ParentLink()
        link.say(.locked, ["layers": .integer(Int64(held))])
        guard let assignment = next(reader, .work).flatMap({ try? Assignment($0) }) else { ParentLink.leave() }
        let session = Self.session(assignment, link)
        Task.detached { await work(assignment, session, link) }
        link.listen(reader) { session.interrupt() }
    }

    /// A function of its own: with its `do` in line, the optimizer of Swift 6.3 takes the end of the session's life for an
    /// error, and stops.
    @inline(never)
    private static func session(_ assignment: Assignment, _ link: ParentLink) -> ScriptSession {
        do { return try ScriptSession(configuration(assignment, link)) } catch {
            end(["failure": .object(failure(error).wire(assignment.language))], link)
            ParentLink.leave()
        }
    }

    private static func next(_ reader: ChannelReader, _ kind: FrameKind) -> Wire? {
        guard let frame = try? reader.next(), frame.kind == kind else { return nil }
        return try? Wire(frame.payload)
    }

    /// Nobody is there who would ask for anything: a person has started it.
    private static func leaveUnasked() -> Never {
        let words = "b24: " + IsolationTexts.onlyByB24[.preferred(environment: [:])] + "\n"
        _ = write(STDERR_FILENO, words, words.utf8.count)
        exit(2)
    }

    private static func configuration(_ assignment: Assignment, _ link: ParentLink) -> ScriptSession.Configuration {
        // Never called: the gate asks the parent.
        var configuration = ScriptSession.Configuration { throw PortalError(kind: .cancelled) }
        configuration.parent = link
        configuration.sandbox = .isolated
        configuration.portalName = assignment.portalName
        configuration.policy = assignment.policy
        configuration.limits = RunLimits(assignment.limits)
        configuration.language = assignment.language
        configuration.arguments = assignment.arguments
        configuration.console.width = assignment.width
        configuration.console.isTerminal = assignment.isTerminal
        configuration.console.output = { link.say(.output, ["text": .string($0)]) }
        configuration.console.talk = { link.say(.talk, ["text": .string($0)]) }
        configuration.console.progress = { link.say(.progress, ["text": .string($0)]) }
        configuration.console.log = { link.say(.log, ["level": .string($0.rawValue), "text": .string($1)]) }
        configuration.console.ask = { await ask($0, link) }
        configuration.watchdog = ScriptSession.Watchdog(grace: .seconds(3)) { _ in
            link.say(.unstoppable)
            ParentLink.leave()
        }
        return configuration
    }

    private static func ask(_ question: String, _ link: ParentLink) async -> Bool? {
        try? await link.ask(.ask, ["text": .string(question)]).optionalFlag("answer")
    }

    private static func work(_ assignment: Assignment, _ session: ScriptSession, _ link: ParentLink) async {
        do {
            let results =
                assignment.isEntry
                ? try await session.evaluate(assignment.chunk.source, chunkName: assignment.chunk.name)
                : try await session.run(assignment.chunk).results
            end(["results": .array(results.map(\.wire))], link)
        } catch {
            end(["failure": .object(failure(error).wire(assignment.language))], link)
        }
    }

    /// What the script has left may be more than a message holds.
    private static func end(_ message: JSONObject, _ link: ParentLink) {
        let bytes = message.wireBytes
        guard bytes.count + Frame.least > Isolation.mostFromChild else { return link.say(.ended, message) }
        let error = ModuleError(
            .limitExceeded, IsolationTexts.tooMuch(bytes.count), hint: IsolationTexts.tooMuchHint)
        link.say(.ended, ["failure": .object(failure(error).wire(.en))])
    }

    private static func failure(_ error: any Error) -> LuaFailure {
        if let failure = error as? LuaFailure { return failure }
        var failure = LuaFailure(kind: .runtime, message: String(describing: error))
        failure.cause = error
        return failure
    }
}
