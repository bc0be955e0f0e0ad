import ArgumentParser
import B24Scripting
import JSON
import Localization
import LuaRuntime

/// `b24 init [DIR]`: a project for editors and linters.
struct InitCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "init", abstract: Texts.aboutInit[.ofProcess], discussion: Texts.discussionInit[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Flag(help: help(Texts.optionInitForce))
    var force = false

    @Argument(help: help(Texts.argumentInitFolder), completion: .directory)
    var folder: String?

    func execute(_ context: Context) async throws -> ExitStatus {
        let folder = folder ?? "."
        if Files.mode(folder) != nil, !Files.isFolder(folder) {
            throw Complaint.usage(Texts.noFolderForTypes(folder))
        }
        let setup = ProjectSetup(folder: folder, language: context.language)
        let steps = try await setup.write(replaces: force, hasScript: true)
        context.tell(steps)
        let hasScript = steps.contains { $0.path == ProjectFiles.script }
        let here = folder == "." ? nil : folder
        context.output.talk(Texts.whatNext(hasScript ? ProjectFiles.script : nil, here)[context.language])
        return context.show([
            "folder": .string(folder),
            "files": .array(
                steps.map { .object(["file": .string($0.path), "change": .string($0.change.rawValue)]) }),
        ])
    }
}

extension Context {
    /// What became of a project's files.
    func tell(_ steps: [ProjectSetup.Step], below folder: String = "") {
        for step in steps {
            let copy = step.copy.map { "  (\(Texts.copyAt($0)[language]))" } ?? ""
            output.talk("  " + TextWidth.pad(Texts.change(step.change)[language], 10) + " " + folder + step.path + copy)
        }
        if steps.contains(where: { $0.change == .kept }) { output.talk(Texts.filesKept[language]) }
    }
}
