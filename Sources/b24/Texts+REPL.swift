import B24Scripting
import Localization

extension Texts {
    static func greeting(_ version: String) -> LocalizedText {
        LocalizedText(
            "b24 \(version), Lua 5.4. .help for help, tutorial() for a tour, Ctrl-D to leave.",
            ru: "b24 \(version), Lua 5.4. Справка: .help, знакомство: tutorial(), выход: Ctrl-D.")
    }

    /// - Parameter columns: of the terminal.
    static func replHelp(columns: Int) -> LocalizedText {
        LocalizedText(
            """
            expression      shows its value; with ; at the end it does not
            local x = 1     stays for the entries after this one
            _  __  _err     the last result, the one before, the last error
            it()            the next rows of the list that was shown last
            ?name  name?    help, as help "name": ?b24.spa, crm.item.list?
            tutorial()      a tour in ten steps
            Ctrl-C          discards the input; stops what runs, and again within 2 s leaves

            \(DotCommand.help(.en, columns: columns))
            """,
            ru: """
                выражение       показывает значение; с ; на конце не показывает
                local x = 1     действует и в следующем вводе
                _  __  _err     последний результат, предпоследний, последняя ошибка
                it()            следующие строки списка, показанного последним
                ?имя  имя?      справка, как help "имя": ?b24.spa, crm.item.list?
                tutorial()      знакомство в десять шагов
                Ctrl-C          отбросить ввод; остановить скрипт, ещё раз за 2 с — выйти

                \(DotCommand.help(.ru, columns: columns))
                """)
    }

    static let optionNoInit = LocalizedText(
        "Do not run the startup file.", ru: "Не выполнять файл начальных команд.")
    static let modeReadOnly = LocalizedText("read-only", ru: "только чтение")
    static let modeProtected = LocalizedText("protected", ru: "защищён")
    static let modeDryRun = LocalizedText("dry run", ru: "пробный режим")
    static let howToStop = LocalizedText("Ctrl-C stops it", ru: "Ctrl-C остановит")
    static let howToLeave = LocalizedText("Ctrl-D leaves.", ru: "Выход: Ctrl-D.")
    static let millisecondsUnit = LocalizedText("ms", ru: "мс")
    static let secondsUnit = LocalizedText("s", ru: "с")

    /// The name of an entry in positions: `entry 3:1`.
    static func entryName(_ number: Int) -> LocalizedText { LocalizedText("entry \(number)", ru: "ввод \(number)") }
    static let editedEntry = LocalizedText("edited entry", ru: "ввод из редактора")

    // MARK: Rows

    static let noMoreRows = LocalizedText("There are no more rows.", ru: "Больше строк нет.")
    static func shownRows(_ first: Int, _ last: Int, of total: Int?) -> LocalizedText {
        LocalizedText(
            "rows \(first) to \(last)" + (total.map { " of \($0)" } ?? "") + "; it() shows more",
            ru: "строки \(first)–\(last)" + (total.map { " из \($0)" } ?? "") + "; дальше: it()")
    }

    // MARK: Commands

    static func unknownDotCommand(_ word: String) -> LocalizedText {
        LocalizedText("there is no command '\(word)'", ru: "команды «\(word)» нет")
    }
    static func dotCommandHint(_ nearest: DotCommand.Name?) -> LocalizedText {
        guard let nearest else {
            return LocalizedText(".help lists the commands.", ru: "Список команд: .help.")
        }
        return LocalizedText("Did you mean .\(nearest.rawValue)?", ru: "Возможно, .\(nearest.rawValue)?")
    }
    static func wrongDotArgument(_ name: DotCommand.Name) -> LocalizedText {
        LocalizedText(".\(name.rawValue) does not take that", ru: ".\(name.rawValue) такого не принимает")
    }
    static func missingDotArgument(_ name: DotCommand.Name) -> LocalizedText {
        LocalizedText(".\(name.rawValue) needs to know what", ru: "после .\(name.rawValue) нужно указать, что")
    }
    static func dotUsage(_ name: DotCommand.Name) -> LocalizedText {
        let command = DotCommand.entry(name)
        return LocalizedText(command.usage(.en), ru: command.usage(.ru))
    }

