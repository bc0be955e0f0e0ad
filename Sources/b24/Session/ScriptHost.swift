import B24Scripting
import Bitrix24
import JSON
import Localization
import LuaRuntime

/// A script session on the portal of this run: what `run`, `eval`, `call` and `repl` share.
struct ScriptHost: Sendable {
    let context: Context
    let session: ScriptSession
    let connection: PortalConnection

    /// - Parameters:
    ///   - arguments: `b24.args`.
    ///   - modulePath: folders in which `require` looks.
    init(_ context: Context, arguments: [String] = [], modulePath: [String] = ["."]) throws {
        self.context = context
        let portal = try Portal.choose(context.settings, context.environment)
        let connection = PortalConnection(portal, context)
        self.connection = connection
        let output = context.output
        let settings = context.settings

        var configuration = ScriptSession.Configuration { try await connection.client() }
        configuration.portalName = portal.name
        configuration.policy.dryRun = settings.isDryRun
        configuration.policy.readOnly = settings.isReadOnly || portal.isReadOnly
        configuration.policy.assumeYes = settings.assumesYes
        configuration.policy.noInput = !context.canAsk
        configuration.policy.continuesOnError = settings.continuesOnError
        if let limit = settings.memoryLimit { configuration.limits.memory = limit }
        configuration.limits.wallTime = settings.timeLimit
        configuration.language = settings.language
        configuration.arguments = arguments
        configuration.modulePath = modulePath
        configuration.console.output = { output.print($0) }
        configuration.console.talk = { output.talk($0) }
        configuration.console.ask = { await Question.ask($0, context) }
        configuration.console.width = context.width ?? 120
        configuration.console.isTerminal = Terminal.talkIsTerminal && !settings.isQuiet
        session = ScriptSession(configuration)
    }

    /// Runs `body`, which Ctrl-C interrupts, and gathers what it left.
    func gather(
        _ sources: [String: String], isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws -> [LuaValue]
    ) async -> CommandResult {
        var result = CommandResult()
        result.sources = sources
        result.meta["profile"] = .string(connection.portal.name)
        if context.settings.isDryRun { result.meta["dry_run"] = true }
        let session = session
        do {
            let values = try await Interrupts.shared.during({ session.interrupt() }, body)
            result.data = ResultValue(results: values)
            if values.count > 1 { result.meta["results"] = .integer(Int64(values.count)) }
        } catch {
            result.error = ErrorReport(error, context.language)
        }
        let outcome = session.takeOutcome()
        result.failures += outcome.failures
        result.plan += outcome.plan
        return result
    }

    /// Runs a whole script.
    func run(_ chunk: LuaChunk) async -> CommandResult {
        var outcome = ScriptSession.Outcome()
        var result = await gather([chunk.name: chunk.source]) {
            outcome = try await session.run(chunk)
            return outcome.results
        }
        result.failures = outcome.failures + result.failures
        result.plan = outcome.plan + result.plan
        result.showsDataByDefault = false
        return result
    }
}
