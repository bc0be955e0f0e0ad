import Localization

/// Every text of this room, in English and Russian.
enum Texts {
    static let notUTF8 = LocalizedText(
        "this byte is not UTF-8; save the file as UTF-8",
        ru: "этот байт не относится к UTF-8; сохраните файл в кодировке UTF-8")
    static let controlCharacter = LocalizedText(
        "a control character is here", ru: "здесь управляющий символ")
    static let noKey = LocalizedText(
        "a key was expected: letters, digits, - and _, or a name in \"quotes\"",
        ru: "ожидался ключ: латинские буквы, цифры, - и _ или имя в \"кавычках\"")
    static let noEqualsSign = LocalizedText(
        "'=' was expected: a line is key = \"value\" or [section]",
        ru: "ожидался знак «=»: строка имеет вид ключ = \"значение\" или [раздел]")
    static let noValue = LocalizedText(
        "there is no value behind '='; write \"text\", true or false",
        ru: "после «=» нет значения; пишите \"текст\", true или false")
    static let unknownValue = LocalizedText(
        "this is no value; a text stands in \"quotes\", a switch is true or false",
        ru: "это не значение; текст пишется в \"кавычках\", переключатель это true или false")
    static let moreAfterValue = LocalizedText(
        "the line should end here", ru: "здесь строка должна закончиться")
    static let unclosedHeader = LocalizedText(
        "']' was expected at the end of the section's name", ru: "в конце имени раздела ожидалась «]»")
    static let unclosedString = LocalizedText(
        "the quotes that open here are not closed", ru: "открытые здесь кавычки не закрыты")
    static let unclosedArray = LocalizedText(
        "',' or ']' was expected", ru: "ожидалась «,» или «]»")
    static let unclosedInlineTable = LocalizedText(
        "',' or '}' was expected", ru: "ожидалась «,» или «}»")
    static let unknownEscape = LocalizedText(
        "unknown escape; in \"quotes\" a backslash is written \\\\, in 'single quotes' it stands for itself",
        ru:
            "неизвестная последовательность; в \"кавычках\" обратная черта пишется \\\\, в 'одинарных' она обычный символ"
    )
    static let tooDeep = LocalizedText("nested too deeply", ru: "слишком глубокая вложенность")
    static func keyTwice(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' has a value already", ru: "у «\(name)» уже есть значение")
    }
    static func tableTwice(_ name: String) -> LocalizedText {
        LocalizedText("section [\(name)] is there twice", ru: "раздел [\(name)] встречается дважды")
    }
}
