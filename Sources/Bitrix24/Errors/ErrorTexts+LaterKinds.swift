import Localization

extension ErrorTexts {
    /// The texts of the kinds that are about limits, the portal's state, the network and b24's own refusals.
    static func laterTexts(of kind: ErrorKind) -> (message: LocalizedText, hint: LocalizedText) {
        switch kind {
        case .limitExceeded:
            (
                LocalizedText("A limit of the portal is reached.", ru: "Достигнуто ограничение портала."),
                LocalizedText(
                    "Send less at once, delete what is no longer needed, or choose a larger plan.",
                    ru: "Отправляйте меньше за один раз, удалите ненужное или перейдите на старший тариф.")
            )
        case .restrictedByPlan:
            (
                LocalizedText(
                    "The portal's plan does not include this.", ru: "Тариф портала этого не предусматривает."),
                LocalizedText(
                    "Compare the plans in the portal (Subscription > My plan); an administrator can change the plan.",
                    ru: "Сравните тарифы на портале (Тариф и лицензия); сменить тариф может администратор.")
            )
        case .rateLimited:
            (
                LocalizedText(
                    "The portal takes no more requests for now: too many came from this address.",
                    ru: "Портал временно не принимает запросы: с этого адреса их пришло слишком много."),
                LocalizedText(
                    "[[Try again in {wait}. ]]The limit counts all programs behind one IP address together: run one script at "
                        + "a time.",
                    ru:
                        "[[Повторите через {wait}. ]]Ограничение общее для всех программ за одним IP-адресом: запускайте "
                        + "скрипты по очереди.")
            )
        case .operationTimeLimit:
            (
                LocalizedText(
                    "The portal has stopped[[ {method}]] for this webhook: its calls took too long in the last ten "
                        + "minutes.",
                    ru:
                        "Портал остановил[[ {method}]] для этого вебхука: за последние десять минут на вызовы ушло слишком "
                        + "много времени."),
                LocalizedText(
                    "[[Try again in {wait}. ]]Other methods go on. Ask for fewer fields and fewer rows, and filter by "
                        + "fields that have an index.",
                    ru: "[[Повторите через {wait}. ]]Остальные методы работают. Запрашивайте меньше полей и строк и "
                        + "фильтруйте по индексируемым полям.")
            )
        case .overloaded:
            (
                LocalizedText(
                    "Bitrix24 has blocked REST on this portal because of overload.",
                    ru: "Битрикс24 заблокировал REST на этом портале из-за перегрузки."),
                LocalizedText(
                    "The block is set by hand and does not end by itself: write to Bitrix24 support.",
                    ru: "Блокировка установлена вручную и сама не снимается: обратитесь в поддержку Битрикс24.")
            )
        case .batchNested:
            (
                LocalizedText(
                    "This method cannot be called inside a batch[[: {method}]].",
                    ru: "Этот метод нельзя вызвать внутри пакета (batch)[[: {method}]]."),
                LocalizedText(
                    "Call it on its own: uploads, downloads and other batches are not taken inside one.",
                    ru:
                        "Вызовите его отдельно: загрузка и скачивание файлов и вложенные пакеты внутри пакета не работают."
                )
            )
        case .batchTooLong:
            (
                LocalizedText(
                    "The batch has more than 50 commands.", ru: "В пакете (batch) больше 50 команд."),
                LocalizedText(
                    "Use b24.batch: it splits any number of commands.",
                    ru: "Используйте b24.batch: он разбивает любое число команд на части.")
            )
        case .serverError:
            (
                LocalizedText(
                    "The portal failed while it carried out the call[[ {method}]][[ (status {status})]].",
                    ru: "На портале произошла ошибка при выполнении вызова[[ {method}]][[ (статус {status})]]."),
                LocalizedText(
                    "Try again in a few minutes; when it stays, give support the time and the method.",
                    ru: "Повторите через несколько минут; если ошибка не проходит, сообщите поддержке время и метод.")
            )
        case .unexpectedAnswer:
            (
                LocalizedText(
                    "The portal's answer cannot be understood[[ (status {status})]].",
                    ru: "Ответ портала не удалось разобрать[[ (статус {status})]]."),
                LocalizedText(
                    "Check the portal's address: a proxy, a login page or another site may be answering.",
                    ru: "Проверьте адрес портала: возможно, отвечает прокси, страница входа или другой сайт.")
            )
        case .portalDeleted:
            (
                LocalizedText("The portal is deleted or closed.", ru: "Портал удалён или закрыт."),
                LocalizedText(
                    "Self-hosted: switch off \"Temporary closure of the public part of the site\" (Settings > Product "
                        + "settings > Module settings > Main module).",
                    ru:
                        "В коробке отключите «Временное закрытие публичной части сайта» (Настройки > Настройки продукта > "
                        + "Настройки модулей > Главный модуль).")
            )
        case .network:
            (
                LocalizedText(
                    "The portal[[ {host}]] cannot be reached.", ru: "Не удаётся связаться с порталом[[ {host}]]."),
                LocalizedText(
                    "Check the network, the portal's name and the proxy (HTTPS_PROXY).",
                    ru: "Проверьте сеть, имя портала и прокси (HTTPS_PROXY).")
            )
        case .timeout:
            (
                LocalizedText(
                    "The portal did not answer in time[[ ({limit})]].",
                    ru: "Портал не ответил вовремя[[ ({limit})]]."),
                LocalizedText(
                    "Ask for less at once, or allow more time with --timeout; the portal itself stops a call after 60 s.",
                    ru: "Запросите меньше данных за раз или увеличьте --timeout; сам портал прерывает вызов через 60 с."
                )
            )
        case .tls:
            (
                LocalizedText(
                    "No safe connection to the portal[[ {host}]]: its certificate is not accepted.",
                    ru: "Нет безопасного соединения с порталом[[ {host}]]: его сертификат не принят."),
                LocalizedText(
                    "Check the machine's clock and the portal's name. For a certificate of your own, put its authority into "
                        + "CURL_CA_BUNDLE or SSL_CERT_FILE.",
                    ru:
                        "Проверьте часы компьютера и имя портала. Для собственного сертификата укажите файл его центра в "
                        + "CURL_CA_BUNDLE или SSL_CERT_FILE.")
            )
        case .cancelled:
            (LocalizedText("Stopped before it was done.", ru: "Прервано до завершения."), LocalizedText("", ru: ""))
        case .policyDenied:
            (
                LocalizedText(
                    "The call[[ of {method}]] is not allowed in this run[[: {flag} is on]][[: {mode} is on]]"
                        + "[[: profile {profile} is read-only]].",
                    ru: "Вызов[[ {method}]] в этом запуске запрещён[[: включён {flag}]][[: включён режим {mode}]]"
                        + "[[: профиль {profile} только для чтения]]."),
                LocalizedText(
                    "[[Run again without {flag} if the change is wanted.]][[{mode} off allows writes again.]]"
                        + "[[If the change is wanted, use another profile, or take read_only = true out of {profile}.]]",
                    ru: "[[Если изменение нужно, запустите без {flag}.]][[{mode} off снова разрешит запись.]]"
                        + "[[Если изменение нужно, возьмите другой профиль или уберите read_only = true из {profile}.]]"
                )
            )
        case .unsupportedByREST:
            (
                LocalizedText(
                    "Bitrix24's REST cannot do this[[: {feature}]].",
                    ru: "REST Битрикс24 этого не умеет[[: {feature}]]."),
                LocalizedText(
                    "Set it in the portal by hand; spa.permissions:checklist writes down the steps. A self-hosted portal may "
                        + "have a custom method for it.",
                    ru:
                        "Настройте это на портале вручную: spa.permissions:checklist запишет шаги. На коробочном портале для "
                        + "этого может быть собственный метод.")
            )
        default:
            (
                LocalizedText(
                    "The portal refused the call[[ {method}]][[ (status {status})]].",
                    ru: "Портал отклонил вызов[[ {method}]][[ (статус {status})]]."),
                LocalizedText(
                    "[[What it may answer: b24 docs {documented}]]",
                    ru: "[[Возможные ответы: b24 docs {documented}]]")
            )
        }
    }
}
