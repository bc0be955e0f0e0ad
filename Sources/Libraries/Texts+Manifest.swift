import Localization

/// What is said about `b24.toml`.
extension Texts {
    static func missingKey(_ name: String, _ table: String) -> LocalizedText {
        let place = table.isEmpty ? "" : table + " "
        return LocalizedText("\(place)has no '\(name)'", ru: "\(place)не хватает ключа «\(name)»")
    }
    static func unknownKey(_ name: String, _ table: String) -> LocalizedText {
        let place = table.isEmpty ? "" : table + " "
        return LocalizedText("\(place)has an unknown key '\(name)'", ru: "\(place)неизвестный ключ «\(name)»")
    }
    static func knownKeys(_ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText("Known here: \(list).", ru: "Здесь возможны: \(list).")
    }
    static func isText(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is a text in quotes", ru: "«\(name)» пишется текстом в кавычках")
    }
    static func isSwitch(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is true or false", ru: "«\(name)» бывает true или false")
    }
    static func isCount(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is a whole number", ru: "«\(name)» — целое число")
    }
    static func isList(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is a list of texts: [\"…\"]", ru: "«\(name)» — список текстов: [\"…\"]")
    }
    static func isTable(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is a table", ru: "«\(name)» — таблица")
    }
    static func isTables(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is written [[\(name)]]", ru: "«\(name)» пишется [[\(name)]]")
    }
    static let longSummary = LocalizedText(
        "a summary is one line of at most 200 characters", ru: "описание — одна строка не длиннее 200 знаков")
    static func onlyForLibraries(_ table: String) -> LocalizedText {
        LocalizedText(
            "\(table) is for libraries, and there is no [library]",
            ru: "\(table) нужен только библиотеке, а [library] нет")
    }
    static func needsItself(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' depends on itself", ru: "«\(name)» зависит от самой себя")
    }
    static func badCommand(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is no name of a command", ru: "«\(name)» не подходит как имя команды")
    }
    static func badCommandFile(_ name: String, _ file: String) -> LocalizedText {
        LocalizedText(
            "the file '\(file)' of the command '\(name)' is not in commands/",
            ru: "файл «\(file)» команды «\(name)» лежит не в commands/")
    }
    static func commandWithoutFile(_ name: String, _ file: String) -> LocalizedText {
        LocalizedText(
            "the command '\(name)' has no file '\(file)'", ru: "у команды «\(name)» нет файла «\(file)»")
    }
    static func missingVersion(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' has no least version", ru: "у «\(name)» не указана наименьшая версия")
    }
    static func versionOfPath(_ name: String) -> LocalizedText {
        LocalizedText(
            "'\(name)' comes from a folder or an archive, whose version is its own",
            ru: "«\(name)» берётся из папки или архива, версия там своя")
    }
    static func oneSource(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' needs one source", ru: "у «\(name)» должен быть один источник")
    }
    static let sourceForm = LocalizedText(
        "Write one of git = \"https://…\" (with version = \"1.0\"), path = \"../…\", archive = \"vendor/….b24lib\".",
        ru:
            "Напишите что-то одно: git = \"https://…\" (и version = \"1.0\"), path = \"../…\", archive = \"vendor/….b24lib\"."
    )
    static func badGlob(_ text: String) -> LocalizedText {
        LocalizedText("'\(text)' is no pattern of method names", ru: "«\(text)» не шаблон имён методов")
    }
    static let globForm = LocalizedText(
        "A pattern has letters, digits, dots, _ and * for any characters: crm.deal.*",
        ru: "Шаблон состоит из букв, цифр, точек, _ и * (любые символы): crm.deal.*")
    static func badFiles(_ text: String) -> LocalizedText {
        LocalizedText("a library cannot ask for the files '\(text)'", ru: "библиотека не может просить файлы «\(text)»")
    }
    static let filesForm = LocalizedText(
        "Name a file or a folder below the one where the script runs: reports/",
        ru: "Назовите файл или папку внутри той, где запущен скрипт: reports/")
    static func missingReason(_ what: String) -> LocalizedText {
        LocalizedText("nothing says why '\(what)' is needed", ru: "не сказано, зачем нужно «\(what)»")
    }
    static func reasonForNothing(_ what: String) -> LocalizedText {
        LocalizedText(
            "there is a reason for '\(what)', which is not asked for", ru: "объяснено «\(what)», а его никто не просит")
    }
    static let reasonForm = LocalizedText(
        "A reason is named like the pattern or file that it is about.",
        ru: "Причина называется так же, как шаблон или файл, к которому она относится.")
    static let noManifest = LocalizedText(
        "there is no b24.toml: this is no library", ru: "нет b24.toml: это не библиотека")
    static let noLibrarySection = LocalizedText(
        "b24.toml has no [library]: this is no library", ru: "в b24.toml нет [library]: это не библиотека")
    static let startLibrary = LocalizedText(
        "b24 lib init NAME starts a library.", ru: "Начать библиотеку: b24 lib init ИМЯ.")
    static func noProject(_ folder: String) -> LocalizedText {
        LocalizedText("there is no b24.toml in '\(folder)'", ru: "в «\(folder)» нет b24.toml")
    }
    static let startProject = LocalizedText(
        "b24 lib add ADDRESS starts one with its first library.",
        ru: "b24 lib add АДРЕС создаст его вместе с первой библиотекой.")
}
