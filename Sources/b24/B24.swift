#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import ArgumentParser
import B24Scripting
import Localization

/// The `b24` command: a thin shell around `B24Scripting`. It reads the command line, chooses a portal, and turns
/// results and errors into output and exit codes; whatever a host program could want lives in the library.
@main
struct B24 {
    static let version = "0.1.0"

    static func main() {
        if CommandLine.arguments.dropFirst().elementsEqual([IsolatedScript.mode]) { IsolatedChild.run() }
        Memory.settle()
        CoreFile.forbid()
        _ = Environment.ofProcess
        if CommandLine.arguments.dropFirst().first == CompletionAnswer.mode {
            exit(CompletionAnswer.run(Array(CommandLine.arguments.dropFirst(2))).rawValue)
        }
        _ = EnvelopeChannel.descriptor
        Interrupts.shared.install()
        let shape = CommandLineShape(
            CompletionCommand.translated(Array(CommandLine.arguments.dropFirst())),
            inputIsTerminal: Terminal.inputIsTerminal)
        if let list = PortalList(shape.globals) { start(list, shape) }
        if let quick = QuickCommand(shape) { start(quick.settings) { try await quick.execute($0) } }
        do {
            let command = try RootCommand.parseAsRoot(shape.words)
            guard let command = command as? any HostCommand else { exit(try showHelp(of: command).rawValue) }
            start(Settings(command.global)) { try await command.execute($0) }
        } catch {
            exit(report(error).rawValue)
        }
    }

    /// A command on several portals.
    private static func start(_ list: PortalList, _ shape: CommandLineShape) -> Never {
        do {
            let command = try RootCommand.parseAsRoot(shape.words(globals: list.globals))
            guard let command = command as? any HostCommand else { exit(try showHelp(of: command).rawValue) }
            start(Settings(command.global)) { try await SeveralPortals(list, shape, command, $0).run() }
        } catch {
            exit(report(error).rawValue)
        }
    }

    /// Not an asynchronous `main`: that would park this thread in a wait that lets every signal through.
    private static func start(
        _ settings: Settings, _ body: @escaping @Sendable (Context) async throws -> ExitStatus
    ) -> Never {
        Task.detached { exit(await execute(settings, body).rawValue) }
        while true { pause() }
    }

    private static func execute(
        _ settings: Settings, _ body: (Context) async throws -> ExitStatus
    ) async -> ExitStatus {
        let context = Context(settings)
        let status: ExitStatus
        do {
            status = try await body(context)
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

    /// The parser's complaints and its help.
    private static func report(_ error: any Error) -> ExitStatus {
        let text = ParserWords.translated(RootCommand.fullMessage(for: error), .ofProcess)
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
