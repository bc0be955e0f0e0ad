import Localization
import PortalEmulator

/// Texts of `b24 rehearse`.
extension Texts {
    static let aboutRehearse = LocalizedText(
        "Run a script on a private copy of the portal and show what it would change.",
        ru: "Выполнить скрипт на частной копии портала и показать, что он изменит.")
    static let discussionRehearse = LocalizedText(
        """
        The script runs for real, on a portal inside this process that holds what the script asks for: workplaces, smart \
        processes, funnels, stages, custom fields and items are read from the real portal, to which nothing is written. So \
        errors such as HAS_BOUND_TYPES, required fields and wrong stages come before production meets them.

        Files that the script writes are written. See docs/rehearse.md for what a rehearsal cannot tell.
        """,
        ru: """
            Скрипт выполняется по-настоящему — на портале внутри этого процесса, в котором есть то, что скрипт запрашивает: \
            цифровые рабочие места, смарт-процессы, воронки, стадии, свои поля и элементы читаются с настоящего портала, \
            и туда ничего не записывается. Так ошибки вроде HAS_BOUND_TYPES, незаполненных обязательных полей и чужих \
            стадий проявятся раньше, чем на рабочем портале.

            Файлы, которые скрипт записывает, записываются. Чего репетиция не может показать — в docs/rehearse.md.
            """)
    static let optionKeep = LocalizedText(
        "Keep the copy in this folder, to look at it with 'b24 portal serve --data'.",
        ru: "Сохранить копию в этой папке, чтобы открыть её командой «b24 portal serve --data».")
    static let optionMaxItems = LocalizedText(
        "Copy this many items at most.", ru: "Скопировать не больше элементов, чем указано.")
    static let optionCalls = LocalizedText("List every call.", ru: "Перечислить все вызовы.")
    static let oddMaxItems = LocalizedText("--max-items takes 0 or more.", ru: "--max-items принимает 0 или больше.")
    static let rehearsalIsNoDryRun = LocalizedText(
        "A rehearsal writes nothing to the portal anyway: --dry-run does not go with it.",
        ru: "Репетиция и так ничего не записывает на портал: --dry-run с ней не сочетается.")
    static let eitherRehearsalOrDryRun = LocalizedText(
        "Leave --dry-run out, or use 'b24 run --dry-run'.",
        ru: "Уберите --dry-run или выполните «b24 run --dry-run».")
    static func keepsAnother(_ folder: String) -> LocalizedText {
        LocalizedText(
            "'\(folder)' holds a local portal already. Name a new folder.",
            ru: "В папке «\(folder)» уже есть локальный портал. Укажите новую папку.")
    }

    // MARK: Report

