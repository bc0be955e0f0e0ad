import B24Scripting
import Journal
import Localization

/// What `b24 log`, `b24 resume` and the run journal say.
extension Texts {
    // MARK: Help

    static let optionNoJournal = LocalizedText(
        "Record nothing: what is sent cannot be looked up or resumed.",
        ru: "Не вести журнал: отправленное нельзя будет посмотреть и продолжить.")
    static let aboutLog = LocalizedText(
        "What was done: the runs, and the writes of one.", ru: "Что сделано: запуски и изменения каждого из них.")
    static let discussionLog = LocalizedText(
        """
        Without RUN: the runs that sent writes (of run, eval, call and the prompt), newest first. With it: its writes in \
        their order, each recorded before it was sent and after it was answered. Outcomes: done; refused (did not run); \
        failed (ran and failed); not_run; unknown (sent, and nobody got the answer). A run ends as done, failed, partial, \
        interrupted, or killed when its process left no word.
        The journal is journal.sqlite in ~/.local/state/b24 (XDG_STATE_HOME), for you alone, without secrets. It keeps \
        \(Retention.days) days and \(Retention.runs) runs. Dry runs and read-only runs are not in it.
        """,
        ru: """
            Без ЗАПУСКА: запуски, которые что-то отправляли (run, eval, call и приглашение), новые сверху. С ним: его \
            изменения по порядку; каждое записано до отправки и после ответа. Исходы: done (выполнено), refused (не \
            выполнялось), failed (завершилось ошибкой), not_run (не отправлялось), unknown (отправлено, ответ не \
            получен). Запуск завершается как done, failed, partial, interrupted или killed, если процесс исчез.
            Журнал: journal.sqlite в ~/.local/state/b24 (XDG_STATE_HOME), доступен только вам, секретов не содержит. \
            Хранятся \(Retention.days) дней и \(Retention.runs) запусков. Пробных запусков (--dry-run) и --read-only \
            в нём нет.
            """)
    static let argumentRun = LocalizedText(
        "Name of a run, or its beginning.", ru: "Имя запуска или его начало.")
    static let optionLast = LocalizedText("The newest run.", ru: "Последний запуск.")
    static let optionOutcome = LocalizedText(
        "Only writes that ended so; without RUN, the runs that have such.",
        ru: "Только изменения с таким исходом; без ЗАПУСКА — запуски, где такие есть.")
    static let optionLimit = LocalizedText("How many runs at most; 0 for all.", ru: "Сколько запусков; 0 — все.")
    static func oddLimit(_ limit: Int) -> LocalizedText {
        LocalizedText("--limit \(limit): a number from 0 on is needed.", ru: "--limit \(limit): нужно число от 0.")
    }
    static let runAndLast = LocalizedText(
        "Either RUN or --last, not both.", ru: "Укажите либо ЗАПУСК, либо --last, но не оба.")

    static let aboutResume = LocalizedText(
        "Finish a run that was stopped, killed or failed.", ru: "Довести до конца прерванный или неудавшийся запуск.")
    static let discussionResume = LocalizedText(
        """
        The same script runs again in its folder, with the same arguments, profile and flags, as the same run. Writes \
        that are on record as done are answered from the journal and not sent again; items of \
        b24.map(items, fn, {resume = "name"}) that are done are skipped. A write whose answer was lost is looked up in \
        the portal; when that does not tell, it is left alone and reported. For this the script has to send the same \
        writes in the same order; where it does not, it is stopped before anything is done twice.
        """,
        ru: """
            Тот же скрипт выполняется снова в своей папке с теми же аргументами, профилем и параметрами, как тот же \
            запуск. Уже выполненные изменения берутся из журнала и не отправляются повторно; готовые элементы \
            b24.map(items, fn, {resume = "имя"}) пропускаются. Если ответ на изменение потерялся, b24 ищет его следы на \
            портале; если их не найти, изменение не повторяется, а попадает в отчёт. Для этого скрипт должен отправлять \
            те же изменения в том же порядке; иначе он останавливается, прежде чем что-то будет сделано дважды.
            """)
    static let optionChangedScript = LocalizedText(
        "Go on although the script has been edited.", ru: "Продолжить, хотя скрипт изменён.")
    static let argumentAgain = LocalizedText(
        "The script's arguments once more, after --; only when a secret among them was not kept.",
        ru: "Аргументы скрипта ещё раз, после --; только если среди них был секрет, который не сохранён.")

    // MARK: Log

