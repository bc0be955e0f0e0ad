import Bitrix24
import Localization
import LuaRuntime

/// Every text of the command, in English and Russian.
enum Texts {
    /// A text that needs no translation: a path, a version.
    static func verbatim(_ text: String) -> LocalizedText { LocalizedText(text, ru: text) }

    // MARK: Help

    static let about = LocalizedText(
        "Lua scripts for Bitrix24 administrators.", ru: "Скрипты на Lua для администраторов Битрикс24.")
    static let discussion = LocalizedText(
        "Without a profile every command works on a demo portal inside the program: nothing leaves this machine. "
            + "For a real portal: b24 profile add NAME, b24 auth login, or B24_WEBHOOK_URL in the environment."
            + "\n\nWithout a command: the prompt on a terminal, else the script on standard "
            + "input. The flags that all commands share stand before or after the command: b24 help run.\n\n"
            + "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly failed, 4 refused by policy, 124 time limit, "
            + "130 Ctrl-C.",
        ru: "Без профиля все команды работают с демо-порталом внутри программы: данные не покидают этот компьютер. "
            + "Для настоящего портала: b24 profile add ИМЯ, b24 auth login или B24_WEBHOOK_URL в окружении."
            + "\n\nБез команды: приглашение в терминале, иначе скрипт со стандартного ввода. "
            + "Общие параметры можно писать до команды и после неё: b24 help run.\n\nКоды завершения: 0 успех, "
            + "1 ошибка, 2 неверный вызов, 3 часть не удалась, 4 запрещено, 124 лимит времени, 130 Ctrl-C.")
    static let aboutRun = LocalizedText("Run a script.", ru: "Выполнить скрипт.")
    static let discussionRun = LocalizedText(
        """
        What follows the file goes to the script (b24.args); --help there prints the script's own help.
        With --json or --format what the script returns is written too; with --json what it prints goes to
        standard error, so that standard output is one JSON document.
        """,
        ru: """
            Всё, что стоит после файла, получает скрипт (b24.args); --help там выводит справку самого скрипта.
            С --json или --format выводится и то, что скрипт вернул; с --json его печать идёт в стандартный поток
            ошибок, чтобы в стандартном выводе был один документ JSON.
            """)
    static let aboutEval = LocalizedText(
        "Evaluate Lua and print its results.", ru: "Вычислить выражение Lua и вывести результат.")
    static let aboutCall = LocalizedText("Call one REST method.", ru: "Вызвать один метод REST.")
    static let discussionCall = LocalizedText(
        """
        Parameters: name=text, name:=JSON, @file.json (all members of an object; @- is standard input).
        Dots and brackets nest: fields.title=HR, filter[>=id]=5, typeIds[]=13.
        """,
        ru: """
            Параметры: имя=текст, имя:=JSON, @файл.json (все поля объекта; @- стандартный ввод).
            Точки и скобки задают вложенность: fields.title=HR, filter[>=id]=5, typeIds[]=13.
            """)
    static let aboutRepl = LocalizedText(
        "The interactive prompt (also b24 alone on a terminal).",
        ru: "Интерактивное приглашение (в терминале также просто b24).")
    static let discussionRepl = LocalizedText(
        """
        An expression shows its value, expr; does not. .help lists the commands, tutorial() is a tour. Without a \
        terminal, entries are read from standard input and the first error ends it. ~/.config/b24/init.lua runs first.
        """,
        ru: """
            Выражение показывает значение, выражение; не показывает. Список команд: .help, знакомство: tutorial(). Без \
            терминала ввод читается из стандартного потока до первой ошибки. Сначала выполняется ~/.config/b24/init.lua.
            """)
    static let aboutPortal = LocalizedText(
        "The local portal on its own.", ru: "Локальный портал отдельно от скриптов.")
    static let aboutPortalServe = LocalizedText(
        "Serve the local portal until Ctrl-C.", ru: "Запустить локальный портал до нажатия Ctrl-C.")
    static let discussionPortalServe = LocalizedText(
        "Prints the address and a webhook of each person of the demo company. b24 portal app add makes an application, "
            + "for signing in with OAuth.",
        ru: "Выводит адрес и вебхук каждого сотрудника демо-компании. Приложение для авторизации по OAuth добавит "
            + "b24 portal app add.")
    static let aboutPortalReset = LocalizedText(
        "Put the local portal's data back to the seed.", ru: "Вернуть данные локального портала к исходным.")
    static let aboutDocs = LocalizedText(
        "The offline reference of REST methods and script functions.",
        ru: "Справочник методов REST и функций скриптов, без сети.")
    static let discussionDocs = LocalizedText(
        "A topic is a method (crm.type.add), a function (b24.workplace.add), or the beginning of either.",
        ru: "Тема это метод (crm.type.add), функция (b24.workplace.add) или начало такого имени.")
    static let aboutDoctor = LocalizedText(
        "Check what b24 needs, each finding with its fix.",
        ru: "Проверить всё, что нужно b24, и сказать, как исправить.")

