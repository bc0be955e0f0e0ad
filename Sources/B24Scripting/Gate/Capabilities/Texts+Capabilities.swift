import Bitrix24
import Localization

/// What is said about what scripts and their clients may not do.
enum CapabilityTexts {
    static func does(_ kind: Need.Kind) -> LocalizedText {
        switch kind {
        case .read: LocalizedText("reads", ru: "читает")
        case .write: LocalizedText("writes", ru: "изменяет данные")
        case .delete: LocalizedText("deletes", ru: "удаляет")
        }
    }

    static func promised(_ method: String, _ kind: Need.Kind) -> LocalizedText {
        LocalizedText(
            "The script promises to write nothing (@read_only), and \(method) \(does(kind).en).",
            ru: "Скрипт обещает ничего не менять (@read_only), а \(method) \(does(kind).ru).")
    }
    static let removePromise = LocalizedText(
        "If the script is meant to write, remove --- @read_only from its top.",
        ru: "Если скрипт должен менять данные, уберите из его начала --- @read_only.")
    static func undeclared(_ method: String, _ kind: Need.Kind) -> LocalizedText {
        LocalizedText(
            "The script does not declare that it needs \(method), which \(does(kind).en).",
            ru: "Скрипт не объявил, что ему нужен \(method), который \(does(kind).ru).")
    }
    static func addLine(_ line: String) -> LocalizedText {
        LocalizedText(
            "If it is meant, add to its top: \(line) -- why",
            ru: "Если так и нужно, добавьте в его начало: \(line) -- зачем")
    }
    static func narrowed(_ method: String, _ kind: Need.Kind) -> LocalizedText {
        LocalizedText(
            "This client was narrowed by b24.only and may not call \(method), which \(does(kind).en).",
            ru: "Этот клиент сужен через b24.only и не может вызывать \(method), который \(does(kind).ru).")
    }
    static func widerOnly(_ option: String) -> LocalizedText {
        LocalizedText(
            "Whoever makes the client decides: \(option) in the call of b24.only.",
            ru: "Решает тот, кто создаёт клиент: \(option) в вызове b24.only.")
    }
    static func spent(_ limit: Int, _ method: String) -> LocalizedText {
        LocalizedText(
            "This client was narrowed by b24.only to \(limit) writes, and \(method) does not fit.",
            ru: "Этот клиент сужен через b24.only: изменений не больше \(limit), \(method) уже не помещается.")
    }
    static func undeclaredFile(_ path: String) -> LocalizedText {
        LocalizedText(
            "The script does not declare that it needs the file '\(path)'.",
            ru: "Скрипт не объявил, что ему нужен файл «\(path)».")
    }
    static func addFileLine(_ line: String) -> LocalizedText {
        LocalizedText(
            "Add to its top: \(line) -- why. Files named among the script's arguments need no line.",
            ru: "Добавьте в его начало: \(line) -- зачем. Для файлов из аргументов скрипта строка не нужна.")
    }
    static func narrowedFile(_ path: String) -> LocalizedText {
        LocalizedText(
            "This client was narrowed by b24.only and may not open '\(path)'.",
            ru: "Этот клиент сужен через b24.only и не может открыть «\(path)».")
    }

    static let noAdmin = LocalizedText(
        "The script needs an administrator, and this credential's user is none.",
        ru: "Скрипту нужен администратор, а пользователь этого доступа не администратор.")
    static let takeAdmin = LocalizedText(
        "Use the webhook or sign-in of an administrator. Nothing was written.",
        ru: "Возьмите вебхук администратора или войдите под ним. Ничего не записано.")
    static let tooManyClients = LocalizedText(
        "Too many narrower clients in one run.", ru: "Слишком много суженных клиентов за один запуск.")
    static let makeThemOnce = LocalizedText(
        "Make each of them once, outside of loops, and pass it on.",
        ru: "Создавайте каждый один раз, вне циклов, и передавайте дальше.")

    // MARK: Profiles and flags

    static func denied(_ method: String, _ kind: Need.Kind, by rule: String, profile: String?) -> LocalizedText {
        guard let profile else {
            return LocalizedText(
                "\(method) \(does(kind).en), and --deny \(rule) forbids it.",
                ru: "\(method) \(does(kind).ru), а это запрещает --deny \(rule).")
        }
        return LocalizedText(
            "\(method) \(does(kind).en), and profile '\(profile)' denies \(rule).",
            ru: "\(method) \(does(kind).ru), а профиль «\(profile)» запрещает \(rule).")
    }
    static func notAllowed(_ method: String, _ kind: Need.Kind, profile: String?) -> LocalizedText {
        guard let profile else {
            return LocalizedText(
                "\(method) \(does(kind).en), and is not among what --allow names.",
                ru: "\(method) \(does(kind).ru), а среди разрешённого через --allow его нет.")
        }
        return LocalizedText(
            "\(method) \(does(kind).en), and is not among what profile '\(profile)' allows.",
            ru: "\(method) \(does(kind).ru), а среди разрешённого профилем «\(profile)» его нет.")
    }
    static func changeProfile(_ profile: String) -> LocalizedText {
        LocalizedText(
            "If it is meant, change allow and deny of [profiles.\(profile)] in config.toml.",
            ru: "Если так и нужно, измените allow и deny в разделе [profiles.\(profile)] файла config.toml.")
    }
    static let changeFlags = LocalizedText(
        "If it is meant, run again with other --allow and --deny.",
        ru: "Если так и нужно, запустите с другими --allow и --deny.")
    static func oddMethodName(_ method: String) -> LocalizedText {
        LocalizedText(
            "'\(method)' cannot be the name of a REST method: names have letters, digits, dots and _.",
            ru: "«\(method)» не может быть именем метода REST: в именах бывают буквы, цифры, точки и _.")
    }
}
