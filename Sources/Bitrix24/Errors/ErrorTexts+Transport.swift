import Localization

extension ErrorTexts {
    /// The texts of what goes wrong on the way to the portal and back.
    static func transportTexts(of problem: PortalError.Problem) -> (message: LocalizedText, hint: LocalizedText) {
        switch problem {
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
        case .libraryMissing:
            (
                LocalizedText(
                    "The library for requests, libcurl, is not on this machine or too old.",
                    ru: "На этом компьютере нет библиотеки libcurl, которая нужна для запросов, или она устарела."),
                LocalizedText(
                    "Install libcurl 7.85 or later; on Debian and Ubuntu: apt install libcurl4.",
                    ru: "Установите libcurl не старее 7.85; в Debian и Ubuntu: apt install libcurl4.")
            )
        case .tlsHandshake:
            (
                LocalizedText(
                    "No safe connection to {host}: it does not speak TLS as this machine does.",
                    ru: "Нет безопасного соединения с {host}: не удалось согласовать TLS."),
                LocalizedText(
                    "Check the address and the port; a proxy or firewall may cut the connection.",
                    ru: "Проверьте адрес и порт; соединение может обрывать прокси или межсетевой экран.")
            )
        case .tlsUntrusted:
            (
                LocalizedText(
                    "No safe connection to {host}: this machine does not trust its certificate.",
                    ru: "Нет безопасного соединения с {host}: компьютер не доверяет его сертификату."),
                LocalizedText(
                    "For a certificate of your own, put its authority into CURL_CA_BUNDLE or SSL_CERT_FILE.",
                    ru: "Для собственного сертификата укажите файл его центра в CURL_CA_BUNDLE или SSL_CERT_FILE.")
            )
        case .tlsExpired:
            (
                LocalizedText(
                    "No safe connection to {host}: its certificate has expired or is not valid yet.",
                    ru: "Нет безопасного соединения с {host}: срок действия его сертификата истёк или ещё не начался."),
                LocalizedText(
                    "Check this machine's clock; if it is right, the portal's administrator has to renew the certificate.",
                    ru: "Проверьте часы компьютера; если они верны, сертификат должен обновить администратор портала.")
            )
        case .tlsHostName:
            (
                LocalizedText(
                    "No safe connection to {host}: its certificate is for another host.",
                    ru: "Нет безопасного соединения с {host}: его сертификат выдан для другого имени."),
                LocalizedText(
                    "Check the portal's name in the webhook.", ru: "Проверьте имя портала в адресе вебхука.")
            )
        case .tlsAuthorities:
            (
                LocalizedText(
                    "The file of certificate authorities on this machine cannot be read.",
                    ru: "Не удаётся прочитать файл сертификатов удостоверяющих центров на этом компьютере."),
                LocalizedText(
                    "Check the path in CURL_CA_BUNDLE or SSL_CERT_FILE, and that the file is in PEM form.",
                    ru: "Проверьте путь в CURL_CA_BUNDLE или SSL_CERT_FILE и то, что файл в формате PEM.")
            )
        case .proxyUnreachable:
            (
                LocalizedText(
                    "The proxy on the way to {host} cannot be reached.",
                    ru: "Не удаётся связаться с прокси по пути к {host}."),
                LocalizedText(
                    "Check HTTPS_PROXY; NO_PROXY names the hosts that need no proxy.",
                    ru: "Проверьте HTTPS_PROXY; адреса, которым прокси не нужен, перечисляет NO_PROXY.")
            )
        case .proxyRefused:
            (
                LocalizedText(
                    "The proxy does not connect to {host}: it answers with the status {proxy_status}.",
                    ru: "Прокси не соединяет с {host}: он отвечает статусом {proxy_status}."),
                LocalizedText(
                    "407: put name and password into HTTPS_PROXY (NAME:PASSWORD@ before the host). 403: the proxy's "
                        + "administrator has to allow the portal. Otherwise the proxy itself cannot reach it.",
                    ru: "407: укажите имя и пароль в HTTPS_PROXY (ИМЯ:ПАРОЛЬ@ перед адресом). 403: портал должен "
                        + "разрешить администратор прокси. В остальных случаях прокси сам не может до него дойти.")
            )
        case .answerTooLarge:
            (
                LocalizedText(
                    "The answer of {host} is larger than b24 takes (256 MB), so the rest was not read.",
                    ru: "Ответ {host} больше, чем b24 готов принять (256 МБ), поэтому остаток не прочитан."),
                LocalizedText(
                    "Ask for fewer fields or rows at once: select, filter, b24.each.",
                    ru: "Запрашивайте меньше полей или строк за раз: select, filter, b24.each.")
            )
        case .answerMalformed:
            (
                LocalizedText(
                    "What answers at {host} does not speak HTTP as it should.",
                    ru: "Отвечающий по адресу {host} сервер нарушает протокол HTTP."),
                LocalizedText(
                    "Check the address and the port; a proxy or firewall may be spoiling the answer.",
                    ru: "Проверьте адрес и порт; ответ может портить прокси или межсетевой экран.")
            )
        case .timeoutResolve:
            (
                LocalizedText(
                    "The name {host} was not resolved within {limit}.",
                    ru: "Имя {host} не удалось определить за {limit}."),
                LocalizedText(
                    "The name server of this machine does not answer: check the network.",
                    ru: "Не отвечает сервер имён (DNS) этого компьютера: проверьте сеть.")
            )
        case .timeoutConnect:
            (
                LocalizedText(
                    "No connection to {host} within {limit}.", ru: "Не удалось соединиться с {host} за {limit}."),
                LocalizedText(
                    "Check the network, the firewall and the proxy (HTTPS_PROXY).",
                    ru: "Проверьте сеть, межсетевой экран и прокси (HTTPS_PROXY).")
            )
        case .timeoutTLS:
            (
                LocalizedText(
                    "{host} took the connection but did not finish the TLS handshake within {limit}.",
                    ru: "{host} принял соединение, но не завершил согласование TLS за {limit}."),
                LocalizedText(
                    "Check the address and the port, the proxy (HTTPS_PROXY) and the firewall.",
                    ru: "Проверьте адрес и порт, прокси (HTTPS_PROXY) и межсетевой экран.")
            )
        case .timeoutFirstByte:
            (
                LocalizedText(
                    "The portal took the request but did not begin to answer within {limit}.",
                    ru: "Портал принял запрос, но не начал отвечать за {limit}."),
                timeoutHint
            )
        case .timeoutStall:
            (
                LocalizedText(
                    "The exchange with {host} stopped half-way: nothing moved for {limit}.",
                    ru: "Обмен с {host} остановился на полпути: {limit} не пришло и не ушло ни байта."),
                LocalizedText("Try again; check the network.", ru: "Повторите попытку; проверьте сеть.")
            )
        case .timeoutWhole:
            (
                LocalizedText(
                    "The exchange with {host} took longer than {limit}, so it was ended half-way.",
                    ru: "Обмен с {host} длился дольше {limit} и был прерван на полпути."),
                timeoutHint
            )
        default: (LocalizedText("", ru: ""), LocalizedText("", ru: ""))
        }
    }

    private static let timeoutHint = LocalizedText(
        "Ask for less at once, or allow more time with --timeout; the cloud itself stops a call after 60 s.",
        ru: "Запросите меньше данных за раз или увеличьте --timeout; облако само прерывает вызов через 60 с.")
}
