import Bitrix24
import JSON
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
            case .gap:
                LocalizedText(
                    "it is nil, and the list goes on after it; b24.null sends a null",
                    ru: "здесь nil, а список продолжается; чтобы отправить null, есть b24.null")
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

    static func notAnArray(_ function: String, _ given: String) -> LocalizedText {
        LocalizedText(
            "\(function) takes an array of items, got \(given).",
            ru: "\(function) принимает массив элементов, получено: \(given).")
    }

    static func notATime(_ text: String) -> LocalizedText {
        LocalizedText(
            "'\(text)' is not a date: write 2026-11-21 or 2026-11-21T12:00:00+03:00.",
            ru: "'\(text)' не дата: пишите 2026-11-21 или 2026-11-21T12:00:00+03:00.")
    }

    static func notAnOffset(_ text: String) -> LocalizedText {
        LocalizedText(
            "'\(text)' is not a zone: write +03:00 or Z.", ru: "'\(text)' не часовой пояс: пишите +03:00 или Z.")
    }

    /// Why something is not JSON, in the middle of a sentence.
    static func notJSON(_ reason: JSONError.Reason) -> LocalizedText {
        switch reason {
        case .endOfInput: LocalizedText("the text ends too early", ru: "текст обрывается")
        case .unexpectedByte: LocalizedText("unexpected character", ru: "неожиданный знак")
        case .invalidNumber: LocalizedText("malformed number", ru: "неверно записано число")
        case .invalidEscape:
            LocalizedText("malformed escape in a string", ru: "неверная последовательность \\ в строке")
        case .invalidUTF8: LocalizedText("the text is not UTF-8", ru: "текст не в UTF-8")
        case .tooDeep: LocalizedText("nested too deep", ru: "слишком глубокая вложенность")
        case .trailingBytes: LocalizedText("something follows the value", ru: "после значения стоит лишнее")
        }
    }

    static func notJSON(_ reason: JSONError.Reason, at place: (line: Int, column: Int)) -> LocalizedText {
        let reason = notJSON(reason)
        return LocalizedText(
            "Not JSON: \(reason.en) (line \(place.line), column \(place.column)).",
            ru: "Это не JSON: \(reason.ru) (строка \(place.line), знак \(place.column)).")
    }

    // MARK: Batch

    static func notRun(_ because: String?) -> LocalizedText {
        guard let because else {
            return LocalizedText(
                "Not run: the batch was stopped before it.", ru: "Не выполнялось: пакет остановлен раньше.")
        }
        return LocalizedText(
            "Not run, because command '\(because)' failed.", ru: "Не выполнялось: команда '\(because)' не удалась.")
    }

    static func notACommand(_ key: String) -> LocalizedText {
        LocalizedText(
            "Command '\(key)' of b24.batch must be {method, params} or {method=, params=}.",
            ru: "Команда '\(key)' в b24.batch должна иметь вид {метод, параметры} или {method=, params=}.")
    }

    // MARK: Tables

    static let emptyTable = LocalizedText("(empty)", ru: "(пусто)")

    static func notShown(_ columns: [String]) -> LocalizedText {
        let list = columns.joined(separator: ", ")
        return LocalizedText("(not shown: \(list))", ru: "(не показаны: \(list))")
    }

    // MARK: Questions

    static let nobodyToAsk = LocalizedText(
        "A confirmation is needed and nobody can be asked.", ru: "Нужно подтверждение, а спросить некого.")

    static let useYes = LocalizedText(
        "Run with --yes to answer every question with yes.",
        ru: "Запустите с --yes, чтобы на все вопросы отвечать «да».")

    // MARK: Files

    static func noFile(_ path: String) -> LocalizedText {
        LocalizedText("There is no file '\(path)'.", ru: "Нет файла '\(path)'.")
    }

    static func isFolder(_ path: String) -> LocalizedText {
        LocalizedText("'\(path)' is a folder, not a file.", ru: "'\(path)': это папка, а не файл.")
    }

    static func fileDenied(_ path: String) -> LocalizedText {
        LocalizedText("No permission for the file '\(path)'.", ru: "Нет прав на файл '\(path)'.")
    }

    static func fileFailed(_ path: String, _ reason: String) -> LocalizedText {
        LocalizedText(
            "'\(path)' cannot be read or written: \(reason).",
            ru: "Не удалось прочитать или записать '\(path)': \(reason).")
    }

    static func protectedPath(_ path: String) -> LocalizedText {
        LocalizedText(
            "Scripts do not get '\(path)': files of the system and of b24 itself are closed to them.",
            ru: "Скрипты не получают '\(path)': файлы системы и самого b24 для них закрыты.")
    }

    static func notUTF8(_ path: String, _ line: Int) -> LocalizedText {
        LocalizedText("\(path):\(line): the text is not UTF-8.", ru: "\(path):\(line): текст не в UTF-8.")
    }

    static let saveAsUTF8 = LocalizedText("Save the file as UTF-8.", ru: "Сохраните файл в кодировке UTF-8.")

    static let tryCP1251 = LocalizedText(
        "If it comes from a Russian Windows: encoding = \"cp1251\".",
        ru: "Если файл из русской Windows: encoding = \"cp1251\".")

    static func notCSV(_ path: String, _ failure: CSVReader.Failure) -> LocalizedText {
        switch failure {
        case .openQuote(let line):
            LocalizedText("\(path):\(line): a quote is not closed.", ru: "\(path):\(line): не закрыта кавычка.")
        case .afterQuote(let line):
            LocalizedText(
                "\(path):\(line): text follows a closing quote; a quote inside a field is written twice.",
                ru: "\(path):\(line): после закрывающей кавычки идёт текст; кавычку внутри поля удваивают.")
        }
    }

    static func columnTwice(_ path: String, _ name: String) -> LocalizedText {
        LocalizedText(
            "\(path):1: the column '\(name)' occurs twice.", ru: "\(path):1: столбец '\(name)' встречается дважды.")
    }

    static func tooManyCells(_ path: String, _ line: Int, _ expected: Int, _ found: Int) -> LocalizedText {
        LocalizedText(
            "\(path):\(line): \(found) cells where the header has \(expected).",
            ru: "\(path):\(line): ячеек \(found), а в заголовке \(expected).")
    }

    static func notARow(_ index: Int, _ given: String) -> LocalizedText {
        LocalizedText(
            "Row \(index) is no table but \(given).", ru: "Строка \(index): ожидается таблица, получено \(given).")
    }

    static func newColumn(_ index: Int, _ name: String) -> LocalizedText {
        LocalizedText(
            "Row \(index) has the field '\(name)', for which the file has no column; name all columns in 'columns'.",
            ru: "В строке \(index) есть поле '\(name)', которого нет среди столбцов файла; перечислите все в columns.")
    }

    static func notInCP1251(_ text: String) -> LocalizedText {
        LocalizedText(
            "'\(text)' has letters that cp1251 does not have.", ru: "В '\(text)' есть знаки, которых нет в cp1251.")
    }

    // MARK: Modules

    static func noMember(_ path: String, _ name: String, _ nearest: [String]) -> LocalizedText {
        let list = nearest.joined(separator: ", ")
        return LocalizedText(
            "\(path) has no '\(name)'." + (nearest.isEmpty ? "" : " Did you mean \(list)?"),
            ru: "В \(path) нет '\(name)'." + (nearest.isEmpty ? "" : " Возможно, вы имели в виду \(list)?"))
    }

    static func memberHint(_ path: String) -> LocalizedText {
        LocalizedText("help \"\(path)\" lists what there is.", ru: "Всё, что есть, покажет help \"\(path)\".")
    }

    static let badModuleName = LocalizedText(
        "the name is made of parts joined by dots: team.leave", ru: "имя составляют из частей через точку: team.leave")

    // MARK: Help

    static let helpOverview = LocalizedText(
        "help(b24.call), help \"b24.csv\" and help \"crm.item.list\" tell more.",
        ru: "Подробнее: help(b24.call), help \"b24.csv\", help \"crm.item.list\".")
    static let helpParameters = LocalizedText("Parameters:", ru: "Параметры:")
    static let helpResults = LocalizedText("Returns:", ru: "Возвращает:")
    static let helpExample = LocalizedText("Example:", ru: "Пример:")
    static let helpSource = LocalizedText("Documentation:", ru: "Документация:")
    static let helpForeignFunction = LocalizedText(
        "A function of a script or of Lua: help knows those of the module.",
        ru: "Функция скрипта или самого Lua: help знает функции модуля.")

    static func noHelp(_ topic: String, _ nearest: [String]) -> LocalizedText {
        let list = nearest.joined(separator: ", ")
        return LocalizedText(
            "No help for '\(topic)'." + (nearest.isEmpty ? "" : " Did you mean \(list)?"),
            ru: "Нет справки по '\(topic)'." + (nearest.isEmpty ? "" : " Возможно, вы имели в виду \(list)?"))
    }
}
