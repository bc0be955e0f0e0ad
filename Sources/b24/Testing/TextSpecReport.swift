import B24Scripting
import Localization
import Synchronization

/// For people: a line for each test, what failed once more at the end with its source line.
final class TextSpecReport: SpecReport {
    private let output: Output
    private let language: Language
    private let failures = Mutex<[SpecResult]>([])

    init(_ output: Output, _ language: Language) { (self.output, self.language) = (output, language) }

    private var style: Style { output.dataStyle }

    func began(_ file: String) { output.data(style.bold(file)) }

    func printed(_ line: String) { output.data("    " + line) }

    func ended(_ result: SpecResult) {
        let time = result.outcome.seconds >= 0.1 ? style.dim(" (\(Self.seconds(result.outcome.seconds)))") : ""
        switch result.outcome.status {
        case .passed: output.data("  " + style.green("✓") + " " + result.name + time)
        case .pending:
            let why = result.outcome.message.isEmpty ? "" : ": " + result.outcome.message
            output.data("  " + style.yellow("○") + " " + result.name + style.yellow(why))
        case .failed, .error:
            output.data("  " + style.red("✗") + " " + result.name + time)
            failures.withLock { $0.append(result) }
        }
    }

    func finished(_ summary: SpecSummary) {
        for (index, result) in failures.withLock({ $0 }).enumerated() {
            output.data("")
            let kind = result.outcome.status == .failed ? Texts.testFailed[language] : Texts.testBroken[language]
            output.data(style.red("\(index + 1). \(kind)") + " " + result.name)
            output.data(style.bold(result.place))
            result.excerpt?.lines(style).forEach(output.data)
            for line in result.outcome.message.split(separator: "\n", omittingEmptySubsequences: false) {
                output.data("  " + painted(String(line)))
            }
            if result.outcome.status == .error, result.outcome.trace.count > 1 {
                output.data(style.dim(Texts.traceback[language]))
                result.outcome.trace.forEach { output.data(style.dim("  " + $0)) }
            }
        }
        output.data("")
        let text = Texts.testSummary(summary)[language]
        output.data(summary.status == .done ? style.green(text) : style.red(text))
        if let seed = summary.seed { output.data(style.dim(Texts.testSeed(seed)[language])) }
    }

    private func painted(_ line: String) -> String {
        if line.hasPrefix("+ ") { return style.green(line) }
        if line.hasPrefix("- ") { return style.red(line) }
        if line.hasPrefix("~ ") { return style.yellow(line) }
        return line
    }

    /// `1.25 s`
    static func seconds(_ seconds: Double) -> String {
        let hundredths = Int((seconds * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) s"
    }
}
