import B24Scripting
import Localization

/// Scripts as commands, and the libraries that they use.
extension Texts {
    static let aboutList = LocalizedText(
        "Shows the scripts and commands that can be run here.",
        ru: "Показывает скрипты и команды, которые здесь можно запустить.")
    static let discussionList = LocalizedText(
        """
        Scripts are the .lua files that begin with a comment of --- lines; lib/, spec/ and lua_modules/ are left out.
        Commands are those of the project's libraries: b24 run LIBRARY/COMMAND.
        """,
        ru: """
            Скрипты — файлы .lua, которые начинаются с комментария из строк ---; lib/, spec/ и lua_modules/ не входят.
            Команды — из библиотек проекта: b24 run БИБЛИОТЕКА/КОМАНДА.
            """)
    static let argumentListFolder = LocalizedText(
        "The folder; without it the working folder.", ru: "Папка; если не указана, текущая.")
    static let nothingToRun = LocalizedText(
        "There is nothing here: no .lua file that begins with --- lines, and no library with commands.",
        ru: "Здесь ничего нет: ни файлов .lua, начинающихся со строк ---, ни библиотек с командами.")

    // MARK: Flags

    static let optionTrust = LocalizedText(
        "Load Lua modules of the project's lua_modules.", ru: "Загружать модули Lua из lua_modules проекта.")
    static let optionNoLinks = LocalizedText(
        "Take only libraries that are locked (the default without a terminal).",
        ru: "Брать только закреплённые библиотеки (без терминала это так и есть).")
    static let optionLinks = LocalizedText(
        "Take libraries that are linked to folders, too (the default in a terminal).",
        ru: "Брать и библиотеки, подключённые из папок (в терминале это так и есть).")
    static let linksAndNoLinks = LocalizedText(
        "--links and --no-links exclude each other.", ru: "--links и --no-links вместе не имеют смысла.")

    // MARK: Libraries

    static func theLibrary(_ library: LibraryMark) -> LocalizedText {
        LocalizedText("Library \(library.text.en)", ru: "Библиотека \(library.text.ru)")
    }
    static func libraryNotApprovedYet(_ library: LibraryMark, _ portal: String) -> LocalizedText {
        LocalizedText(
            "Library \(library.text.en) may change portal '\(portal)', nobody has allowed that yet, and nobody can be asked.",
            ru:
                "Библиотека \(library.text.ru) может менять портал «\(portal)»; это ещё никто не разрешил, а спросить некого."
        )
    }
    static func libraryNotApproved(_ library: LibraryMark, _ portal: String) -> LocalizedText {
        LocalizedText(
            "Library \(library.text.en) was not allowed on portal '\(portal)', so it was not loaded.",
            ru: "Библиотека \(library.text.ru) не разрешена на портале «\(portal)», поэтому не загружена.")
    }
    static func noCommand(_ name: String, _ library: LibraryMark) -> LocalizedText {
        LocalizedText(
            "library \(library.text.en) has no command '\(name)'",
            ru: "в библиотеке \(library.text.ru) нет команды «\(name)»")
    }
    static func commands(_ library: String, _ names: [String]) -> LocalizedText {
        let list = names.map { "\(library)/\($0)" }.joined(separator: ", ")
        return LocalizedText("It has \(list).", ru: "В ней есть \(list).")
    }

    // MARK: Arguments

    static func usageOf(_ usage: String) -> LocalizedText {
        LocalizedText("Usage: \(usage)", ru: "Использование: \(usage)")
    }
    static func hintWithUsage(_ hint: LocalizedText?, _ usage: String) -> LocalizedText {
        guard let hint else { return usageOf(usage) }
        func sentence(_ text: String) -> String { text.last?.isPunctuation ?? true ? text : text + "." }
        return LocalizedText(
            "\(sentence(hint.en)) \(usageOf(usage).en)", ru: "\(sentence(hint.ru)) \(usageOf(usage).ru)")
    }
}
