import Localization

/// What single pages of the console say.
extension Texts {
    // Overview
    static let dataIn = LocalizedText("Data:", ru: "Данные:")
    static let dataInMemory = LocalizedText("in memory", ru: "в памяти")
    static let workplacesAndProcesses = LocalizedText(
        "Workplaces and smart processes", ru: "Рабочие места и смарт-процессы")
    static let insideCRM = LocalizedText("In CRM, outside of workplaces", ru: "В CRM, вне рабочих мест")
    static let noProcesses = LocalizedText(
        "There are no smart processes yet.", ru: "Смарт-процессов пока нет.")
    static let emptyWorkplace = LocalizedText("No smart processes in here.", ru: "Смарт-процессов здесь нет.")
    static let figureWorkplaces = LocalizedText("Workplaces", ru: "Рабочие места")
    static let figureProcesses = LocalizedText("Smart processes", ru: "Смарт-процессы")
    static let figureFunnels = LocalizedText("Funnels", ru: "Воронки")
    static let figureItems = LocalizedText("Elements", ru: "Элементы")
    static let figurePeople = LocalizedText("People", ru: "Сотрудники")
    static let figureRequests = LocalizedText("Requests", ru: "Запросы")
    static let dismissed = LocalizedText("dismissed", ru: "уволен")
    static let nobody = LocalizedText("There is nobody.", ru: "Никого нет.")
    static let applicationsOfPortal = LocalizedText("Applications", ru: "Приложения")

    // Columns
    static let columnID = LocalizedText("ID", ru: "ID")
    static let columnNumber = LocalizedText("№", ru: "№")
    static let columnName = LocalizedText("Name", ru: "Название")
    static let columnPerson = LocalizedText("Name", ru: "Имя")
    static let columnTitle = LocalizedText("Title", ru: "Название")
    static let columnPosition = LocalizedText("Position", ru: "Должность")
    static let columnRole = LocalizedText("Role", ru: "Роль")
    static let columnDepartments = LocalizedText("Departments", ru: "Отделы")
    static let columnWebhooks = LocalizedText("Webhooks", ru: "Вебхуки")
    static let columnClientID = LocalizedText("Client ID", ru: "client_id")
    static let columnScopes = LocalizedText("Scopes", ru: "Права (scope)")
    static let columnStage = LocalizedText("Stage", ru: "Стадия")
    static let columnCode = LocalizedText("Code", ru: "Код")
    static let columnMeaning = LocalizedText("Meaning", ru: "Значение")
    static let columnItems = LocalizedText("Elements", ru: "Элементы")
    static let columnField = LocalizedText("Field", ru: "Поле")
    static let columnType = LocalizedText("Type", ru: "Тип")
    static let columnProperties = LocalizedText("Properties", ru: "Свойства")
    static let columnResponsible = LocalizedText("Responsible", ru: "Ответственный")
    static let columnChanged = LocalizedText("Changed", ru: "Изменён")
    static let columnTime = LocalizedText("Time", ru: "Время")
    static let columnMethod = LocalizedText("Method", ru: "Метод")
    static let columnUser = LocalizedText("User", ru: "Сотрудник")
    static let columnOutcome = LocalizedText("Outcome", ru: "Результат")
    static let columnStatus = LocalizedText("Status", ru: "Статус")
    static let columnDuration = LocalizedText("Took", ru: "Длительность")
    static let columnObject = LocalizedText("Object", ru: "Объект")
    static let columnAnswer = LocalizedText("Answer", ru: "Ответ")
    static let columnError = LocalizedText("Error or fault", ru: "Ошибка или сбой")
    static let columnSource = LocalizedText("Source", ru: "Источник")
    static let columnSeconds = LocalizedText("Seconds", ru: "Секунды")
    static func columnShare(_ limit: Int) -> LocalizedText { LocalizedText("Of \(limit) s", ru: "Из \(limit) с") }
    static let columnReset = LocalizedText("Decreases", ru: "Уменьшится")
    static let columnFault = LocalizedText("Fault", ru: "Сбой")
    static let columnMatches = LocalizedText("Requests", ru: "Запросов")
    static let columnActed = LocalizedText("Acted", ru: "Сработал")

    // Smart process
    static let defaultFunnel = LocalizedText("default", ru: "по умолчанию")
    static let noStages = LocalizedText("The funnel has no stages.", ru: "У воронки нет стадий.")
    static let itemsByStage = LocalizedText("Elements by stage", ru: "Элементы по стадиям")
    static let stageSuccess = LocalizedText("success", ru: "успех")
    static let stageFailure = LocalizedText("failure", ru: "провал")
    static let fields = LocalizedText("Fields", ru: "Поля")
    static let noOwnFields = LocalizedText("There are no custom fields.", ru: "Пользовательских полей нет.")
    static let fieldRequired = LocalizedText("required", ru: "обязательное")
    static let fieldMultiple = LocalizedText("multiple", ru: "множественное")
    static let fieldReadOnly = LocalizedText("read-only", ru: "только чтение")
    static let switches = LocalizedText("Settings that are on", ru: "Включённые настройки")
    static let noSwitches = LocalizedText("None is.", ru: "Нет.")
    static let latestItems = LocalizedText("Changed last", ru: "Последние изменённые")
    static let noItems = LocalizedText("There are no elements.", ru: "Элементов нет.")

