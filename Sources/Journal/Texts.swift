import Localization

/// Every text of the journal, in English and Russian.
enum Texts {
    static func cannotUse(_ path: String, _ reason: LocalizedText) -> LocalizedText {
        LocalizedText("\(path): \(reason.en).", ru: "\(path): \(reason.ru).")
    }
    static let newerJournal = LocalizedText(
        "the journal was made by a later version of b24.", ru: "журнал создан более новой версией b24.")
    static let useNewerVersion = LocalizedText(
        "Use the later version of b24, or another folder for its state (XDG_STATE_HOME).",
        ru: "Используйте более новую версию b24 или другую папку состояния (XDG_STATE_HOME).")
    static func moveAway(_ path: String) -> LocalizedText {
        LocalizedText(
            "Move \(path) away, with -wal and -shm beside it, and b24 begins a new one. The runs in it can then neither "
                + "be looked up nor resumed.",
            ru:
                "Уберите \(path) вместе с -wal и -shm рядом с ним, и b24 начнёт новый журнал. Запуски из прежнего нельзя "
                + "будет ни посмотреть, ни продолжить.")
    }
    static let notOpen = LocalizedText("the journal is not open.", ru: "журнал не открыт.")

    static func otherPortal(_ run: String, _ domain: String, _ now: String) -> LocalizedText {
        LocalizedText(
            "run \(run) worked on \(domain), and this is \(now).",
            ru: "запуск \(run) работал с \(domain), а это \(now).")
    }
}
