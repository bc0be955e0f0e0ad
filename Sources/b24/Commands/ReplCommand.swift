import ArgumentParser
import Localization

/// `b24 repl`, and `b24` alone on a terminal.
struct ReplCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "repl", abstract: Texts.aboutRepl[.ofProcess], discussion: Texts.discussionRepl[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Flag(name: .customLong("no-init"), help: help(Texts.optionNoInit))
    var skipsStartupFile = false

    func execute(_ context: Context) async throws -> ExitStatus {
        try await Self.run(context, startup: !skipsStartupFile)
    }

    /// - Parameter startup: whether the startup file is run first.
    static func run(_ context: Context, startup: Bool) async throws -> ExitStatus {
        let host = try ScriptHost(
            context, namesDemo: !Terminal.inputIsTerminal, recording: .new(RunSource("repl")))
        var repl = Repl(host: host)
        let status = await repl.run(startup: startup)
        return await repl.host.end(status)
    }
}
