import Localization

/// What is said about the arguments of scripts.
enum ArgumentTexts {
    static let argumentForm = MetadataTexts.write("--- @arg month string=2026-10  which month")
    static let flagForm = MetadataTexts.write("--- @flag apply  write the changes")
    static let nameForm = LocalizedText(
        "Names have letters, digits, _ and -, begin with a letter, and each stands once.",
        ru: "Имя состоит из латинских букв, цифр, _ и -, начинается с буквы и встречается один раз.")
    static let noName = LocalizedText("the tag has no name", ru: "в теге нет имени")
    static func badName(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is no name of an argument", ru: "«\(name)» не имя аргумента")
    }
    static func nameTwice(_ name: String) -> LocalizedText {
        LocalizedText("argument '\(name)' is there twice", ru: "аргумент «\(name)» указан дважды")
    }
    static func unknownType(_ word: String) -> LocalizedText {
        LocalizedText(
            "unknown type '\(word)': there are string, integer, number, boolean, date and enum(a|b)",
            ru: "неизвестный тип «\(word)»: есть string, integer, number, boolean, date и enum(a|b)")
    }
    static func badDefault(_ name: String, _ value: String) -> LocalizedText {
        LocalizedText(
            "the default '\(value)' of '\(name)' does not fit its type",
            ru: "значение по умолчанию «\(value)» аргумента «\(name)» не подходит к его типу")
    }
    static func didYouMean(_ word: String) -> LocalizedText {
        LocalizedText("Did you mean \(word)?", ru: "Возможно, вы имели в виду \(word)?")
    }

    // MARK: Values

    static func unknownFlag(_ flag: String) -> LocalizedText {
        LocalizedText("The script has no \(flag).", ru: "У скрипта нет параметра \(flag).")
    }
    static func noValue(_ flag: String, _ form: LocalizedText) -> LocalizedText {
        LocalizedText("\(flag) needs a value: \(form.en).", ru: "Для \(flag) нужно значение: \(form.ru).")
    }
    static func tooMany(_ word: String) -> LocalizedText {
        LocalizedText(
            "The script does not expect '\(word)': there are too many arguments.",
            ru: "Аргумент «\(word)» лишний: скрипт столько не принимает.")
    }
    static func missing(_ name: String, _ form: LocalizedText) -> LocalizedText {
        LocalizedText(
            "Argument \(name.uppercased()) is missing: \(form.en).",
            ru: "Не хватает аргумента \(name.uppercased()): \(form.ru).")
    }
    static func badValue(_ name: String, _ value: String, _ form: LocalizedText) -> LocalizedText {
        LocalizedText(
            "Argument \(name.uppercased()) is '\(value)'; expected: \(form.en).",
            ru: "Аргумент \(name.uppercased()) равен «\(value)», а нужно: \(form.ru).")
    }
}
