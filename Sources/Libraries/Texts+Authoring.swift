import Localization

/// What is said to those who make libraries.
extension Texts {
    static func keyIsThere(_ path: String) -> LocalizedText {
        LocalizedText("there is a key already: '\(path)'", ru: "ключ уже есть: «\(path)»")
    }
    static let keepKey = LocalizedText(
        "Others trust that one. If it is lost or known to somebody, move it away and tell everybody the new one.",
        ru: "Ему уже доверяют. Если он утерян или стал известен, уберите файл и сообщите всем новый ключ.")
    static func openKey(_ path: String) -> LocalizedText {
        LocalizedText(
            "others may read the key '\(path)', so it is not used",
            ru: "ключ «\(path)» доступен другим, поэтому он не используется")
    }
    static func closeKey(_ path: String) -> LocalizedText {
        LocalizedText("chmod 600 '\(path)'", ru: "chmod 600 '\(path)'")
    }
    static func noKey(_ path: String) -> LocalizedText {
        LocalizedText("'\(path)' is no key of b24 lib key", ru: "«\(path)» не ключ, созданный b24 lib key")
    }
    static func emptyLibrary(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' has no module and no command", ru: "в «\(name)» нет ни модулей, ни команд")
    }
    static let whereModulesAre = LocalizedText(
        "Modules are in lib/*.lua, scripts in commands/*.lua.",
        ru: "Модули лежат в lib/*.lua, скрипты — в commands/*.lua.")
    static let notCommitted = LocalizedText(
        "the files in the folder are not those of the last commit",
        ru: "файлы в папке не совпадают с последним коммитом")
    static let commitFirst = LocalizedText(
        "Commit or put away what is new: what is signed is what is committed.",
        ru: "Закоммитьте или уберите новое: подписывается то, что в коммите.")
    static func noRepository(_ folder: String) -> LocalizedText {
        LocalizedText("'\(folder)' is no git repository", ru: "«\(folder)» не репозиторий git")
    }
    static let initRepository = LocalizedText(
        "git init, git add and git commit make one; an archive needs none: b24 lib pack --sign.",
        ru: "Создайте его: git init, git add, git commit; архиву он не нужен: b24 lib pack --sign.")
    static let nameYourself = LocalizedText(
        "A tag says who made it: git config --global user.name \"…\" and user.email \"…\".",
        ru: "В теге указан автор: git config --global user.name \"…\" и user.email \"…\".")
    static func fileIsThere(_ path: String) -> LocalizedText {
        LocalizedText("'\(path)' is there already", ru: "«\(path)» уже есть")
    }
    static let useNewFolder = LocalizedText(
        "Begin in a new folder: b24 lib init NAME makes one.", ru: "Начните в новой папке: b24 lib init ИМЯ создаст её."
    )
}
