import Localization

/// The words of the command line's parser, which only knows English, in the language of the process.
///
/// What is between the words (names of flags, what was typed) stays as it is: only whole lines that the parser is known
/// to write are translated.
enum ParserWords {
    static func translated(_ text: String, _ language: Language) -> String {
        guard language == .ru else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }
            .joined(separator: "\n")
    }

    private static func line(_ line: String) -> String {
        for (begin, middle, end, russian) in sentences {
            guard line.hasPrefix(begin), line.hasSuffix(end), line.count >= begin.count + end.count else { continue }
            let inner = String(line.dropFirst(begin.count).dropLast(end.count))
            guard !middle.isEmpty else { return russian[0] + inner + russian[russian.count - 1] }
            guard let range = inner.firstRange(of: middle) else { continue }
            return russian[0] + inner[..<range.lowerBound] + russian[1] + choices(String(inner[range.upperBound...]))
                + russian[2]
        }
        return parts.reduce(line) { $0.replacing($1.0, with: $1.1) }
    }

    private static func choices(_ text: String) -> String {
        text.replacing(". Please provide one of ", with: ". Возможны: ").replacing(" or '", with: ", '")
            .replacing(" and '", with: ", '")
    }

    /// Beginning, middle and end of what the parser says, and what stands in their places.
    private static let sentences: [(String, String, String, [String])] = [
        ("Error: Missing expected argument '", "", "'", ["Ошибка: не хватает аргумента «", "»"]),
        ("Error: Missing expected subcommand.", "", "", ["Ошибка: не указана команда.", ""]),
        ("Error: Missing value for '", "", "'", ["Ошибка: нет значения у «", "»"]),
        ("Error: Unexpected argument '", "", "'", ["Ошибка: лишний аргумент «", "»"]),
        (
            "Error: Unknown option '", "'. Did you mean '", "'?",
            [
                "Ошибка: неизвестный параметр «", "»; возможно, вы имели в виду «", "»?",
            ]
        ),
        ("Error: Unknown option '", "", "'", ["Ошибка: неизвестный параметр «", "»"]),
        ("Error: The value '", "' is invalid for '", "", ["Ошибка: значение «", "» не подходит для '", ""]),
        ("Error: ", " unexpected arguments: '", "'", ["Ошибка: лишние аргументы (", "): '", "'"]),
        (
            "Error: The option '", "' does not take any value, but '", "' was specified.",
            [
                "Ошибка: параметр «", "» не принимает значения, а указано «", "».",
            ]
        ),
        ("Error: ", "", "", ["Ошибка: ", ""]),
        ("Help:  ", "", "", ["Справка:  ", ""]),
        ("Usage: ", "", "", ["Вызов: ", ""]),
        ("  See '", "", "' for more information.", ["  Подробнее: ", ""]),
        ("  See '", "", "' for detailed help.", ["  Подробнее: ", ""]),
        ("OVERVIEW: ", "", "", ["", ""]),
        ("USAGE: ", "", "", ["ВЫЗОВ: ", ""]),
        ("ARGUMENTS:", "", "", ["АРГУМЕНТЫ:", ""]),
        ("OPTIONS:", "", "", ["ПАРАМЕТРЫ:", ""]),
        ("SUBCOMMANDS:", "", "", ["КОМАНДЫ:", ""]),
    ]

    /// What stands at the end of a line of the help.
    private static let parts = [
        ("Show the version.", "Показать версию."), ("Show help information.", "Показать справку."),
        ("Show subcommand help information.", "Показать справку по команде."),
        ("(values: ", "(значения: "), ("; default: ", "; по умолчанию: "), ("(default: ", "(по умолчанию: "),
    ]
}