    static func timeIs(_ isOn: Bool) -> LocalizedText {
        isOn
            ? LocalizedText("The time of each entry is shown.", ru: "Время каждого ввода показывается.")
            : LocalizedText("Times are not shown.", ru: "Время не показывается.")
    }
    static func formatIs(_ name: String) -> LocalizedText {
        LocalizedText("Results are shown as: \(name).", ru: "Вид результатов: \(name).")
    }
    static func pageIs(_ size: Int) -> LocalizedText {
        size == .max
            ? LocalizedText("Lists are shown whole.", ru: "Списки показываются целиком.")
            : LocalizedText("Lists are shown \(size) rows at a time.", ru: "Списки показываются по \(size) строк.")
    }
    static func profileIs(_ name: String) -> LocalizedText {
        LocalizedText(
            "Now on \(name). Variables of the other portal are gone.",
            ru: "Теперь портал \(name). Переменные прежнего портала сброшены.")
    }
    static func profileIsReadOnly(_ name: String) -> LocalizedText {
        LocalizedText(
            "\(name) is read-only by its configuration", ru: "\(name): только чтение, так задано в настройках")
    }
    static let changeInConfig = LocalizedText(
        "read_only in the configuration file decides.", ru: "Это решает read_only в файле настроек.")
    static func dryIs(_ isOn: Bool) -> LocalizedText {
        isOn
            ? LocalizedText("A dry run: writes are only planned.", ru: "Пробный режим: записи только планируются.")
            : LocalizedText("In earnest: writes reach the portal.", ru: "Рабочий режим: записи идут на портал.")
    }
    static func readOnlyIs(_ isOn: Bool) -> LocalizedText {
        isOn
            ? LocalizedText("Writes are refused.", ru: "Записи отклоняются.")
            : LocalizedText("Writes are allowed.", ru: "Записи разрешены.")
    }

    static func fileExists(_ path: String) -> LocalizedText {
        LocalizedText("\(path) exists", ru: "\(path) уже есть")
    }
    static let saveElsewhere = LocalizedText(
        "Save under another name, or move that file away.", ru: "Сохраните под другим именем или уберите этот файл.")
    static let nothingToSave = LocalizedText("nothing has run yet", ru: "пока нечего сохранять")
    static func saved(_ count: Int, _ path: String) -> LocalizedText {
        LocalizedText("Entries saved to \(path): \(count).", ru: "Сохранено в \(path): \(count).")
    }
    static let editNeedsTerminal = LocalizedText(".edit needs a terminal", ru: ".edit работает только в терминале")
    static func editorFailed(_ command: String, _ reason: String) -> LocalizedText {
        LocalizedText(
            "the editor \(command) does not start: \(reason)", ru: "редактор \(command) не запускается: \(reason)")
    }
    static func editorEnded(_ command: String, _ code: Int32) -> LocalizedText {
        LocalizedText(
            "the editor \(command) ended with code \(code); nothing was run",
            ru: "редактор \(command) завершился с кодом \(code); ничего не выполнено")
    }
    static let nothingEdited = LocalizedText(
        "Nothing was changed, so nothing was run.", ru: "Ничего не изменено, поэтому ничего не выполнено.")
    static let setEditor = LocalizedText(
        "VISUAL or EDITOR names the editor.", ru: "Редактор задаётся в VISUAL или EDITOR.")

    static func notAFunction(_ text: String) -> LocalizedText {
        LocalizedText("\(text) is not a function", ru: "\(text) — не функция")
    }
    static func noSource(_ text: String) -> LocalizedText {
        LocalizedText("the source of \(text) is not known", ru: "исходный текст \(text) неизвестен")
    }
    static func partOfB24(_ name: String) -> LocalizedText {
        LocalizedText("\(name) is part of b24.", ru: "\(name) — часть b24.")
    }
    static func cannotKeepHistory(_ reason: String) -> LocalizedText {
        LocalizedText("the history cannot be kept: \(reason)", ru: "не удаётся вести историю: \(reason)")
    }
    static let noEntries = LocalizedText("Nothing found.", ru: "Ничего не найдено.")
    static let nothingWritten = LocalizedText(
        "This session has written nothing to the portal.", ru: "Этот сеанс ничего не записал на портал.")
    static let namesRefreshed = LocalizedText(
        "The portal's names are read anew when they are needed.", ru: "Названия с портала будут прочитаны заново.")
}
