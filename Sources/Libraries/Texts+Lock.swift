import Localization

/// What is said about the lock, the store and signatures.
extension Texts {
    static func newerLock(_ path: String, _ format: Int) -> LocalizedText {
        LocalizedText(
            "'\(path)' has the format \(format), which this b24 does not know",
            ru: "у «\(path)» формат \(format), этот b24 его не знает")
    }
    static func oddInLock(_ key: String, _ value: String) -> LocalizedText {
        LocalizedText("'\(value)' is no '\(key)' that b24 writes", ru: "«\(value)»: такого «\(key)» b24 не пишет")
    }
    static func lockedTwice(_ path: String, _ name: String) -> LocalizedText {
        LocalizedText("'\(path)' has two blocks of '\(name)'", ru: "в «\(path)» два блока «\(name)»")
    }
    static func lockEdited(_ path: String, _ name: String) -> LocalizedText {
        LocalizedText(
            "the block of '\(name)' in '\(path)' is not what b24 wrote: its sum does not fit",
            ru: "блок «\(name)» в «\(path)» не такой, каким его записал b24: сумма не сходится")
    }
    static let restoreLock = LocalizedText(
        "Take b24.lock back from your version control, or write it anew: b24 lib update.",
        ru: "Верните b24.lock из системы контроля версий или запишите заново: b24 lib update.")
    static func lockDiffers(_ name: String, _ what: String, _ locked: String, _ found: String) -> LocalizedText {
        LocalizedText(
            "'\(name)': b24.lock says \(what) '\(locked)', the library itself '\(found)'",
            ru: "«\(name)»: в b24.lock \(what) «\(locked)», а в самой библиотеке «\(found)»")
    }
    static func lockedOtherCapabilities(_ name: String) -> LocalizedText {
        LocalizedText(
            "'\(name)': b24.lock allows something else than the library asks for",
            ru: "«\(name)»: в b24.lock разрешено не то, о чём просит библиотека")
    }
    static func notLocked(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is not in b24.lock", ru: "«\(name)» нет в b24.lock")
    }
    static func lockedOther(_ name: String, _ version: String) -> LocalizedText {
        LocalizedText(
            "b24.lock has '\(name)' \(version), which is not what b24.toml asks for",
            ru: "в b24.lock «\(name)» \(version), а b24.toml просит другое")
    }
    static let installIt = LocalizedText("Run b24 lib install.", ru: "Выполните b24 lib install.")
    static func notInStore(_ name: String, _ version: String) -> LocalizedText {
        LocalizedText(
            "'\(name)' \(version) is locked, but not yet on this machine",
            ru: "«\(name)» \(version) есть в b24.lock, но ещё не на этом компьютере")
    }
    static func changedStore(_ place: String, _ wanted: String, _ found: String) -> LocalizedText {
        LocalizedText(
            "'\(place)' was changed: its hash is \(found), not \(wanted)",
            ru: "«\(place)» изменили: хеш \(found) вместо \(wanted)")
    }
    static func oddStore(_ place: String, _ text: LocalizedText) -> LocalizedText {
        LocalizedText("'\(place)' was changed: \(text.en)", ru: "«\(place)» изменили: \(text.ru)")
    }
    static let fetchAnew = LocalizedText(
        "b24 lib install fetches it anew.", ru: "b24 lib install получит его заново.")
    static func linkedOnly(_ name: String, _ folder: String) -> LocalizedText {
        LocalizedText(
            "'\(name)' is linked to '\(folder)', and this run takes only what is locked",
            ru: "«\(name)» подключена из папки «\(folder)», а этот запуск берёт только закреплённое в b24.lock")
    }
    static func withoutLink(_ name: String) -> LocalizedText {
        LocalizedText(
            "b24 lib link --remove \(name) takes the link away; --links takes it for this run.",
            ru: "Убрать подключение: b24 lib link --remove \(name); взять его в этот запуск: --links.")
    }
    static func unlink(_ name: String) -> LocalizedText {
        LocalizedText(
            "b24 lib link --remove \(name) takes the link away.",
            ru: "Убрать подключение: b24 lib link --remove \(name).")
    }
    static func otherLibrary(_ folder: String, _ name: String) -> LocalizedText {
        LocalizedText("the library in '\(folder)' is not '\(name)'", ru: "в папке «\(folder)» не библиотека «\(name)»")
    }

    // MARK: Signatures

    static func wrongSignature(_ name: String, _ version: String) -> LocalizedText {
        LocalizedText(
            "the signature of '\(name)' \(version) is not one of these files",
            ru: "подпись «\(name)» \(version) не подходит к этим файлам")
    }
    static let askTheAuthors = LocalizedText(
        "Do not use it before its authors have explained that.",
        ru: "Не пользуйтесь ею, пока авторы это не объяснят.")
    static func notSigned(_ name: String, _ version: String) -> LocalizedText {
        LocalizedText(
            "'\(name)' \(version) is not signed, and b24.toml has require_signatures = true",
            ru: "«\(name)» \(version) не подписана, а в b24.toml стоит require_signatures = true")
    }
    static let askForSignature = LocalizedText(
        "Ask its authors for a signed version: b24 lib sign.",
        ru: "Попросите у авторов подписанную версию: b24 lib sign.")
    static func signerNotAllowed(_ name: String, _ key: String) -> LocalizedText {
        LocalizedText(
            "'\(name)' is signed by \(key), who is not among your allowed signers",
            ru: "«\(name)» подписана ключом \(key), которого нет среди разрешённых")
    }
    static let addSigner = LocalizedText(
        "If you trust that key, add it to the file of allowed signers.",
        ru: "Если вы доверяете этому ключу, добавьте его в файл разрешённых подписей.")
    static func noSigners(_ path: String) -> LocalizedText {
        LocalizedText(
            "b24.toml has require_signatures = true, and there is no '\(path)'",
            ru: "в b24.toml стоит require_signatures = true, а файла «\(path)» нет")
    }
    static let badSigner = LocalizedText("this is no name and key", ru: "это не имя и ключ")
    static let signerForm = LocalizedText(
        "Each line has a name and a key, and maybe the libraries that it may sign: anna@acme.ru ed25519:… acme-crm",
        ru: "В каждой строке имя и ключ, а за ними, если нужно, библиотеки: anna@acme.ru ed25519:… acme-crm")
}
