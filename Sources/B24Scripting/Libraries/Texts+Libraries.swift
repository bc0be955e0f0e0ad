import Localization
import LuaRuntime

/// What is said about script libraries.
enum LibraryTexts {
    private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }

    private static func nearest(_ names: [String], else other: LocalizedText) -> LocalizedText {
        guard let first = names.first else { return other }
        return LocalizedText(
            "Did you mean '\(first)'? \(other.en)", ru: "Возможно, вы имели в виду «\(first)»? \(other.ru)")
    }

    // MARK: Modules

    static func noModule(_ module: String, in library: LibraryMark, _ places: [String]) -> LocalizedText {
        LocalizedText(
            "Library \(library.text.en) has no module '\(module)': looked at \(list(places)).",
            ru: "В библиотеке \(library.text.ru) нет модуля «\(module)»: искали в \(list(places)).")
    }
    static func modules(_ names: [String], nearest found: [String]) -> LocalizedText {
        nearest(found, else: LocalizedText("It has: \(list(names)).", ru: "В ней есть: \(list(names))."))
    }
    static func noModule(_ module: String, for library: LibraryMark) -> LocalizedText {
        LocalizedText(
            "Library \(library.text.en) cannot require '\(module)': it is neither its own nor of a library that it declares, "
                + "nor does it come with b24.",
            ru:
                "Библиотеке \(library.text.ru) модуль «\(module)» недоступен: он не её собственный, не из объявленных ею "
                + "библиотек и не входит в b24.")
    }
    static func reachable(_ names: [String], nearest found: [String]) -> LocalizedText {
        nearest(
            found,
            else: LocalizedText(
                "A library reaches its own modules and those of its dependencies, not the files of the project: \(list(names)).",
                ru: "Библиотеке доступны её модули и модули её зависимостей, но не файлы проекта: \(list(names))."))
    }
    static func undeclaredDependency(_ module: String, _ name: String, of library: LibraryMark) -> LocalizedText {
        LocalizedText(
            "Library \(library.text.en) requires '\(module)' and does not declare that it needs \(name).",
            ru: "Библиотека \(library.text.ru) требует «\(module)», но не объявила зависимость \(name).")
    }
    static func declareDependency(_ name: String, _ library: String) -> LocalizedText {
        LocalizedText(
            "Its authors add \(name) to [dependencies] of \(library)'s b24.toml.",
            ru: "Её авторы добавляют \(name) в [dependencies] файла b24.toml библиотеки \(library).")
    }
    static func otherAPI(_ library: LibraryMark, _ number: Int) -> LocalizedText {
        LocalizedText(
            "Library \(library.text.en) is written for host API \(number); this b24 has \(ScriptSession.apiNumber).",
            ru:
                "Библиотека \(library.text.ru) написана для API хоста \(number); у этого b24 \(ScriptSession.apiNumber)."
        )
    }
    static func howToFixAPI(_ name: String, isNewer: Bool) -> LocalizedText {
        isNewer
            ? LocalizedText(
                "Install a newer b24, or an older version of the library.",
                ru: "Установите более новый b24 или более старую версию библиотеки.")
            : LocalizedText(
                "Take a newer version of the library: b24 lib update \(name)",
                ru: "Возьмите более новую версию библиотеки: b24 lib update \(name)")
    }
    static func noFile(_ path: String, _ library: LibraryMark) -> LocalizedText {
        LocalizedText(
            "Library \(library.text.en) has no file \(path).", ru: "В библиотеке \(library.text.ru) нет файла \(path).")
    }

    /// - Parameter places: where a script's module would be.
    static func noModule(_ places: [String], libraries: [String], nearest found: [String]) -> LocalizedText {
        let files = places.map { "\n  " + $0 }.joined()
        let en = libraries.isEmpty ? "" : "\nlibraries: " + list(libraries)
        let ru = libraries.isEmpty ? "" : "\nбиблиотеки: " + list(libraries)
        let hint = found.first.map { ("\ndid you mean '\($0)'?", "\nвозможно, вы имели в виду '\($0)'?") } ?? ("", "")
        return LocalizedText("looked at" + files + en + hint.0, ru: "искали в" + files + ru + hint.1)
    }

    // MARK: Commands

    static func noLibrary(_ name: String) -> LocalizedText {
        LocalizedText("There is no library '\(name)' here.", ru: "Библиотеки «\(name)» здесь нет.")
    }
    static func libraries(_ names: [String], nearest found: [String]) -> LocalizedText {
        names.isEmpty
            ? LocalizedText(
                "The project has no libraries; b24 lib add adds one.",
                ru: "В проекте нет библиотек; добавить: b24 lib add")
            : nearest(found, else: LocalizedText("There are: \(list(names)).", ru: "Есть: \(list(names))."))
    }
    static func noCommand(_ name: String, _ library: LibraryMark) -> LocalizedText {
        LocalizedText(
            "Library \(library.text.en) has no command '\(name)'.",
            ru: "В библиотеке \(library.text.ru) нет команды «\(name)».")
    }
    static func commands(_ names: [String], nearest found: [String]) -> LocalizedText {
        names.isEmpty
            ? LocalizedText("It has no commands.", ru: "Команд в ней нет.")
            : nearest(found, else: LocalizedText("It has: \(list(names)).", ru: "В ней есть: \(list(names))."))
    }

    // MARK: Modules of others

    static func untrusted(_ module: String, _ place: String) -> LocalizedText {
        LocalizedText(
            "Module '\(module)' is in \(place), which nothing proves and nobody has reviewed for b24.",
            ru: "Модуль «\(module)» лежит в \(place): ничто не подтверждает его подлинность.")
    }
    static let addTrust = LocalizedText(
        "If you trust it, add --trust.", ru: "Если вы ему доверяете, добавьте --trust.")
    static func notLua(_ module: String, _ place: String) -> LocalizedText {
        LocalizedText(
            "Module '\(module)' is a C library (\(place)), and those are never loaded.",
            ru: "Модуль «\(module)» — библиотека на C (\(place)), такие никогда не загружаются.")
    }
    static let luaOnly = LocalizedText(
        "Take one that is written in Lua alone.", ru: "Возьмите модуль, написанный только на Lua.")

    // MARK: Capabilities

    static func undeclared(_ method: String, _ does: LocalizedText, _ library: LibraryMark) -> LocalizedText {
        LocalizedText(
            "Library \(library.text.en) may not call \(method), which \(does.en): its capabilities do not name it.",
            ru:
                "Библиотеке \(library.text.ru) нельзя вызывать \(method), который \(does.ru): этого нет в её возможностях."
        )
    }
    static func addCapability(_ kind: String, _ method: String, _ library: String) -> LocalizedText {
        LocalizedText(
            "If it is meant, its authors add \"\(method)\" to \(kind) in [capabilities] of \(library)'s b24.toml, and the lock "
                + "is updated. To act with the rights of the script, a function takes its b24 as an argument.",
            ru: "Если так и нужно, её авторы добавляют \"\(method)\" в \(kind) раздела [capabilities] файла b24.toml "
                + "библиотеки \(library), и фиксация обновляется. Чтобы действовать с правами скрипта, функция получает его "
                + "b24 аргументом.")
    }
    static func spent(_ limit: Int, _ method: String, _ library: LibraryMark) -> LocalizedText {
        LocalizedText(
            "Library \(library.text.en) may make \(limit) writes in a run, and \(method) does not fit.",
            ru: "Библиотеке \(library.text.ru) разрешено изменений за запуск: \(limit); \(method) уже не помещается.")
    }
    static func undeclaredFile(_ path: String, _ library: LibraryMark) -> LocalizedText {
        LocalizedText(
            "Library \(library.text.en) may not open '\(path)': its capabilities do not name it.",
            ru: "Библиотеке \(library.text.ru) нельзя открыть «\(path)»: этого нет в её возможностях.")
    }
    static func addFile(_ library: String) -> LocalizedText {
        LocalizedText(
            "Pass it the content, or its authors add the folder to files in [capabilities] of \(library)'s b24.toml.",
            ru: "Передайте ей содержимое, или её авторы добавляют папку в files раздела [capabilities] файла b24.toml "
                + "библиотеки \(library).")
    }

    // MARK: Confirmations

    static func asked(_ question: LocalizedText, by library: LibraryMark?) -> LocalizedText {
        guard let library else { return question }
        return LocalizedText(
            "Library \(library.text.en): \(question.en)", ru: "Библиотека \(library.text.ru): \(question.ru)")
    }
}
