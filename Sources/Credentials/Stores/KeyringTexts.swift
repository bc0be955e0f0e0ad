import Localization

/// What is said about the system's keyring.
enum KeyringTexts {
    static let noLibrary = LocalizedText(
        "the keyring cannot be reached: libsecret is not on this machine",
        ru: "связка ключей недоступна: на этом компьютере нет libsecret")
    static let installLibrary = LocalizedText(
        "apt install libsecret-1-0 (Debian, Ubuntu), or choose another place: --store encrypted-file.",
        ru: "apt install libsecret-1-0 (Debian, Ubuntu) или выберите другое место: --store encrypted-file.")
    static func noService(_ reason: String) -> LocalizedText {
        let words = reason.isEmpty ? "" : " (\(reason))"
        return LocalizedText(
            "no keyring answers in this session\(words)", ru: "в этом сеансе нет работающей связки ключей\(words)")
    }
    static let startService = LocalizedText(
        "Log in to a desktop session, start a keyring (gnome-keyring, KWallet, KeePassXC), or choose another place: "
            + "--store encrypted-file.",
        ru:
            "Войдите в графический сеанс, запустите связку ключей (gnome-keyring, KWallet, KeePassXC) или выберите другое "
            + "место: --store encrypted-file.")
    static let noCollection = LocalizedText(
        "the keyring service has no keyring for new secrets", ru: "в службе ключей нет связки для новых секретов")
    static let makeCollection = LocalizedText(
        "Make a default keyring (Passwords and Keys, KWalletManager), or choose another place: --store encrypted-file.",
        ru:
            "Создайте связку по умолчанию (Пароли и ключи, KWalletManager) или выберите другое место: --store encrypted-file."
    )
    static let locked = LocalizedText("the keyring is locked", ru: "связка ключей заблокирована")
    static let unlock = LocalizedText(
        "Unlock it: log in to the desktop session, or open the keyring's own program. Over SSH: gnome-keyring-daemon --unlock. "
            + "On macOS: security unlock-keychain.",
        ru: "Разблокируйте её: войдите в графический сеанс или откройте программу связки ключей. По SSH: "
            + "gnome-keyring-daemon --unlock. В macOS: security unlock-keychain.")
    static func failed(_ reason: String) -> LocalizedText {
        LocalizedText("the keyring refused: \(reason)", ru: "связка ключей отказала: \(reason)")
    }
    static let otherStore = LocalizedText(
        "Try it in the keyring's own program, or choose another place: --store encrypted-file.",
        ru: "Проверьте в программе связки ключей или выберите другое место: --store encrypted-file.")
}
