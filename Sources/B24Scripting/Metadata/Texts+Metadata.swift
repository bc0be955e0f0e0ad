import Localization
import LuaRuntime

/// What is said about the tags at the top of a script.
enum MetadataTexts {
    static func write(_ line: String) -> LocalizedText { LocalizedText("Write \(line)", ru: "Пишите \(line)") }
    static func didYouMean(_ line: String) -> LocalizedText {
        LocalizedText("Did you mean \(line)?", ru: "Возможно, вы имели в виду \(line)?")
    }
    static func at(_ position: SourcePosition, _ text: LocalizedText) -> LocalizedText {
        LocalizedText("\(position): \(text.en)", ru: "\(position): \(text.ru)")
    }
    static func unknownTag(_ name: String) -> LocalizedText {
        LocalizedText("unknown tag @\(name)", ru: "неизвестный тег @\(name)")
    }
    static func notAtTop(_ name: String) -> LocalizedText {
        LocalizedText(
            "@\(name) has no effect here: only the comment at the very top counts",
            ru: "@\(name) здесь не действует: считается только комментарий в самом начале файла")
    }
    static let moveToTop = LocalizedText(
        "Move the line into the first block of --- lines, without an empty line between.",
        ru: "Перенесите строку в первый блок строк ---, без пустой строки между ними.")
    static let readOnlyAlone = LocalizedText("@read_only stands alone", ru: "@read_only пишут без продолжения")
    static let readOnlyNeedsWrite = LocalizedText(
        "a @read_only script needs no writes", ru: "скрипту с @read_only запись не нужна")
    static let removeOneOfThem = LocalizedText(
        "Remove either @read_only or this line.", ru: "Уберите либо @read_only, либо эту строку.")
    static let limitTwice = LocalizedText(
        "the number of writes is given twice", ru: "число изменений указано дважды")
    static let nothingNeeded = LocalizedText("@needs does not say what", ru: "в @needs не сказано, что нужно")
    static func knownNeeds(_ words: [String]) -> LocalizedText {
        let list = words.joined(separator: ", ")
        return LocalizedText("After @needs comes one of: \(list).", ru: "После @needs возможны: \(list).")
    }
    static func unknownNeed(_ word: String) -> LocalizedText {
        LocalizedText("@needs does not know '\(word)'", ru: "@needs не знает слова «\(word)»")
    }
    static func noMethods(_ kind: String) -> LocalizedText {
        LocalizedText("@needs \(kind) names no method", ru: "в @needs \(kind) не назван ни один метод")
    }
    static func badGlob(_ word: String) -> LocalizedText {
        LocalizedText("'\(word)' is no pattern of method names", ru: "«\(word)» не шаблон имён методов")
    }
    static let globForm = LocalizedText(
        "A pattern has letters, digits, dots, _ and * for any characters: crm.deal.*; patterns are separated by spaces.",
        ru: "Шаблон состоит из букв, цифр, точек, _ и * (любые символы): crm.deal.*; шаблоны разделяют пробелами.")
    static let noScope = LocalizedText("@needs scope names no scope", ru: "в @needs scope не назван ни один scope")
    static func badScope(_ word: String) -> LocalizedText {
        LocalizedText("'\(word)' is no name of a scope", ru: "«\(word)» не имя scope")
    }
    static let noFiles = LocalizedText("@needs files names no file", ru: "в @needs files не назван ни один файл")
    static func fileGlob(_ word: String) -> LocalizedText {
        LocalizedText("'\(word)': files have no patterns", ru: "«\(word)»: шаблонов для файлов нет")
    }
    static let nameFolder = LocalizedText(
        "Name a file, or a folder for everything in it: reports/",
        ru: "Назовите файл или папку со всем содержимым: reports/")
    static func badLimit(_ word: String) -> LocalizedText {
        LocalizedText("max_writes '\(word)' is no whole number", ru: "max_writes «\(word)»: нужно целое число")
    }
    static let nothingLimited = LocalizedText("@limit does not say what", ru: "в @limit не сказано, что ограничено")
    static func unknownLimit(_ word: String) -> LocalizedText {
        LocalizedText("@limit does not know '\(word)'", ru: "@limit не знает слова «\(word)»")
    }
    static func knownLimits(_ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText("After @limit comes one of: \(list).", ru: "После @limit возможны: \(list).")
    }
    static func badAmount(_ name: String, _ word: String) -> LocalizedText {
        LocalizedText("@limit \(name): '\(word)' is no amount", ru: "@limit \(name): «\(word)» не количество")
    }
    static func amountTwice(_ name: String) -> LocalizedText {
        LocalizedText("@limit \(name) is given twice", ru: "@limit \(name) указан дважды")
    }
    static let sandboxTwice = LocalizedText("@sandbox is given twice", ru: "@sandbox указан дважды")
    static func unknownSandbox(_ word: String) -> LocalizedText {
        LocalizedText("'\(word)' is no level of the sandbox", ru: "«\(word)»: такого уровня песочницы нет")
    }
    static func knownSandboxes(_ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText("After @sandbox comes one of: \(list).", ru: "После @sandbox возможны: \(list).")
    }
    static let adminAlone = LocalizedText("admin stands alone", ru: "admin пишут без продолжения")
}
