import Localization
import PortalConfiguration

/// What is said while a configuration is read, and of the words that it is written in.
enum ConfigurationTexts {
    static func notJSON(_ reason: LocalizedText) -> LocalizedText {
        LocalizedText("This is not JSON: \(reason.en).", ru: "Это не JSON: \(reason.ru).")
    }

    static func word(_ kind: ObjectKind) -> LocalizedText {
        switch kind {
        case .workplace: LocalizedText("A workplace by its name.", ru: "Рабочее место по имени.")
        case .spa: LocalizedText("A smart process by its name.", ru: "Смарт-процесс по имени.")
        case .funnel: LocalizedText("A funnel by its name.", ru: "Воронка по имени.")
        case .stage: LocalizedText("A stage by its code.", ru: "Стадия по коду.")
        case .field: LocalizedText("A custom field by its code.", ru: "Пользовательское поле по коду.")
        }
    }

    static let wordName = LocalizedText(
        "Its name in the configuration, and its title unless that is given.",
        ru: "Имя в конфигурации; оно же название, если название не указано.")
    static let wordBody = LocalizedText("What it is to be like.", ru: "Каким он должен быть.")
    static let describe = LocalizedText("Describes the object.", ru: "Описывает объект.")
    static let include = LocalizedText(
        "Reads another file of the configuration, once, and returns what it returns.",
        ru: "Читает другой файл конфигурации (один раз) и возвращает то, что он вернул.")
    static let includedFile = LocalizedText(
        "Its path, from the folder of the first file.", ru: "Путь от папки первого файла.")
    static let variables = LocalizedText(
        "Sets variables, by profile; 'default' is for all others.",
        ru: "Задаёт переменные по профилям; 'default' — для всех остальных.")
    static let variableValues = LocalizedText(
        "{ test = { manager = \"U1\" }, prod = { manager = \"U12\" } }",
        ru: "{ test = { manager = \"U1\" }, prod = { manager = \"U12\" } }")
    static let variable = LocalizedText("A variable of this portal.", ru: "Переменная этого портала.")
    static let variableName = LocalizedText("Its name.", ru: "Её имя.")
    static let variablesShape = LocalizedText(
        "variables takes a table of tables, by profile: variables { test = { manager = \"U1\" } }.",
        ru: "variables принимает таблицы по профилям: variables { test = { manager = \"U1\" } }.")

    static func unknownVariable(_ name: String, _ profile: String) -> LocalizedText {
        LocalizedText(
            "There is no variable '\(name)' for the profile '\(profile)'.",
            ru: "Для профиля '\(profile)' нет переменной '\(name)'.")
    }
    static func howToSetVariables(_ name: String) -> LocalizedText {
        LocalizedText(
            "Put it into variables { ... } above this line, or give --var \(name)=VALUE.",
            ru: "Добавьте её в variables { ... } выше этой строки или укажите --var \(name)=ЗНАЧЕНИЕ.")
    }
    static func didYouMean(_ name: String) -> LocalizedText {
        LocalizedText("Did you mean '\(name)'?", ru: "Может быть, '\(name)'?")
    }

    static func notADescription(_ object: String) -> LocalizedText {
        LocalizedText(
            "What follows \(object) must be a table: \(object) { ... }.",
            ru: "После \(object) должна стоять таблица: \(object) { ... }.")
    }
    static func describedAgain(_ object: String) -> LocalizedText {
        LocalizedText("\(object) is described already.", ru: "\(object) уже описан.")
    }

    // MARK: Applying

    static func unfit(_ what: String) -> LocalizedText {
        LocalizedText(
            "The portal answered something that b24 does not understand: \(what).",
            ru: "Портал ответил так, что b24 этого не понимает: \(what).")
    }
    static func noConvergence(_ lines: [String]) -> LocalizedText {
        let list = lines.map { "\n  " + $0 }.joined()
        return LocalizedText(
            "The portal has accepted everything and is still not as described:\(list)",
            ru: "Портал всё принял, но состояние по-прежнему не соответствует описанию:\(list)")
    }
    static func changedMeanwhile(_ lines: [String]) -> LocalizedText {
        let list = lines.map { "\n  " + $0 }.joined()
        return LocalizedText(
            "The portal is not as it was when the plan was made. This would be done beyond the plan:\(list)",
            ru: "Портал изменился с тех пор, как был составлен план. Сверх плана было бы сделано:\(list)")
    }
    static let planAgain = LocalizedText("Make the plan again: b24 plan.", ru: "Составьте план заново: b24 plan.")
    static func notRun(_ object: String) -> LocalizedText {
        LocalizedText("\(object): not done.", ru: "\(object): не сделано.")
    }
}
