import B24Scripting
import Localization

/// What `b24 undo` says.
extension Texts {
    static let optionNoUndo = LocalizedText(
        "Do not keep what was there before a write: it saves reads, and the run cannot be taken back.",
        ru: "Не запоминать прежнее состояние: запросов меньше, но отменить запуск будет нельзя.")
    static let aboutUndo = LocalizedText("Take a run back.", ru: "Отменить сделанное запуском.")
    static let discussionUndo = LocalizedText(
        """
        Shows first, as numbered steps, what would be done and what cannot be restored, the last write of the run first: \
        what it made is deleted if nobody has changed it since; fields that it changed get back their values if nobody \
        has changed them since; what it deleted is made again, with a new id; smart processes, funnels, stages, fields \
        and workplaces likewise. Then it asks, and does it. --dry-run shows the steps alone, --yes does not ask.
        The undo is a run of its own: b24 log shows it, after a kill the same command goes on with it, and b24 undo takes \
        it back. Exit code 3: something was left as it is. See docs/undo.md.
        """,
        ru: """
            Сначала показывает по шагам, что будет сделано и чего не восстановить, начиная с последнего изменения: \
            созданное удаляется, если с тех пор его никто не менял; изменённые поля получают прежние значения, если их \
            никто не менял; удалённое создаётся заново с новым id; так же со смарт-процессами, воронками, стадиями, \
            полями и рабочими местами. Затем спрашивает и выполняет. --dry-run только показывает шаги, --yes не \
            спрашивает.
            Отмена — тоже запуск: её видно в b24 log, после обрыва та же команда продолжит её, а b24 undo отменит. \
            Код 3: что-то осталось как есть. Подробнее: docs/undo.md.
            """)
    static let optionForce = LocalizedText(
        "Take back what somebody has changed since, too.", ru: "Отменить и то, что с тех пор изменил кто-то ещё.")
    static let runOrLast = LocalizedText("RUN or --last is needed.", ru: "Укажите ЗАПУСК или --last.")
    static func notWhenUndoing(_ flag: String) -> LocalizedText {
        LocalizedText("\(flag) does not go with undo", ru: "\(flag) нельзя указать для undo")
    }
    static func otherPortalToUndo(_ run: String, _ before: String, _ now: String) -> LocalizedText {
        LocalizedText(
            "run \(run) worked on \(before), and this is \(now)", ru: "запуск \(run) работал с \(before), а это \(now)")
    }
    static func undoneAgain(_ run: String, by undo: String, redo: String) -> LocalizedText {
        LocalizedText(
            "run \(run) was taken back by \(undo), and that by \(redo)",
            ru: "запуск \(run) отменён запуском \(undo), а тот — запуском \(redo)")
    }
    static func undoTheRedo(_ redo: String) -> LocalizedText {
        LocalizedText("What is there now was made by it: b24 undo \(redo)", ru: "Нынешнее создал он: b24 undo \(redo)")
    }
    static func nothingRecorded(_ run: String) -> LocalizedText {
        LocalizedText(
            "nothing of run \(run) can be taken back: what was there before its writes was not recorded",
            ru: "в запуске \(run) отменить нечего: прежнее состояние не записано")
    }
    static let nothingRecordedHint = LocalizedText(
        "Runs of older versions, and those with --no-undo or no_undo in the profile, keep nothing. b24 log RUN shows what "
            + "was sent.",
        ru:
            "Прежние версии, а также --no-undo и no_undo в профиле его не записывают. Что отправлялось, покажет b24 log ЗАПУСК."
    )

    // MARK: The plan

    static func undoTitle(_ run: String, _ portal: String, _ count: Int) -> LocalizedText {
        LocalizedText(
            "Take back run \(run) on \(portal): \(count == 1 ? "1 step" : "\(count) steps")",
            ru: "Отмена запуска \(run) на \(portal): шагов — \(count)")
    }
    static func undoWord(_ step: UndoStep) -> LocalizedText {
        switch (step.verdict, step.deed) {
        case (.undo, .delete): LocalizedText("delete", ru: "удалить")
        case (.undo, .restore): LocalizedText("put back", ru: "вернуть")
        case (.undo, .recreate): LocalizedText("make again", ru: "создать заново")
        case (.undo, .move): LocalizedText("move back", ru: "перенести обратно")
        case (.undo, .mark): LocalizedText("make the default one", ru: "сделать основной")
        case (.undo, .none): LocalizedText("undo", ru: "отменить")
        case (.left, _): LocalizedText("left as it is", ru: "остаётся как есть")
        case (.impossible, _): LocalizedText("cannot be taken back", ru: "не отменить")
        case (.nothing, _): LocalizedText("nothing to do", ru: "делать нечего")
        }
    }
    static func undoOrigin(_ write: Int64, _ method: String) -> LocalizedText {
        LocalizedText("write \(write), \(method)", ru: "изменение \(write), \(method)")
    }
    static func askUndo(_ count: Int) -> LocalizedText {
        LocalizedText(count == 1 ? "do this step?" : "do these \(count) steps?", ru: "выполнить шаги (\(count))?")
    }
    static func undoNobodyToAsk(_ count: Int) -> LocalizedText {
        LocalizedText(
            "the undo (\(count == 1 ? "1 step" : "\(count) steps")) was not confirmed: nobody can be asked",
            ru: "отмена (шагов — \(count)) не подтверждена: спросить некого")
    }
    static let undoNeedsYes = LocalizedText(
        "Look at it with --dry-run, then add --yes.", ru: "Посмотрите план с --dry-run, затем добавьте --yes.")
    static let undoNotConfirmed = LocalizedText(
        "not confirmed: nothing was changed", ru: "не подтверждено: ничего не изменено")

    // MARK: The report

    static func undoSummary(_ report: UndoReport) -> LocalizedText {
        if report.results.isEmpty, report.left == 0 {
            return LocalizedText("Nothing to take back.", ru: "Отменять нечего.")
        }
        return LocalizedText(
            "Steps done: \(report.done); failed: \(report.failures.count); left as they are, wholly or in part: \(report.left).",
            ru:
                "Выполнено шагов: \(report.done); с ошибкой: \(report.failures.count); осталось как есть, полностью или частично: \(report.left)."
        )
    }
    static func howToGoOnUndoing(_ run: String) -> LocalizedText {
        LocalizedText("To go on with the undo: b24 undo \(run)", ru: "Продолжить отмену: b24 undo \(run)")
    }
}
