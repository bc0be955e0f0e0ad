import B24Scripting
import Localization

/// `b24 check`.
extension Texts {
    static let aboutCheck = LocalizedText(
        "Look through scripts without running them.", ru: "Проверить скрипты, не запуская их.")
    static let discussionCheck = LocalizedText(
        """
        Finds mistakes of syntax, unknown names, REST methods and parameters, literals of wrong types, needs that are not \
        declared, and secrets in the source. No portal is asked.

        Exit codes: 0 when there is no error, 1 when there is one (with --strict: or a warning), 2 when a file cannot be \
        read.

        A comment '-- b24: ignore CODE' takes a finding out of its line, '--- @ignore CODE' at the top out of the file.
        """,
        ru: """
            Находит ошибки синтаксиса, неизвестные имена, методы REST и параметры, значения не того типа, незаявленные \
            потребности и секреты в исходном тексте. К порталу не обращается.

            Коды выхода: 0 — ошибок нет, 1 — есть (с --strict — или есть предупреждения), 2 — файл не прочитать.

            Комментарий '-- b24: ignore КОД' скрывает замечание в своей строке, '--- @ignore КОД' в начале — во всём файле.
            """)
    static let argumentChecked = LocalizedText(
        "Lua files, folders with them, or - for standard input.",
        ru: "Файлы Lua, папки с ними или - для стандартного ввода.")
    static let optionStrict = LocalizedText(
        "Exit with 1 on warnings, too.", ru: "Завершаться с кодом 1 и при предупреждениях.")
    static let optionCompact = LocalizedText(
        "One line for each finding: file:line:column: severity: message [code].",
        ru: "По одной строке на замечание: файл:строка:столбец: важность: текст [код].")
    static let compactAndFormat = LocalizedText(
        "--compact is a form of its own: leave out --json and --format.",
        ru: "--compact — отдельная форма вывода: уберите --json и --format.")
    static let checkPath = LocalizedText(
        "Check the path; it is meant from the current folder.", ru: "Проверьте путь: он отсчитывается от текущей папки."
    )

    static func severity(_ severity: FindingCode.Severity) -> LocalizedText {
        switch severity {
        case .error: LocalizedText("error", ru: "ошибка")
        case .warning: LocalizedText("warning", ru: "предупреждение")
        case .hint: LocalizedText("hint", ru: "совет")
        }
    }

    static func checkSummary(files: Int, errors: Int, warnings: Int, hints: Int) -> LocalizedText {
        func some(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
        guard errors + warnings + hints > 0 else {
            return LocalizedText("\(some(files, "file")): no findings", ru: "файлов: \(files), замечаний нет")
        }
        return LocalizedText(
            "\(some(files, "file")): \(some(errors, "error")), \(some(warnings, "warning")), \(some(hints, "hint"))",
            ru: "файлов: \(files); ошибок: \(errors), предупреждений: \(warnings), советов: \(hints)")
    }
}
