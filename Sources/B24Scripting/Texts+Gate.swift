import Localization

/// What the gate says: questions before something is taken away, and why a run was stopped.
enum GateTexts {
    // MARK: Counts

    static func items(_ count: Int) -> LocalizedText {
        Counting.counted(count, ("item", "items"), ("элемент", "элемента", "элементов"))
    }
    static func funnels(_ count: Int) -> LocalizedText {
        Counting.counted(count, ("funnel", "funnels"), ("воронка", "воронки", "воронок"))
    }
    static func stages(_ count: Int) -> LocalizedText {
        Counting.counted(count, ("stage", "stages"), ("стадия", "стадии", "стадий"))
    }
    static func fields(_ count: Int) -> LocalizedText {
        Counting.counted(count, ("custom field", "custom fields"), ("своё поле", "своих поля", "своих полей"))
    }
    static func valuesOf(_ count: Int) -> LocalizedText {
        LocalizedText(
            "its values in up to \(items(count).en)",
            ru:
                "его значения, до \(Counting.number(count, .ru)) \(Counting.form(count, "элемента", "элементов", "элементов"))"
        )
    }
    static func boundTypes(_ count: Int) -> LocalizedText {
        LocalizedText(
            "\(count) smart process\(count == 1 ? "" : "es") bound to it: the portal refuses until they are moved",
            ru:
                "\(count) \(Counting.form(count, "смарт-процесс привязан", "смарт-процесса привязаны", "смарт-процессов привязано")): "
                + "пока их не вынести, портал откажет")
    }
    static func leaves(_ titles: [String], more: Int) -> LocalizedText {
        let names = titles.map { "'\($0)'" }.joined(separator: ", ")
        let namesRu = titles.map { "«\($0)»" }.joined(separator: ", ")
        return LocalizedText(
            names + (more > 0 ? " and \(more) more" : "") + ": back to CRM",
            ru: namesRu + (more > 0 ? " и ещё \(more)" : "") + ": вернутся в CRM")
    }
    static func links(_ names: [String]) -> LocalizedText {
        let text = names.joined(separator: ", ")
        return LocalizedText("links to \(text)", ru: "связи с \(text)")
    }
    static func notTold(_ what: LocalizedText, _ code: String) -> LocalizedText {
        LocalizedText(
            "\(what.en): the portal does not tell (\(code))", ru: "\(what.ru): портал не сообщает (\(code))")
    }
    static let someItems = LocalizedText("number of items", ru: "число элементов")
    static let someFunnels = LocalizedText("number of funnels", ru: "число воронок")
    static let someStages = LocalizedText("number of stages", ru: "число стадий")
    static let someFields = LocalizedText("number of custom fields", ru: "число своих полей")
    static let decidedInBatch = LocalizedText(
        "which object: an earlier command of the batch decides", ru: "какой объект: решает предыдущая команда пакета")
    static let someObject = LocalizedText("what it is and holds", ru: "что это и что внутри")

    static let someBefore = LocalizedText("present values", ru: "нынешние значения")
    static let beforeUnknown = LocalizedText(
        "present values: the method has no counterpart that reads them",
        ru: "нынешние значения: у метода нет парного метода для чтения")
    static let automation = LocalizedText(
        "what automation rules and workflows do then", ru: "что при этом сделают роботы и бизнес-процессы")
    static let effectUnknown = LocalizedText(
        "what exactly the method changes", ru: "что именно изменит метод")
    static let impliedFunnel = LocalizedText(
        "the portal makes a default funnel with five stages for it",
        ru: "портал сам создаст для него воронку по умолчанию с пятью стадиями")
    static let impliedStages = LocalizedText(
        "the portal makes five stages for it", ru: "портал сам создаст для неё пять стадий")
    static let linkChanges = LocalizedText(
        "the address of the workplace's section changes with its title",
        ru: "вместе с названием изменится адрес раздела")
    static let defaultMoves = LocalizedText(
        "the present default funnel is no longer the default", ru: "нынешняя воронка по умолчанию перестанет ею быть")
    static func moves(_ type: String, from workplace: String?) -> LocalizedText {
        guard let workplace else {
            return LocalizedText(
                "'\(type)' moves in from CRM", ru: "«\(type)» переезжает сюда из CRM")
        }
        return LocalizedText(
            "'\(type)' moves in from workplace '\(workplace)'", ru: "«\(type)» переезжает сюда с места «\(workplace)»")
    }

