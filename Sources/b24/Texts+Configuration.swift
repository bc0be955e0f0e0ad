import Localization
import PortalConfiguration

/// What `b24 export`, `diff`, `plan`, `apply` and `import` say.
extension Texts {
    static let aboutExport = LocalizedText(
        "Write the portal's configuration as a file.", ru: "Записать конфигурацию портала в файл.")
    static let discussionExport = LocalizedText(
        """
        Workplaces, smart processes with their switches and relations, funnels, stages, custom fields and cards, by \
        names, always in the same order, without ids. Without --out it goes to standard output. See docs/configuration.md.
        """,
        ru: """
            Рабочие места, смарт-процессы с переключателями и связями, воронки, стадии, пользовательские поля и \
            карточки: по именам, всегда в одном порядке, без id. Без --out — в стандартный вывод. Подробнее: \
            docs/configuration.md.
            """)
    static let aboutDiff = LocalizedText(
        "Show how the portal differs from a configuration.", ru: "Показать, чем портал отличается от конфигурации.")
    static let discussionDiff = LocalizedText(
        """
        One line for each difference; exit code 5 when there are some. It only reads. With --against, what that portal \
        lacks or has otherwise than the portal of --profile.
        """,
        ru: """
            По строке на отличие; код выхода 5, если они есть. Только читает. С --against — чего на том портале нет или \
            что там иначе, чем на портале из --profile.
            """)
    static let aboutPlan = LocalizedText(
        "Show what `b24 apply` would do.", ru: "Показать, что сделает `b24 apply`.")
    static let discussionPlan = LocalizedText(
        """
        Numbered steps in the order in which they are done, then those that REST cannot do, for a person. Exit code 5 \
        when there is something to do. With --out the plan becomes a file: b24 apply PLAN does exactly that, and refuses \
        when the portal has changed meanwhile.
        """,
        ru: """
            Пронумерованные шаги в порядке выполнения, затем то, чего REST не умеет, — для человека. Код выхода 5, если \
            есть что делать. С --out план записывается в файл: b24 apply ПЛАН выполнит ровно его и откажется, если \
            портал с тех пор изменился.
            """)
    static let aboutApply = LocalizedText(
        "Make the portal as a configuration describes it.", ru: "Привести портал к конфигурации.")
    static let discussionApply = LocalizedText(
        """
        Shows the plan, asks, and carries it out; a second apply has nothing to do. After a failure or a kill the same \
        command goes on where it stopped. Without --prune nothing is deleted. --dry-run shows the plan alone. Exit code \
        3: steps for a person are left.
        """,
        ru: """
            Показывает план, спрашивает и выполняет; повторный запуск ничего не делает. После сбоя или обрыва та же \
            команда продолжит с места остановки. Без --prune ничего не удаляется. --dry-run только показывает план. Код \
            выхода 3: остались шаги для человека.
            """)
    static let aboutImport = LocalizedText(
        "Make the state file of a configuration anew.", ru: "Создать файл состояния конфигурации заново.")
    static let discussionImport = LocalizedText(
        """
        Finds the described objects on the portal by their titles and codes, and notes their ids. It changes nothing on \
        the portal.
        """,
        ru: """
            Находит описанные объекты на портале по названиям и кодам и записывает их id. На портале ничего не меняет.
            """)

    static let argumentConfiguration = LocalizedText(
        "The configuration: .lua or .json; - is standard input.",
        ru: "Конфигурация: .lua или .json; - — стандартный ввод.")
    static let optionVar = LocalizedText(
        "A variable, NAME=VALUE; counts more than the file's.", ru: "Переменная, ИМЯ=ЗНАЧЕНИЕ; важнее заданной в файле."
    )
    static let optionState = LocalizedText(
        "The file that keeps which object each name means; beside the configuration by default.",
        ru: "Файл, где записано, какой объект означает имя; по умолчанию рядом с конфигурацией.")
    static let optionOnly = LocalizedText(
        "Only these: spa, workplace, or one by its name, spa:Leave. May be given several times.",
        ru: "Только это: spa, workplace или один по имени, spa:Отпуск. Можно указать несколько раз.")
    static let optionOut = LocalizedText(
        "The file to write, .lua or .json.", ru: "Файл для записи, .lua или .json.")
    static let optionPlanOut = LocalizedText("Write the plan to a file.", ru: "Записать план в файл.")
    static let optionOverwrite = LocalizedText("Overwrite the file.", ru: "Перезаписать файл.")
    static let optionPrune = LocalizedText(
        "Delete what is not described any more; it is asked for.",
        ru: "Удалить то, чего в описании больше нет; с подтверждением.")

