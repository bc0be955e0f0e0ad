import Localization

/// What is said about the encrypted file.
enum EncryptedFileTexts {
    static let noLibrary = LocalizedText(
        "an encrypted file needs libsodium, which is not on this machine",
        ru: "для зашифрованного файла нужна libsodium, которой на этом компьютере нет")
    static let installLibrary = LocalizedText(
        "apt install libsodium23 (Debian, Ubuntu), brew install libsodium (macOS).",
        ru: "apt install libsodium23 (Debian, Ubuntu), brew install libsodium (macOS).")
    static func noPassphrase(_ path: String) -> LocalizedText {
        LocalizedText(
            "the secrets in '\(path)' need a passphrase, and nobody can be asked",
            ru: "для секретов в «\(path)» нужна парольная фраза, а спросить некого")
    }
    static let givePassphrase = LocalizedText(
        "Run b24 on a terminal, or set B24_PASSPHRASE.", ru: "Запустите b24 в терминале или задайте B24_PASSPHRASE.")
    static func wrongPassphrase(_ path: String) -> LocalizedText {
        LocalizedText(
            "this passphrase does not open '\(path)'", ru: "эта парольная фраза не подходит к «\(path)»")
    }
    static func forgotten(_ path: String) -> LocalizedText {
        LocalizedText(
            "Try again. A forgotten passphrase cannot be recovered: then move the file away (mv '\(path)' '\(path).old') and add "
                + "the profiles again.",
            ru:
                "Попробуйте ещё раз. Забытую фразу восстановить нельзя: тогда уберите файл (mv '\(path)' '\(path).old') и "
                + "добавьте профили заново.")
    }
    static let noMemory = LocalizedText(
        "there is not enough memory to turn the passphrase into a key",
        ru: "не хватает памяти, чтобы получить ключ из парольной фразы")
}
