import Localization

extension ErrorTexts {
    /// The texts of a kind: what happened, and what an administrator does about it.
    static func texts(of kind: ErrorKind) -> (message: LocalizedText, hint: LocalizedText) {
        switch kind {
        case .authExpired:
            (
                LocalizedText("The credential has expired.", ru: "Срок действия ключа доступа истёк."),
                LocalizedText(
                    "Open the webhook (\(Place.webhook.en)) and extend its date, or create a new one, and store its "
                        + "address again.",
                    ru: "Откройте вебхук (\(Place.webhook.ru)) и продлите срок его действия или создайте новый, затем "
                        + "сохраните его адрес заново.")
            )
        case .authInvalid:
            (
                LocalizedText("The portal does not accept the credential.", ru: "Портал не принимает ключ доступа."),
                LocalizedText(
                    "Copy the webhook's address whole and store it again. It stops working when the webhook is deleted "
                        + "or its date is over, when its owner is dismissed, and when an administrator edits it: then its "
                        + "code changes.",
                    ru: "Скопируйте адрес вебхука целиком и сохраните его заново. Вебхук перестаёт работать, если его "
                        + "удалили или истёк его срок, если его владелец уволен, а также если его изменил администратор: "
                        + "тогда у вебхука меняется код.")
            )
        case .insufficientScope:
            (
                LocalizedText(
                    "The webhook lacks a scope[[ that {method} needs]][[: {scopes}]].",
                    ru: "У вебхука нет прав[[, нужных методу {method}]][[: {scopes}]]."),
                LocalizedText(
                    "Open the webhook (\(Place.webhook.en)), tick[[ {scopes}]] in its access permissions and save. Its "
                        + "owner should do it: when an administrator edits it, its code changes.",
                    ru:
                        "Откройте вебхук (\(Place.webhook.ru)), отметьте в правах доступа[[ {scopes}]] и сохраните. Это "
                        + "должен сделать владелец вебхука: если его изменит администратор, код вебхука сменится.")
            )
        case .accessDenied:
            (
                LocalizedText(
                    "The owner of the credential has no right to do this[[: {method}]].",
                    ru: "У владельца ключа доступа нет на это прав[[: {method}]]."),
                LocalizedText(
                    "A webhook can do what its owner can do. Give the owner the right in the portal, or use the webhook of "
                        + "someone who has it.",
                    ru:
                        "Вебхук может ровно то, что может его владелец. Дайте владельцу право на портале или используйте "
                        + "вебхук сотрудника, у которого оно есть.")
            )
        case .appAccess:
            (
                LocalizedText(
                    "The user has no access to the application.", ru: "У пользователя нет доступа к приложению."),
                LocalizedText(
                    "Open the application's settings in the portal and add the user to those who may use it.",
                    ru:
                        "Откройте на портале настройки приложения и добавьте пользователя в список тех, кому оно доступно."
                )
            )
        case .planRequired:
            (
                LocalizedText(
                    "REST is not part of the portal's plan.", ru: "На тарифе портала нет доступа к REST."),
                LocalizedText(
                    "REST needs a commercial plan or a Market subscription; on a trial or free plan it is off.",
                    ru: "Для REST нужен коммерческий тариф или подписка на Маркет; на бесплатном тарифе он отключён.")
            )
        case .applicationContext:
            (
                LocalizedText(
                    "This works for applications only, not for a webhook[[: {method}]].",
                    ru: "Это доступно только приложениям, а не вебхуку[[: {method}]]."),
                LocalizedText(
                    "Create a local application (Developer resources > Other > Local application) and sign in through it.",
                    ru:
                        "Создайте локальное приложение (Разработчикам > Другое > Локальное приложение) и войдите через него."
                )
            )
        case .requiredField:
            (
                LocalizedText(
                    "A required value is missing[[: {field}]].", ru: "Не заполнено обязательное значение[[: {field}]]."),
                LocalizedText(
                    "[[{method} requires: {required}.]][[ More: b24 docs {documented}]]",
                    ru: "[[{method} требует: {required}.]][[ Подробнее: b24 docs {documented}]]")
            )
        case .invalidArgument:
            (
                LocalizedText(
                    "A value that was sent is not right[[ ({path})]][[: {field}]].",
                    ru: "Передано неверное значение[[ ({path})]][[: {field}]]."),
                LocalizedText(
                    "[[Its parameters: b24 docs {documented}]]",
                    ru: "[[Параметры метода: b24 docs {documented}]]")
            )
        case .notFound:
            (
                LocalizedText(
                    "The portal does not find what was asked for[[ ({method})]].",
                    ru: "Портал не нашёл то, что запрошено[[ ({method})]]."),
                LocalizedText(
                    "Check the id, and whether the owner of the credential may see the record: some methods answer \"not "
                        + "found\" then too.",
                    ru:
                        "Проверьте идентификатор и то, видит ли запись владелец ключа доступа: некоторые методы и тогда "
                        + "отвечают «не найдено».")
            )
        case .methodNotFound:
            (
                LocalizedText(
                    "There is no such method[[: {method}]].[[ Did you mean {suggestion}?]]",
                    ru: "Такого метода нет[[: {method}]].[[ Возможно, вы имели в виду {suggestion}?]]"),
                LocalizedText(
                    "[[{documented} is documented, so the portal's version may be older, or its module is not installed. ]]"
                        + "Ask the portal with method.get whether it has a method.",
                    ru:
                        "[[{documented} есть в документации: возможно, версия портала старше или модуль не установлен. ]]"
                        + "Есть ли метод на портале, отвечает method.get.")
            )
        case .alreadyExists:
            (
                LocalizedText("Such a record already exists.", ru: "Такая запись уже существует."),
                LocalizedText(
                    "Choose another code or name, or change the record that is there.",
                    ru: "Выберите другой код или название либо измените существующую запись.")
            )
        case .hasBoundTypes:
            (
                LocalizedText(
                    "The workplace still has SPAs.", ru: "К цифровому рабочему месту привязаны смарт-процессы."),
                LocalizedText(
                    "Move them first: b24.workplace.detach(id, ...) sends them back to CRM, b24.workplace.attach(other, "
                        + "..., {move = true}) to another workplace.",
                    ru: "Сначала перенесите их: b24.workplace.detach(id, ...) вернёт их в CRM, "
                        + "b24.workplace.attach(другое, ..., {move = true}) перенесёт в другое рабочее место.")
            )
        default: laterTexts(of: kind)
        }
    }

    /// Names of places in the portal.
    enum Place {
        /// Where inbound webhooks are.
        static let webhook = LocalizedText(
            "Developer resources > Other > Inbound webhook", ru: "Разработчикам > Другое > Входящий вебхук")
        /// Where applications are.
        static let application = LocalizedText(
            "Developer resources > Integrations", ru: "Разработчикам > Интеграции")
        /// Where the rights of CRM are set.
        static let crmPermissions = LocalizedText(
            "CRM > Settings > Access permissions", ru: "CRM > Настройки > Права доступа")
    }
}
