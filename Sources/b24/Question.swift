import Localization

/// A yes/no question to the person at the terminal.
enum Question {
    /// `nil` when nobody can be asked, or nobody answered.
    static func ask(_ text: String, _ context: Context) async -> Bool? {
        while true {
            guard let line = await line(text + " " + Texts.yesOrNo[context.language] + " ", context) else { return nil }
            if let answer = answer(line) { return answer }
        }
    }

    /// Whether a protected portal may be changed: only its name means yes.
    static func askName(of portal: Portal, _ context: Context) async -> Bool? {
        await line(Texts.askProtected(portal.name)[context.language] + " ", context).map { $0.trimmed == portal.name }
    }

    /// A question that only typing a name answers with yes.
    static func ask(_ text: String, name: String, _ context: Context) async -> Bool? {
        await line(text + "\n" + Texts.typeName(name)[context.language] + " ", context)
            .map { $0.trimmed == name.trimmed }
    }

    /// What a person types.
    private static func line(_ prompt: String, _ context: Context) async -> String? {
        guard context.canAsk else { return nil }
        context.output.prompt(prompt)
        switch await LineReader.standardInput.entry() {
        case .line(let line): return line
        case .end:
            context.output.prompt("\n")
            return nil
        case .interrupted:
            context.output.prompt("\n")
            Interrupts.shared.passOn()
            return nil
        }
    }

    /// Both languages count, whatever the texts are in; nothing typed means no.
    static func answer(_ line: String) -> Bool? {
        switch line.filter({ !$0.isWhitespace }).lowercased() {
        case "y", "yes", "д", "да": true
        case "", "n", "no", "н", "нет": false
        default: nil
        }
    }
}
