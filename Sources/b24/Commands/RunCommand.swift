import ArgumentParser
import Localization
import LuaRuntime

/// `b24 run FILE.lua [ARGS]`
struct RunCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "run", abstract: Texts.aboutRun[.ofProcess], discussion: Texts.discussionRun[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentFile), completion: .own(.scripts))
    var file: String

    @Argument(help: help(Texts.argumentArguments))
    var arguments: [String] = []

    func execute(_ context: Context) async throws -> ExitStatus {
        try await Self.run(file, arguments, context)
    }

    static func run(_ file: String, _ arguments: [String], _ context: Context) async throws -> ExitStatus {
        let script = try LoadedScript(file, context)
        var source = RunSource("run")
        if !script.isStandardInput {
            if let first = arguments.first, first == "--help" || first == "-h" {
                context.output.data(
                    ScriptHelp(script.metadata).text(file: file, context.language, style: context.output.dataStyle))
                return .done
            }
            source = RunSource(script: file, text: script.text, arguments: arguments)
        }
        return try await run(
            script, try ScriptHost(context, arguments: arguments, recording: .new(source), script: script))
    }

    /// Runs a script to its end.
    static func run(_ script: LoadedScript, _ host: ScriptHost) async throws -> ExitStatus {
        let result: CommandResult
        do {
            result = try await host.run(script)
        } catch {
            _ = await host.end(.failed)
            throw error
        }
        return await host.end(Presenter(context: host.context).show(result))
    }
}
