import Localization

/// What the client itself refuses or finds wrong, with its texts: everything that no portal said.
///
/// A ``PortalError`` made from one carries its name in `details["reason"]`; `{name}` in a text stands for that detail.
public enum ClientFault: String, Sendable, CaseIterable {
    case webhookEmpty = "webhook_empty"
    case webhookNoScheme = "webhook_no_scheme"
    case webhookNotHTTPS = "webhook_not_https"
    case webhookUserInfo = "webhook_user_info"
    case webhookHost = "webhook_host"
    case webhookPort = "webhook_port"
    case webhookQuery = "webhook_query"
    case webhookREST3 = "webhook_rest_3"
    case webhookPath = "webhook_path"
    case webhookUserID = "webhook_user_id"
    case webhookCode = "webhook_code"
    case webhookCharacters = "webhook_characters"

    case methodName = "method_name"
    case batchNested = "batch_in_batch"
    case batchDoubleKey = "batch_double_key"
    case batchEmptyKey = "batch_empty_key"
    case referenceUnknown = "reference_unknown"
    case referenceLater = "reference_later"
    case referenceTooFar = "reference_too_far"
    case referenceMalformed = "reference_malformed"
    case batchAnswerLacksKey = "batch_answer_lacks_key"

    case cursorUnsupported = "cursor_unsupported"
    case cursorOrder = "cursor_order"
    case cursorFilter = "cursor_filter"
    case cursorStart = "cursor_start"
    case limitNegative = "limit_negative"
    case rowWithoutID = "row_without_id"
    case cursorStalled = "cursor_stalled"
    case offsetStalled = "offset_stalled"
    case noRows = "no_rows"
    case noTotal = "no_total"

    case notJSON = "not_json"
    case noResult = "no_result"
    case redirectRefused = "redirect_refused"
    case redirectLoop = "redirect_loop"
    case requestTooLarge = "request_too_large"
    case cancelled = "call_cancelled"

    /// What callers branch on.
    public var kind: ErrorKind {
        switch self {
        case .methodName: .methodNotFound
        case .batchNested: .batchNested
        case .batchAnswerLacksKey, .rowWithoutID, .cursorStalled, .offsetStalled, .noRows, .noTotal, .notJSON,
            .noResult,
            .redirectRefused, .redirectLoop:
            .unexpectedAnswer
        case .cancelled: .cancelled
        default: .invalidArgument
        }
    }

    /// The text in a language, its places filled from an error's details.
    public func text(_ language: Language, _ details: [String: String] = [:]) -> String {
        var text = template[language]
        for (name, value) in details { text = text.replacing("{\(name)}", with: value) }
        return text
    }