    // Requests
    static let allRequests = LocalizedText("All requests", ru: "Все запросы")
    static let writesOnly = LocalizedText("Writes", ru: "Изменения")
    static let aboutRequests = LocalizedText(
        "The last 1,000 requests since the start, the newest first. They are kept in memory.",
        ru: "Последние 1000 запросов с момента запуска, сначала новые. Они хранятся в памяти.")
    static let aboutWrites = LocalizedText(
        "The portal's own account of writes, commands of a batch one by one, as b24 portal log prints it. "
            + "The newest first.",
        ru: "Собственный учёт изменений портала, команды batch по одной, как его выводит b24 portal log. "
            + "Сначала новые.")
    static let anyOfThem = LocalizedText("any", ru: "все")
    static let show = LocalizedText("Show", ru: "Показать")
    static let showAll = LocalizedText("Show all", ru: "Сбросить фильтр")
    static let noEntries = LocalizedText("Nothing was asked for yet.", ru: "Запросов ещё не было.")
    static let noEntryPasses = LocalizedText("No entry passes the filter.", ru: "Под фильтр ничего не подходит.")
    static let noAnswer = LocalizedText("none", ru: "нет")
    static let newerEntries = LocalizedText("← Newer", ru: "← Новее")
    static let olderEntries = LocalizedText("Older →", ru: "Старше →")
    static func pageOf(_ page: Int, _ pages: Int) -> LocalizedText {
        LocalizedText("page \(page) of \(pages)", ru: "страница \(page) из \(pages)")
    }

    // Limits
    static let limitsOff = LocalizedText("the limits are off", ru: "лимиты выключены")
    static let bucket = LocalizedText("Bucket of requests", ru: "Ведро запросов")
    static func aboutBucket(plan: LocalizedText, capacity: Int, leak: Int, emptyIn: Int) -> LocalizedText {
        LocalizedText(
            "\(plan.en): \(capacity) requests at once, \(leak) per second leak away; empty in \(emptyIn) s. "
                + "All callers of a local portal share the bucket. A real portal has one for each source address.",
            ru: "\(plan.ru): \(capacity) запросов сразу, \(leak) в секунду вытекает; опустеет через \(emptyIn) с. "
                + "У всех, кто обращается к локальному порталу, ведро общее. У настоящего портала оно своё для каждого "
                + "адреса.")
    }
    static let operating = LocalizedText("Run time of methods", ru: "Время выполнения методов")
    static func aboutOperating(_ limit: Int) -> LocalizedText {
        LocalizedText(
            "What each method has run within ten minutes, for each webhook or application. Above \(limit) s it is "
                + "blocked.",
            ru: "Сколько выполнялся каждый метод за десять минут, отдельно для каждого вебхука или приложения. Больше "
                + "\(limit) с — метод блокируется.")
    }
    static let nothingCounted = LocalizedText("Nothing is counted at the moment.", ru: "Сейчас ничего не учтено.")
    static let sourceIsGone = LocalizedText("removed", ru: "удалён")
    static let webhookOf = LocalizedText("Webhook,", ru: "Вебхук,")
    static let forgetLimits = LocalizedText("Forget what was counted", ru: "Обнулить счётчики")

    // Controls
    static let resetPortal = LocalizedText("Reset", ru: "Сброс")
    static let aboutReset = LocalizedText(
        "Discards everything in the portal and fills it anew. Webhooks, applications and tokens stay valid.",
        ru: "Удаляет всё содержимое портала и заполняет его заново. Вебхуки, приложения и токены продолжат работать.")
    static let seedAfterReset = LocalizedText("Fill it with", ru: "Чем заполнить")
    static let sureToReset = LocalizedText("Discard everything in it", ru: "Удалить всё содержимое")
    static let notSure = LocalizedText(
        "Nothing was reset: tick the box if everything in the portal is to go.",
        ru: "Сброс не выполнен: поставьте галочку, если всё содержимое портала можно удалить.")
    static let resetNow = LocalizedText("Reset the portal", ru: "Сбросить портал")
    static let availability = LocalizedText("REST", ru: "REST")
    static let aboutAvailability = LocalizedText(
        "What any request hears. A restart gives REST back.",
        ru: "Что получает любой запрос. После перезапуска REST снова работает.")
    static let availabilityNow = LocalizedText("State", ru: "Состояние")
    static let save = LocalizedText("Save", ru: "Сохранить")
    static let faultsOfPortal = LocalizedText("Faults", ru: "Сбои")
    static let aboutFaults = LocalizedText(
        "What goes wrong on purpose: METHOD:FAULT[:COUNT][@K], as b24 portal serve --help lists it.",
        ru: "Что нарочно идёт не так: МЕТОД:СБОЙ[:СКОЛЬКО][@K], список есть в b24 portal serve --help.")
    static let noFaults = LocalizedText("Nothing goes wrong.", ru: "Всё работает.")
    static let newFault = LocalizedText("One more", ru: "Ещё один")
    static let addFault = LocalizedText("Add", ru: "Добавить")
    static let clearFaults = LocalizedText("Remove all faults", ru: "Убрать все сбои")
    static let noFaultFileHere = LocalizedText(
        "A file of faults is named when the portal is started, not here",
        ru: "Файл со сбоями указывают при запуске портала, не здесь")
}
