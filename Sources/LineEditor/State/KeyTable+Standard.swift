import Localization

extension KeyTable {
    /// The Emacs keys of readline, and those of the arrows' block.
    public static let standard = KeyTable([moving, changing, cutting, history, completing, other])

    private static let moving = Group(
        title: LocalizedText("Moving", ru: "Перемещение"),
        bindings: [
            Binding(
                .backwardChar, [Key(.left)], [.control("b")],
                text: LocalizedText("one character back", ru: "на символ назад")),
            Binding(
                .forwardChar, [Key(.right)], [.control("f")],
                text: LocalizedText("one character forward", ru: "на символ вперёд")),
            Binding(
                .backwardWord, [.alt("b")], [Key(.left, .control)], [Key(.left, .alt)],
                text: LocalizedText("one word back", ru: "на слово назад")),
            Binding(
                .forwardWord, [.alt("f")], [Key(.right, .control)], [Key(.right, .alt)],
                text: LocalizedText("one word forward", ru: "на слово вперёд")),
            Binding(
                .beginningOfLine, [Key(.home)], [.control("a")],
                text: LocalizedText("beginning of the line", ru: "в начало строки")),
            Binding(
                .endOfLine, [Key(.end)], [.control("e")],
                text: LocalizedText("end of the line", ru: "в конец строки")),
            Binding(
                .previousLine, [Key(.up)], [.control("p")],
                text: LocalizedText(
                    "line above; on the first one, the entry before in the history",
                    ru: "на строку выше; с первой — к предыдущей записи истории")),
            Binding(
                .nextLine, [Key(.down)], [.control("n")],
                text: LocalizedText(
                    "line below; on the last one, the next entry in the history",
                    ru: "на строку ниже; с последней — к следующей записи истории")),
            Binding(
                .beginningOfEntry, [Key(.home, .control)],
                text: LocalizedText("beginning of the entry", ru: "в начало ввода")),
            Binding(
                .endOfEntry, [Key(.end, .control)],
                text: LocalizedText("end of the entry", ru: "в конец ввода")),
        ])

    private static let changing = Group(
        title: LocalizedText("Changing", ru: "Правка"),
        bindings: [
            Binding(
                .backwardDeleteChar, [Key(.backspace)], [.control("h")],
                text: LocalizedText("delete the character before", ru: "удалить символ слева")),
            Binding(
                .deleteChar, [Key(.delete)],
                text: LocalizedText("delete the character under the cursor", ru: "удалить символ под курсором")),
            Binding(
                .newline, [Key(.enter, .alt)], [.control("j")], [Key(.enter, .shift)],
                text: LocalizedText("new line in the entry", ru: "новая строка внутри ввода")),
            Binding(
                .transposeChars, [.control("t")],
                text: LocalizedText("exchange two characters", ru: "поменять местами два символа")),
            Binding(
                .transposeWords, [.alt("t")],
                text: LocalizedText("exchange two words", ru: "поменять местами два слова")),
            Binding(
                .upcaseWord, [.alt("u")],
                text: LocalizedText("the word in capitals", ru: "слово заглавными буквами")),
            Binding(
                .downcaseWord, [.alt("l")],
                text: LocalizedText("the word in small letters", ru: "слово строчными буквами")),
            Binding(
                .capitalizeWord, [.alt("c")],
                text: LocalizedText("the word with a capital", ru: "слово с заглавной буквы")),
            Binding(
                .deleteHorizontalSpace, [.alt("\\")],
                text: LocalizedText("delete the spaces around the cursor", ru: "удалить пробелы вокруг курсора")),
            Binding(
                .quotedInsert, [.control("v")], [.control("q")],
                text: LocalizedText("insert the next key as it is", ru: "вставить следующую клавишу как есть")),
            Binding(
                .undo, [.control("_")], [.control("x"), .control("u")],
                text: LocalizedText("undo", ru: "отменить")),
            Binding(
                .revertLine, [.alt("r")],
                text: LocalizedText("undo all changes", ru: "отменить все изменения")),
        ])

