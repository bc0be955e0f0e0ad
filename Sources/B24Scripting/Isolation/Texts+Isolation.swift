import Localization

/// What is said about scripts in processes of their own.
enum IsolationTexts {
    // MARK: Layers

    static let limits = LocalizedText("limits of the system", ru: "системные лимиты")
    static let systemCalls = LocalizedText("system call filter (seccomp)", ru: "фильтр системных вызовов (seccomp)")
    static let noFiles = LocalizedText("no files (Landlock)", ru: "без файлов (Landlock)")
    static let computationOnly = LocalizedText("sandbox profile", ru: "профиль песочницы")
    static let noNewRights = LocalizedText("no new rights", ru: "без новых прав")
    static let unreadable = LocalizedText("closed memory", ru: "закрытая память")
    static let endsWithParent = LocalizedText("ends with b24", ru: "завершается вместе с b24")

    // MARK: Before it begins

    static func cannotStart(_ reason: String) -> LocalizedText {
        LocalizedText(
            "The process for the isolated script cannot be started: \(reason).",
            ru: "Не удалось запустить процесс для изолированного скрипта: \(reason).")
    }
    static func unfit(_ layers: [LocalizedText]) -> LocalizedText {
        LocalizedText(
            "This system cannot isolate scripts, so nothing was run. Missing: "
                + layers.map(\.en).joined(separator: ", ") + ".",
            ru: "Эта система не умеет изолировать скрипты, поэтому ничего не запущено. Нет: "
                + layers.map(\.ru).joined(separator: ", ") + ".")
    }
    static let unfitHint = LocalizedText(
        "Run it on Linux 4.14 or later on x86-64 or ARM64, outside of containers that forbid seccomp; b24 doctor shows what there is.",
        ru:
            "Запустите его на Linux 4.14 или новее (x86-64 или ARM64), не в контейнере, где запрещён seccomp; что есть на этой машине, покажет b24 doctor."
    )
    static let noProgram = LocalizedText(
        "There is no program that could run isolated scripts.",
        ru: "Нет программы, которая могла бы выполнять изолированные скрипты.")
    static let notStarted = LocalizedText(
        "The process for the isolated script ended before the script began.",
        ru: "Процесс для изолированного скрипта завершился, не начав его выполнять.")
    static let onlyByB24 = LocalizedText(
        "b24 starts this itself, for scripts that run isolated.",
        ru: "Этот режим b24 запускает сам, для изолированных скриптов.")

    // MARK: How it ended

    static func signal(_ number: Int32) -> LocalizedText {
        LocalizedText(
            "The isolated script's process ended by signal \(number).",
            ru: "Процесс изолированного скрипта завершён сигналом \(number).")
    }
    static let signalHint = LocalizedText(
        "The script has brought its process down, or used up its memory. Nothing else was touched; b24 log --last shows what it had written by then.",
        ru:
            "Скрипт обрушил свой процесс или исчерпал память. Больше ничего не задето; что он успел изменить, покажет b24 log --last."
    )
    static func exited(_ code: Int32) -> LocalizedText {
        LocalizedText(
            "The isolated script's process ended before the script did (exit code \(code)).",
            ru: "Процесс изолированного скрипта завершился раньше самого скрипта (код \(code)).")
    }
    static func odd(_ what: String) -> LocalizedText {
        LocalizedText(
            "The isolated script's process sent a message that it may not send (\(what)), and was ended.",
            ru: "Процесс изолированного скрипта прислал недопустимое сообщение (\(what)) и был завершён.")
    }
    static let oddHint = LocalizedText(
        "No script can do that unless it has taken over its process: treat it as hostile.",
        ru: "Такое возможно, только если скрипт захватил свой процесс: считайте его враждебным.")
    static func processTimeOver(_ seconds: Int) -> LocalizedText {
        LocalizedText(
            "The isolated script's process used up its \(seconds) seconds of CPU time and was ended.",
            ru: "Процесс изолированного скрипта исчерпал процессорное время (\(seconds) с) и был завершён.")
    }
    static func wallTimeOver(_ seconds: Double) -> LocalizedText {
        let text = seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
        return LocalizedText(
            "The isolated script was ended: it had not stopped by itself at its time limit of \(text) s.",
            ru: "Изолированный скрипт завершён принудительно: он не остановился по истечении \(text) с.")
    }
    static let unstoppable = LocalizedText(
        "The isolated script was ended: a limit was reached, and it did not stop.",
        ru: "Изолированный скрипт завершён принудительно: лимит исчерпан, а он не остановился.")
    static let interrupted = LocalizedText("interrupted", ru: "прервано")

    // MARK: What it asks for

    static func tooMuch(_ bytes: Int) -> LocalizedText {
        LocalizedText(
            "\(bytes >> 20) MB are too much for one message of an isolated script.",
            ru: "\(bytes >> 20) МБ — слишком много для одного сообщения изолированного скрипта.")
    }
    static let tooMuchHint = LocalizedText(
        "An isolated script sends at most 32 MB at a time and receives at most 128 MB.",
        ru: "Изолированный скрипт отправляет за раз не больше 32 МБ и получает не больше 128 МБ.")
    static let tooManyFiles = LocalizedText(
        "An isolated script may have 64 files open at a time.",
        ru: "Изолированный скрипт может держать открытыми не больше 64 файлов.")

    static func noLibraries(_ name: String) -> LocalizedText {
        LocalizedText(
            "module '\(name)' is a library's, and an isolated script has no libraries",
            ru: "модуль '\(name)' принадлежит библиотеке, а у изолированного скрипта библиотек нет")
    }
    static let noLibrariesHint = LocalizedText(
        "In one process nothing keeps a library's rights from the script. Run it at level team, or copy the module beside it.",
        ru:
            "В одном процессе права библиотеки не отделить от прав скрипта. Запустите его на уровне team или положите модуль рядом."
    )
}