    // MARK: Acts

    static func deleteType(_ title: String, _ id: String) -> LocalizedText {
        LocalizedText("Delete smart process '\(title)' (\(id))", ru: "Удалить смарт-процесс «\(title)» (\(id))")
    }
    static func deleteFunnel(_ name: String, _ id: String) -> LocalizedText {
        LocalizedText("Delete funnel '\(name)' (\(id))", ru: "Удалить воронку «\(name)» (\(id))")
    }
    static func deleteWorkplace(_ title: String, _ id: String) -> LocalizedText {
        LocalizedText(
            "Delete digital workplace '\(title)' (\(id))", ru: "Удалить цифровое рабочее место «\(title)» (\(id))")
    }
    static func deleteField(_ name: String, _ entity: String) -> LocalizedText {
        LocalizedText("Delete custom field \(name) of \(entity)", ru: "Удалить своё поле \(name) (\(entity))")
    }
    static func deleteStatus(_ name: String, _ directory: String) -> LocalizedText {
        LocalizedText("Delete stage '\(name)' of \(directory)", ru: "Удалить стадию «\(name)» из \(directory)")
    }
    static func deleteItems(_ count: Int, of owner: String, first: String) -> LocalizedText {
        count == 1
            ? LocalizedText("Delete item \(first) of \(owner)", ru: "Удалить элемент \(first) (\(owner))")
            : LocalizedText(
                "Delete \(items(count).en) of \(owner), the first \(first)",
                ru: "Удалить \(items(count).ru) (\(owner)), первый \(first)")
    }
    static func act(_ method: String, _ count: Int, id: String?) -> LocalizedText {
        let object = id.map { " \($0)" } ?? ""
        let times = count == 1 ? "" : " × \(count)"
        return LocalizedText("Call \(method)\(object)\(times)", ru: "Вызвать \(method)\(object)\(times)")
    }
    static func replaceTypes(_ title: String, _ id: String) -> LocalizedText {
        LocalizedText(
            "Take smart processes out of digital workplace '\(title)' (\(id))",
            ru: "Вынести смарт-процессы из цифрового рабочего места «\(title)» (\(id))")
    }
    static func replaceRelations(_ title: String, _ id: String) -> LocalizedText {
        LocalizedText(
            "Drop relations of smart process '\(title)' (\(id))", ru: "Убрать связи смарт-процесса «\(title)» (\(id))")
    }

    // MARK: Questions

    static func question(_ loss: Loss, portal: String) -> LocalizedText {
        var en = "\(loss.act.en) on \(portal)?"
        var ru = "\(loss.act.ru) на портале \(portal)?"
        if !loss.along.isEmpty {
            en += " With it: " + loss.along.map(\.text.en).joined(separator: ", ") + "."
            ru += " Вместе с этим: " + loss.along.map(\.text.ru).joined(separator: ", ") + "."
        }
        if !loss.unknown.isEmpty {
            en += " Not known: " + loss.unknown.map(\.en).joined(separator: "; ") + "."
            ru += " Неизвестно: " + loss.unknown.map(\.ru).joined(separator: "; ") + "."
        }
        if loss.coversKind {
            en += " The answer holds for all of this kind in this run."
            ru += " Ответ действует для всех таких же в этом запуске."
        }
        return LocalizedText(en, ru: ru)
    }
    static func bulk(made: Int, coming: Int, portal: String) -> LocalizedText {
        LocalizedText(
            "The script has made \(Counting.number(made, .en)) writes on \(portal) and wants to make "
                + "\(coming == 1 ? "another" : "\(Counting.number(coming, .en)) more"). Let it go on without asking again?",
            ru: "Скрипт внёс на портале \(portal) изменений: \(Counting.number(made, .ru)), и собирается внести ещё "
                + "\(Counting.number(coming, .ru)). Продолжать и больше не спрашивать?")
    }

