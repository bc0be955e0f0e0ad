import Bitrix24
import Credentials
import Localization

/// What calls prove themselves with, and where that comes from.
enum CredentialCheck {
    /// - Parameters:
    ///   - token: of the portal; `nil` for a webhook.
    ///   - place: the store of a profile's secret, or its file.
    static func decide(_ portal: Portal, token: PortalToken?, place: LocalizedText?, now: Double) -> Check {
        let what = token.map { Texts.tokenOfDoctor($0, now) } ?? Texts.authWebhook
        let finding =
            switch portal {
            case .demo: Texts.demoCredential
            case .webhook, .token: Texts.credentialOfEnvironment(what)
            case .profile(let name, _): Texts.credentialOfProfile(name, what, place)
            }
        // Only to show: whether a token has ended, the portal says; but this one can't be renewed when it has.
        if let token, !token.isRenewable, let expires = token.expires, Double(expires) <= now {
            return .warning(.credential, finding, fix: Texts.signInForNewToken)
        }
        return .ok(.credential, finding)
    }

    /// Where a profile keeps its secret, for a person.
    static func place(of portal: Portal, _ context: Context) -> LocalizedText? {
        guard case .profile(_, let profile) = portal else { return nil }
        if let file = profile.webhookFile { return Texts.verbatim(context.webhookPath(file)) }
        guard let store = try? context.store(of: profile) else { return nil }
        return Texts.storeName(store.kind)
    }
}
