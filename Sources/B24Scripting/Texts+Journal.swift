import Localization

/// What the run journal and resumable loops say.
extension Texts {
    static func notRecorded(_ reason: LocalizedText) -> LocalizedText {
        LocalizedText(
            "Nothing is sent, because it cannot be recorded: \(reason[.en])",
            ru: "Изменение не отправлено, потому что его не удалось записать в журнал: \(reason[.ru])")
    }

    /// - Parameters:
    ///   - item: the key of the item of a resumable loop; `nil` outside of them.
    ///   - position: of the write on record.
    static func diverged(_ method: String, item: String?, _ position: String?) -> LocalizedText {
        let place = position.map { " (\($0))" } ?? ""
        let (who, whoRu) =
            item.map { ("Item \"\($0)\"", "Обработка элемента «\($0)»") } ?? ("The script", "Скрипт")
        return LocalizedText(
            "\(who) goes another way than before it was stopped: \(method)\(place) was sent with other parameters.",
            ru: "\(whoRu) идёт не так, как до остановки: \(method)\(place) уже отправлен с другими параметрами.")
    }
    static let divergedHint = LocalizedText(
        """
        To resume, a script has to send the same writes again: no times or random values in them, no order that \
        changes. Nothing was sent now. See what was done with b24 log RUN, and start what is missing as a new run.
        """,
        ru: """
            Чтобы запуск можно было продолжить, скрипт должен повторять те же изменения: без текущего времени и \
            случайных значений, в том же порядке. Сейчас ничего не отправлено. Посмотрите сделанное командой \
            b24 log ЗАПУСК и выполните недостающее новым запуском.
            """)

    static func nestedLoop(_ name: String, in outer: String) -> LocalizedText {
        LocalizedText(
            "The resumable loop \"\(name)\" stands inside an item of \"\(outer)\": leave out resume for the inner one. "
                + "Its writes belong to the outer item.",
            ru: "Возобновляемый цикл «\(name)» вложен в элемент цикла «\(outer)»: уберите resume у внутреннего. "
                + "Его изменения относятся к элементу внешнего.")
    }

    static func loopNameTaken(_ name: String) -> LocalizedText {
        LocalizedText(
            "This run already has a loop with resume = \"\(name)\": each needs a name of its own.",
            ru: "В этом запуске уже есть цикл с resume = \"\(name)\": у каждого должно быть своё имя.")
    }

    static func itemWithoutKey(_ index: Int, field: String?, isFunction: Bool) -> LocalizedText {
        if isFunction {
            return LocalizedText(
                "The key function gave neither text nor a number for item \(index).",
                ru: "Функция key не вернула ни строки, ни числа для элемента \(index).")
        }
        if let field {
            return LocalizedText(
                "Item \(index) has no \(field) that is text or a number.",
                ru: "У элемента \(index) нет поля \(field) со строкой или числом.")
        }
        return LocalizedText(
            "Item \(index) has nothing that tells it from the others: no id, ID or key.",
            ru: "Элемент \(index) не отличить от других: у него нет id, ID или key.")
    }
    static let giveKey = LocalizedText(
        "Say what does: b24.map(items, fn, {resume = \"name\", key = \"field\"}), or key = function(item) ... end.",
        ru: "Укажите ключ: b24.map(items, fn, {resume = \"имя\", key = \"поле\"}) или key = function(item) ... end.")

    static let keyWithoutResume = LocalizedText(
        "b24.map takes key together with resume only.", ru: "Параметр key у b24.map действует только вместе с resume.")
    static let emptyLoopName = LocalizedText(
        "resume is the name of the loop and cannot be empty.", ru: "resume — имя цикла, оно не может быть пустым.")

    static func doubledKey(_ key: String, _ first: Int, _ second: Int) -> LocalizedText {
        LocalizedText(
            "Items \(first) and \(second) have the same key \"\(key)\".",
            ru: "У элементов \(first) и \(second) один и тот же ключ «\(key)».")
    }
    static let giveBetterKey = LocalizedText(
        "Choose a key that no two items share. Nothing has been sent.",
        ru: "Выберите ключ, который не повторяется. Ничего не отправлено.")

    static func resultNotKept(_ loop: String, _ reason: String) -> LocalizedText {
        LocalizedText(
            "Loop \"\(loop)\": what the function returned cannot be kept (\(reason)); in a resumed run it is nil.",
            ru: "Цикл «\(loop)»: результат функции нельзя сохранить (\(reason)); после продолжения на его месте nil.")
    }

    static func leftOver(_ count: Int, _ method: String) -> LocalizedText {
        LocalizedText(
            """
            Writes made side by side before the stop that were not made again: \(count) (\(method), ...). Look with \
            b24 log whether something was done twice.
            """,
            ru: """
                Параллельные изменения, сделанные до остановки и не повторённые теперь: \(count) (\(method), ...). \
                Проверьте командой b24 log, не сделано ли что-то дважды.
                """)
    }
}
