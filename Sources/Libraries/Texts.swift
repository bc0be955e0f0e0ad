import Localization

/// Every text of this room, in English and Russian; those of a topic are in files of their own.
enum Texts {
    static func at(_ path: String, _ line: Int, _ text: LocalizedText) -> LocalizedText {
        LocalizedText("\(path):\(line): \(text.en)", ru: "\(path):\(line): \(text.ru)")
    }
    static func write(_ line: String) -> LocalizedText { LocalizedText("Write \(line)", ru: "Пишите \(line)") }
    static func didYouMean(_ word: String) -> LocalizedText {
        LocalizedText("Did you mean \(word)?", ru: "Возможно, вы имели в виду \(word)?")
    }
    static func cannotRead(_ path: String, _ reason: String) -> LocalizedText {
        LocalizedText("cannot read '\(path)': \(reason)", ru: "не удалось прочитать «\(path)»: \(reason)")
    }
    static func cannotWrite(_ path: String, _ reason: String) -> LocalizedText {
        LocalizedText("cannot write '\(path)': \(reason)", ru: "не удалось записать «\(path)»: \(reason)")
    }
    static func noFolder(_ path: String) -> LocalizedText {
        LocalizedText("there is no folder '\(path)'", ru: "нет папки «\(path)»")
    }
    static let withoutSodium = LocalizedText(
        "libraries are checked by libsodium, which is not on this machine",
        ru: "библиотеки проверяются через libsodium, а её на этом компьютере нет")
    static let installSodium = LocalizedText(
        "Install it: apt-get install libsodium23, or brew install libsodium.",
        ru: "Установите её: apt-get install libsodium23 или brew install libsodium.")
    static let updateProgram = LocalizedText("Update b24 on this machine.", ru: "Обновите b24 на этом компьютере.")

    // MARK: Names and addresses

    static func badName(_ text: String) -> LocalizedText {
        LocalizedText("'\(text)' is no name of a library", ru: "«\(text)» не подходит как имя библиотеки")
    }
    static func reservedName(_ text: String) -> LocalizedText {
        LocalizedText("the name '\(text)' belongs to b24 itself", ru: "имя «\(text)» занято самим b24")
    }
    static let nameForm = LocalizedText(
        "A name has small Latin letters, digits and single hyphens, a letter first: acme-crm.",
        ru: "Имя состоит из строчных латинских букв, цифр и одиночных дефисов и начинается с буквы: acme-crm.")
    static func badVersion(_ text: String) -> LocalizedText {
        LocalizedText("'\(text)' is no version", ru: "«\(text)» не версия")
    }
    static func badRequirement(_ text: String) -> LocalizedText {
        LocalizedText("'\(text)' is no least version", ru: "«\(text)» не похоже на наименьшую версию")
    }
    static let requirementForm = LocalizedText(
        "Write the least version that will do: \"2.1\" is 2.1.0 or later, below 3.",
        ru: "Напишите наименьшую подходящую версию: \"2.1\" значит 2.1.0 или новее, но ниже 3.")
    static func badAddress(_ text: String) -> LocalizedText {
        LocalizedText("'\(text)' is no address of a git repository", ru: "«\(text)» не адрес репозитория git")
    }
    static let addressForm = LocalizedText(
        "An address begins with https://, ssh:// or file:///; git@host:path will do, too.",
        ru: "Адрес начинается с https://, ssh:// или file:///; подойдёт и git@host:path.")
    static func secretInAddress(_ text: String) -> LocalizedText {
        LocalizedText(
            "the address '\(text)' has a user in it, and maybe a password",
            ru: "в адресе «\(text)» указан пользователь и, возможно, пароль")
    }
    static let noSecretInAddress = LocalizedText(
        "b24.toml and b24.lock are shared: leave it out, and let git ask its credential helper.",
        ru: "b24.toml и b24.lock видят все: уберите его, доступ git возьмёт из своего credential helper.")
    static func openAddress(_ text: String) -> LocalizedText {
        LocalizedText(
            "'\(text)': anybody on the way can change what comes from there",
            ru: "«\(text)»: то, что приходит оттуда, может подменить кто угодно по пути")
    }
    static let useHTTPS = LocalizedText(
        "Use https:// or ssh://; http:// and git:// are for this machine only.",
        ru: "Используйте https:// или ssh://; http:// и git:// годятся только для этого компьютера.")
    static func badPath(_ text: String) -> LocalizedText {
        LocalizedText("'\(text)' is no path from here", ru: "«\(text)» не путь отсюда")
    }
    static let pathForm = LocalizedText(
        "A path begins at the folder of b24.toml and has slashes: ../acme-common. The home folder of one person is not that of another.",
        ru:
            "Путь начинается от папки с b24.toml, разделитель — косая черта: ../acme-common. Домашняя папка у каждого своя."
    )

    // MARK: Files of a library

    static func oddFileName(_ path: String) -> LocalizedText {
        LocalizedText("a library has no file '\(path)'", ru: "файла «\(path)» в библиотеке быть не может")
    }
    static let fileNameForm = LocalizedText(
        "Names have Latin letters, digits, '.', '_' and '-', and do not begin with '-'.",
        ru: "Имена состоят из латинских букв, цифр, «.», «_» и «-» и не начинаются с «-».")
    static let noGitFolder = LocalizedText(
        "The folder of git is no part of a library.", ru: "Папка git не часть библиотеки.")
    static func longFileName(_ path: String, _ limit: Int) -> LocalizedText {
        LocalizedText("the path '\(path)' has more than \(limit) bytes", ru: "путь «\(path)» длиннее \(limit) байтов")
    }
    static func collidingNames(_ one: String, _ other: String) -> LocalizedText {
        LocalizedText(
            "'\(one)' and '\(other)' are one file to some systems",
            ru: "«\(one)» и «\(other)» для некоторых систем один и тот же файл")
    }
    static func largeFile(_ path: String, _ limit: Int) -> LocalizedText {
        LocalizedText("'\(path)' has more than \(limit) MB", ru: "«\(path)» больше \(limit) МБ")
    }
    static func largeTree(_ limit: Int) -> LocalizedText {
        LocalizedText("the library has more than \(limit) MB", ru: "библиотека больше \(limit) МБ")
    }
    static func manyFiles(_ limit: Int) -> LocalizedText {
        LocalizedText("the library has more than \(limit) files", ru: "в библиотеке больше \(limit) файлов")
    }
    static func noText(_ path: String) -> LocalizedText {
        LocalizedText("'\(path)' is no text in UTF-8", ru: "«\(path)» не текст в UTF-8")
    }
    static let onlyText = LocalizedText(
        "A library is what people can review: texts of at most 1 MB each. Keep pictures and data elsewhere.",
        ru:
            "Библиотеку должны прочитать люди: только тексты, не больше 1 МБ каждый. Картинки и данные храните отдельно."
    )
    static func link(_ path: String) -> LocalizedText {
        LocalizedText("'\(path)' is a symbolic link", ru: "«\(path)» — символическая ссылка")
    }
    static func submodule(_ path: String) -> LocalizedText {
        LocalizedText("'\(path)' is a submodule", ru: "«\(path)» — подмодуль git")
    }
    static func noRegularFile(_ path: String) -> LocalizedText {
        LocalizedText("'\(path)' is no ordinary file", ru: "«\(path)» не обычный файл")
    }
    static let noLinks = LocalizedText(
        "A library has folders and ordinary files, nothing else.",
        ru: "В библиотеке бывают только папки и обычные файлы.")
}