    static let globalOptions = LocalizedText("GLOBAL OPTIONS", ru: "ОБЩИЕ ПАРАМЕТРЫ")
    static let optionProfile = LocalizedText(
        "The portal to work on: a profile of the configuration, or demo; several as a,b,c.",
        ru: "С каким порталом работать: профиль из конфигурации или demo; несколько — a,b,c.")
    static let optionWebhookPrompt = LocalizedText(
        "Ask for the webhook's URL; what is typed is not shown.", ru: "Спросить адрес вебхука; ввод не отображается.")
    static let optionDryRun = LocalizedText(
        "Send no writes; list them at the end.", ru: "Не отправлять изменения, а перечислить их в конце.")
    static let optionReadOnly = LocalizedText("Refuse writes.", ru: "Запретить изменения.")
    static let optionYes = LocalizedText("Answer every question with yes.", ru: "На все вопросы отвечать «да».")
    static let optionNoInput = LocalizedText("Never ask.", ru: "Ни о чём не спрашивать.")
    static let optionFormat = LocalizedText("How results are written.", ru: "Вид результатов.")
    static let optionJSON = LocalizedText(
        "One JSON document: schema, data, meta, error.", ru: "Один документ JSON: schema, data, meta, error.")
    static let optionLanguage = LocalizedText("Language of messages.", ru: "Язык сообщений.")
    static let optionVerbose = LocalizedText("Show each request.", ru: "Показывать каждый запрос.")
    static let optionQuiet = LocalizedText("Only results and errors.", ru: "Только результаты и ошибки.")
    static let optionLogFormat = LocalizedText(
        "Form of the lines on standard error.", ru: "Вид строк в стандартном потоке ошибок.")
    static let optionTimeout = LocalizedText(
        "Time for one request (30, 30s, 2m).", ru: "Время на один запрос (30, 30s, 2m).")
    static let optionMaxMemory = LocalizedText(
        "Memory for the script (64M, 1G).", ru: "Память для скрипта (64M, 1G).")
    static let optionMaxCPU = LocalizedText(
        "CPU time for the script (60s, 5m); waiting is not counted.",
        ru: "Процессорное время для скрипта (60s, 5m); ожидание не считается.")
    static let optionMaxTime = LocalizedText(
        "Time for the whole run (90s, 10m); then exit code 124.",
        ru: "Время на весь запуск (90s, 10m); затем код завершения 124.")
    static let optionOnError = LocalizedText(
        "What b24.map does after a failed item, when its call does not say.",
        ru: "Что делает b24.map после ошибки, если в вызове это не указано.")
    static let optionColour = LocalizedText("Colour; NO_COLOR counts too.", ru: "Цвет; учитывается и NO_COLOR.")
    static let argumentFile = LocalizedText("The script; - is standard input.", ru: "Скрипт; - стандартный ввод.")
    static let argumentArguments = LocalizedText("For the script.", ru: "Для скрипта.")
    static let argumentLua = LocalizedText("Lua source.", ru: "Текст на Lua.")
    static let argumentMethod = LocalizedText(
        "REST method, such as crm.type.list.", ru: "Метод REST, например crm.type.list.")
    static let argumentParameters = LocalizedText(
        "name=text, name:=JSON, @file.json", ru: "имя=текст, имя:=JSON, @файл.json")
    static let optionUndocumented = LocalizedText(
        "Call a method that the catalogue does not know; it counts as a write.",
        ru: "Вызвать метод, которого нет в каталоге; он считается изменяющим.")
    static let argumentTopic = LocalizedText(
        "Method, function, or the beginning of one.", ru: "Метод, функция или начало имени.")
    static let optionExport = LocalizedText(
        "Write the functions' reference as Markdown into this folder.",
        ru: "Записать справочник функций в Markdown в эту папку.")
    static let optionData = LocalizedText(
        "Folder of the data, or :memory:. (default: that of the demo profile)",
        ru: "Папка данных или :memory:. (по умолчанию папка профиля demo)")
    static let optionSeed = LocalizedText("What a new portal holds.", ru: "Чем заполнен новый портал.")
    static let optionPort = LocalizedText("Port; 0 picks a free one.", ru: "Порт; 0 означает любой свободный.")
    static let optionPlan = LocalizedText(
        "Tariff, for the request limits.", ru: "Тариф, от него зависят лимиты запросов.")
    static let optionFlavour = LocalizedText("Cloud or self-hosted.", ru: "Облако или коробка.")
    static let optionLatency = LocalizedText(
        "Milliseconds added to every answer.", ru: "Задержка каждого ответа в миллисекундах.")
    static let optionFault = LocalizedText(
        "A fault to inject, METHOD:FAULT[:COUNT][@K], or @FILE with one per line; may be repeated.",
        ru: "Сбой, который нужно устроить, МЕТОД:СБОЙ[:СКОЛЬКО][@K], или @ФАЙЛ, по сбою в строке; можно повторять.")
    static let usageLabel = LocalizedText("Usage:", ru: "Вызов:")
    static func defaultValue(_ value: String) -> LocalizedText {
        LocalizedText("default: \(value)", ru: "по умолчанию: \(value)")
    }
    static func scriptWithoutHelp(_ file: String) -> LocalizedText {
        LocalizedText(
            "\(file) has no help: it does not begin with a --- comment.",
            ru: "У \(file) нет справки: файл не начинается с комментария ---.")
    }

