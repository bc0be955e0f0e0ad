import JSON
import Localization
import Permissions

/// Steps for a person.
enum ManualTexts {
    /// The words of the roles' page: `helpdesk.bitrix24.com/open/24127550`.
    static func grant(_ grant: Grant, _ object: Address) -> LocalizedText {
        guard object.kind != .workplace else { return workplaceGrant(grant, object) }
        return LocalizedText(
            "\(object): in the access permissions, the role of \(grant.code) gets '\(grant.action.rawValue)' = '\(grant.level.rawValue)'.",
            ru:
                "\(object): в правах доступа роль для \(grant.code) получает '\(grant.action.rawValue)' = '\(grant.level.rawValue)'."
        )
    }

    /// Rights of a workplace are its own section of the access permissions, for all its smart processes.
    private static func workplaceGrant(_ grant: Grant, _ workplace: Address) -> LocalizedText {
        LocalizedText(
            "\(workplace): in the access permissions of this workplace, the role of \(grant.code) gets '\(grant.action.rawValue)' = '\(grant.level.rawValue)' for all smart processes.",
            ru:
                "\(workplace): в правах доступа этого рабочего места роль для \(grant.code) получает '\(grant.action.rawValue)' = '\(grant.level.rawValue)' для всех смарт-процессов."
        )
    }

    static func noGrants(_ object: Address) -> LocalizedText {
        LocalizedText(
            "\(object): in the access permissions, no role has rights of its own on it.",
            ru: "\(object): в правах доступа ни у одной роли нет отдельных прав на него.")
    }

    static func fixed(_ object: Address, _ name: String, _ before: JSONValue?, _ after: JSONValue) -> LocalizedText {
        let (old, new) = (before.map { JSONWriter.string($0) } ?? "-", JSONWriter.string(after))
        return LocalizedText(
            "\(object): '\(name)' is \(old) and should be \(new). REST cannot change that later: make it anew under another code, or change the description.",
            ru:
                "\(object): '\(name)' сейчас \(old), а должно быть \(new). Через REST это потом не меняется: создайте объект заново под другим кодом или исправьте описание."
        )
    }
}
