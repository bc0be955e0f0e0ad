import Localization

/// What the console says that is on all pages, and what it calls the portal's parts.
extension Texts {
    static let consoleTitle = LocalizedText("Local portal", ru: "Локальный портал")
    static let consoleFoot = LocalizedText(
        "A local portal of b24. Everything on these pages is on this machine only.",
        ru: "Локальный портал b24. Всё, что на этих страницах, есть только на этом компьютере.")
    static let consoleLost = LocalizedText(
        "The portal does not answer: what you see may be old.", ru: "Портал не отвечает: данные могли устареть.")
    static let noSuchConsolePage = LocalizedText("There is no such page", ru: "Такой страницы нет")

    static func consoleRefusal(_ refusal: ConsoleGuard.Refusal) -> LocalizedText {
        switch refusal {
        case .notOnLoopback:
            LocalizedText(
                "The console is for browsers on the machine of the portal.",
                ru: "Консоль открывается только на том компьютере, где работает портал.")
        case .foreignHost:
            LocalizedText(
                "The console answers to 127.0.0.1 and localhost, and to no other name.",
                ru: "Консоль отвечает только по именам 127.0.0.1 и localhost.")
        case .wrongKey:
            LocalizedText(
                "Open the address that b24 portal serve has printed: it has the key of the console in it, "
                    + "another one at each start.",
                ru: "Откройте адрес, который вывела команда b24 portal serve: в нём ключ консоли, "
                    + "при каждом запуске новый.")
        case .foreignForm:
            LocalizedText(
                "This form is not one of the console. Nothing was changed. Load the page anew and try again.",
                ru: "Эта форма не из консоли. Ничего не изменено. Загрузите страницу заново и повторите.")
        }
    }

    static func title(of section: ConsoleSection) -> LocalizedText {
        switch section {
        case .overview: LocalizedText("Overview", ru: "Обзор")
        case .permissions: LocalizedText("Permissions", ru: "Права")
        case .log: LocalizedText("Requests", ru: "Запросы")
        case .limits: LocalizedText("Limits", ru: "Лимиты")
        case .controls: LocalizedText("Controls", ru: "Управление")
        }
    }

    static func told(_ notice: ConsoleNotice) -> LocalizedText {
        switch notice {
        case .reset: LocalizedText("The portal is back to its seed.", ru: "Портал возвращён к исходным данным.")
        case .limits: LocalizedText("What the limits had counted is forgotten.", ru: "Счётчики лимитов обнулены.")
        case .fault: LocalizedText("The fault is in force.", ru: "Сбой включён.")
        case .faults: LocalizedText("There are no faults any more.", ru: "Все сбои выключены.")
        case .permissions: LocalizedText("The permissions are saved.", ru: "Права сохранены.")
        case .roles: LocalizedText("The roles are saved.", ru: "Роли сохранены.")
        case .availability: LocalizedText("Saved.", ru: "Сохранено.")
        }
    }

    static func name(of flavour: LocalPortal.Flavour) -> LocalizedText {
        switch flavour {
        case .cloud: LocalizedText("Cloud", ru: "Облако")
        case .box: LocalizedText("Self-hosted", ru: "Коробка")
        }
    }

    static func name(of plan: LocalPortal.Plan) -> LocalizedText {
        switch plan {
        case .basic: LocalizedText("Basic plan", ru: "Тариф «Базовый»")
        case .enterprise: LocalizedText("Enterprise plan", ru: "Тариф «Энтерпрайз»")
        }
    }

    static func name(of availability: LocalPortal.Availability) -> LocalizedText {
        switch availability {
        case .open: LocalizedText("REST works", ru: "REST работает")
        case .withoutREST: LocalizedText("The plan has no REST", ru: "На тарифе нет REST")
        case .deleted: LocalizedText("The portal is deleted", ru: "Портал удалён")
        }
    }

    static func name(of owner: LocalPortal.Owner) -> LocalizedText {
        switch owner {
        case .admin: LocalizedText("Administrator", ru: "Администратор")
        case .crmAdmin: LocalizedText("CRM administrator", ru: "Администратор CRM")
        case .employee: LocalizedText("Employee", ru: "Сотрудник")
        case .extranet: LocalizedText("Extranet guest", ru: "Гость экстранета")
        }
    }

    static func name(of seed: LocalPortal.Seed) -> LocalizedText {
        switch seed {
        case .demo: LocalizedText("Demo company", ru: "Демонстрационная компания")
        case .empty: LocalizedText("Empty portal, people only", ru: "Пустой портал, только сотрудники")
        case .bare: LocalizedText("Nothing at all", ru: "Совсем ничего")
        }
    }

    static func name(of answer: WriteRecord.Answer) -> LocalizedText {
        switch answer {
        case .delivered: LocalizedText("delivered", ru: "отправлен")
        case .cut: LocalizedText("in part", ru: "частично")
        case .lost: LocalizedText("lost", ru: "потерян")
        case .unknown: LocalizedText("unknown", ru: "неизвестно")
        }
    }

    /// - Parameter name: ``WriteRecord/Outcome/name``
    static func outcome(_ name: String) -> LocalizedText {
        switch name {
        case "ran": LocalizedText("ran", ru: "выполнен")
        case "failed": LocalizedText("failed", ru: "ошибка")
        case "fault": LocalizedText("stopped by a fault", ru: "остановлен сбоем")
        default: LocalizedText("stopped by a limit", ru: "остановлен лимитом")
        }
    }

    // MARK: Numbers

    static func items(_ count: Int) -> LocalizedText {
        Counting.counted(count, ("element", "elements"), ("элемент", "элемента", "элементов"))
    }
    static func funnels(_ count: Int) -> LocalizedText {
        Counting.counted(count, ("funnel", "funnels"), ("воронка", "воронки", "воронок"))
    }
    static func entries(_ count: Int) -> LocalizedText {
        Counting.counted(count, ("entry", "entries"), ("запись", "записи", "записей"))
    }
    static func commands(_ count: Int) -> LocalizedText {
        Counting.counted(count, ("command", "commands"), ("команда", "команды", "команд"))
    }
    static func systemFields(_ count: Int) -> LocalizedText {
        Counting.counted(
            count, ("system field", "system fields"), ("системное поле", "системных поля", "системных полей"))
    }
    static func inSeconds(_ count: Int) -> LocalizedText { LocalizedText("in \(count) s", ru: "через \(count) с") }
}