    static let optionByHandDone = LocalizedText(
        "Note that the steps by hand are done, where nobody can look whether they are (access permissions).",
        ru: "Отметить шаги вручную как выполненные — там, где этого не проверить (права доступа).")
    static let byHandNeedsState = LocalizedText(
        "Where is that to be noted? Give --state.", ru: "Где это отметить? Укажите --state.")
    static func byHandNoted(_ count: Int) -> LocalizedText {
        LocalizedText("Noted as done by hand: \(count).", ru: "Отмечено как выполненное вручную: \(count).")
    }

    static func oddOnly(_ word: String) -> LocalizedText {
        LocalizedText(
            "--only takes spa, workplace, spa:NAME or workplace:NAME, not '\(word)'.",
            ru: "--only принимает spa, workplace, spa:ИМЯ или workplace:ИМЯ, а не '\(word)'.")
    }
    static func oddVariable(_ word: String) -> LocalizedText {
        LocalizedText("--var takes NAME=VALUE, not '\(word)'.", ru: "--var принимает ИМЯ=ЗНАЧЕНИЕ, а не '\(word)'.")
    }
    static func unreadable(_ path: String, _ reason: String) -> LocalizedText {
        LocalizedText("\(path) cannot be read: \(reason)", ru: "\(path) не читается: \(reason)")
    }
    static func unwritable(_ path: String, _ reason: String) -> LocalizedText {
        LocalizedText("\(path) cannot be written: \(reason)", ru: "\(path) не записать: \(reason)")
    }
    static func existsAlready(_ path: String) -> LocalizedText {
        LocalizedText("\(path) is there already.", ru: "\(path) уже есть.")
    }
    static let useForce = LocalizedText(
        "Another name, or --force to overwrite it.", ru: "Укажите другое имя или --force, чтобы перезаписать.")
    static func otherState(_ path: String, _ before: String, _ now: String) -> LocalizedText {
        LocalizedText(
            "\(path) is of the portal \(before), and this is \(now).",
            ru: "\(path) — от портала \(before), а это \(now).")
    }
    static let importAnew = LocalizedText(
        "If it is the same portal at a new address: b24 import FILE.",
        ru: "Если это тот же портал по новому адресу: b24 import ФАЙЛ.")
    static let importNeedsState = LocalizedText(
        "Where is the state to be kept? Give --state.", ru: "Где хранить состояние? Укажите --state.")

    static func exported(_ portal: String) -> LocalizedText {
        LocalizedText(
            "Configuration of \(portal), written by b24 export.", ru: "Конфигурация \(portal), записана b24 export.")
    }
    static func exportedTo(_ path: String, _ count: Int) -> LocalizedText {
        LocalizedText("\(count) objects written to \(path).", ru: "Объектов записано: \(count), в \(path).")
    }
    static func imported(_ count: Int, _ path: String) -> LocalizedText {
        LocalizedText(
            "\(count) objects found and noted in \(path).", ru: "Найдено объектов: \(count), записано в \(path).")
    }

    // MARK: Differences

    static let notThere = LocalizedText("not on the portal", ru: "нет на портале")
    static let notDescribed = LocalizedText("not described", ru: "нет в описании")
    static let noDifference = LocalizedText(
        "The portal is as it is described.", ru: "Портал соответствует описанию.")
    static let madeAlong = LocalizedText(
        "the portal has put it there along with what was made", ru: "портал добавил это вместе с созданным")

    static func stepWord(_ action: PlanStep.Action) -> LocalizedText {
        switch action {
        case .create: LocalizedText("create", ru: "создать")
        case .change: LocalizedText("change", ru: "изменить")
        case .move: LocalizedText("move", ru: "перенести")
        case .delete: LocalizedText("delete", ru: "удалить")
        }
    }
    static func elementsOtherwise(_ count: Int) -> LocalizedText {
        LocalizedText("elements otherwise: \(count)", ru: "элементов с другим доступом: \(count)")
    }
    static func lostOption(_ value: String) -> LocalizedText {
        LocalizedText("delete the choice \"\(value)\"", ru: "удалить вариант «\(value)»")
    }
    static func stepDone(_ step: PlanStep) -> LocalizedText {
        let (en, ru) =
            switch step.action {
            case .create: ("created", "создано")
            case .change: ("changed", "изменено")
            case .move: ("moved", "перенесено")
            case .delete: ("deleted", "удалено")
            }
        return LocalizedText("\(en): \(step.address)", ru: "\(ru): \(step.address)")
    }
    static func manualSteps(_ count: Int) -> LocalizedText {
        LocalizedText("By hand (\(count)):", ru: "Вручную (\(count)):")
    }
    static func adopts(_ address: Address) -> LocalizedText {
        LocalizedText(
            "\(address) is on the portal already and is taken over",
            ru: "\(address) уже есть на портале, берётся под управление")
    }
    static func undescribed(_ count: Int) -> LocalizedText {
        LocalizedText(
            "Not described, and left alone: \(count) (b24 diff lists them).",
            ru: "Нет в описании и останется как есть: \(count) (список — b24 diff).")
    }
    static func planSummary(_ plan: ChangePlan) -> LocalizedText {
        func count(_ action: PlanStep.Action) -> Int { plan.steps.count { $0.action == action } }
        let numbers = (
            count(.create), count(.change), count(.move),
            count(.delete) + plan.steps.reduce(0) { $0 + $1.lostOptions.count }, plan.manual.count
        )
        return LocalizedText(
            "To create: \(numbers.0), to change: \(numbers.1), to move: \(numbers.2), to delete: \(numbers.3), by hand: \(numbers.4).",
            ru:
                "Создать: \(numbers.0), изменить: \(numbers.1), перенести: \(numbers.2), удалить: \(numbers.3), вручную: \(numbers.4)."
        )
    }
    static func planWritten(_ path: String) -> LocalizedText {
        LocalizedText(
            "The plan is in \(path); b24 apply \(path) does it.",
            ru: "План записан в \(path); выполнить: b24 apply \(path).")
    }