    // MARK: Refusals

    static func notConfirmed(_ loss: Loss) -> LocalizedText {
        LocalizedText(
            "Not confirmed, so nothing was sent: \(loss.act.en).",
            ru: "Не подтверждено, поэтому ничего не отправлено: \(loss.act.ru).")
    }
    static func nobodyToAsk(_ question: LocalizedText) -> LocalizedText {
        LocalizedText(
            "This needs a confirmation, and there is nobody to ask. \(question.en)",
            ru: "Нужно подтверждение, а спросить некого. \(question.ru)")
    }
    static let addYes = LocalizedText(
        "Run it with --dry-run to see everything that it would do; if that is wanted, add --yes.",
        ru: "Запустите с --dry-run, чтобы увидеть всё, что будет сделано; если так и нужно, добавьте --yes.")
    static let bulkRefused = LocalizedText(
        "Stopped, because going on was not wanted.", ru: "Остановлено: продолжать не разрешили.")
    /// Where a limit is set.
    static func origin(_ origin: LimitOrigin) -> LocalizedText {
        switch origin {
        case .standard, .flag: LocalizedText("--max-writes", ru: "--max-writes")
        case .profile: LocalizedText("max_writes of the profile", ru: "max_writes профиля")
        case .script: LocalizedText("max_writes of the script", ru: "max_writes скрипта")
        }
    }
    static func limitReached(
        _ limit: Int, _ origin: LocalizedText, coming: Int, _ method: String, isRehearsal: Bool
    ) -> LocalizedText {
        let what = coming == 1 ? method : "\(coming) × \(method)"
        return isRehearsal
            ? LocalizedText(
                "Stopped: more than \(limit) writes are not allowed (\(origin.en)), and \(what) does not fit.",
                ru: "Остановлено: разрешено изменений не больше \(limit) (\(origin.ru)), \(what) уже не помещается.")
            : LocalizedText(
                "Stopped: more than \(limit) writes are not allowed (\(origin.en)), and \(what) was not sent.",
                ru: "Остановлено: разрешено изменений не больше \(limit) (\(origin.ru)), \(what) не отправлен.")
    }
    /// - Parameter done: `crm.item.add 7, crm.item.update 3`
    static func tally(done: String, failed: Int, unknown: Int) -> LocalizedText {
        var en = done.isEmpty ? "Nothing was changed before" : "Done before: \(done)"
        var ru = done.isEmpty ? "До этого ничего не изменено" : "Сделано до этого: \(done)"
        if failed > 0 {
            en += "; failed \(failed)"
            ru += "; с ошибкой \(failed)"
        }
        if unknown > 0 {
            en += "; with an unknown end \(unknown)"
            ru += "; с неизвестным исходом \(unknown)"
        }
        return LocalizedText(en + ".", ru: ru + ".")
    }
    static func raiseLimit(_ origin: LocalizedText, isRehearsal: Bool) -> LocalizedText {
        isRehearsal
            ? LocalizedText(
                "If the rest is wanted, run it with a higher \(origin.en).",
                ru: "Если нужно и остальное, запустите с большим \(origin.ru).")
            : LocalizedText(
                "b24 log --last lists what was done. If the rest is wanted, run it with a higher \(origin.en).",
                ru: "Что сделано, покажет b24 log --last. Если нужно и остальное, запустите с большим \(origin.ru).")
    }
}
