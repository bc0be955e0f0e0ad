import Localization

/// Why things are taken back, or not.
enum UndoTexts {
    static func reason(_ reason: UndoReason) -> LocalizedText {
        switch reason {
        case .inDoubt:
            LocalizedText(
                "nobody knows whether it ran: its answer was lost. Look for it by hand",
                ru: "неизвестно, выполнилось ли оно: ответ потерян. Проверьте вручную")
        case .noInverse:
            LocalizedText(
                "b24 knows no way back for this method. Look at what it has changed, and undo that by hand",
                ru: "b24 не знает, как отменить этот метод. Посмотрите, что он изменил, и верните вручную")
        case .notRecorded:
            LocalizedText(
                "what was there before was not recorded", ru: "прежнее состояние не записано")
        case .untoldBefore(let code):
            LocalizedText(
                "the portal did not tell what was there before (\(code))",
                ru: "портал не сообщил прежнее состояние (\(code))")
        case .untoldNow(let code):
            LocalizedText(
                "the portal does not tell what is there now (\(code))",
                ru: "портал не сообщает нынешнее состояние (\(code))")
        case .changedSince(let names):
            LocalizedText(
                "changed by somebody since: \(list(names)) (--force puts it back all the same)",
                ru: "с тех пор изменено кем-то ещё: \(list(names)) (--force вернёт и это)")
        case .touchedSince(let names):
            LocalizedText(
                "changed by somebody since: \(list(names)) (--force deletes it all the same)",
                ru: "с тех пор изменено кем-то ещё: \(list(names)) (--force удалит всё равно)")
        case .gone: LocalizedText("it is not there any more", ru: "этого уже нет")
        case .thereAgain: LocalizedText("it is there again", ru: "это снова на месте")
        case .asBefore: LocalizedText("it is as it was before", ru: "всё уже как было")
        case .doneBefore: LocalizedText("done already", ru: "уже сделано")
        case .othersItems(let count):
            LocalizedText(
                "\(count) items in it are not of this run", ru: "внутри есть элементы не из этого запуска: \(count)")
        case .othersFunnels(let count):
            LocalizedText(
                "\(count) funnels in it are not of this run", ru: "внутри есть воронки не из этого запуска: \(count)")
        case .othersFields(let names):
            LocalizedText(
                "custom fields in it are not of this run: \(list(names))",
                ru: "внутри есть поля не из этого запуска: \(list(names))")
        case .othersTypes(let titles):
            LocalizedText(
                "smart processes in it are not of this run: \(list(titles))",
                ru: "внутри есть смарт-процессы не из этого запуска: \(list(titles))")
        case .movedSince(let title):
            LocalizedText(
                "smart process \(title) was moved by somebody since (--force moves it back all the same)",
                ru: "смарт-процесс \(title) с тех пор перенёс кто-то ещё (--force вернёт всё равно)")
        case .placeGone(let title):
            LocalizedText(
                "the workplace in which smart process \(title) was is gone",
                ru: "цифрового рабочего места, где был смарт-процесс \(title), больше нет")
        case .markedSince:
            LocalizedText(
                "the default funnel was changed by somebody since",
                ru: "воронку по умолчанию с тех пор сменил кто-то ещё")
        case .withheld(let names):
            LocalizedText(
                "not kept, because they are too long or hold a credential: \(list(names))",
                ru: "не сохранено, потому что слишком длинно или содержит секрет: \(list(names))")
        case .files(let names):
            LocalizedText("files cannot be put back: \(list(names))", ru: "файлы не восстановить: \(list(names))")
        case .lists(let names):
            LocalizedText(
                "lists cannot be put back: \(list(names))", ru: "списки не восстановить: \(list(names))")
        case .newID: LocalizedText("gets a new id, and new dates", ru: "получит новый id и новые даты")
        case .history: LocalizedText("without its history and comments", ru: "без истории и комментариев")
        case .productRows: LocalizedText("without its products and tasks", ru: "без товаров и дел")
        case .fieldValues: LocalizedText("without its values in items", ru: "без значений в элементах")
        case .cards: LocalizedText("without card layouts and access rights", ru: "без настроек карточки и прав доступа")
        case .systemStage:
            LocalizedText("as a stage of your own, not a system one", ru: "как обычная стадия, а не системная")
        case .newLink: LocalizedText("with a new link", ru: "с новой ссылкой")
        case .valuesGoAlong: LocalizedText("its values in items go with it", ru: "вместе со значениями в элементах")
        }
    }

    static func moves(_ title: String, to workplace: String?) -> LocalizedText {
        LocalizedText(
            "smart process \(title) goes back to \(workplace.map { "workplace \($0)" } ?? "CRM")",
            ru: "смарт-процесс \(title) вернётся \(workplace.map { "на рабочее место \($0)" } ?? "в CRM")")
    }

    static func marks(_ funnel: String) -> LocalizedText {
        LocalizedText("funnel \(funnel) becomes the default one again", ru: "воронка \(funnel) снова станет основной")
    }

    private static func list(_ names: [String]) -> String {
        names.count <= 5 ? names.joined(separator: ", ") : names.prefix(5).joined(separator: ", ") + ", …"
    }
}
