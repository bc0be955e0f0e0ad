import B24Scripting
import JSON
import Journal
import Localization
import LuaRuntime

/// `b24 log --verify`: whether the audit is as it was written.
struct AuditView {
    private let context: Context

    init(_ context: Context) { self.context = context }

    /// Checks the audit and shows what is wrong: exit code 1 when something is.
    func verify() throws -> ExitStatus {
        let report: AuditReport
        do {
            report = try AuditArchive(folder: context.environment.auditFolder).verified()
        } catch let error as JournalError {
            throw Complaint.failure(error.text, hint: error.hint)
        }
        var result = CommandResult()
        result.results = [LuaValue(inOrder: .object(Self.json(report, context.language)))]
        result.showsDataByDefault = false
        if !report.findings.isEmpty {
            let error = Complaint.failure(Texts.auditIsBroken(report.findings.count), hint: Texts.auditBrokenHint)
            result.error = ErrorReport(error, context.language)
        }
        if !context.settings.wantsEnvelope, context.settings.format == nil {
            context.output.data(Texts.auditSummary(report)[context.language])
            for finding in report.findings { context.output.data("  " + finding.text[context.language]) }
        }
        return Presenter(context: context).show(result)
    }

    private static func json(_ report: AuditReport, _ language: Language) -> JSONObject {
        [
            "lines": .integer(Int64(report.lines)), "files": .array(report.files.map(JSONValue.string)),
            "last_hash": .string(report.lastHash),
            "findings": .array(
                report.findings.map { finding in
                    [
                        "kind": .string(finding.kind.rawValue), "file": .string(finding.file),
                        "line": .integer(Int64(finding.line)), "count": .integer(Int64(finding.count)),
                        "text": .string(finding.text[language]),
                    ]
                }),
        ]
    }
}
