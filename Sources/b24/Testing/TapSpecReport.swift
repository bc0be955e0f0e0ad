import B24Scripting
import Synchronization

/// The Test Anything Protocol, version 13 (https://testanything.org/tap-version-13-specification.html).
final class TapSpecReport: SpecReport {
    private let output: Output
    private let tests = Mutex(0)

    init(_ output: Output) {
        self.output = output
        output.data("TAP version 13")
    }

    func began(_ file: String) { output.data("# " + file) }

    func printed(_ line: String) {
        for line in line.split(separator: "\n", omittingEmptySubsequences: false) { output.data("# " + line) }
    }

    func ended(_ result: SpecResult) {
        let count = tests.withLock { count in
            count += 1
            return count
        }
        // A # would begin a directive.
        let name = (result.file + ": " + result.name).replacing("#", with: "\\#").replacing("\n", with: " ")
        switch result.outcome.status {
        case .passed: output.data("ok \(count) - \(name)")
        case .pending: output.data("ok \(count) - \(name) # SKIP \(result.outcome.message.replacing("\n", with: " "))")
        case .failed, .error:
            output.data("not ok \(count) - \(name)")
            output.data("  ---")
            output.data("  message: |")
            for line in result.outcome.message.split(separator: "\n", omittingEmptySubsequences: false) {
                output.data("    " + line)
            }
            output.data("  severity: \(result.outcome.status == .failed ? "fail" : "error")")
            output.data("  at: \(result.place)")
            output.data("  ...")
        }
    }

    func finished(_ summary: SpecSummary) {
        output.data("1..\(tests.withLock { $0 })")
        if summary.wasInterrupted { output.data("Bail out! interrupted") }
    }
}
