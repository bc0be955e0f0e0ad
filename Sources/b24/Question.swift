import Localization

/// A yes/no question to the person at the terminal.
enum Question {
    /// `nil` when nobody can be asked, or nobody answered.
    static func ask(_ text: String, _ context: Context) async -> Bool? {
        guard context.canAsk else { return nil }
        while true {
            context.output.prompt(text + " " + Texts.yesOrNo[context.language] + " ")
            switch await LineReader.standardInput.entry() {
            case .line(let line):
                if let answer = answer(line) { return answer }
            case .end:
                context.output.prompt("\n")
                return nil
            case .interrupted:
                context.output.prompt("\n")
                Interrupts.shared.passOn()
                return nil
            }
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
