import B24Scripting
import Localization

/// What a person is asked before a script first changes a portal.
extension Texts {
    /// - Parameter table: the needs, one line for each.
    static func needsShown(_ file: String, _ portal: String, _ table: String) -> LocalizedText {
        LocalizedText(
            "\(file) is new on portal '\(portal)'. It needs:\n\n\(table)\n",
            ru: "\(file) на портале «\(portal)» запускается впервые. Ему нужно:\n\n\(table)\n")
    }
    /// - Parameter table: what is new of the needs; may be empty.
    static func needsMore(
        _ file: String, _ portal: String, _ difference: Capabilities.Difference, _ table: String
    ) -> LocalizedText {
        let limit =
            difference.dropsLimit
            ? LocalizedText("  no limit of writes any more", ru: "  число изменений больше не ограничено") : nil
        let lines = { (language: Language) in
            [table, limit?[language] ?? ""].filter { !$0.isEmpty }.joined(separator: "\n")
        }
        return LocalizedText(
            "\(file) needs more than you have allowed on portal '\(portal)'. New:\n\n\(lines(.en))\n",
            ru: "\(file) нужно больше, чем вы разрешали на портале «\(portal)». Новое:\n\n\(lines(.ru))\n")
    }
    static func askApproval(_ portal: String) -> LocalizedText {
        LocalizedText(
            "\(portal): Allow it, now and later?", ru: "\(portal): Разрешить сейчас и впредь?")
    }
    static func notApproved(_ file: String, _ portal: String) -> LocalizedText {
        LocalizedText(
            "\(file) was not allowed on portal '\(portal)', so it was not run.",
            ru: "\(file) не разрешён на портале «\(portal)», поэтому не запущен.")
    }
    static func notApprovedYet(_ file: String, _ portal: String) -> LocalizedText {
        LocalizedText(
            "\(file) changes portal '\(portal)', nobody has allowed that yet, and nobody can be asked.",
            ru: "\(file) меняет портал «\(portal)», это ещё никто не разрешил, а спросить некого.")
    }
    static let howToApprove = LocalizedText(
        "Run it once in a terminal and allow it, or add --yes; --dry-run needs no leave.",
        ru: "Запустите его один раз в терминале и разрешите или добавьте --yes; для --dry-run разрешение не нужно.")
    static func cannotKeepApproval(_ path: String, _ reason: String) -> LocalizedText {
        LocalizedText(
            "cannot keep the leave in '\(path)': \(reason)",
            ru: "не удалось сохранить разрешение в «\(path)»: \(reason)")
    }
    static let optionAllow = LocalizedText(
        "Call these methods and no others: crm.item.*, read:*; can be repeated.",
        ru: "Вызывать только эти методы: crm.item.*, read:*; можно повторять.")
    static let optionDeny = LocalizedText(
        "Never call these methods: delete:*, crm.type.*; can be repeated. Wins over --allow.",
        ru: "Не вызывать эти методы: delete:*, crm.type.*; можно повторять. Сильнее --allow.")
}
