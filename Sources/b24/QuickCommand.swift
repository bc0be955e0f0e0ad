/// `eval`, `run` and the prompt on a plain command line, understood without the parser: the first two are started by scripts and
/// editors, many times over, and at a prompt a person waits.
enum QuickCommand {
    case eval(String, Settings)
    case run(String, [String], Settings)
    case repl(Settings)

    /// `nil` when the parser has to look at it: another command, an unknown flag, something missing.
    init?(_ shape: CommandLineShape) {
        guard let settings = Settings(quick: shape.globals) else { return nil }
        let words = shape.others
        switch shape.command {
        case ["eval"] where words.count == 1 && !words[0].hasPrefix("-"): self = .eval(words[0], settings)
        case ["run"] where words.count >= 2 && words[0] == "--":
            self = .run(words[1], Array(words.dropFirst(2)), settings)
        case ["repl"] where words.isEmpty: self = .repl(settings)
        default: return nil
        }
    }

    var settings: Settings {
        switch self {
        case .eval(_, let settings), .run(_, _, let settings), .repl(let settings): settings
        }
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        switch self {
        case .eval(let lua, _): try await EvalCommand.evaluate(lua, context)
        case .run(let file, let arguments, _): try await RunCommand.run(file, arguments, context)
        case .repl: try await ReplCommand.run(context, startup: true)
        }
    }
}
