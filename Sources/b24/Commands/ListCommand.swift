import ArgumentParser
import B24Scripting
import JSON
import Localization
import LuaRuntime

/// `b24 list`: what can be run here.
struct ListCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: Texts.aboutList[.ofProcess], discussion: Texts.discussionList[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentListFolder), completion: .directory)
    var folder: String?

    func execute(_ context: Context) async throws -> ExitStatus {
        if let folder, !Files.isFolder(folder) { throw Complaint.usage(Texts.noSuchFile(folder)) }
        let start = folder.map { $0.hasSuffix("/") ? $0 : $0 + "/" } ?? ""
        let list = ScriptList(in: start, try ProjectLibraries(context, of: folder))
        for problem in list.problems { context.output.complain("b24: " + problem[context.language]) }
        var result = CommandResult()
        result.verdict = list.problems.isEmpty ? nil : .failed
        let isForPeople = !context.settings.wantsEnvelope && context.settings.format ?? .table == .table
        let rows = isForPeople ? list.rows : list.json(context.language)
        result.results = [LuaValue(inOrder: .array(rows.map(JSONValue.object)))]
        guard isForPeople else { return Presenter(context: context).show(result) }
        guard !rows.isEmpty else {
            context.output.talk(Texts.nothingToRun[context.language])
            return result.status
        }
        let formatter = TableFormatter(
            width: context.width ?? .max, columns: ["script", "arguments", "title"], language: context.language)
        context.output.data(formatter.format(result.results[0]))
        return result.status
    }
}
