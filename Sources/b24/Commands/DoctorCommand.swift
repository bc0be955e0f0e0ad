import ArgumentParser
import B24Scripting
import JSON
import Localization
import LuaRuntime

/// `b24 doctor`: each check with its fix; exit code 1 when one finds a problem.
struct DoctorCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "doctor", abstract: Texts.aboutDoctor[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    func execute(_ context: Context) async throws -> ExitStatus {
        var doctor = Doctor(context)
        let isForPrograms = context.settings.wantsEnvelope || context.settings.format != nil
        let checks = await doctor.examine { check in
            guard !isForPrograms else { return }
            // At once: what waits for a portal that does not answer is seen while it waits.
            context.output.data(
                check.text(context.language, style: context.output.dataStyle, width: context.width))
        }
        let problems = checks.filter { $0.state == .problem }
        guard isForPrograms else {
            let warnings = checks.count { $0.state == .warning }
            context.output.talk(Texts.diagnosis(problems.count, warnings)[context.language])
            return problems.isEmpty ? .done : .failed
        }
        var result = CommandResult()
        result.results = [LuaValue(inOrder: .array(checks.map { $0.data(context.language) }))]
        if context.settings.wantsEnvelope, !problems.isEmpty {
            result.error = ErrorReport(Complaint.failure(Texts.problemsFound(problems.map(\.kind))), context.language)
        }
        let status = Presenter(context: context).show(result)
        return problems.isEmpty ? status : .failed
    }
}
