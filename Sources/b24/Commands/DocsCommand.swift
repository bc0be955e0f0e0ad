import ArgumentParser
import B24Scripting
import LuaRuntime
import Bitrix24
import Localization

/// `b24 docs [METHOD|TOPIC]`
struct DocsCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "docs", abstract: Texts.aboutDocs[.ofProcess], discussion: Texts.discussionDocs[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentTopic), completion: .own(.topics))
    var topic: String?

    @Option(help: help(Texts.optionExport), completion: .directory)
    var export: String?

    func execute(_ context: Context) async throws -> ExitStatus {
        let reference = Reference(language: context.language, style: context.output.dataStyle)
        if let export {
            let count = try ReferenceExport(language: context.language).write(to: export)
            context.output.talk(Texts.exported(count, export)[context.language])
            return .done
        }
        guard let page = topic.map(reference.page(_:)) ?? reference.overview else {
            let topic = topic ?? ""
            throw Complaint.failure(
                Texts.noTopic(topic), hint: Texts.nearestTopics(reference.nearest(topic)))
        }
        if context.settings.wantsEnvelope || context.settings.format != nil {
            var result = CommandResult()
            result.results = [LuaValue(inOrder: page.data)]
            return Presenter(context: context).show(result)
        }
        context.output.data(page.text)
        return .done
    }
}
