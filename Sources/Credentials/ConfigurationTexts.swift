import Localization

/// What is said about the configuration's file.
enum ConfigurationTexts {
    static let profilesIsNoTable = LocalizedText(
        "'profiles' is a section for each portal: [profiles.NAME]",
        ru: "«profiles» это раздел для каждого портала: [profiles.ИМЯ]")
    static func profileIsNoTable(_ name: String) -> LocalizedText {
        LocalizedText(
            "'\(name)' needs the name of a profile above it: [profiles.NAME]",
            ru: "над «\(name)» должно стоять имя профиля: [profiles.ИМЯ]")
    }
    static func unknownSection(_ name: String) -> LocalizedText {
        LocalizedText(
            "unknown section [\(name)]; there is [profiles.NAME]",
            ru: "неизвестный раздел [\(name)]; есть [profiles.ИМЯ]")
    }
    static func didYouMean(_ word: String) -> LocalizedText {
        LocalizedText("Did you mean \(word)?", ru: "Возможно, вы имели в виду \(word)?")
    }
    static func unknownKey(_ name: String) -> LocalizedText {
        LocalizedText("unknown setting '\(name)'", ru: "неизвестная настройка «\(name)»")
    }
    static func known(_ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText("Here can stand: \(list).", ru: "Здесь возможны: \(list).")
    }
    static func belongsIntoProfile(_ name: String) -> LocalizedText {
        LocalizedText(
            "'\(name)' belongs into a section [profiles.NAME]", ru: "«\(name)» должно стоять в разделе [profiles.ИМЯ]")
    }
    static func belongsToTop(_ name: String) -> LocalizedText {
        LocalizedText(
            "'\(name)' belongs to the top, above the first section",
            ru: "«\(name)» должно стоять в начале файла, до первого раздела")
    }
    static func secret(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)': no secrets in this file", ru: "«\(name)»: секретам в этом файле не место")
    }
    static let addProfile = LocalizedText(
        "Remove the line; b24 profile add NAME keeps the webhook in a safe place. Others may have seen this file: replace the "
            + "webhook in the portal.",
        ru:
            "Удалите строку; b24 profile add ИМЯ сохранит вебхук в надёжном месте. Файл могли увидеть другие: замените вебхук "
            + "на портале.")
    static func isSwitch(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is true or false, without quotes", ru: "«\(name)»: возможны true и false, без кавычек")
    }
    static func isText(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is a \"text\"", ru: "«\(name)»: нужен \"текст\"")
    }
    static func isEmpty(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is empty, or goes over several lines", ru: "«\(name)»: пусто или несколько строк")
    }
    static func isCount(_ name: String) -> LocalizedText {
        LocalizedText(
            "'\(name)' is a whole number, without quotes", ru: "«\(name)»: нужно целое число, без кавычек")
    }
    static func isTime(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is a time: \"90s\", \"10m\"", ru: "«\(name)»: нужно время: \"90s\", \"10m\"")
    }
    static func isSize(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is a size: \"64M\", \"1G\"", ru: "«\(name)»: нужен размер: \"64M\", \"1G\"")
    }
    static func isRules(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is a list of patterns of methods", ru: "«\(name)»: нужен список шаблонов методов")
    }
    static func badRule(_ text: String) -> LocalizedText {
        LocalizedText("'\(text)' is no pattern of methods", ru: "«\(text)» не шаблон методов")
    }
    static let ruleForm = LocalizedText(
        "A pattern has letters, digits, dots, _ and * for any characters, with read:, write: or delete: before it for such "
            + "methods alone: crm.deal.*, delete:crm.*.",
        ru:
            "Шаблон состоит из букв, цифр, точек, _ и * (любые символы); read:, write: или delete: впереди ограничивает его "
            + "такими методами: crm.deal.*, delete:crm.*.")
    static func unknownChoice(_ name: String, _ value: String, _ words: [String]) -> LocalizedText {
        let list = words.joined(separator: ", ")
        return switch name {
        case "plan":
            LocalizedText(
                "plan '\(value)' is unknown; there are \(list)", ru: "тариф «\(value)» неизвестен; есть \(list)")
        case "sandbox":
            LocalizedText(
                "sandbox '\(value)' is unknown; there are \(list)", ru: "sandbox «\(value)»: возможны \(list)")
        case "audit":
            LocalizedText("audit '\(value)' is unknown; there are \(list)", ru: "audit «\(value)»: возможны \(list)")
        default:
            LocalizedText(
                "store '\(value)' is unknown; there are \(list)", ru: "хранилище «\(value)» неизвестно; есть \(list)")
        }
    }
    static let domainIsHost = LocalizedText(
        "'domain' is a host name alone, without https:// and path",
        ru: "«domain»: только имя сервера, без https:// и пути")
    static func write(_ text: String) -> LocalizedText { LocalizedText("Write \(text).", ru: "Пишите \(text).") }
    static func reservedName(_ name: String) -> LocalizedText {
        LocalizedText(
            "'\(name)' is a name of b24's own; give the profile another one",
            ru: "«\(name)» это собственное имя b24; назовите профиль иначе")
    }
    static let oddName = LocalizedText(
        "a profile's name has 1 to 64 characters", ru: "в имени профиля от 1 до 64 символов")
    static func unchangeable(_ path: String) -> LocalizedText {
        LocalizedText(
            "'\(path)' is written in a form that b24 cannot change in place; nothing was changed",
            ru: "«\(path)» записан в форме, которую b24 не может изменить на месте; ничего не изменено")
    }
    static let writeAsSection = LocalizedText(
        "Write the profile as a section, [profiles.NAME] and its settings in lines below, or make the change by hand.",
        ru: "Запишите профиль разделом: [profiles.ИМЯ], ниже настройки по строкам, или внесите изменение вручную.")
}