    // MARK: Command line

    static let jsonAndFormat = LocalizedText(
        "--json and --format exclude each other.", ru: "--json и --format исключают друг друга.")
    static let verboseAndQuiet = LocalizedText(
        "--verbose and --quiet exclude each other.", ru: "--verbose и --quiet исключают друг друга.")
    static func oddParameter(_ word: String) -> LocalizedText {
        LocalizedText("'\(word)' is no parameter", ru: "«\(word)»: это не параметр")
    }
    static let parameterHint = LocalizedText(
        "Write name=text, name:=JSON or @file.json.", ru: "Пишите имя=текст, имя:=JSON или @файл.json.")
    static func openBracket(_ word: String) -> LocalizedText {
        LocalizedText("'\(word)': a bracket is not closed", ru: "«\(word)»: скобка не закрыта")
    }
    static func givenTwice(_ word: String) -> LocalizedText {
        LocalizedText(
            "'\(word)': this parameter has a value already", ru: "«\(word)»: у этого параметра уже есть значение")
    }
    static func notJSON(_ what: String, offset: Int) -> LocalizedText {
        LocalizedText(
            "'\(what)': not JSON, wrong at byte \(offset + 1)",
            ru: "«\(what)»: это не JSON, ошибка в байте \(offset + 1)")
    }
    static let notJSONHint = LocalizedText(
        "After := comes JSON: a number, true, \"text\", [1,2] or {\"a\":1}. For plain text write name=text.",
        ru: "После := идёт JSON: число, true, \"текст\", [1,2] или {\"a\":1}. Для простого текста пишите имя=текст.")
    static func notAnObject(_ path: String) -> LocalizedText {
        LocalizedText("'\(path)' does not hold a JSON object", ru: "В «\(path)» не объект JSON")
    }
    static func oddPort(_ port: Int) -> LocalizedText {
        LocalizedText("\(port) is no port: 0 to 65535.", ru: "\(port): такого порта нет, возможны от 0 до 65535.")
    }
    static let oddLatency = LocalizedText("--latency cannot be negative.", ru: "--latency не может быть отрицательной.")

    // MARK: Files

    static func noSuchFile(_ path: String) -> LocalizedText {
        LocalizedText("there is no file '\(path)'", ru: "файла «\(path)» нет")
    }
    static func noSuchFileHint(_ path: String) -> LocalizedText {
        path.hasSuffix(".lua")
            ? LocalizedText(
                "Check the path; it is meant from the current folder.",
                ru: "Проверьте путь: он отсчитывается от текущей папки.")
            : LocalizedText(
                "A script's name usually ends with .lua. For one line of Lua there is b24 eval 'LUA'.",
                ru: "Имя скрипта обычно заканчивается на .lua. Для одной строки Lua есть b24 eval 'LUA'.")
    }
    static func cannotRead(_ path: String, _ reason: String) -> LocalizedText {
        LocalizedText("cannot read '\(path)': \(reason)", ru: "не удалось прочитать «\(path)»: \(reason)")
    }
    static func cannotWrite(_ path: String, _ reason: String) -> LocalizedText {
        LocalizedText("cannot write '\(path)': \(reason)", ru: "не удалось записать «\(path)»: \(reason)")
    }
    static func cannotMakeFolder(_ path: String, _ reason: String) -> LocalizedText {
        LocalizedText(
            "cannot make the folder '\(path)': \(reason)", ru: "не удалось создать папку «\(path)»: \(reason)")
    }

