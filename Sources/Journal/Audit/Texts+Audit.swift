import Localization

/// Texts of the audit.
extension Texts {
    static func cannotAudit(_ path: String, _ reason: LocalizedText) -> LocalizedText {
        LocalizedText(
            "the audit cannot be kept: \(path): \(reason.en).", ru: "не удаётся вести аудит: \(path): \(reason.ru).")
    }
    static func auditIsDamaged(_ path: String) -> LocalizedText {
        LocalizedText(
            "the audit in \(path) is damaged, so that nothing can be added to it.",
            ru: "аудит в \(path) повреждён, и дописать его нельзя.")
    }
    static let auditWithoutSodium = LocalizedText(
        "the audit cannot be kept: it needs libsodium, which is not on this machine.",
        ru: "не удаётся вести аудит: нужна libsodium, а на этом компьютере её нет.")
    static let installSodium = LocalizedText(
        "apt install libsodium23 (Debian, Ubuntu), brew install libsodium (macOS). --no-audit does without the audit.",
        ru: "apt install libsodium23 (Debian, Ubuntu), brew install libsodium (macOS). --no-audit обходится без аудита."
    )

    static func finding(_ finding: AuditFinding) -> LocalizedText {
        let place = "\(finding.file):\(finding.line)"
        let count = finding.count
        let lines = count == 1 ? "1 line" : "\(count) lines"
        return switch finding.kind {
        case .changed:
            LocalizedText("\(place): the line was changed", ru: "\(place): строка изменена")
        case .removed:
            LocalizedText(
                "\(place): \(lines) before this one \(count == 1 ? "is" : "are") missing",
                ru: "\(place): перед этой строкой не хватает строк: \(count)")
        case .inserted:
            LocalizedText("\(place): the line was put in", ru: "\(place): строка вставлена")
        case .replaced:
            LocalizedText(
                "\(place): the line does not go on from the one before it; one of the two was replaced",
                ru: "\(place): строка не продолжает предыдущую; одна из двух подменена")
        case .cutOff:
            LocalizedText(
                "\(finding.file): \(lines) at the end \(count == 1 ? "is" : "are") missing",
                ru: "\(finding.file): в конце не хватает строк: \(count)")
        case .rewritten:
            LocalizedText(
                "\(finding.file): the end mark does not fit line number \(count): the chain was written anew",
                ru: "\(finding.file): метка конца не подходит к строке номер \(count): цепочка переписана")
        case .noMark:
            LocalizedText(
                "\(finding.file): the end mark is missing, so lines at the end may be, too",
                ru: "\(finding.file): нет метки конца: возможно, в конце не хватает строк")
        }
    }
}
