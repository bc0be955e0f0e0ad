import Localization

/// What editors say of records and of their fields.
enum RecordTexts {
    static let error = LocalizedText(
        "What a function of b24 raises. tostring(err) is the message.",
        ru: "Ошибка, которой прерываются функции b24. tostring(err) даёт сообщение.")
    static let kind = LocalizedText("What scripts branch on.", ru: "По нему ветвятся скрипты.")
    static let code = LocalizedText("The portal's own code.", ru: "Код самого портала.")
    static let status = LocalizedText("Of HTTP.", ru: "Код HTTP.")
    static let method = LocalizedText("The REST method.", ru: "Метод REST.")
    static let message = LocalizedText("What is wrong, in words.", ru: "Что не так, словами.")
    static let description = LocalizedText("The portal's own text.", ru: "Текст самого портала.")
    static let hint = LocalizedText("What can be done about it.", ru: "Что с этим делать.")
    static let retryable = LocalizedText("Whether trying again can help.", ru: "Может ли помочь повтор.")
    static let attempts = LocalizedText("How often it was sent.", ru: "Сколько раз запрос отправлялся.")
    static let retryAfter = LocalizedText("Seconds to wait.", ru: "Сколько секунд подождать.")
    static let outcome = LocalizedText(
        "refused: did not run; failed: ran and failed; unknown: the answer of a write was lost.",
        ru: "refused: не выполнялось; failed: выполнялось и не удалось; unknown: ответ на запись потерян.")
    static let place = LocalizedText("Script and line.", ru: "Скрипт и строка.")
    static let requestID = LocalizedText("For the portal's support.", ru: "Для поддержки портала.")
    static let portal = LocalizedText(
        "The portal of this run; asked at the first use.",
        ru: "Портал этого запуска; запрашивается при первом обращении.")
    static let spa = LocalizedText("A smart process to work with.", ru: "Смарт-процесс, с которым идёт работа.")
    static let null = LocalizedText("JSON's null.", ru: "null из JSON.")
    static let options = LocalizedText("How a method is called.", ru: "Как вызывать метод.")
    static let rest = LocalizedText("The version of REST.", ru: "Версия REST.")
    static let undocumented = LocalizedText(
        "Lets a method through that the catalogue does not know.", ru: "Пропускает метод, которого нет в каталоге.")
    static let response = LocalizedText(
        "What a portal tells beside the result.", ru: "Что портал сообщает кроме результата.")
    static let total = LocalizedText("Rows of a list.", ru: "Сколько строк в списке.")
    static let next = LocalizedText("The offset of the next page.", ru: "Смещение следующей страницы.")
    static let time = LocalizedText("What the portal needed.", ru: "Сколько времени ушло у портала.")
    static let planned = LocalizedText("A dry run did not send it.", ru: "Пробный запуск не отправил запрос.")
    static let reconciled = LocalizedText(
        "The answer was lost and the write was found on the portal.",
        ru: "Ответ потерялся, запись нашлась на портале.")
    static let failure = LocalizedText("An item that failed.", ru: "Элемент, который не удалось обработать.")
    static let index = LocalizedText("Its position, from 1, or its key.", ru: "Его номер (с 1) или ключ.")
    static let failedItem = LocalizedText("The item itself.", ru: "Сам элемент.")
    static let workplace = LocalizedText(
        "A digital workplace (crm.automatedsolution).", ru: "Цифровое рабочее место (crm.automatedsolution).")
    static let typeIDs = LocalizedText("Type ids of its smart processes.", ru: "id типов её смарт-процессов.")
    static let type = LocalizedText(
        "A smart process as crm.type has it; its switches are booleans.",
        ru: "Смарт-процесс, как в crm.type; переключатели — логические значения.")
    static let typeID = LocalizedText("The type id.", ru: "id типа.")
    static let entityTypeID = LocalizedText("By which crm.item.* knows it.", ru: "По нему его знают crm.item.*.")
    static let customSectionID = LocalizedText("Its workplace.", ru: "Его рабочее место.")
    static let funnel = LocalizedText("A funnel (crm.category).", ru: "Воронка (crm.category).")
    static let stage = LocalizedText("A stage (crm.status).", ru: "Стадия (crm.status).")
    static let statusID = LocalizedText("What stageId of an item holds.", ru: "То, что хранит stageId элемента.")
    static let item = LocalizedText(
        "An item (crm.item). What other fields it has, its portal says: b24 types.",
        ru: "Элемент (crm.item). Какие ещё у него поля, говорит его портал: b24 types.")
    static let bulk = LocalizedText(
        "What became of many items; ids are those that changed.",
        ru: "Что стало со многими элементами; ids — изменённые.")
    static let permissions = LocalizedText(
        "What REST tells about permissions; unknown says what it does not, and why.",
        ru: "Что REST сообщает о правах; unknown говорит, чего не сообщает и почему.")
}

