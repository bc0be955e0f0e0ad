import Localization

extension ErrorTexts {
    /// The texts of a kind where a token, not a webhook, was refused; `nil` where they are the same.
    static func applicationTexts(_ error: PortalError) -> (message: LocalizedText, hint: LocalizedText)? {
        guard error.details["credential"] == "token" else { return nil }
        switch error.kind {
        case .authExpired:
            return (
                LocalizedText("The access token has expired.", ru: "Срок действия токена доступа истёк."),
                LocalizedText(
                    "Sign in again: b24 auth login[[ --profile {profile}]]. If it has just been renewed, compare the clocks "
                        + "of this machine and the portal: b24 doctor.",
                    ru:
                        "Войдите заново: b24 auth login[[ --profile {profile}]]. Если токен только что обновлён, сравните "
                        + "часы этого компьютера и портала: b24 doctor.")
            )
        case .authInvalid:
            return (
                LocalizedText("The portal does not accept the token.", ru: "Портал не принимает токен."),
                LocalizedText(
                    "Sign in again: b24 auth login[[ --profile {profile}]]. A token stops working when the application is "
                        + "removed from the portal or its user is dismissed, and it is good for one portal only.",
                    ru:
                        "Войдите заново: b24 auth login[[ --profile {profile}]]. Токен перестаёт работать, если приложение "
                        + "удалено с портала или пользователь уволен; он действует только на своём портале.")
            )
        case .insufficientScope:
            return (
                LocalizedText(
                    "The application lacks a scope[[ that {method} needs]][[: {scopes}]].",
                    ru: "У приложения нет прав[[, нужных методу {method}]][[: {scopes}]]."),
                LocalizedText(
                    "Open the application (\(Place.application.en)), tick[[ {scopes}]] and save. Then sign in again: b24 auth "
                        + "login[[ --profile {profile}]].",
                    ru:
                        "Откройте приложение (\(Place.application.ru)), отметьте[[ {scopes}]] и сохраните. Затем войдите "
                        + "заново: b24 auth login[[ --profile {profile}]].")
            )
        case .accessDenied:
            return (
                texts(of: .accessDenied).message,
                LocalizedText(
                    "A token can do what its user can do. Give the user the right in the portal, or sign in as someone who "
                        + "has it.",
                    ru:
                        "Токен может ровно то, что может его пользователь. Дайте пользователю право на портале или войдите "
                        + "как сотрудник, у которого оно есть.")
            )
        default: return nil
        }
    }
}