    private var template: LocalizedText {
        switch self {
        case .webhookEmpty:
            LocalizedText("the webhook address is empty", ru: "адрес вебхука пуст")
        case .webhookNoScheme:
            LocalizedText(
                "the webhook address must begin with https://", ru: "адрес вебхука должен начинаться с https://")
        case .webhookNotHTTPS:
            LocalizedText(
                "the webhook address must use https; plain http is only for this machine (127.0.0.1, localhost)",
                ru:
                    "адрес вебхука должен быть https; обычный http годится только для этой машины (127.0.0.1, localhost)"
            )
        case .webhookUserInfo:
            LocalizedText(
                "the webhook address must not contain a user name or password before the host",
                ru: "в адресе вебхука не должно быть имени пользователя и пароля перед именем портала")
        case .webhookHost:
            LocalizedText(
                "the webhook address has no valid host name", ru: "в адресе вебхука нет правильного имени портала")
        case .webhookPort:
            LocalizedText("the port of the webhook address is not valid", ru: "в адресе вебхука неправильный порт")
        case .webhookQuery:
            LocalizedText(
                "the webhook address must end with the code: nothing after ? or # belongs to it",
                ru: "адрес вебхука должен кончаться кодом: части после ? или # в нём быть не должно")
        case .webhookREST3:
            LocalizedText(
                "this is a REST 3 address (/rest/api/...); give the one of the form https://HOST/rest/USER/CODE/",
                ru: "это адрес REST 3 (/rest/api/...); нужен адрес вида https://ПОРТАЛ/rest/ПОЛЬЗОВАТЕЛЬ/КОД/")
        case .webhookPath:
            LocalizedText(
                "the webhook address must have the form https://HOST/rest/USER/CODE/",
                ru: "адрес вебхука должен иметь вид https://ПОРТАЛ/rest/ПОЛЬЗОВАТЕЛЬ/КОД/")
        case .webhookUserID:
            LocalizedText(
                "the part after /rest/ in the webhook address must be the number of a user",
                ru: "после /rest/ в адресе вебхука должен стоять номер пользователя")
        case .webhookCode:
            LocalizedText(
                "the webhook address has no code after the user's number, or it contains characters that no code has",
                ru: "в адресе вебхука после номера пользователя нет кода или в нём есть недопустимые символы")
        case .webhookCharacters:
            LocalizedText(
                "the webhook address contains a space or a control character",
                ru: "в адресе вебхука есть пробел или управляющий символ")
        case .methodName:
            LocalizedText(
                "'{method}' is not the name of a REST method: letters, digits, dots and _ only",
                ru: "«{method}» не похоже на имя метода REST: в нём могут быть только буквы, цифры, точки и _")
        case .batchNested:
            LocalizedText(
                "command '{key}' is a batch: a batch cannot contain another",
                ru: "команда «{key}» сама является пакетом: пакет нельзя вложить в пакет")
        case .batchDoubleKey:
            LocalizedText(
                "two commands of the batch have the key '{key}'", ru: "у двух команд пакета один и тот же ключ «{key}»")
        case .batchEmptyKey:
            LocalizedText("a command of the batch has an empty key", ru: "у команды пакета пустой ключ")
        case .referenceUnknown:
            LocalizedText(
                "{path} of command '{key}' refers to $result[{source}], but the batch has no command '{source}'",
                ru: "{path} команды «{key}» ссылается на $result[{source}], но команды «{source}» в пакете нет")
        case .referenceLater:
            LocalizedText(
                "{path} of command '{key}' refers to $result[{source}], which does not come before it",
                ru: "{path} команды «{key}» ссылается на $result[{source}], а эта команда не стоит раньше неё")
        case .referenceTooFar:
            LocalizedText(
                "{path} of command '{key}' refers to $result[{source}]: the commands from '{source}' to '{key}' and "
                    + "those tied to them do not fit into one batch of 50",
                ru: "{path} команды «{key}» ссылается на $result[{source}]: команды от «{source}» до «{key}» вместе "
                    + "со связанными не помещаются в один пакет из 50")
        case .referenceMalformed:
            LocalizedText(
                "{path} of command '{key}' contains an unfinished reference; its form is $result[key][field]",
                ru: "в {path} команды «{key}» незаконченная ссылка; она записывается как $result[ключ][поле]")
        case .batchAnswerLacksKey:
            LocalizedText(
                "the portal's answer to the batch says nothing about command '{key}'",
                ru: "в ответе портала на пакет нет ничего о команде «{key}»")
        case .cursorUnsupported:
            LocalizedText(
                "{method} cannot be read by id cursor; read it by offset",
                ru: "{method} нельзя читать по курсору id; читайте его по смещению")
        case .cursorOrder:
            LocalizedText(
                "reading by id cursor needs the order id ascending: another order would lose or double rows",
                ru:
                    "чтение по курсору требует порядка по возрастанию id: при другом порядке строки потеряются или повторятся"
            )
        case .cursorFilter:
            LocalizedText(
                "reading by id cursor cannot be combined with this filter: the condition on the id could not be added to it",
                ru: "чтение по курсору несовместимо с этим фильтром: к нему нельзя добавить условие на id")
        case .cursorStart:
            LocalizedText(
                "reading by id cursor cannot begin at an offset: leave out start",
                ru: "чтение по курсору не может начинаться со смещения: уберите start")
        case .limitNegative:
            LocalizedText("the limit must not be negative", ru: "предел не может быть отрицательным")
        case .rowWithoutID:
            LocalizedText(
                "a row of {method} has no numeric '{field}': the list cannot be read by it",
                ru: "в строке {method} нет числового «{field}»: по нему нельзя прочитать список")
        case .cursorStalled:
            LocalizedText(
                "the portal did not return {method} in ascending order of '{field}' after {last}: rows would be lost or doubled",
                ru:
                    "портал вернул {method} не по возрастанию «{field}» после {last}: строки потерялись бы или повторились"
            )
        case .offsetStalled:
            LocalizedText(
                "the portal names {next} as the next offset of {method} after {last}: the list does not advance",
                ru: "после смещения {last} портал называет следующим смещением {method} {next}: список не продвигается")
        case .noRows:
            LocalizedText(
                "the answer of {method} contains no single list of rows",
                ru: "в ответе {method} нет единственного списка строк")
        case .noTotal:
            LocalizedText("{method} does not tell a total", ru: "{method} не сообщает общее количество")
        case .notJSON:
            LocalizedText(
                "the portal's answer (HTTP {status}) is not JSON: {excerpt}",
                ru: "ответ портала (HTTP {status}) не является JSON: {excerpt}")
        case .noResult:
            LocalizedText(
                "the portal's answer (HTTP {status}) has neither a result nor an error: {excerpt}",
                ru: "в ответе портала (HTTP {status}) нет ни результата, ни ошибки: {excerpt}")
        case .redirectRefused:
            LocalizedText(
                "the portal sends the request to {location}, which is not an https address of its REST interface",
                ru: "портал перенаправляет запрос на {location}, а это не https-адрес его REST")
        case .redirectLoop:
            LocalizedText(
                "the portal redirects more than {count} times", ru: "портал перенаправляет запрос больше {count} раз")
        case .requestTooLarge:
            LocalizedText(
                "the request has {size} bytes, more than {limit}", ru: "в запросе {size} байт, больше {limit}")
        case .cancelled:
            LocalizedText("the call was cancelled", ru: "вызов отменён")
        }
    }
}

extension PortalError {
    /// An error that the client found itself; the description is the English text.
    init(
        _ fault: ClientFault, method: String? = nil, status: Int? = nil, outcome: Outcome = .refused, attempts: Int = 0,
        details: [String: String] = [:]
    ) {
        var details = details
        if let method { details["method"] = method }
        if let status { details["status"] = String(status) }
        let description = fault.text(.en, details)
        details["reason"] = fault.rawValue
        self.init(
            kind: fault.kind, status: status, method: method, description: description, outcome: outcome,
            attempts: attempts, details: details)
    }

    /// The client's own finding that this error tells of; `nil` for what a portal or the transport said.
    public var fault: ClientFault? { details["reason"].flatMap(ClientFault.init(rawValue:)) }
}
