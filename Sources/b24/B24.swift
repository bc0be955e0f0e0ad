#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import ArgumentParser
import Localization

/// The `b24` command: a thin shell around `B24Scripting`. It reads the command line, chooses a portal, and turns
/// results and errors into output and exit codes; whatever a host program could want lives in the library.
@main
struct B24 {
    static let version = "0.1.0"

    static func main() {
        _ = Environment.ofProcess
        Interrupts.shared.install()
        let shape = CommandLineShape(
            Array(CommandLine.arguments.dropFirst()), inputIsTerminal: Terminal.inputIsTerminal)
        do {
            let command = try RootCommand.parseAsRoot(shape.words)
            guard let command = command as? any HostCommand else { exit(try showHelp(of: command).rawValue) }
            // Not an asynchronous `main`: that would park this thread in a wait that lets every signal through.
            Task.detached { exit(await execute(command).rawValue) }
            while true { pause() }
        } catch {
            exit(report(error).rawValue)
        }
    }

    private static func execute(_ command: any HostCommand) async -> ExitStatus {
        let context = Context(Settings(command.global))
        let status: ExitStatus
        do {
            status = try await command.execute(context)
        } catch {
            var result = CommandResult()
            result.error = ErrorReport(error, context.language)
            status = Presenter(context: context).show(result)
        }
        context.output.leaveIfReaderIsGone()
        return status
    }

    /// `b24 help`, and `b24 portal` without a subcommand: they end by throwing their text.
    private static func showHelp(of command: any ParsableCommand) throws -> ExitStatus {
        var command = command
        try command.run()
        return .done
    }

    /// The parser's complaints and its help. Its own words are English; ours follow the language.
    private static func report(_ error: any Error) -> ExitStatus {
        let text = RootCommand.fullMessage(for: error)
        let output = Output(settings: Settings(), environment: .ofProcess)
        guard RootCommand.exitCode(for: error) != .success else {
            output.data(text)
            output.leaveIfReaderIsGone()
            return .done
        }
        output.complain(text)
        return .usage
    }
}
