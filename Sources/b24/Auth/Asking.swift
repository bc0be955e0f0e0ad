import Bitrix24
import Localization

/// Asks a person for what a command still needs; secrets hidden, never as an argument.
struct Asking: Sendable {
    let context: Context
    /// Secrets come from standard input, a line each.
    let readsSecrets: Bool

    /// Whether a person sits there who can answer.
    var canAsk: Bool { context.canAsk && !readsSecrets }

    /// What is given, or what a person types.
    func line(_ given: String?, _ question: LocalizedText) async throws -> String {
        if let given, !given.isEmpty { return given }
        guard canAsk else { throw Complaint.usage(Texts.missing(question), hint: Texts.giveItAsOption) }
        while true {
            context.output.prompt(question[context.language] + ": ")
            switch await LineReader.standardInput.entry() {
            case .line(let line):
                let text = line.filter { !$0.isWhitespace }
                if !text.isEmpty { return text }
            case .end:
                context.output.prompt("\n")
                throw Complaint.refusal(Texts.notAnswered)
            case .interrupted:
                context.output.prompt("\n")
                Interrupts.shared.passOn()
                throw Complaint.refusal(Texts.notAnswered)
            }
        }
    }

    /// A secret that has to be there.
    func secret(_ given: Secret?, _ question: LocalizedText) async throws -> Secret {
        guard let secret = try await optionalSecret(given, question) else {
            throw Complaint.usage(Texts.missing(question), hint: Texts.giveSecret)
        }
        return secret
    }

    /// A secret that may be left out by an empty line.
    func optionalSecret(_ given: Secret?, _ question: LocalizedText) async throws -> Secret? {
        if let given { return given }
        let typed: Secret?
        if readsSecrets {
            typed = LineReader.standardInput.line().map { Secret($0) }
        } else if context.settings.hasNoInput {
            typed = nil
        } else {
            typed = Terminal.askHidden(question[context.language] + Texts.isHidden[context.language] + ": ")
        }
        guard let typed else { return nil }
        let secret = Secret(typed.exposed.filter { !$0.isWhitespace })
        LiveSecrets.add(secret)
        return secret.isEmpty ? nil : secret
    }

    /// A line that a person pastes while something else may happen: that cancels the task, and the terminal is free again.
    func pasted() async -> Secret? {
        switch await LineReader.standardInput.entry() {
        case .line(let line): return Secret(line)
        case .end, .interrupted:
            // Ctrl-C and Ctrl-D end the wait.
            if !Task.isCancelled { Interrupts.shared.passOn() }
            return nil
        }
    }
}
