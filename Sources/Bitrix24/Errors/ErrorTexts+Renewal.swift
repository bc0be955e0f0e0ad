import Localization

extension ErrorTexts {
    /// The texts of what goes wrong when a token is issued or renewed.
    static func renewalTexts(of problem: PortalError.Problem) -> (message: LocalizedText, hint: LocalizedText) {
        switch problem {
        case .tokenNotRenewable:
            (
                LocalizedText(
                    "The access token has expired, and there is nothing to renew it with: no refresh token, or no id and "
                        + "secret of its application.",
                    ru: "Срок действия токена доступа истёк, а продлить его нечем: нет токена обновления либо "
                        + "идентификатора и секрета приложения."),
                LocalizedText(
                    "Sign in (b24 auth login[[ --profile {profile}]]), or store a fresh token (b24 auth login --token[[ "
                        + "--profile {profile}]]).",
                    ru: "Войдите (b24 auth login[[ --profile {profile}]]) или сохраните новый токен (b24 auth login "
                        + "--token[[ --profile {profile}]]).")
            )
        case .tokenErased:
            (
                LocalizedText(
                    "The token of this profile is no longer in the store: somebody has signed out.",
                    ru: "Токена этого профиля больше нет в хранилище: кто-то вышел из профиля."),
                signInHint
            )
        case .tokenStoreFailed:
            (
                LocalizedText(
                    "The token has expired and was not renewed, because the new one could not be stored: {reason}.",
                    ru: "Срок действия токена истёк, но он не обновлён, потому что новый не удалось бы сохранить: "
                        + "{reason}."),
                LocalizedText(
                    "Nothing is lost: repeat the command once the store works.[[ {advice}]]",
                    ru: "Ничего не потеряно: повторите команду, когда хранилище заработает.[[ {advice}]]")
            )
        case .tokenNotStored:
            (
                LocalizedText(
                    "The token was renewed, but the new pair could not be stored: {reason}.",
                    ru: "Токен обновлён, но новую пару токенов не удалось сохранить: {reason}."),
                LocalizedText(
                    "While this program runs, its next call tries to store it again; afterwards you have to sign in: b24 "
                        + "auth login[[ --profile {profile}]].[[ {advice}]]",
                    ru: "Пока программа работает, следующий вызов попробует сохранить её снова; после её завершения "
                        + "придётся войти: b24 auth login[[ --profile {profile}]].[[ {advice}]]")
            )
        case .signInEnded:
            (
                LocalizedText(
                    "The sign-in is over: the authorization server no longer takes the refresh token[[ ({server_text})]].",
                    ru:
                        "Вход больше не действует: сервер авторизации не принимает токен обновления[[ ({server_text})]]."
                ),
                LocalizedText(
                    "Sign in again: b24 auth login[[ --profile {profile}]]. A refresh token lives 180 days and is good for "
                        + "one use; it also ends when the application is removed, or when another program renews the same "
                        + "pair.",
                    ru:
                        "Войдите заново: b24 auth login[[ --profile {profile}]]. Токен обновления живёт 180 дней и годится "
                        + "на один раз; он перестаёт действовать и тогда, когда приложение удалили или ту же пару обновила "
                        + "другая программа.")
            )
        case .signInLost:
            (
                LocalizedText(
                    "The sign-in is over: a renewal that began at {when} never got its answer, and the refresh token is "
                        + "used up.",
                    ru:
                        "Вход больше не действует: ответ на обновление токена, начатое {when}, не пришёл, и токен обновления "
                        + "израсходован."),
                signInHint
            )
        case .codeRefused:
            (
                LocalizedText(
                    "The authorization server does not take the code[[ ({server_text})]].",
                    ru: "Сервер авторизации не принимает код[[ ({server_text})]]."),
                LocalizedText(
                    "A code lives 30 seconds and is good for one use: begin again, and paste it at once.",
                    ru: "Код живёт 30 секунд и годится на один раз: начните заново и вставьте его сразу.")
            )
        case .applicationRefused:
            (
                LocalizedText(
                    "The authorization server {host} does not know the application[[ ({server_text})]].",
                    ru: "Сервер авторизации {host} не узнаёт приложение[[ ({server_text})]]."),
                LocalizedText(
                    "Copy client_id and client_secret whole from the application's card. Portals in Russia have the server "
                        + "oauth.bitrix24.tech (--server).",
                    ru:
                        "Скопируйте client_id и client_secret целиком из карточки приложения. У порталов в России сервер "
                        + "oauth.bitrix24.tech (--server).")
            )
        case .applicationScope:
            (
                LocalizedText(
                    "The application may not have the scopes that it wants[[ ({server_text})]].",
                    ru: "Приложению не разрешены права, которые оно запрашивает[[ ({server_text})]]."),
                LocalizedText(
                    "Tick the scopes in the application's card and save, then sign in again: b24 auth login[[ --profile "
                        + "{profile}]].",
                    ru: "Отметьте права в карточке приложения, сохраните и войдите заново: b24 auth login[[ --profile "
                        + "{profile}]].")
            )
        case .applicationUnpaid:
            (
                LocalizedText(
                    "The application is not paid for on this portal[[ ({server_text})]].",
                    ru: "Приложение на этом портале не оплачено[[ ({server_text})]]."),
                LocalizedText(
                    "Renew the application's subscription, or the portal's plan, in the portal's Market.",
                    ru: "Продлите подписку на приложение или тариф портала в Маркете портала.")
            )
        case .tokenRequestRefused:
            (
                LocalizedText(
                    "The authorization server {host} refuses the request[[ ({server_text})]].",
                    ru: "Сервер авторизации {host} отклоняет запрос[[ ({server_text})]]."),
                LocalizedText(
                    "Check client_id and client_secret; if they are right, sign in again: b24 auth login[[ --profile "
                        + "{profile}]].",
                    ru:
                        "Проверьте client_id и client_secret; если они верны, войдите заново: b24 auth login[[ --profile "
                        + "{profile}]].")
            )
        case .tokenAnswerOdd:
            (
                LocalizedText(
                    "{host} does not answer as an authorization server does[[, but with: {excerpt}]].",
                    ru: "{host} отвечает не так, как сервер авторизации[[: {excerpt}]]."),
                LocalizedText(
                    "Try again later. Check the server (--server) and the proxy (HTTPS_PROXY).",
                    ru: "Повторите попытку позже. Проверьте адрес сервера (--server) и прокси (HTTPS_PROXY).")
            )
        case .tokenOfOtherPortal:
            (
                LocalizedText(
                    "The token that came belongs to another portal than {portal}.",
                    ru: "Полученный токен относится не к порталу {portal}, а к другому."),
                LocalizedText(
                    "Sign in at the right portal: b24 auth login[[ --profile {profile}]].",
                    ru: "Войдите на нужный портал: b24 auth login[[ --profile {profile}]].")
            )
        default: (LocalizedText("", ru: ""), LocalizedText("", ru: ""))
        }
    }

    private static let signInHint = LocalizedText(
        "Sign in again: b24 auth login[[ --profile {profile}]].",
        ru: "Войдите заново: b24 auth login[[ --profile {profile}]].")
}
