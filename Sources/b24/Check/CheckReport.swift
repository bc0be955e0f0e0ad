import B24Scripting
import JSON
import Localization

/// Findings in all files, in the forms in which they are shown.
struct CheckReport {
    private var files: [(name: String, check: ScriptCheck)] = []
    private let language: Language

    init(language: Language) { self.language = language }

    mutating func add(_ bytes: [UInt8], file: String) {
        let name = file == "-" ? "stdin" : file
        files.append((name, ScriptCheck(bytes, file: name)))
    }

    private var findings: [(file: String, check: ScriptCheck, finding: Finding)] {
        files.flatMap { file in file.check.findings.map { (file.name, file.check, $0) } }
    }

    /// Whether a pipeline has to stop: errors, and with `strict` warnings, too. Hints never stop anything.
    func fails(strict: Bool) -> Bool {
        findings.contains { $0.finding.severity == .error || strict && $0.finding.severity == .warning }
    }

    private func count(_ severity: FindingCode.Severity) -> Int {
        findings.count { $0.finding.severity == severity }
    }

    // MARK: For people

    /// The findings with their lines.
    func lines(_ style: Style) -> [String] {
        findings.flatMap { file, check, finding in
            let place = "\(file):\(finding.line):\(finding.column):"
            var lines = [
                style.bold(place) + " \(painted(finding.severity, style)) \(finding.message[language]) "
                    + style.dim("[\(finding.code.rawValue)]")
            ]
            lines += SourceExcerpt(finding, in: check)?.lines(style) ?? []
            if let suggestion = finding.suggestion?[language] {
                lines.append(style.cyan(Texts.hintLabel[language]) + " " + suggestion)
            }
            return lines + [""]
        }
    }

    private func painted(_ severity: FindingCode.Severity, _ style: Style) -> String {
        let text = Texts.severity(severity)[language] + ":"
        return switch severity {
        case .error: style.red(text)
        case .warning: style.yellow(text)
        case .hint: style.cyan(text)
        }
    }

    func summary(_ style: Style) -> String {
        let text = Texts.checkSummary(
            files: files.count, errors: count(.error), warnings: count(.warning), hints: count(.hint))
        return count(.error) > 0 ? style.red(text[language]) : text[language]
    }

    // MARK: For programs

    /// `file:line:column: severity: message [code]`, as editors and CI read it. The severities are English words in every
    /// language: they are matched.
    var compactLines: [String] {
        findings.map { file, _, finding in
            let suggestion = (finding.suggestion?[language]).map { "; " + $0 } ?? ""
            let message = (finding.message[language] + suggestion).replacing("\n", with: " ")
            return
                "\(file):\(finding.line):\(finding.column): \(finding.severity.rawValue): \(message) [\(finding.code.rawValue)]"
        }
    }

    /// One object for each finding.
    var rows: [JSONObject] {
        findings.map { file, _, finding in
            var row: JSONObject = [
                "file": .string(file), "line": .integer(Int64(finding.line)), "column": .integer(Int64(finding.column)),
                "end_column": .integer(Int64(finding.endColumn)), "severity": .string(finding.severity.rawValue),
                "code": .string(finding.code.rawValue), "message": .string(finding.message[language]),
            ]
            row["suggestion"] = (finding.suggestion?[language]).map(JSONValue.string)
            return row
        }
    }

    var counts: JSONObject {
        [
            "files": .integer(Int64(files.count)), "errors": .integer(Int64(count(.error))),
            "warnings": .integer(Int64(count(.warning))), "hints": .integer(Int64(count(.hint))),
        ]
    }
}
