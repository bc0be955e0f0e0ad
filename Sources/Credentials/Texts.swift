import Localization

/// Every text of this room, in English and Russian; those of the configuration and of each store are in files of their own.
enum Texts {
    static func at(_ path: String, _ line: Int, _ text: LocalizedText) -> LocalizedText {
        LocalizedText("\(path):\(line): \(text[.en])", ru: "\(path):\(line): \(text[.ru])")
    }
    static func cannotRead(_ path: String, _ reason: String) -> LocalizedText {
        LocalizedText("cannot read '\(path)': \(reason)", ru: "не удалось прочитать «\(path)»: \(reason)")
    }
    static func cannotWrite(_ path: String, _ reason: String) -> LocalizedText {
        LocalizedText("cannot write '\(path)': \(reason)", ru: "не удалось записать «\(path)»: \(reason)")
    }
    static func cannotLock(_ path: String, _ reason: String) -> LocalizedText {
        LocalizedText("cannot lock '\(path)': \(reason)", ru: "не удалось заблокировать «\(path)»: \(reason)")
    }
    static let correctOwner = LocalizedText(
        "Correct the owner and mode of the file and its folder, or free space on the disk.",
        ru: "Исправьте владельца и права файла и его папки или освободите место на диске.")

    // MARK: Files with secrets

    static func openToOthers(_ path: String) -> LocalizedText {
        LocalizedText(
            "others may read the secrets in '\(path)', so they are not used",
            ru: "секреты в «\(path)» доступны другим, поэтому они не используются")
    }
    static func closeToOthers(_ path: String) -> LocalizedText {
        LocalizedText(
            "chmod 600 '\(path)'; if others had access to it, replace the webhooks in the portals.",
            ru: "chmod 600 '\(path)'; если у других был доступ к файлу, замените вебхуки на порталах.")
    }
    static func newerFile(_ path: String) -> LocalizedText {
        LocalizedText(
            "'\(path)' was written by a newer b24, or is damaged",
            ru: "«\(path)» записан более новой версией b24 или повреждён")
    }
    static let updateProgram = LocalizedText("Update b24 on this machine.", ru: "Обновите b24 на этом компьютере.")
    static func damagedFile(_ path: String) -> LocalizedText {
        LocalizedText("'\(path)' is damaged", ru: "файл «\(path)» повреждён")
    }
    static func addProfilesAgain(_ path: String) -> LocalizedText {
        LocalizedText(
            "Restore it from a backup, or move it away (mv '\(path)' '\(path).damaged') and add the profiles again.",
            ru:
                "Восстановите его из резервной копии или уберите (mv '\(path)' '\(path).damaged') и добавьте профили заново."
        )
    }
}
