import Localization

/// What `b24 portal` says about faults and about the portal's own log.
extension Texts {
    static let optionFaultSeed = LocalizedText(
        "Number that decides which requests a fault with a rate meets.",
        ru: "Число, от которого зависит, какие запросы затронет сбой с долей в процентах.")

    /// Lines of prose are left to the parser, which knows the width; those of the table are short enough.
    static let helpOnFaults = LocalizedText(
        """
        Faults, --fault METHOD:FAULT[:COUNT][@K]. METHOD is a method, a prefix with a star (crm.item.*) or * for every \
        REST request. COUNT is how many requests the fault meets (1), * for all, or a rate such as 1%; @K begins with \
        the K-th matching request. Times may carry ms, s, m or h.

        The request does not run:
          503, 429, 500               that error; also the code of a system error,
                                      such as expired_token or OVERLOAD_LIMIT
          html[=5xx]                  502 with a proxy's page
          302                         a redirect to the same address
          drop-before, reset-before   the connection is closed, or reset (TCP RST)
        The request runs:
          drop, reset                 the connection is closed, or reset (TCP RST)
          truncated                   half of the announced answer
          timeout                     no answer
          slow[=2s]                   the answer comes in pieces
          twice                       it runs twice: a proxy sent it again
        Together with others:
          latency=MS[-MS]             the answer comes later
          clock=+SECONDS|-SECONDS     the portal's clock jumps

        The first fault that wants a request acts. The same --fault-seed meets the same requests again. Commands \
        inside a batch meet errors, latency and clock of faults that name them; what happens to the connection \
        happens to batch. oauth/token and oauth/authorize name the authorization server. @FILE holds one fault per \
        line, # begins a comment. b24 portal log tells which writes ran.
        """,
        ru: """
            Сбои, --fault МЕТОД:СБОЙ[:СКОЛЬКО][@K]. МЕТОД — это метод, начало имени со звёздочкой (crm.item.*) или * \
            для всех запросов REST. СКОЛЬКО — число запросов, которые затронет сбой (1), * для всех или доля, \
            например 1%; @K — начиная с K-го подходящего запроса. Время можно указать с единицей: ms, s, m или h.

            Запрос не выполняется:
              503, 429, 500               эта ошибка; также код системной ошибки,
                                          например expired_token, OVERLOAD_LIMIT
              html[=5xx]                  502 со страницей прокси
              302                         перенаправление на тот же адрес
              drop-before, reset-before   соединение закрыто или сброшено (TCP RST)
            Запрос выполняется:
              drop, reset                 соединение закрыто или сброшено (TCP RST)
              truncated                   половина обещанного ответа
              timeout                     ответа нет
              slow[=2s]                   ответ приходит по частям
              twice                       дважды: прокси отправил запрос ещё раз
            Вместе с другими:
              latency=MS[-MS]             ответ приходит позже
              clock=+SECONDS|-SECONDS     часы портала перескакивают

            Срабатывает первый подходящий сбой. С тем же --fault-seed сбои затронут те же запросы. На команды внутри \
            batch действуют ошибки, latency и clock, если сбой называет их метод; сбои соединения относятся к самому \
            batch. oauth/token и oauth/authorize — это сервер авторизации. @ФАЙЛ содержит по сбою в строке, # начинает \
            комментарий. Какие изменения выполнены, покажет b24 portal log.
            """)
    static let optionNoConsole = LocalizedText(
        "Serve no console, the page to look at.", ru: "Не открывать консоль — страницу для просмотра.")
    static let portalConsole = LocalizedText("Console", ru: "Консоль")
    static let faultsHint = LocalizedText(
        "b24 portal serve --help lists the faults.", ru: "Список сбоев: b24 portal serve --help.")

    static let aboutPortalLog = LocalizedText(
        "Print the writes that the local portal was asked for.",
        ru: "Вывести запросы на изменение, которые получил локальный портал.")
    static let discussionPortalLog = LocalizedText(
        """
        The portal's own account, in the order of execution, commands of a batch one by one: what really ran, whatever \
        a client was told. The portal may be running. b24 portal reset empties the log.

          outcome  ran; failed (see code); fault, limit: kept from running
          answer   delivered; cut: a part was sent; lost: nothing was sent;
                   unknown: the portal ended before it knew
        """,
        ru: """
            Собственный учёт портала в порядке выполнения, команды batch по одной: что выполнено на самом деле, что \
            бы ни узнал клиент. Портал может быть запущен. b24 portal reset очищает журнал.

              outcome  ran: выполнено; failed: ошибка (см. code);
                       fault, limit: не выполнено из-за сбоя или лимита
              answer   delivered: ответ отправлен; cut: отправлен частично;
                       lost: не отправлен; unknown: портал завершился раньше
            """)
    static let optionLogSince = LocalizedText(
        "Only writes after the one with this number.", ru: "Только записи после записи с этим номером.")
    static let oddLogNumber = LocalizedText(
        "--since is the number of an entry, 0 or more", ru: "--since — это номер записи, 0 или больше")
    static let memoryHasNoLog = LocalizedText(
        "a portal in memory takes its log with it: there is none to print",
        ru: "журнал портала в памяти исчезает вместе с ним: выводить нечего")
    static let portalLogNeedsFolder = LocalizedText(
        "Start it with b24 portal serve --data FOLDER, then b24 portal log --data FOLDER.",
        ru: "Запустите его командой b24 portal serve --data ПАПКА, тогда поможет b24 portal log --data ПАПКА.")
    static func noPortalData(_ folder: String) -> LocalizedText {
        LocalizedText("there is no portal data in \(folder)", ru: "в папке \(folder) нет данных портала")
    }
    static let emptyPortalLog = LocalizedText(
        "The portal was not asked for any write.", ru: "Запросов на изменение портал не получал.")
}
