import LineEditor
import Localization

/// Something to complete.
enum Tour {
    static let functions: [CompletionCandidate] = [
        CompletionCandidate("b24.call", suffix: "(", documentation: "Calls a REST method."),
        CompletionCandidate("b24.deal.list", suffix: "(", documentation: "Deals that a filter finds."),
        CompletionCandidate("b24.deal.update", suffix: "(", documentation: "Changes a deal."),
        CompletionCandidate("b24.workplace.add", suffix: "(", documentation: "Создаёт рабочее место."),
        CompletionCandidate("b24.workplace.list", suffix: "(", documentation: "Рабочие места."),
        CompletionCandidate("print", suffix: "(", documentation: "Writes values."),
    ]

    static func configuration() -> LineEditor.Configuration {
        var configuration = Reading.configuration()
        let many = (1...40).map { CompletionCandidate("item\($0)", documentation: "The \($0)th of many.") }
        configuration.completer = { request, deliver in
            let word = request.word { $0.isLetter || $0.isNumber || $0 == "." }
            let all = (functions + many).filter { $0.text.hasPrefix(word) }
            deliver(Completions(replacing: word.count, all))
        }
        configuration.history = MemoryHistory(["print(1)", "for i = 1, 3 do\n  print(i)\nend", "b24.call(\"profile\")"])
        return configuration
    }
}
