import ArgumentParser
import JSON
import Libraries
import Localization

/// `b24 lib link FOLDER`
struct LibLinkCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "link", abstract: Texts.aboutLibLink[.ofProcess],
            discussion: Texts.discussionLibLink[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentLinked), completion: .directory)
    var folder: String?

    @Option(name: .customLong("remove"), help: help(Texts.optionUnlink), completion: .own(.libraries))
    var removed: String?

    func validate() throws {
        if (folder == nil) == (removed == nil) { throw ValidationError(Texts.folderOrRemove[.ofProcess]) }
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        let desk = try context.libraryDesk(orNew: true)
        let state = try context.projectState(desk.folder)
        if let removed {
            let name = try Context.libraryName(removed)
            guard try state.links()[name] != nil else {
                throw Complaint.failure(Texts.notLinked(name.text), hint: nil)
            }
            try state.link(name, to: nil)
            context.output.talk(Texts.unlinked(name.text)[context.language])
            return context.show(["name": .string(name.text), "linked": false])
        }
        let folder = folder ?? "."
        let path = folder.hasPrefix("/") ? folder : try context.workingFolder + "/" + folder
        let library = try WorkingLibrary(folder: path)
        try state.link(library.library.name, to: library.folder)
        context.output.talk(Texts.linked(library.library.name.text, library.folder)[context.language])
        return context.show(["name": .string(library.library.name.text), "linked": true])
    }
}
