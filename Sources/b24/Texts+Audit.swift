import Journal
import Localization

/// Texts of the audit.
extension Texts {
    static let optionNoAudit = LocalizedText(
        "Keep no audit of this run.", ru: "Не вести аудит этого запуска.")
    static let optionAuditValues = LocalizedText(
        "Put the values of fields into the audit, too; they may be personal.",
        ru: "Записывать в аудит и значения полей; среди них могут быть персональные данные.")
    static let optionVerify = LocalizedText(
        "Check that no line of the audit was changed, added or removed.",
        ru: "Проверить, что строки аудита не изменены, не добавлены и не удалены.")
    static let verifyAlone = LocalizedText(
        "--verify goes with neither a run nor --last nor --outcome.",
        ru: "--verify не сочетается с запуском, --last и --outcome.")
    static let goWithoutAudit = LocalizedText(
        "Make the folder writable, or, if this run may do without an audit, add --no-audit.",
        ru: "Откройте папку на запись или, если этому запуску аудит не нужен, добавьте --no-audit.")
    static func auditIncomplete(_ reason: LocalizedText) -> LocalizedText {
        LocalizedText(
            "the last writes are noted as under way, not in the audit: \(reason.en)",
            ru: "последние изменения отмечены как выполняемые, в аудит они не попали: \(reason.ru)")
    }
    static func auditSummary(_ report: AuditReport) -> LocalizedText {
        guard report.lines > 0 || !report.findings.isEmpty else {
            return LocalizedText("The audit is empty.", ru: "Аудит пуст.")
        }
        return LocalizedText(
            "Audit: lines \(report.lines), files \(report.files.count), last hash \(report.lastHash)",
            ru: "Аудит: строк \(report.lines), файлов \(report.files.count), последний хеш \(report.lastHash)")
    }
    static func auditIsBroken(_ count: Int) -> LocalizedText {
        LocalizedText(
            "The audit is not as it was written: \(count) finding\(count == 1 ? "" : "s").",
            ru: "Аудит не такой, каким был записан. Найдено нарушений: \(count).")
    }
    static let auditBrokenHint = LocalizedText(
        "Compare with a copy. A chain that was written anew as a whole shows only against a hash that is kept elsewhere.",
        ru:
            "Сравните с копией. Цепочку, переписанную целиком, выдаст только хеш, который хранится в другом месте.")
}
