import ArgumentParser
import B24Scripting
import JSON
import Localization
import LuaRuntime

/// `b24 call METHOD [k=v] [k:=JSON] [@file.json]`
struct CallCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "call", abstract: Texts.aboutCall[.ofProcess], discussion: Texts.discussionCall[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentMethod))
    var method: String

    @Argument(help: help(Texts.argumentParameters))
    var parameters: [String] = []

    func execute(_ context: Context) async throws -> ExitStatus {
        let object = try ParameterWords.object(parameters)
        let host = try ScriptHost(context, arguments: [])
        let session = host.session
        // Through the module like every script's call, so that it passes the same policy.
        let lua = "return b24.call(\(LuaFormat.quoted(method)), \(LuaFormat.inline(ResultValue(.object(object)))))"
        var result = await host.gather([:]) { try await session.evaluate(lua, chunkName: "call") }
        // The one line of Lua is ours: its position tells the caller nothing.
        result.error?.position = nil
        result.error?.traceback = []
        result.plan = result.plan.map { write in
            var write = write
            write.position = nil
            return write
        }
        separateResponse(&result)
        let status = Presenter(context: context).show(result)
        await host.connection.close()
        return status
    }

    /// The module returns the result and facts about the response; the facts belong to `meta`.
    private func separateResponse(_ result: inout CommandResult) {
        guard case .array(let values) = result.data, values.count == 2, result.meta["results"] != nil else { return }
        result.data = values[0]
        result.meta["results"] = nil
        result.meta["response"] = values[1].json
    }
}