    static let noRuns = LocalizedText("No runs on record.", ru: "В журнале нет запусков.")
    static let noWrites = LocalizedText("no writes", ru: "изменений нет")
    static func severalRuns(_ name: String) -> LocalizedText {
        LocalizedText("several runs begin with \(name)", ru: "с \(name) начинаются несколько запусков")
    }
    static func chooseRun(_ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText("Type more of it: \(list).", ru: "Допишите имя: \(list).")
    }
    static func noRun(_ name: String) -> LocalizedText {
        LocalizedText("there is no run \(name)", ru: "запуска \(name) нет")
    }
    static let logListsRuns = LocalizedText("b24 log lists the runs.", ru: "Список запусков: b24 log.")
    static func count(_ count: Int, of outcome: WriteOutcome.State) -> LocalizedText {
        let ru =
            switch outcome {
            case .done: "выполнено"
            case .refused: "отклонено"
            case .failed: "с ошибкой"
            case .unknown: "неизвестно"
            case .notRun: "не отправлялось"
            }
        return LocalizedText("\(outcome.rawValue) \(count)", ru: "\(ru) (\(outcome.rawValue)): \(count)")
    }
    static func ending(_ ending: RunEnding) -> LocalizedText {
        switch ending {
        case .done: LocalizedText("done", ru: "выполнен")
        case .failed: LocalizedText("failed", ru: "завершился ошибкой")
        case .interrupted: LocalizedText("interrupted", ru: "прерван")
        case .partial: LocalizedText("partly failed", ru: "выполнен частично")
        case .killed: LocalizedText("killed: its process left no word", ru: "оборван: процесс исчез")
        case .running: LocalizedText("running", ru: "выполняется")
        }
    }

    // MARK: Recording and resuming

    static func journalIncomplete(_ reason: LocalizedText) -> LocalizedText {
        LocalizedText(
            "the journal does not know how the last writes ended; b24 log shows them as unknown: \(reason.en)",
            ru: "в журнал не попало, чем закончились последние изменения; b24 log покажет их как unknown: \(reason.ru)")
    }

    static let goWithoutJournal = LocalizedText(
        "Make room, or make it writable. --no-journal goes without a record; such a run cannot be resumed.",
        ru: "Освободите место или откройте доступ на запись. С --no-journal журнал не ведётся, и продолжить такой "
            + "запуск нельзя.")
    static func howToResume(_ run: String) -> LocalizedText {
        LocalizedText("To finish this run: b24 resume \(run)", ru: "Довести запуск до конца: b24 resume \(run)")
    }
    static func nothingToResume(_ run: String) -> LocalizedText {
        LocalizedText("Run \(run) has ended well: nothing to resume.", ru: "Запуск \(run) выполнен: продолжать нечего.")
    }
    static func stillRuns(_ run: String) -> LocalizedText {
        LocalizedText("run \(run) is still running", ru: "запуск \(run) ещё выполняется")
    }
    static func notAScriptFile(_ run: String, _ command: String) -> LocalizedText {
        LocalizedText(
            "run \(run) cannot be resumed: it was no script in a file (\(command))",
            ru: "запуск \(run) нельзя продолжить: это был не скрипт из файла (\(command))")
    }
    static func notWhenResuming(_ flag: String) -> LocalizedText {
        LocalizedText("\(flag) does not go with resume", ru: "\(flag) нельзя указать для resume")
    }
    static func otherProfile(_ run: String, _ profile: String) -> LocalizedText {
        LocalizedText(
            "run \(run) belongs to profile \(profile)", ru: "запуск \(run) относится к профилю \(profile)")
    }
    static func webhookAgain(_ run: String, _ domain: String) -> LocalizedText {
        LocalizedText(
            "run \(run) used a webhook of \(domain) that is not in a profile",
            ru: "запуск \(run) использовал вебхук \(domain), который не записан в профиле")
    }
    static let giveWebhook = LocalizedText(
        "Give it again: B24_WEBHOOK_URL or --webhook-prompt.",
        ru: "Укажите его снова: B24_WEBHOOK_URL или --webhook-prompt.")
    static func tokenAgain(_ run: String, _ domain: String) -> LocalizedText {
        LocalizedText(
            "run \(run) used an access token of \(domain) that is not in a profile",
            ru: "запуск \(run) использовал токен доступа \(domain), который не записан в профиле")
    }
    static let giveToken = LocalizedText(
        "Give it again: B24_ACCESS_TOKEN and B24_PORTAL_URL.",
        ru: "Укажите его снова: B24_ACCESS_TOKEN и B24_PORTAL_URL.")
    static func argumentsNotKept(_ run: String) -> LocalizedText {
        LocalizedText(
            "an argument of run \(run) held a secret, which was not kept",
            ru: "среди аргументов запуска \(run) был секрет, он не сохранён")
    }
    static func repeatArguments(_ run: String) -> LocalizedText {
        LocalizedText("Repeat them: b24 resume \(run) -- ARGUMENTS", ru: "Повторите их: b24 resume \(run) -- АРГУМЕНТЫ")
    }
    static func otherArguments(_ run: String, _ arguments: [String]) -> LocalizedText {
        let list = arguments.joined(separator: " ")
        return LocalizedText(
            "run \(run) had other arguments: \(list)", ru: "у запуска \(run) были другие аргументы: \(list)")
    }
    static func folderIsGone(_ folder: String, _ reason: String) -> LocalizedText {
        LocalizedText(
            "the folder of the run, '\(folder)', cannot be entered: \(reason)",
            ru: "не удаётся перейти в папку запуска «\(folder)»: \(reason)")
    }
    static func scriptChanged(_ file: String, before: String, now: String) -> LocalizedText {
        LocalizedText(
            "\(file) has changed since: it was \(before) and is \(now)",
            ru: "\(file) с тех пор изменён: было \(before), стало \(now)")
    }
    static func allowChange(_ run: String) -> LocalizedText {
        LocalizedText(
            "If the change does not alter what it sends: b24 resume \(run) --changed-script",
            ru: "Если это не меняет того, что он отправляет: b24 resume \(run) --changed-script")
    }
}
