import Bitrix24
import Credentials
import Localization

/// What a person does about a portal that has a new address: b24 itself leaves the configuration as it is.
struct PortalMove: Sendable {
    let portal: Portal
    let environment: Environment

    /// One message: that it has moved, and which lines name the old address.
    func notice(from old: String, to new: String) -> LocalizedText {
        let (moved, advice) = (Texts.hasMoved(old, new), advice(new))
        return LocalizedText(moved.en + " " + advice.en, ru: moved.ru + " " + advice.ru)
    }

    /// What to change now that the portal is at a new address.
    func advice(_ new: String) -> LocalizedText {
        var parts: [LocalizedText] = []
        if case .profile(let name, let entry) = portal {
            let config = environment.configFile
            if entry.domain != nil, let line = environment.configuration.line(of: "domain", profile: name) {
                parts.append(Texts.changeDomain(config, line, Self.domain(new)))
            }
            if let file = entry.webhookFile {
                let path = environment.expand(file, from: Files.folder(of: config))
                parts.append(Texts.changeWebhookFile(path, new))
            } else {
                parts.append(Texts.addProfileAgain(name, new))
            }
        }
        if parts.isEmpty { parts.append(Texts.changeWebhook(new)) }
        return LocalizedText(
            parts.map(\.en).joined(separator: " "), ru: parts.map(\.ru).joined(separator: " "))
    }

    /// `new.bitrix24.com` of `https://new.bitrix24.com`
    private static func domain(_ address: String) -> String {
        address.firstRange(of: "://").map { String(address[$0.upperBound...]) } ?? address
    }
}