/// What the files say of themselves.
enum TypeTexts {
    static let generated = LocalizedText(
        "Written by b24 types, for editors. Changes here are lost with the next one.",
        ru: "Файл для редакторов, создан командой b24 types. Правки пропадут при следующем запуске.")
    static let methods = LocalizedText(
        "Methods of REST, as the documentation has them.", ru: "Методы REST по документации.")
    static let integer = LocalizedText("Whole numbers, also as text.", ru: "Целое число, можно текстом.")
    static let number = LocalizedText("Numbers, also as text.", ru: "Число, можно текстом.")
    static let flag = LocalizedText(
        "Yes or no: true and false, or Y and N, or 1 and 0, as the method wants it.",
        ru: "Да или нет: true и false, Y и N или 1 и 0, как требует метод.")
    static let text = LocalizedText("Text; a number is taken as text.", ru: "Текст; число станет текстом.")
    static let allMethods = LocalizedText("All methods by path.", ru: "Все методы по пути.")

    static func parameters(_ method: String) -> LocalizedText {
        LocalizedText("Parameters of \(method).", ru: "Параметры \(method).")
    }

    static let assertions = LocalizedText(
        "Assertions of specs. Words such as are, is, has only make a line read well.",
        ru: "Проверки тестов. Слова are, is, has и подобные нужны только для чтения.")

    // MARK: A portal

    static func portal(_ name: String) -> LocalizedText {
        LocalizedText("What the portal '\(name)' has.", ru: "Что есть на портале «\(name)».")
    }

    static let titles = LocalizedText("Titles of smart processes.", ru: "Названия смарт-процессов.")
    static let entityTypes = LocalizedText("entityTypeId of smart processes.", ru: "entityTypeId смарт-процессов.")
    static let workplaces = LocalizedText("Digital workplaces.", ru: "Цифровые рабочие места.")

    static func stages(_ title: String) -> LocalizedText {
        LocalizedText("Stages: \(title).", ru: "Стадии: \(title).")
    }

    static func funnels(_ title: String) -> LocalizedText {
        LocalizedText("Funnels: \(title).", ru: "Воронки: \(title).")
    }

    static func item(_ title: String) -> LocalizedText {
        LocalizedText("An item: \(title).", ru: "Элемент: \(title).")
    }

    static func fields(_ title: String) -> LocalizedText {
        LocalizedText("Fields that can be written: \(title).", ru: "Поля, доступные для записи: \(title).")
    }

    static func values(_ field: String) -> LocalizedText {
        LocalizedText("Values: \(field).", ru: "Значения: \(field).")
    }

    static let unreadTypes = LocalizedText("smart processes", ru: "смарт-процессы")
    static let unreadStages = LocalizedText("stages", ru: "стадии")
    static let unreadWorkplaces = LocalizedText("digital workplaces", ru: "цифровые рабочие места")

    static func unreadFields(_ title: String) -> LocalizedText {
        LocalizedText("fields: \(title)", ru: "поля: \(title)")
    }

    static func unreadFunnels(_ title: String) -> LocalizedText {
        LocalizedText("funnels: \(title)", ru: "воронки: \(title)")
    }
}