    private static let cutting = Group(
        title: LocalizedText("Cutting and pasting", ru: "Вырезание и вставка"),
        bindings: [
            Binding(
                .killLine, [.control("k")],
                text: LocalizedText("cut to the end of the line", ru: "вырезать до конца строки")),
            Binding(
                .unixLineDiscard, [.control("u")],
                text: LocalizedText("cut to the beginning of the line", ru: "вырезать до начала строки")),
            Binding(
                .killWord, [.alt("d")], [Key(.delete, .control)],
                text: LocalizedText("cut to the end of the word", ru: "вырезать до конца слова")),
            Binding(
                .backwardKillWord, [Key(.backspace, .alt)], [Key(.backspace, .control)],
                [Key(.character("h"), [.control, .alt])],
                text: LocalizedText("cut to the beginning of the word", ru: "вырезать до начала слова")),
            Binding(
                .unixWordRubout, [.control("w")],
                text: LocalizedText("cut back to a space", ru: "вырезать назад до пробела")),
            Binding(
                .killEntry, [.control("x"), .control("k")],
                text: LocalizedText("cut the whole entry", ru: "вырезать весь ввод")),
            Binding(
                .yank, [.control("y")],
                text: LocalizedText("insert what was cut", ru: "вставить вырезанное")),
            Binding(
                .yankPop, [.alt("y")],
                text: LocalizedText("instead, what was cut before it", ru: "вместо него — вырезанное раньше")),
            Binding(
                .yankLastArg, [.alt(".")], [.alt("_")],
                text: LocalizedText(
                    "insert the last word of the entry before", ru: "вставить последнее слово предыдущей записи")),
        ])

    private static let history = Group(
        title: LocalizedText("History", ru: "История"),
        bindings: [
            Binding(
                .reverseSearchHistory, [.control("r")],
                text: LocalizedText("search back while typing", ru: "искать назад по мере набора")),
            Binding(
                .forwardSearchHistory, [.control("s")],
                text: LocalizedText("search forward while typing", ru: "искать вперёд по мере набора")),
            Binding(
                .historySearchBackward, [Key(.pageUp)],
                text: LocalizedText(
                    "entry before that begins like this one", ru: "предыдущая запись с тем же началом")),
            Binding(
                .historySearchForward, [Key(.pageDown)],
                text: LocalizedText("next entry that begins like this one", ru: "следующая запись с тем же началом")),
            Binding(
                .previousHistory, [.alt("p")], [Key(.up, .control)], [Key(.up, .alt)],
                text: LocalizedText("entry before, from any line", ru: "предыдущая запись, с любой строки")),
            Binding(
                .nextHistory, [.alt("n")], [Key(.down, .control)], [Key(.down, .alt)],
                text: LocalizedText("next entry, from any line", ru: "следующая запись, с любой строки")),
            Binding(
                .beginningOfHistory, [.alt("<")],
                text: LocalizedText("oldest entry", ru: "самая старая запись")),
            Binding(
                .endOfHistory, [.alt(">")],
                text: LocalizedText("back to what was being typed", ru: "обратно к тому, что набиралось")),
        ])

    private static let completing = Group(
        title: LocalizedText("Completing", ru: "Дополнение"),
        bindings: [
            Binding(
                .complete, [Key(.tab)],
                text: LocalizedText(
                    "complete; in the menu, the next choice", ru: "дополнить; в меню — следующий вариант")),
            Binding(
                .menuCompleteBackward, [Key(.tab, .shift)],
                text: LocalizedText("the choice before, in the menu", ru: "в меню — предыдущий вариант")),
            Binding(
                .abort, [.control("g")], [Key(.escape)],
                text: LocalizedText("close the menu or the search", ru: "закрыть меню или поиск")),
        ])

    private static let other = Group(
        title: LocalizedText("Other", ru: "Прочее"),
        bindings: [
            Binding(
                .acceptLine, [Key(.enter)],
                text: LocalizedText(
                    "run the entry, or a new line when it is unfinished",
                    ru: "выполнить ввод; если он не закончен — новая строка")),
            Binding(
                .interrupt, [.control("c")],
                text: LocalizedText("throw the entry away", ru: "отбросить ввод")),
            Binding(
                .deleteCharOrEnd, [.control("d")],
                text: LocalizedText(
                    "leave when nothing is typed, else delete a character",
                    ru: "выйти, если ничего не набрано, иначе удалить символ")),
            Binding(
                .clearScreen, [.control("l")],
                text: LocalizedText("clear the screen", ru: "очистить экран")),
            Binding(
                .editAndExecuteCommand, [.control("x"), .control("e")],
                text: LocalizedText("edit the entry in $EDITOR", ru: "править ввод в $EDITOR")),
            Binding(
                .suspend, [.control("z")],
                text: LocalizedText("back to the shell; fg returns", ru: "в оболочку; fg вернёт обратно")),
            Binding(
                .quit, [.control("\\")],
                text: LocalizedText("end the program at once", ru: "сразу завершить программу")),
            Binding(
                .digitArgument, [.alt("-")], digits[0], digits[1], digits[2], digits[3], digits[4], digits[5],
                digits[6],
                digits[7], digits[8], digits[9],
                text: LocalizedText("how often the next key works", ru: "сколько раз повторить следующую клавишу")),
        ])

    private static let digits: [[Key]] = "0123456789".map { [.alt($0)] }
}
