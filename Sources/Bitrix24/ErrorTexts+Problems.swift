import Localization

extension ErrorTexts {
    /// The texts of what b24 finds out itself.
    static func texts(of problem: PortalError.Problem) -> (message: LocalizedText, hint: LocalizedText) {
        switch problem {
        case .webhookMalformed:
            (
                LocalizedText(
                    "This is not the address of an inbound webhook.",
                    ru: "Это не адрес входящего вебхука."),
                LocalizedText(
                    "It looks like https://company.bitrix24.com/rest/1/CODE/ : copy it whole from the webhook's page.",
                    ru: "Он выглядит так: https://company.bitrix24.ru/rest/1/КОД/ — скопируйте его целиком со страницы "
                        + "вебхука.")
            )
        case .webhookInsecure:
            (
                LocalizedText(
                    "The webhook's address begins with http: its code would travel readably.",
                    ru: "Адрес вебхука начинается с http: код вебхука передавался бы в открытом виде."),
                LocalizedText(
                    "Write https. Plain http is allowed for this machine only (127.0.0.1, localhost).",
                    ru: "Укажите https. Обычный http разрешён только для этого компьютера (127.0.0.1, localhost).")
            )
        case .methodMalformed:
            (
                LocalizedText(
                    "\"{method}\" cannot be the name of a method.", ru: "«{method}» не может быть именем метода."),
                LocalizedText(
                    "A method's name has letters, digits and dots: crm.item.list.",
                    ru: "Имя метода состоит из букв, цифр и точек: crm.item.list.")
            )
        case .batchDuplicateKey:
            (
                LocalizedText(
                    "Two commands of the batch have the key \"{key}\".",
                    ru: "У двух команд пакета один и тот же ключ «{key}»."),
                LocalizedText("Give each command a key of its own.", ru: "Дайте каждой команде свой ключ.")
            )
        case .batchInBatch:
            (
                LocalizedText(
                    "The command \"{key}\" of the batch is itself a batch.",
                    ru: "Команда «{key}» пакета сама является пакетом."),
                LocalizedText(
                    "Put its commands into the outer one: a batch of b24 may have any number of them.",
                    ru: "Добавьте её команды в общий пакет: в пакете b24 их может быть сколько угодно.")
            )
        case .batchUnknownReference:
            (
                LocalizedText(
                    "The command \"{key}\" refers to $result[{reference}], which no earlier command has.",
                    ru: "Команда «{key}» ссылается на $result[{reference}], но среди предыдущих команд такой нет."),
                LocalizedText(
                    "A reference names the key of a command that stands before.",
                    ru: "Ссылка должна называть ключ команды, стоящей раньше.")
            )
        case .batchReferenceAcrossChunks:
            (
                LocalizedText(
                    "The command \"{key}\" refers to $result[{reference}], which is in another request: the portal takes 50 "
                        + "commands at a time.",
                    ru:
                        "Команда «{key}» ссылается на $result[{reference}], а та команда уходит в другом запросе: портал "
                        + "принимает по 50 команд."),
                LocalizedText(
                    "Bring commands that belong together closer to each other, or call them one by one.",
                    ru: "Поставьте связанные команды рядом или вызовите их по одной.")
            )
        case .listOrder:
            (
                LocalizedText(
                    "{method} is read by ascending id here, and the call asks for another order.",
                    ru: "{method} читается здесь по возрастанию id, а в вызове указан другой порядок."),
                LocalizedText(
                    "Leave the order out, or choose paging by offset: {paging = \"offset\"}.",
                    ru: "Уберите сортировку или выберите постраничное чтение: {paging = \"offset\"}.")
            )
        case .listStalled:
            (
                LocalizedText(
                    "The list {method} does not get on: the portal gave the rows up to id {id} again.",
                    ru: "Список {method} не продвигается: портал снова вернул строки до id {id}."),
                LocalizedText(
                    "The method ignores the filter by id. Choose paging by offset: {paging = \"offset\"}.",
                    ru: "Метод не учитывает фильтр по id. Выберите постраничное чтение: {paging = \"offset\"}.")
            )
        case .listWithoutRows:
            (
                LocalizedText(
                    "The answer of {method} holds no list of rows.",
                    ru: "В ответе {method} нет списка строк."),
                LocalizedText(
                    "Not every method whose name looks so is a list: call it with b24.call.",
                    ru: "Не каждый метод с таким именем возвращает список: вызовите его через b24.call.")
            )
        case .answerNotJSON:
            (
                LocalizedText(
                    "The portal's answer is not JSON[[ (status {status})]].",
                    ru: "Ответ портала — не JSON[[ (статус {status})]]."),
                LocalizedText(
                    "Check the portal's address: a proxy, a login page or another site may be answering.",
                    ru: "Проверьте адрес портала: возможно, отвечает прокси, страница входа или другой сайт.")
            )
        case .answerWithoutResult:
            (
                LocalizedText(
                    "The portal's answer has neither a result nor an error[[ (status {status})]].",
                    ru: "В ответе портала нет ни результата, ни ошибки[[ (статус {status})]]."),
                LocalizedText(
                    "Check the portal's address: something else than Bitrix24's REST may be answering.",
                    ru: "Проверьте адрес портала: возможно, отвечает не REST Битрикс24.")
            )
        case .redirectRefused:
            (
                LocalizedText(
                    "The portal sends the request on[[ to {location}]], and b24 does not go there with a credential.",
                    ru: "Портал перенаправляет запрос[[ на {location}]], но b24 не пойдёт туда с ключом доступа."),
                LocalizedText(
                    "If the portal has moved, store the webhook with its new address.",
                    ru: "Если портал переехал, сохраните вебхук с новым адресом.")
            )
        case .hostNotFound:
            (
                LocalizedText("There is no host {host}.", ru: "Адрес {host} не найден."),
                LocalizedText(
                    "Check the portal's name, and the network: does the name open in a browser?",
                    ru: "Проверьте имя портала и сеть: открывается ли этот адрес в браузере?")
            )
        case .connectionRefused:
            (
                LocalizedText("{host} does not take connections.", ru: "{host} не принимает соединения."),
                LocalizedText(
                    "Check the address and the port, the proxy (HTTPS_PROXY) and the firewall.",
                    ru: "Проверьте адрес и порт, прокси (HTTPS_PROXY) и межсетевой экран.")
            )
        case .connectionLost:
            (
                LocalizedText("The connection to {host} was lost.", ru: "Соединение с {host} прервалось."),
                LocalizedText("Try again; check the network.", ru: "Повторите попытку; проверьте сеть.")
            )
        }
    }
}
