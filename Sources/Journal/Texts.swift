import Localization

/// Every text of the journal, in English and Russian.
enum Texts {
    static func cannotUse(_ path: String, _ reason: String) -> LocalizedText {
        LocalizedText("\(path): \(reason).", ru: "\(path): \(reason).")
    }
    static let newerJournal = LocalizedText(
        "the journal was made by a later version of b24.", ru: "журнал создан более новой версией b24.")
    static let notOpen = LocalizedText("the journal is not open.", ru: "журнал не открыт.")

    static func otherPortal(_ run: String, _ domain: String, _ now: String) -> LocalizedText {
        LocalizedText(
            "run \(run) worked on \(domain), and this is \(now).",
            ru: "запуск \(run) работал с \(domain), а это \(now).")
    }
}
