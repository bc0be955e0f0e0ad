import ArgumentParser
import Localization

/// `b24 completion SHELL`: what makes a shell complete the words of b24.
struct CompletionCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "completion", abstract: Texts.aboutCompletion[.ofProcess],
            discussion: Texts.discussionCompletion[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentShell))
    var shell: Shell

    func execute(_ context: Context) async throws -> ExitStatus {
        context.output.data(shell.script)
        return .done
    }

    /// The words of `--generate-completion-script SHELL`, by which packagers ask programs that use this parser. Its own scripts would
    /// not know that what follows a script's name belongs to the script.
    static func translated(_ arguments: [String]) -> [String] {
        let flag = "--generate-completion-script"
        guard let first = arguments.first else { return arguments }
        if first == flag { return ["completion"] + arguments.dropFirst() }
        guard first.hasPrefix(flag + "=") else { return arguments }
        return ["completion", String(first.dropFirst(flag.count + 1))] + arguments.dropFirst()
    }
}
