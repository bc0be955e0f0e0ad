import Localization

/// What `b24 portal` says about faults and about the portal's own log.
extension Texts {
    static let optionFaultSeed = LocalizedText(
        "Number that decides which requests a fault with a rate meets.",
        ru: "Число, от которого зависит, какие запросы затронет сбой с долей в процентах.")

    static let helpOnFaults = LocalizedText(
        """
        Faults, --fault METHOD:FAULT[:COUNT][@K]:
        METHOD is a method, a prefix with a star (crm.item.*) or * for every HTTP request. COUNT is how many requests
        the fault meets (1), * for all, or a rate such as 1%; @K begins with the K-th matching request.
          not run:    503, 429, 500, the code of a system error (expired_token, OVERLOAD_LIMIT),
                      html[=5xx] (a proxy's page), 302, drop-before, reset-before (TCP RST)
          run:        drop (connection closed), reset (TCP RST), truncated (half of the body), timeout (no answer),
                      slow[=2s] (the body in pieces)
          run twice:  twice (as when a proxy sends a request again)
          beside it:  latency=MS[-MS], clock=+SECONDS|-SECONDS (the portal's clock jumps)
        Times may carry ms, s, m or h. The same --fault-seed meets the same requests again. The first fault that wants
        a request acts; latency and clock go along with others. Commands inside a batch meet errors, latency and clock
        of faults that name them; what happens to the connection happens to batch.
        @FILE holds one fault per line, # begins a comment. b24 portal log tells which writes ran.
        """,
        ru: """
            Сбои, --fault МЕТОД:СБОЙ[:СКОЛЬКО][@K]:
            МЕТОД — это метод, начало имени со звёздочкой (crm.item.*) или * для всех запросов HTTP. СКОЛЬКО — число
            запросов, которые затронет сбой (1), * для всех или доля, например 1%; @K: начиная с K-го подходящего.
              не выполнен:     503, 429, 500, код системной ошибки (expired_token, OVERLOAD_LIMIT),
                               html[=5xx] (страница прокси), 302, drop-before, reset-before (TCP RST)
              выполнен:        drop (соединение закрыто), reset (TCP RST), truncated (половина ответа),
                               timeout (ответа нет), slow[=2s] (ответ приходит по частям)
              выполнен дважды: twice (как если бы прокси отправил запрос ещё раз)
              кроме того:      latency=MS[-MS] (задержка), clock=+СЕКУНДЫ|-СЕКУНДЫ (часы портала перескакивают)
            Время можно указать с единицей: ms, s, m или h. С тем же --fault-seed сбои затронут те же запросы.
            Срабатывает первый подходящий сбой; latency и clock действуют вместе с другими. На команды внутри batch
            действуют ошибки, latency и clock, если сбой называет их метод; сбои соединения относятся к самому batch.
            @ФАЙЛ содержит по сбою в строке, # начинает комментарий. Какие изменения выполнены, покажет b24 portal log.
            """)
    static let faultsHint = LocalizedText(
        "b24 portal serve --help lists the faults.", ru: "Список сбоев: b24 portal serve --help.")

    static let aboutPortalLog = LocalizedText(
        "Print the writes that the local portal was asked for.",
        ru: "Вывести запросы на изменение, которые получил локальный портал.")
    static let discussionPortalLog = LocalizedText(
        """
        The portal's own account, in the order of execution, commands of a batch one by one: what really ran, whatever
        a client was told. The portal may be running.
          outcome  ran; failed (with the code); fault or limit: kept from running
          answer   delivered; cut (a part was sent); lost (nothing was); unknown (the portal ended before)
        b24 portal reset empties it.
        """,
        ru: """
            Собственный учёт портала в порядке выполнения, команды batch по одной: что выполнено на самом деле, что бы
            ни узнал клиент. Портал может быть запущен.
              outcome  ran: выполнено; failed: ошибка (код в code); fault или limit: не дошло до выполнения
              answer   delivered: ответ отправлен; cut: отправлен частично; lost: не отправлен;
                       unknown: портал завершился раньше
            b24 portal reset очищает журнал.
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
