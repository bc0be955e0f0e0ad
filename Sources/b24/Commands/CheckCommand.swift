import ArgumentParser
import B24Scripting
import JSON
import Localization
import LuaRuntime

/// `b24 check FILE...`: what can be said against scripts without running them.
struct CheckCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check", abstract: Texts.aboutCheck[.ofProcess], discussion: Texts.discussionCheck[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentChecked), completion: .file(extensions: ["lua"]))
    var files: [String]

    @Flag(help: help(Texts.optionStrict))
    var strict = false

    @Flag(help: help(Texts.optionCompact))
    var compact = false

    func validate() throws {
        if compact, global.json || global.format != nil { throw ValidationError(Texts.compactAndFormat[.ofProcess]) }
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        var report = CheckReport(language: context.language)
        for file in try ScriptFiles.expand(files) { report.add(try ScriptFiles.read(file), file: file) }
        let verdict: ExitStatus = report.fails(strict: strict) ? .failed : .done
        if context.settings.wantsEnvelope || context.settings.format != nil {
            var result = CommandResult()
            result.results = [LuaValue(inOrder: .array(report.rows.map(JSONValue.object)))]
            result.meta = report.counts
            result.verdict = verdict
            return Presenter(context: context).show(result)
        }
        for line in compact ? report.compactLines : report.lines(context.output.dataStyle) {
            context.output.data(line)
        }
        context.output.talk(report.summary(context.output.talkStyle))
        return verdict
    }
}
