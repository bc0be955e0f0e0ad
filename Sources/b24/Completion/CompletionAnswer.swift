/// `b24 ---completion SHELL ...`: what the script of a shell calls at every press of the Tab key.
enum CompletionAnswer {
    static let mode = "---completion"

    /// Prints the answer, or nothing: a person in the middle of a line has no use for an error.
    ///
    /// - Parameter arguments: what follows ``mode``.
    static func run(_ arguments: [String]) -> ExitStatus {
        guard let shell = arguments.first.flatMap(Shell.init(rawValue:)),
            let question = shell.question(Array(arguments.dropFirst()))
        else { return .usage }
        let context = Context(Settings())
        let suggestions = CommandLineCompleter(facts: FoundFacts(context: context))
            .suggestions(after: question.words, typing: question.word)
        context.output.data(shell.answer(suggestions, to: question).joined(separator: "\n"))
        return .done
    }
}