    // MARK: Applying

    static let nothingToApply = LocalizedText(
        "Nothing to do: the portal is as it is described.", ru: "Делать нечего: портал соответствует описанию.")
    static func applied(_ count: Int) -> LocalizedText {
        LocalizedText(
            "Done: the portal is as it is described (steps: \(count)).",
            ru: "Готово: портал соответствует описанию (шагов: \(count)).")
    }
    static func howToGoOnApplying(_ count: Int) -> LocalizedText {
        LocalizedText(
            "Stopped after \(count) steps. The same command goes on from here.",
            ru: "Остановлено, выполнено шагов: \(count). Та же команда продолжит отсюда.")
    }
    static func appliesAgain(_ run: String) -> LocalizedText {
        LocalizedText(
            "Run \(run) was an apply: what is left of it is worked out anew.",
            ru: "Запуск \(run) применял конфигурацию: что осталось сделать, определяется заново.")
    }
    static func appliedFromInput(_ run: String) -> LocalizedText {
        LocalizedText(
            "Run \(run) applied a configuration from standard input. The same b24 apply goes on where it stopped.",
            ru:
                "Запуск \(run) применял конфигурацию из стандартного ввода. Та же команда b24 apply продолжит с места остановки."
        )
    }
    static let planPrunes = LocalizedText(
        "--prune is decided when the plan is made.", ru: "--prune задают, когда составляют план.")
    static func otherPlan(_ before: String, _ now: String) -> LocalizedText {
        LocalizedText(
            "The plan is for \(before), and this is \(now).", ru: "План составлен для \(before), а это \(now).")
    }
    static func stalePlan(_ lines: [String]) -> LocalizedText {
        let list = lines.map { "\n" + $0 }.joined()
        return LocalizedText(
            "The portal has changed since the plan was made. Beyond the plan this would be done:\(list)",
            ru: "Портал изменился с тех пор, как составлен план. Сверх плана пришлось бы сделать:\(list)")
    }
    static let planAnew = LocalizedText(
        "Make the plan again: b24 plan FILE --out PLAN.", ru: "Составьте план заново: b24 plan ФАЙЛ --out ПЛАН.")
    static func askApply(_ plan: ChangePlan, onProtected: Bool) -> LocalizedText {
        var (en, ru) = ("steps: \(plan.steps.count)", "шагов: \(plan.steps.count)")
        if plan.deletions > 0 {
            en += ", deletions: \(plan.deletions)"
            ru += ", удалений: \(plan.deletions)"
        }
        if plan.elements > 0 {
            en += ", elements: \(plan.elements)"
            ru += ", элементов: \(plan.elements)"
        }
        let question = LocalizedText("Do it (\(en))?", ru: "Выполнить (\(ru))?")
        guard onProtected else { return question }
        return LocalizedText("This portal is protected. \(question.en)", ru: "Портал защищён. \(question.ru)")
    }
    static func applyNobodyToAsk(_ count: Int) -> LocalizedText {
        LocalizedText(
            "The plan has \(count) steps, and nobody can be asked whether to do them.",
            ru: "В плане шагов: \(count), а подтвердить их некому.")
    }
    static let applyNeedsYes = LocalizedText(
        "--yes does them without asking.", ru: "С --yes они выполняются без вопроса.")
    static let applyNotConfirmed = LocalizedText(
        "Not confirmed: nothing was done.", ru: "Не подтверждено: ничего не сделано.")
}