    // MARK: Configuration and portals

    static func unknownProfile(_ name: String) -> LocalizedText {
        LocalizedText("there is no profile '\(name)'", ru: "профиля «\(name)» нет")
    }
    static func knownProfiles(_ names: [String], _ path: String) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText(
            "There are: \(list). Profiles live in \(path).", ru: "Есть: \(list). Профили хранятся в \(path).")
    }
    static let usingDemo = LocalizedText(
        "b24: no portal is configured, so this is the built-in demo portal; nothing leaves this machine",
        ru: "b24: портал не настроен, поэтому работает встроенный демо-портал; данные не покидают этот компьютер")
    static let askWebhook = LocalizedText("Webhook URL (not shown): ", ru: "Адрес вебхука (не отображается): ")
    static func askWebhookOf(_ name: String) -> LocalizedText {
        LocalizedText("Webhook URL of '\(name)' (not shown): ", ru: "Адрес вебхука для «\(name)» (не отображается): ")
    }
    static let cannotAskWebhook = LocalizedText(
        "--webhook-prompt needs a terminal, and an answer", ru: "для --webhook-prompt нужен терминал и ответ")
    static func noWebhook(_ name: String) -> LocalizedText {
        LocalizedText(
            "profile '\(name)' has no webhook, and nobody can be asked",
            ru: "у профиля «\(name)» нет вебхука, а спросить некого")
    }
    static func howToGiveWebhook(_ name: String) -> LocalizedText {
        LocalizedText(
            "b24 profile add \(name) keeps one for it; or set B24_WEBHOOK_URL and leave the profile out.",
            ru: "Сохранить его: b24 profile add \(name); или задайте B24_WEBHOOK_URL без профиля.")
    }
    static func noWebhookFile(_ path: String) -> LocalizedText {
        LocalizedText("the webhook's file '\(path)' does not exist", ru: "файла вебхука «\(path)» нет")
    }
    static func makeWebhookFile(_ path: String) -> LocalizedText {
        LocalizedText(
            "Make it: (umask 077; cat > '\(path)'), paste the URL, Ctrl-D.",
            ru: "Создайте: (umask 077; cat > '\(path)'), вставьте адрес, Ctrl-D.")
    }
    static func openWebhookFile(_ path: String) -> LocalizedText {
        LocalizedText(
            "others may read the webhook's file '\(path)', so it is not used",
            ru: "файл вебхука «\(path)» доступен другим, поэтому он не используется")
    }
    static func closeWebhookFile(_ path: String) -> LocalizedText {
        LocalizedText(
            "chmod 600 '\(path)'; if others had access to it, replace the webhook in the portal.",
            ru: "chmod 600 '\(path)'; если к нему был доступ у других, замените вебхук на портале.")
    }
    static func oddWebhookFile(_ path: String) -> LocalizedText {
        LocalizedText(
            "'\(path)' must hold one webhook URL and nothing else",
            ru: "в «\(path)» должен быть один адрес вебхука и больше ничего")
    }
    static func otherDomain(_ name: String, _ wanted: String, _ found: String) -> LocalizedText {
        LocalizedText(
            "profile '\(name)' is for \(wanted), but its webhook belongs to \(found)",
            ru: "профиль «\(name)» относится к \(wanted), а вебхук к \(found)")
    }
    static func cannotStartPortal(_ reason: LocalizedText) -> LocalizedText {
        LocalizedText(
            "the local portal does not start: \(reason[.en])", ru: "локальный портал не запускается: \(reason[.ru])")
    }
    static let portalAddress = LocalizedText("Local portal", ru: "Локальный портал")
    static let portalData = LocalizedText("Data", ru: "Данные")
    static let portalWebhooks = LocalizedText("Webhooks", ru: "Вебхуки")
    static let portalHowToUse = LocalizedText(
        "Elsewhere: B24_WEBHOOK_URL=URL b24 call user.current. Ctrl-C stops the portal.",
        ru: "В другом окне: B24_WEBHOOK_URL=АДРЕС b24 call user.current. Ctrl-C останавливает портал.")
    static let portalStopped = LocalizedText("The portal has stopped.", ru: "Портал остановлен.")
    static func portalReset(_ folder: String) -> LocalizedText {
        LocalizedText(
            "The portal in \(folder) is back to its seed.", ru: "Портал в \(folder) возвращён к исходным данным.")
    }
    static func askReset(_ folder: String) -> LocalizedText {
        LocalizedText(
            "Discard everything in the local portal in \(folder)?",
            ru: "Удалить всё, что есть в локальном портале в \(folder)?")
    }
    static let resetNotConfirmed = LocalizedText(
        "not confirmed: nothing was changed", ru: "нет подтверждения: ничего не изменено")
    static let resetNeedsYes = LocalizedText("Where nobody can be asked: --yes.", ru: "Если спросить некого: --yes.")
    static let memoryHasNoReset = LocalizedText(
        "a portal in memory starts anew each time: there is nothing to reset",
        ru: "портал в памяти каждый раз начинается заново: сбрасывать нечего")

    // MARK: Results

    static let interrupted = LocalizedText("interrupted", ru: "прервано")
    static let unstoppable = LocalizedText(
        "the script did not stop: it is inside a pattern or another function that nothing interrupts; b24 ends here.",
        ru: "скрипт не остановился: он внутри шаблона или другой функции, которую нельзя прервать; b24 завершается.")
    static let traceback = LocalizedText("called from:", ru: "вызовы:")
    static let hintLabel = LocalizedText("hint:", ru: "подсказка:")
    static let destructive = LocalizedText("(destructive)", ru: "(удаляет)")
    static func planTitle(_ count: Int) -> LocalizedText {
        count == 0
            ? LocalizedText("Dry run: nothing would be changed.", ru: "Пробный запуск: изменений не было бы.")
            : LocalizedText(
                "Dry run: nothing was changed. In earnest:",
                ru: "Пробный запуск: ничего не изменено. Было бы выполнено:")
    }
    static func failuresTitle(_ count: Int) -> LocalizedText {
        LocalizedText("Failed: \(count)", ru: "Не удалось: \(count)")
    }
    static func more(_ count: Int) -> LocalizedText {
        LocalizedText("and \(count) more (all of them: --json)", ru: "и ещё \(count) (все: --json)")
    }
    static let yesOrNo = LocalizedText("[y/N]", ru: "[д/Н]")

    // MARK: Reference

    static let docsModules = LocalizedText("Modules for require", ru: "Модули для require")
    static let docsFunctions = LocalizedText("Functions of scripts", ru: "Функции для скриптов")
    static func docsMethods(_ count: Int) -> LocalizedText {
        LocalizedText(
            "\(count) REST methods: b24 docs crm.type lists a family, b24 docs crm.type.add shows one.",
            ru: "Методов REST: \(count). b24 docs crm.type выводит список, b24 docs crm.type.add один метод.")
    }
    static func noTopic(_ topic: String) -> LocalizedText {
        LocalizedText("nothing is called '\(topic)'", ru: "«\(topic)»: такого нет")
    }
    static func nearestTopics(_ names: [String]) -> LocalizedText {
        guard !names.isEmpty else {
            return LocalizedText("b24 docs lists what there is.", ru: "b24 docs выводит всё, что есть.")
        }
        let list = names.joined(separator: ", ")
        return LocalizedText("Did you mean: \(list)?", ru: "Возможно, вы имели в виду: \(list)?")
    }
    static func exported(_ count: Int, _ folder: String) -> LocalizedText {
        LocalizedText("\(count) pages in \(folder)", ru: "Страниц: \(count), в \(folder)")
    }
    static let docsParameters = LocalizedText("Parameters", ru: "Параметры")
    static let docsResults = LocalizedText("Results", ru: "Результаты")
    static let docsExample = LocalizedText("Example", ru: "Пример")
    static let deprecated = LocalizedText("deprecated", ru: "устарел")
    static func effect(_ effect: MethodCatalogue.Effect) -> LocalizedText {
        switch effect {
        case .read: LocalizedText("reads", ru: "читает")
        case .write: LocalizedText("writes", ru: "изменяет")
        case .destructive: LocalizedText("deletes", ru: "удаляет")
        }
    }
    static func effect(_ effect: HostFunction.Effect) -> LocalizedText {
        switch effect {
        case .none: LocalizedText("does not touch the portal", ru: "не обращается к порталу")
        case .read: LocalizedText("reads from the portal", ru: "читает с портала")
        case .write: LocalizedText("writes to the portal", ru: "изменяет данные портала")
        case .destructive: LocalizedText("deletes on the portal", ru: "удаляет данные портала")
        }
    }
}
