import B24Scripting
import Synchronization

/// The XML of JUnit as CI servers read it: one document at the end.
final class JUnitSpecReport: SpecReport {
    private let output: Output
    /// What is known of a file.
    private struct Suite {
        var file: String
        var results: [SpecResult] = []
        var lines: [String] = []
    }
    private let suites = Mutex<[Suite]>([])

    init(_ output: Output) { self.output = output }

    func began(_ file: String) { suites.withLock { $0.append(Suite(file: file)) } }

    func printed(_ line: String) { last { $0.lines.append(line) } }

    func ended(_ result: SpecResult) { last { $0.results.append(result) } }

    private func last(_ body: (inout Suite) -> Void) {
        suites.withLock { if !$0.isEmpty { body(&$0[$0.count - 1]) } }
    }

    func finished(_ summary: SpecSummary) {
        output.data("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        output.data(
            "<testsuites tests=\"\(summary.all)\" failures=\"\(summary.failed)\" errors=\"\(summary.errors)\" "
                + "skipped=\"\(summary.pending)\" time=\"\(Self.time(summary.seconds))\">")
        for suite in suites.withLock({ $0 }) { put(suite.file, suite.results, suite.lines) }
        output.data("</testsuites>")
    }

    private func put(_ file: String, _ results: [SpecResult], _ lines: [String]) {
        var counts = SpecSummary()
        for result in results { counts.add(result.outcome) }
        let seconds = results.reduce(0) { $0 + $1.outcome.seconds }
        output.data(
            "  <testsuite name=\"\(Self.escaped(file))\" tests=\"\(counts.all)\" failures=\"\(counts.failed)\" "
                + "errors=\"\(counts.errors)\" skipped=\"\(counts.pending)\" time=\"\(Self.time(seconds))\">")
        for result in results {
            let head =
                "    <testcase classname=\"\(Self.escaped(file))\" name=\"\(Self.escaped(result.name))\" "
                + "file=\"\(Self.escaped(file))\" line=\"\(result.line)\" time=\"\(Self.time(result.outcome.seconds))\""
            let message = result.outcome.message
            let first = String(message.split(separator: "\n", maxSplits: 1).first ?? "")
            switch result.outcome.status {
            case .passed: output.data(head + "/>")
            case .pending: output.data(head + "><skipped message=\"\(Self.escaped(message))\"/></testcase>")
            case .failed, .error:
                let element = result.outcome.status == .failed ? "failure" : "error"
                let text = ([result.place, message] + result.outcome.trace).joined(separator: "\n")
                output.data(
                    head
                        + "><\(element) message=\"\(Self.escaped(first))\">\(Self.escaped(text))</\(element)></testcase>"
                )
            }
        }
        if !lines.isEmpty { output.data("    <system-out>\(Self.escaped(lines.joined(separator: "\n")))</system-out>") }
        output.data("  </testsuite>")
    }

    /// Text as XML 1.0 can hold it; other control characters become U+FFFD.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func time(_ seconds: Double) -> String {
        let thousandths = Int((seconds * 1000).rounded())
        let rest = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
