import B24Scripting
import JSON
import Localization
import LuaRuntime
import PortalConfiguration

/// A command of configurations on the portal of this run, from opening it to the report.
struct ConfigurationJob: Sendable {
    let host: ScriptHost
    /// Whether a person has agreed to what will be written.
    let consent = WriteConsent()
    var context: Context { host.context }
    var desk: ConfigurationDesk { host.session.configurations }
    var portal: Portal { host.connection.portal }

    /// What a command found or did.
    struct Report: Sendable {
        /// For programs.
        var data: JSONValue = .null
        /// For people, on standard output.
        var lines: [String] = []
        var verdict: ExitStatus?
    }

    /// - Parameters:
    ///   - command: how the run is on record.
    ///   - arguments: what goes on record beside the file.
    ///   - writes: whether it changes the portal.
    init(
        _ context: Context, _ command: String, file: String?, arguments: [String] = [], writes: Bool = false
    ) throws {
        var settings = context.settings
        if !writes { settings.isReadOnly = true }
        var source = RunSource(command, text: file)
        source.script = file
        source.arguments = arguments
        host = try ScriptHost(
            Context(settings, environment: context.environment), confirmsLosses: false, consent: consent,
            recording: .new(source))
    }

    /// The name under which the portal is on record.
    func domain() async throws -> String {
        if let name = portal.recordedDomain { return name }
        return try await desk.domain()
    }

    func run(_ body: @escaping @Sendable () async throws -> Report) async -> ExitStatus {
        let task = Task { try await body() }
        var report = Report()
        var result = await host.gather(interruptedBy: { task.cancel() }) {
            report = try await task.value
            return []
        }
        result.showsDataByDefault = false
        if result.error == nil {
            result.results = [LuaValue(inOrder: report.data)]
            result.verdict = report.verdict
            if !context.settings.wantsEnvelope, context.settings.format == nil {
                for line in report.lines { context.output.data(line) }
            }
        }
        return await host.end(Presenter(context: context).show(result))
    }

    /// The portal's profile by this command line.
    static func profile(_ context: Context) throws -> String {
        try Portal.choose(context.settings, context.environment).name
    }
}
