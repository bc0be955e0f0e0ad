import ArgumentParser
import B24Scripting
import Bitrix24
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

    @Flag(help: help(Texts.optionUndocumented))
    var undocumented = false

    @Option(help: help(Texts.optionREST))
    var rest: RESTVersion?

    @Argument(help: help(Texts.argumentMethod), completion: .own(.methods))
    var method: String

    @Argument(help: help(Texts.argumentParameters))
    var parameters: [String] = []

    func execute(_ context: Context) async throws -> ExitStatus {
        let command = Command(method, try ParameterWords.object(parameters), restVersion: rest)
        let host = try ScriptHost(context, recording: .new(RunSource("call", text: method)))
        let session = host.session
        let lets = undocumented
        let task = Task { try await session.call(command, undocumented: lets) }
        var facts: JSONObject?
        var result = await host.gather(interruptedBy: { task.cancel() }) {
            let response = try await task.value
            facts = Self.facts(of: response)
            return [.json(response.result)]
        }
        result.meta["response"] = facts.map(JSONValue.object)
        return await host.end(Presenter(context: context).show(result))
    }

    /// What the envelope tells beside the result.
    private static func facts(of response: Response) -> JSONObject {
        var facts = JSONObject()
        facts["total"] = response.total.map { .integer(Int64($0)) }
        facts["next"] = response.next.map { .integer(Int64($0)) }
        facts["time"] = response.time?.value
        facts["status"] = .integer(Int64(response.status))
        facts["attempts"] = .integer(Int64(response.attempts))
        facts["request_id"] = .string(response.requestID)
        return facts
    }
}

extension RESTVersion: ExpressibleByArgument {}