    static let rehearsedNothing = LocalizedText(
        "Nothing was rehearsed: the script did not call the portal, or did not reach it.",
        ru: "Репетировать было нечего: скрипт не обращался к порталу или не достучался до него.")
    static func rehearsed(_ domain: String, _ status: ExitStatus) -> LocalizedText {
        let isDone = status == .done
        return LocalizedText(
            "Rehearsed on a copy of \(domain), to which nothing was written: "
                + (isDone ? "the script succeeds." : "the script ends with exit code \(status.rawValue)."),
            ru: "Репетиция на копии \(domain), на сам портал ничего не записано: "
                + (isDone ? "скрипт завершится успешно." : "скрипт завершится с кодом \(status.rawValue)."))
    }
    static func differences(_ count: Int) -> LocalizedText {
        if count == 0 {
            return LocalizedText("Nothing would be different.", ru: "Ничего не изменится.")
        }
        return LocalizedText("What would be different: objects: \(count)", ru: "Что изменится, объектов: \(count)")
    }
    static func comesAlong(_ kind: ObjectChange.Kind, _ count: Int) -> LocalizedText {
        switch kind {
        case .funnel: LocalizedText("along with it: funnels: \(count)", ru: "вместе с ним воронок: \(count)")
        case .status: LocalizedText("along with it: stages: \(count)", ru: "вместе с ним стадий: \(count)")
        case .userField:
            LocalizedText("along with it: custom fields: \(count)", ru: "вместе с ним своих полей: \(count)")
        case .card:
            LocalizedText("along with it: card layouts: \(count)", ru: "вместе с ним настроек карточки: \(count)")
        default: LocalizedText("along with it: \(count)", ru: "вместе с ним: \(count)")
        }
    }
    static let wouldAsk = LocalizedText(
        "Questions that a run asks; here the answer was yes:",
        ru: "Вопросы, которые задаст запуск; здесь ответом было «да»:")
    static let notRehearsed = LocalizedText("Not rehearsed, or assumed:", ru: "Не проверено или предположено:")
    static func stoodIn(_ method: String, _ count: Int) -> LocalizedText {
        LocalizedText(
            "\(method) (\(count)): answered by a stand-in, the portal may refuse it",
            ru: "\(method) (\(count)): ответ подставлен, портал может отказать")
    }
    static func passedOn(_ method: String) -> LocalizedText {
        LocalizedText("\(method): answered by the portal itself", ru: "\(method): ответил сам портал")
    }
    static let peopleAssumed = LocalizedText(
        "people named in fields: the portal did not let them be looked up (scope user), they were taken as existing",
        ru: "сотрудники в полях: портал не дал их найти (право user), считалось, что они есть")
    static let rightsAssumed = LocalizedText(
        "rights to change items: REST does not tell them; where items can be read, changing them was allowed",
        ru: "права на изменение элементов: REST их не сообщает; где элементы видны, изменение разрешалось")
    static func structureUntold(_ method: String) -> LocalizedText {
        LocalizedText(
            "\(method): the portal refused it, so the copy may lack something",
            ru: "\(method): портал отказал, в копии может чего-то не быть")
    }
    static let noAutomation = LocalizedText(
        "automation rules, triggers and business processes, which the portal may run on changed items",
        ru: "роботы, триггеры и бизнес-процессы, которые портал может запустить по изменённым элементам")
    static func callCount(_ calls: Int, items: Int) -> LocalizedText {
        LocalizedText(
            "Calls: \(calls); items copied: \(items)", ru: "Вызовов: \(calls); скопировано элементов: \(items)")
    }
    static let refusedWithoutCode = LocalizedText("refused", ru: "отказ")
    static func realRun(requests: Int, _ time: String) -> LocalizedText {
        LocalizedText(
            "A run sends about \(requests) requests, which take about \(time).",
            ru: "Запуск отправит примерно \(requests) запросов, это займёт около \(time).")
    }
    static func keptCopy(_ folder: String) -> LocalizedText {
        LocalizedText(
            "The copy is kept: b24 portal serve --data \(folder)",
            ru: "Копия сохранена: b24 portal serve --data \(folder)")
    }
    static func tooManyItems(_ type: Int, _ count: Int, limit: Int) -> LocalizedText {
        LocalizedText(
            "The rehearsal ends here: the script reads a list of \(count) items (entityTypeId \(type)) after changing some of them, and all would have to be copied; the limit is \(limit).",
            ru:
                "Репетиция на этом заканчивается: скрипт читает список из \(count) элементов (entityTypeId \(type)), часть которых уже изменил, и скопировать пришлось бы все; предел — \(limit)."
        )
    }
    static func itemsUsedUp(_ limit: Int) -> LocalizedText {
        LocalizedText(
            "The rehearsal ends here: it has copied \(limit) items, and the script asks for more.",
            ru: "Репетиция на этом заканчивается: скопировано элементов: \(limit), а скрипту нужны ещё.")
    }
    /// - Parameter count: how many would be enough.
    static func raiseMaxItems(_ count: Int?) -> LocalizedText {
        let flag = "--max-items" + (count.map { " \($0)" } ?? " N")
        return LocalizedText(
            "Allow more with \(flag), or rehearse on fewer items.",
            ru: "Разрешите больше (\(flag)) или выберите для репетиции меньше элементов.")
    }
}
