import ArgumentParser
import B24Scripting
import JSON
import Libraries
import Localization
import LuaRuntime

/// `b24 lib list`
struct LibListCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "list", abstract: Texts.aboutLibList[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    func execute(_ context: Context) async throws -> ExitStatus {
        let facts = try LibraryFacts(context)
        let rows = facts.names.map { facts.row($0) }
        if rows.isEmpty { context.output.talk(Texts.noLibraries[context.language]) }
        return context.show(rows: rows, columns: ["name", "version", "state", "for", "may", "source"])
    }
}

/// `b24 lib info NAME`
struct LibInfoCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "info", abstract: Texts.aboutLibInfo[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentLibrary), completion: .own(.libraries))
    var name: String

    func execute(_ context: Context) async throws -> ExitStatus {
        let facts = try LibraryFacts(context)
        let name = try Context.libraryName(name)
        guard let library = try facts.catalogue.library(named: name.text) else {
            throw Complaint.failure(
                Texts.unknownLibrary(name.text), hint: Texts.knownLibraries(facts.names.map(\.text)))
        }
        let files = try facts.catalogue.files(of: library)
        guard !context.settings.wantsEnvelope, context.settings.format == nil else {
            var result = CommandResult()
            result.results = [LuaValue(inOrder: .object(facts.json(library, files, context.language)))]
            return Presenter(context: context).show(result)
        }
        for line in facts.lines(library, files, context.language, context.output.dataStyle) {
            context.output.data(line)
        }
        return .done
    }
}
