import Localization

extension ErrorTexts {
    /// The texts of what b24 finds out itself.
    static func texts(of problem: PortalError.Problem) -> (message: LocalizedText, hint: LocalizedText) {
        switch problem {
        case .webhookEmpty:
            (LocalizedText("The address of the webhook is empty.", ru: "Адрес вебхука пуст."), webhookForm)
        case .webhookScheme:
            (
                LocalizedText(
                    "The address of the webhook does not begin with https://.",
                    ru: "Адрес вебхука не начинается с https://."),
                webhookForm
            )
        case .webhookCharacters:
            (
                LocalizedText(
                    "The address of the webhook has a space or a control character in it.",
                    ru: "В адресе вебхука есть пробел или управляющий символ."),
                webhookForm
            )
        case .webhookUserInfo:
            (
                LocalizedText(
                    "The address of the webhook has a user name or a password before the host.",
                    ru: "В адресе вебхука перед именем портала стоит имя пользователя или пароль."),
                webhookForm
            )
        case .webhookHost:
            (
                LocalizedText(
                    "The address of the webhook has no host name that could be one.",
                    ru: "В адресе вебхука нет правильного имени портала."),
                webhookForm
            )
        case .webhookPort:
            (
                LocalizedText(
                    "The port in the address of the webhook cannot be one.", ru: "В адресе вебхука неправильный порт."),
                webhookForm
            )
        case .webhookQuery:
            (
                LocalizedText(
                    "The address of the webhook goes on with ? or #.",
                    ru: "В адресе вебхука есть лишняя часть после ? или #."),
                webhookForm
            )
        case .webhookREST3:
            (
                LocalizedText(
                    "This is the webhook's address for REST 3 (/rest/api/...).",
                    ru: "Это адрес вебхука для REST 3 (/rest/api/...)."),
                webhookForm
            )
        case .webhookUserID:
            (
                LocalizedText(
                    "In the address of the webhook, /rest/ is not followed by the number of a user.",
                    ru: "В адресе вебхука после /rest/ нет номера пользователя."),
                webhookForm
            )
        case .webhookCode:
            (
                LocalizedText(
                    "The address of the webhook has no code after the user's number, or one that cannot be.",
                    ru: "В адресе вебхука после номера пользователя нет кода или код записан неправильно."),
                webhookForm
            )
        case .webhookMalformed:
            (
                LocalizedText(
                    "This is not the address of an inbound webhook.",
                    ru: "Это не адрес входящего вебхука."),
                webhookForm
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
        case .requestTooLarge:
            (
                LocalizedText(
                    "The request has {size} bytes; more than {limit} are not sent.",
                    ru: "Размер запроса — {size} байт; запросы больше {limit} байт не отправляются."),
                LocalizedText("Send files one by one.", ru: "Отправляйте файлы по одному.")
            )
        case .batchDuplicateKey:
            (
                LocalizedText(
                    "Two commands of the batch have the key \"{key}\".",
                    ru: "У двух команд пакета один и тот же ключ «{key}»."),
                LocalizedText("Give each command a key of its own.", ru: "Дайте каждой команде свой ключ.")
            )
        case .batchEmptyKey:
            (
                LocalizedText("A command of the batch has an empty key.", ru: "У одной из команд пакета пустой ключ."),
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
                    "The command \"{key}\" refers to $result[{reference}][[ (in {path})]], and the batch has no command "
                        + "with that key.",
                    ru: "Команда «{key}» ссылается на $result[{reference}][[ (в {path})]], но команды с таким ключом "
                        + "в пакете нет."),
                LocalizedText(
                    "A reference names the key of a command that stands before; those of a list have the keys 1, 2, 3.",
                    ru: "Ссылка должна называть ключ команды, стоящей раньше; у команд списка ключи 1, 2, 3.")
            )
        case .batchLaterReference:
            (
                LocalizedText(
                    "The command \"{key}\" refers to $result[{reference}][[ (in {path})]], which does not stand before it.",
                    ru: "Команда «{key}» ссылается на $result[{reference}][[ (в {path})]], а эта команда не стоит "
                        + "раньше неё."),
                LocalizedText(
                    "The portal runs the commands in their order: put the source first.",
                    ru: "Портал выполняет команды по порядку: поставьте источник раньше.")
            )
        case .batchBrokenReference:
            (
                LocalizedText(
                    "The command \"{key}\" has an unfinished reference[[ in {path}]].",
                    ru: "В команде «{key}» незаконченная ссылка[[ ({path})]]."),
                LocalizedText(
                    "A reference is written $result[key][field].",
                    ru: "Ссылка записывается так: $result[ключ][поле].")
            )
        case .batchReferenceAcrossChunks:
            (
                LocalizedText(
                    "The command \"{key}\" refers to $result[{reference}][[ (in {path})]], but these two and the commands "
                        + "between them do not fit into one request: the portal takes 50 commands at a time.",
                    ru: "Команда «{key}» ссылается на $result[{reference}][[ (в {path})]], но обе вместе с командами "
                        + "между ними не помещаются в один запрос: портал принимает по 50 команд."),
                LocalizedText(
                    "Bring commands that belong together closer to each other, or call them one by one.",
                    ru: "Поставьте связанные команды рядом или вызовите их по одной.")
            )
        case .batchReferenceEmpty:
            (
                LocalizedText(
                    "The command '{key}' ran with a wrong value: {reference} is not in the answer it refers to, and the "
                        + "portal took the reference for text.",
                    ru: "Команда '{key}' выполнена с неверным значением: {reference} нет в ответе, на который она "
                        + "ссылается, и портал принял ссылку за текст."),
                LocalizedText(
                    "Look at what it did, and name a member that the answer has: b24.call shows it.",
                    ru: "Проверьте, что она сделала, и укажите поле, которое в ответе есть: его покажет b24.call.")
            )
        case .batchAnswerIncomplete:
            (
                LocalizedText(
                    "The portal's answer to the batch says nothing about the command \"{key}\".",
                    ru: "В ответе портала на пакет нет ничего о команде «{key}»."),
                LocalizedText(
                    "Something between b24 and the portal may have cut the answer: send the batch in smaller parts.",
                    ru: "Возможно, что-то между b24 и порталом сократило ответ: отправьте пакет меньшими частями.")
            )
        case .writeUnsettled:
            (
                LocalizedText(
                    "{method} was sent[[ at {when}]], and the run ended before its answer.",
                    ru: "{method} отправлен[[ {when}]], но запуск оборвался до ответа."),
                LocalizedText(
                    "b24 leaves it alone: what is missing has to be done by hand[[ (object {object})]].",
                    ru: "b24 его не повторяет: недостающее сделайте вручную[[ (объект {object})]].")
            )
        case .listCursorUnsupported:
            (
                LocalizedText(
                    "{method} cannot be read by ascending id.", ru: "{method} нельзя читать по возрастанию id."),
                LocalizedText(
                    "Choose paging by offset: {paging = \"offset\"}.",
                    ru: "Выберите постраничное чтение: {paging = \"offset\"}.")
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
        case .listFilter:
            (
                LocalizedText(
                    "{method} is read by ascending id here, and no condition on the id can be added to this filter.",
                    ru: "{method} читается здесь по возрастанию id, а к этому фильтру нельзя добавить условие на id."),
                LocalizedText(
                    "Put alternatives into a group of their own, or choose paging by offset: {paging = \"offset\"}.",
                    ru: "Вынесите условия «ИЛИ» в отдельную группу или выберите постраничное чтение: "
                        + "{paging = \"offset\"}.")
            )
        case .listStart:
            (
                LocalizedText(
                    "{method} is read by ascending id here, and the call asks to begin at an offset.",
                    ru: "{method} читается здесь по возрастанию id, а в вызове указано смещение."),
                LocalizedText(
                    "Leave start out, or choose paging by offset: {paging = \"offset\"}.",
                    ru: "Уберите start или выберите постраничное чтение: {paging = \"offset\"}.")
            )
        case .listLimit:
            (
                LocalizedText("The limit is below zero.", ru: "Предел меньше нуля."),
                LocalizedText("Give the number of rows wanted.", ru: "Укажите, сколько строк нужно.")
            )
        case .listRowWithoutID:
            (
                LocalizedText(
                    "A row of {method} has no number under \"{field}\", so the list cannot be read by it.",
                    ru: "В строке {method} нет числа в поле «{field}», поэтому список нельзя читать по нему."),
                LocalizedText(
                    "Choose paging by offset: {paging = \"offset\"}.",
                    ru: "Выберите постраничное чтение: {paging = \"offset\"}.")
            )
        case .listStalled:
            (
                LocalizedText(
                    "The list {method} does not go on in ascending order after id {id}: rows would be lost or doubled.",
                    ru: "Список {method} не продолжается по возрастанию после id {id}: строки потерялись бы или "
                        + "повторились."),
                LocalizedText(
                    "The method ignores the order or the filter by id. Choose paging by offset: {paging = \"offset\"}.",
                    ru: "Метод не учитывает порядок или фильтр по id. Выберите постраничное чтение: "
                        + "{paging = \"offset\"}.")
            )
        case .listOffsetStalled:
            (
                LocalizedText(
                    "The list {method} does not get on: after the offset {offset} the portal names {next}.",
                    ru: "Список {method} не продвигается: после смещения {offset} портал называет {next}."),
                LocalizedText(
                    "Narrow the call with a filter until its answer fits one page.",
                    ru: "Сузьте выборку фильтром, чтобы ответ поместился на одну страницу.")
            )
        case .listShrunk:
            (
                LocalizedText(
                    "Rows of the list {method} were deleted while it was read ({before} before, {total} now): some of "
                        + "the others would be skipped.",
                    ru: "Пока список {method} читался, часть строк удалили (было {before}, стало {total}): некоторые "
                        + "из остальных были бы пропущены."),
                LocalizedText(
                    "Read it again. To delete rows of a list, collect it first: b24.collect, then delete.",
                    ru: "Прочитайте список ещё раз. Чтобы удалять строки списка, сначала соберите его целиком: "
                        + "b24.collect, потом удаляйте.")
            )
        case .listOwnPaging:
            (
                LocalizedText(
                    "{method} has more rows, but pages in a way of its own.",
                    ru: "У {method} есть ещё строки, но страницы листаются по-своему."),
                LocalizedText(
                    "Call it with b24.call and the paging parameters of its page.",
                    ru: "Вызывайте метод через b24.call с параметрами страниц из его описания.")
            )
        case .listREST3:
            (
                LocalizedText(
                    "{method} belongs to REST 3, whose lists page in ways of their own.",
                    ru: "{method} относится к REST 3, где у списков свои способы листать страницы."),
                LocalizedText(
                    "Call it with b24.call, page by page, with the pagination of its page: b24 docs {method}",
                    ru: "Вызывайте его через b24.call, по страницам, с pagination из его описания: b24 docs {method}")
            )
        case .methodVersion:
            (
                LocalizedText(
                    "{method} does not exist in REST {version}.", ru: "Метода {method} нет в REST {version}."),
                LocalizedText(
                    "Leave rest out: the version that has the method is then used.",
                    ru: "Уберите rest: тогда используется версия, в которой метод есть.")
            )
        case .listWithoutTotal:
            (
                LocalizedText(
                    "{method} does not tell how many rows there are.", ru: "{method} не сообщает число строк."),
                LocalizedText(
                    "Count the rows while reading them: b24.each.", ru: "Посчитайте строки при чтении: b24.each.")
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
                    "The portal's answer is not JSON[[ (status {status})]][[: \"{excerpt}\"]].",
                    ru: "Ответ портала — не JSON[[ (статус {status})]][[: «{excerpt}»]]."),
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
        case .redirectLoop:
            (
                LocalizedText(
                    "The portal sends the request on more than {count} times.",
                    ru: "Портал перенаправляет запрос больше {count} раз."),
                LocalizedText(
                    "If the portal has moved, store the webhook with its new address.",
                    ru: "Если портал переехал, сохраните вебхук с новым адресом.")
            )
        case .portalAddressMalformed, .portalAddressInsecure, .tokenMalformed, .authorizationServerMalformed,
            .authorizationServerInsecure, .storedMalformed, .storedVersion, .parameterAuth:
            tokenTexts(of: problem)
        default: transportTexts(of: problem)
        }
    }

    private static let webhookForm = LocalizedText(
        "It looks like https://company.bitrix24.com/rest/NUMBER/CODE/ : copy it whole from the webhook's page.",
        ru: "Он выглядит так: https://company.bitrix24.ru/rest/НОМЕР/КОД/ — скопируйте его целиком со страницы вебхука."
    )
}
