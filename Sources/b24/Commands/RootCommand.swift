import ArgumentParser
import Localization

/// The tree of commands.
struct RootCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "b24", abstract: Texts.about[.ofProcess], discussion: Texts.discussion[.ofProcess],
            version: B24.version,
            subcommands: [
                RunCommand.self,
                RehearseCommand.self,
                EvalCommand.self,
                CallCommand.self,
                ReplCommand.self,
                CheckCommand.self,
                TestCommand.self,
                ListCommand.self,
                InitCommand.self,
                TypesCommand.self,
                LogCommand.self,
                ResumeCommand.self,
                UndoCommand.self,
                ExportCommand.self,
                DiffCommand.self,
                PlanCommand.self,
                ApplyCommand.self,
                ImportCommand.self,
                PermissionsCommand.self,
                PortalCommand.self,
                ProfileCommand.self,
                AuthCommand.self,
                LibCommand.self,
                DocsCommand.self,
                DoctorCommand.self,
                CompletionCommand.self,
            ])
    }
}

/// A command of ours.
protocol HostCommand: ParsableCommand, Sendable {
    var global: GlobalOptions { get }

    /// Carries it out. Errors that are thrown end as a report and the exit code that belongs to them.
    func execute(_ context: Context) async throws -> ExitStatus
}
