import ArgumentParser
import B24Scripting
import JSON
import Localization
import LuaRuntime

/// `b24 doctor`: each check with its fix; exit code 1 when one fails.
struct DoctorCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "doctor", abstract: Texts.aboutDoctor[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    func execute(_ context: Context) async throws -> ExitStatus {
        let checks = await Doctor(context: context).examine()
        let hasFailed = checks.contains { $0.state == .failed }
        if context.settings.wantsEnvelope || context.settings.format != nil {
            var result = CommandResult()
            result.results = [LuaValue(inOrder: .array(checks.map { $0.data(context.language) }))]
            let status = Presenter(context: context).show(result)
            return hasFailed ? .failed : status
        }
        for check in checks {
            context.output.data(check.text(context.language, style: context.output.dataStyle))
        }
        return hasFailed ? .failed : .done
    }
}
