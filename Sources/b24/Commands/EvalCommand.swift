import ArgumentParser
import B24Scripting
import Localization

/// `b24 eval 'LUA'`
struct EvalCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "eval", abstract: Texts.aboutEval[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentLua))
    var lua: String

    func execute(_ context: Context) async throws -> ExitStatus { try await Self.evaluate(lua, context) }

    static func evaluate(_ lua: String, _ context: Context) async throws -> ExitStatus {
        let host = try ScriptHost(context, recording: .new(RunSource("eval", text: lua)))
        let session = host.session
        var result = await host.gather(["eval": lua]) { try await session.evaluate(lua, chunkName: "eval") }
        result.setResponseAside()
        return await host.end(Presenter(context: context).show(result))
    }
}
