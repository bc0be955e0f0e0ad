import Localization

/// What the module says to people, in every language; documentation of functions stands beside the functions.
enum Texts {
    // MARK: Gate

    static let batchAsCall = LocalizedText(
        "'batch' is not called by name: b24.batch sends any number of commands and accounts for each.",
        ru: "Метод batch не вызывают по имени: b24.batch отправит любое число команд и отчитается о каждой.")

    static func notAList(_ method: String) -> LocalizedText {
        LocalizedText(
            "\(method) changes the portal; only methods that read can be listed or counted.",
            ru: "Метод \(method) меняет портал; перечислять и считать можно только методами чтения.")
    }

    // MARK: Errors

    static func hintLine(_ hint: String) -> LocalizedText {
        LocalizedText("hint: \(hint)", ru: "подсказка: \(hint)")
    }

    // MARK: Values

    static func cannotBeSent(_ path: String, _ offence: ParameterEncoder.Offence) -> LocalizedText {
        let place =
            path.isEmpty ? LocalizedText("the value", ru: "значение") : LocalizedText("'\(path)'", ru: "'\(path)'")
        let reason =
            switch offence {
            case .notFinite:
                LocalizedText("it is not a finite number", ru: "это не конечное число")
            case .notUTF8:
                LocalizedText(
                    "it is a string that is not UTF-8; files are sent as {name, base64}",
                    ru: "это строка не в UTF-8; файлы передают как {имя, base64}")
            case .key:
                LocalizedText("keys are strings or integers", ru: "ключами бывают строки и целые числа")
            case .keyNotUTF8:
                LocalizedText("it has a key that is not UTF-8", ru: "в таблице есть ключ не в UTF-8")
            case .twice:
                LocalizedText(
                    "its key occurs twice once array positions count from 0",
                    ru: "ключ повторяется: позиции массива считаются от 0")
            case .type(let name):
                LocalizedText(
                    "a value of type \(name) has no JSON form", ru: "у значения типа \(name) нет формы в JSON")
            }
        return LocalizedText(
            "Cannot send \(place.en): \(reason.en).", ru: "Нельзя отправить \(place.ru): \(reason.ru).")
    }

    static func unknownOption(_ name: String, _ function: String, _ known: [String]) -> LocalizedText {
        let list = known.joined(separator: ", ")
        return LocalizedText(
            "\(function) has no option '\(name)'; it takes \(list).",
            ru: "У \(function) нет параметра '\(name)'; есть такие: \(list).")
    }

    static func wrongOption(_ name: String, _ function: String, _ expected: String, _ given: String) -> LocalizedText {
        LocalizedText(
            "Option '\(name)' of \(function) must be \(expected), got \(given).",
            ru: "Параметр '\(name)' функции \(function): ожидается \(expected), получено \(given).")
    }

    static func optionTooSmall(_ name: String, _ function: String, _ minimum: Int, _ given: Int) -> LocalizedText {
        LocalizedText(
            "Option '\(name)' of \(function) must be at least \(minimum), got \(given).",
            ru: "Параметр '\(name)' функции \(function) должен быть не меньше \(minimum), получено \(given).")
    }
}
