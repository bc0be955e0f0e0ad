public import Localization

/// `tutorial()`: ten short steps, made for the demo portal.
public enum Tutorial {
    /// One step.
    public struct Step: Sendable {
        /// What it is about.
        public let title: LocalizedText
        /// What there is to know.
        public let text: LocalizedText
        /// What to type, one entry each. They build on those of the steps before.
        public let entries: [String]
    }

    /// The text of a step, from 1, with what to type.
    public static func text(_ number: Int, _ language: Language) -> String {
        let step = steps[number - 1]
        let heading = "\(number)/\(steps.count)  \(step.title[language])"
        let end = number < steps.count ? Texts.tutorialNext[language] : Texts.tutorialEnd[language]
        let entries = step.entries.map { "    " + $0 }.joined(separator: "\n")
        return [heading, step.text[language], entries, end].joined(separator: "\n\n")
    }

    /// The steps.
    public static let steps: [Step] = [
        Step(
            title: .init("A value", ru: "Значение"),
            text: .init(
                "What you type is Lua; its value is shown. _ is the last value, __ the one before. A ; at the end shows nothing.",
                ru:
                    "Вводится Lua, показывается значение. _ — последнее значение, __ — предпоследнее. С ; на конце ничего не показывается."
            ),
            entries: ["6 * 7", "_ / 2", "local name = \"HR\";", "name"]),
        Step(
            title: .init("Asking the portal", ru: "Вопрос порталу"),
            text: .init(
                "Any REST method by name, or by path. Tab completes names, parameters and the portal's own titles.",
                ru: "Любой метод REST: по имени или по пути. Tab дополняет имена, параметры и названия с портала."),
            entries: ["b24.call(\"user.current\").NAME", "b24.rest.user.current().LAST_NAME", "b24.portal.is_admin"]),
        Step(
            title: .init("Help", ru: "Справка"),
            text: .init(
                "For functions, REST methods and everything that you hold. help() alone lists all there is.",
                ru: "По функциям, методам REST и всему, что у вас в руках. help() без аргумента выводит весь список."),
            entries: ["help(b24.workplace.add)", "help \"crm.item.list\"", "?b24.spa"]),
        Step(
            title: .init("A smart process", ru: "Смарт-процесс"),
            text: .init(
                "ensure looks first and writes only what differs: run it as often as you like. A local stays for the lines after it.",
                ru:
                    "ensure сначала смотрит и записывает только отличия: запускайте сколько угодно раз. local действует и в следующих строках."
            ),
            entries: [
                "local trips = b24.spa.ensure { title = \"Tutorial trips\", isStagesEnabled = true }", "trips.id",
                "trips",
            ]),
        Step(
            title: .init("A digital workplace", ru: "Цифровое рабочее место"),
            text: .init(
                "It takes smart processes as handles, titles or type ids, and reads back what the portal made of it.",
                ru:
                    "Принимает смарт-процессы как объекты, названия или id типов и перечитывает, что получилось на портале."
            ),
            entries: [
                "local office = b24.workplace.ensure { title = \"Tutorial office\", typeIds = { trips } }",
                "office.title", "b24.workplace.list {}",
            ]),
        Step(
            title: .init("Items", ru: "Элементы"),
            text: .init(
                "The items of a smart process are behind its handle. Records of one kind are shown as a table.",
                ru: "Элементы смарт-процесса доступны через его объект. Записи одного вида показываются таблицей."),
            entries: [
                "for day = 1, 3 do trips.items:add { title = \"Trip \" .. day } end",
                "trips.items:list { select = { \"id\", \"title\", \"createdTime\" } }",
            ]),
        Step(
            title: .init("Long lists", ru: "Длинные списки"),
            text: .init(
                "A list of any length is read as it is needed: the first rows are shown, it() shows more.",
                ru:
                    "Список любой длины читается по мере надобности: показываются первые строки, it() показывает следующие."
            ),
            entries: ["b24.each(\"user.get\")", "it()", "b24.count(\"user.get\")"]),
        Step(
            title: .init("A dry run", ru: "Пробный режим"),
            text: .init(
                "Writes are only planned, reads are real. .readonly refuses writes; the prompt shows the mode.",
                ru:
                    "Записи только планируются, чтение настоящее. .readonly запрещает записи; режим виден в приглашении."
            ),
            entries: [".dry on", "trips.items:add { title = \"Never\" }", ".dry off", "#trips.items:list {}"]),
        Step(
            title: .init("Errors", ru: "Ошибки"),
            text: .init(
                "They have a kind to branch on and a hint. b24.try gives them as a value; at the prompt the last one is in _err.",
                ru:
                    "У ошибки есть вид, по которому ветвится скрипт, и подсказка. b24.try возвращает её значением; последняя ошибка лежит в _err."
            ),
            entries: [
                "local ok, err = b24.try(b24.call, \"crm.type.get\", { id = 999999 })", "err.kind", "err.hint",
            ]),
        Step(
            title: .init("Tidying up, and on to scripts", ru: "Уборка и переход к скриптам"),
            text: .init(
                "What the tutorial made goes away. .save writes what you typed into a script for b24 run; .help lists the other commands.",
                ru:
                    "Созданное в этом знакомстве удаляется. .save записывает введённое в скрипт для b24 run; .help показывает остальные команды."
            ),
            entries: [
                "for item in trips.items:each {} do trips.items:delete(item.id) end",
                "b24.workplace.detach(office.id, trips); b24.workplace.delete(office.id)", "b24.spa.delete(trips)",
            ]),
    ]
}
