import Localization

/// What is said of descriptions.
enum Texts {
    static func unknownMember(_ path: String, _ object: Address) -> LocalizedText {
        LocalizedText("\(object): there is no '\(path)'.", ru: "\(object): такого атрибута нет: '\(path)'.")
    }

    static func didYouMean(_ name: String) -> LocalizedText {
        LocalizedText("Did you mean '\(name)'?", ru: "Может быть, '\(name)'?")
    }

    static func known(_ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText("There are: \(list).", ru: "Есть: \(list).")
    }

    static func missing(_ name: String, _ object: Address) -> LocalizedText {
        LocalizedText("\(object): '\(name)' is missing.", ru: "\(object): не указано '\(name)'.")
    }

    static func twice(_ object: Address, _ first: FilePlace?) -> LocalizedText {
        let place = first.map(String.init(describing:)) ?? "?"
        return LocalizedText(
            "\(object) is described twice; the first time at \(place).",
            ru: "\(object) описан дважды; первый раз: \(place).")
    }

    static func sameNatural(_ object: Address, _ other: Address, _ key: String, _ name: String) -> LocalizedText {
        LocalizedText(
            "\(object) and \(other) have the same \(key), '\(name)': nobody could tell them apart on the portal.",
            ru: "У \(object) и \(other) одинаковое \(key), '\(name)': на портале их не различить.")
    }

    static func unknownObject(_ reference: Address, _ path: String, _ object: Address) -> LocalizedText {
        LocalizedText(
            "\(object): '\(path)' names \(reference), which is not described.",
            ru: "\(object): '\(path)' ссылается на \(reference), а его описания нет.")
    }

    static func wrongValue(_ path: String, _ object: Address, _ expected: LocalizedText) -> LocalizedText {
        LocalizedText(
            "\(object): '\(path)' must be \(expected.en).", ru: "\(object): '\(path)' должно быть: \(expected.ru).")
    }

    static func misplaced(_ kind: ObjectKind, _ path: String, _ object: Address) -> LocalizedText {
        LocalizedText(
            "\(object): a \(kind.rawValue) cannot stand in '\(path)'.",
            ru: "\(object): \(kind.rawValue) не может стоять в '\(path)'.")
    }

    static func partOutside(_ kind: ObjectKind, _ parent: ObjectKind) -> LocalizedText {
        LocalizedText(
            "A \(kind.rawValue) is described inside a \(parent.rawValue), in '\(kind.listKey)'.",
            ru: "\(kind.rawValue) описывают внутри \(parent.rawValue), в '\(kind.listKey)'.")
    }

    static func twoDefaults(_ spa: Address) -> LocalizedText {
        LocalizedText(
            "\(spa): only one funnel can be the default one.", ru: "\(spa): основной может быть только одна воронка.")
    }

    static func successStages(_ funnel: Address, _ count: Int) -> LocalizedText {
        LocalizedText(
            "\(funnel): exactly one stage has semantics = \"success\", here there are \(count).",
            ru: "\(funnel): стадия с semantics = \"success\" должна быть ровно одна, а их \(count).")
    }

    static func stageGroup(_ funnel: Address, _ semantics: String) -> LocalizedText {
        LocalizedText(
            "\(funnel): at least one stage must have semantics = \"\(semantics)\".",
            ru: "\(funnel): нужна хотя бы одна стадия с semantics = \"\(semantics)\".")
    }

    static func stageOrder(_ stage: Address) -> LocalizedText {
        LocalizedText(
            "\(stage): stages in progress come first, then success, then failure.",
            ru: "\(stage): сначала идут рабочие стадии, затем успешная, затем неуспешные.")
    }

    static let emptyName = LocalizedText("A name cannot be empty.", ru: "Имя не может быть пустым.")

    // MARK: Expected

    static let text = LocalizedText("text", ru: "текст")
    static let flag = LocalizedText("true or false", ru: "true или false")
    static let mark = LocalizedText("true, or left out", ru: "true либо не указано")
    static let colour = LocalizedText("a colour such as \"#22B9FF\"", ru: "цвет, например \"#22B9FF\"")
    static let home = LocalizedText(
        "a workplace, or false for CRM", ru: "рабочее место либо false, если смарт-процесс живёт в CRM")
    static let labels = LocalizedText(
        "text by language, { en = \"Reason\", ru = \"Причина\" }",
        ru: "тексты по языкам, { en = \"Reason\", ru = \"Причина\" }")
    static let relations = LocalizedText(
        "a list of smart processes and of \"contact\", \"company\", ...",
        ru: "список смарт-процессов и \"contact\", \"company\", ...")
    static let links = LocalizedText(
        "switches, { calendar = true, tasks = true, taskTemplates = false }",
        ru: "переключатели, { calendar = true, tasks = true, taskTemplates = false }")
    static let options = LocalizedText("a list of texts", ru: "список текстов")
    static let card = LocalizedText(
        "a list of sections, { name = \"main\", title = \"About\", elements = { \"TITLE\" } }",
        ru: "список разделов, { name = \"main\", title = \"О заявке\", elements = { \"TITLE\" } }")
    static let grants = LocalizedText(
        "a list of rows, { \"D5\", read = \"department\", update = \"own\" }; in JSON {\"code\": \"D5\", \"read\": \"department\"}",
        ru:
            "список строк, { \"D5\", read = \"department\", update = \"own\" }; в JSON {\"code\": \"D5\", \"read\": \"department\"}"
    )
    static func notACode(_ text: String, _ object: Address) -> LocalizedText {
        LocalizedText(
            "\(object): '\(text)' is no access code; those are U12, D5, DR5, SG7, AU and the like.",
            ru: "\(object): '\(text)' — не код доступа; коды выглядят так: U12, D5, DR5, SG7, AU.")
    }
    static let data = LocalizedText(
        "text, numbers, switches and tables of them", ru: "тексты, числа, переключатели и таблицы из них")
    static func list(_ kind: ObjectKind) -> LocalizedText {
        LocalizedText("a list of \(kind.listKey)", ru: "список из \(kind.rawValue)")
    }
    static func choice(_ words: [String]) -> LocalizedText {
        let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
        return LocalizedText("one of \(list)", ru: "одно из \(list)")
    }

    static let notAConfiguration = LocalizedText(
        "This is no configuration: an object with 'workplaces' and 'spas' is expected.",
        ru: "Это не конфигурация: нужен объект с 'workplaces' и 'spas'.")
    static func unknownSection(_ name: String) -> LocalizedText {
        LocalizedText("There is no '\(name)' in a configuration.", ru: "В конфигурации нет раздела '\(name)'.")
    }
    static func notAList(_ name: String) -> LocalizedText {
        LocalizedText(
            "'\(name)' must be a list of objects, [{\"id\": \"...\"}].",
            ru: "'\(name)' должно быть списком объектов, [{\"id\": \"...\"}].")
    }
    static func nameless(_ kind: ObjectKind) -> LocalizedText {
        LocalizedText(
            "A \(kind.rawValue) is an object with an 'id', its name in the configuration.",
            ru: "\(kind.rawValue) — это объект с 'id', именем в конфигурации.")
    }
    static func keyTwice(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' stands here twice.", ru: "'\(name)' указано здесь дважды.")
    }
    static func notAFile(_ what: String) -> LocalizedText {
        LocalizedText("This is not \(what) that b24 has written.", ru: "Это не \(what), записанный b24.")
    }
    static func newerFile(_ schema: Int64) -> LocalizedText {
        LocalizedText(
            "This file was written by a newer b24 (schema \(schema)).",
            ru: "Этот файл записан более новой версией b24 (schema \(schema)).")
    }
}
