public import Localization

/// A command of the prompt: `.load FILE`. Such a line is never Lua.
///
/// This is the one list of them: the prompt dispatches by it, `.help`, completion and the suggestion for a mistyped one
/// are made from it.
public struct DotCommand: Sendable {
    /// What may follow the name.
    public enum Argument: Sendable, Equatable {
        /// A path.
        case file
        /// One of these words.
        case choice([String])
        /// A number, or one of these words.
        case number(or: [String])
        /// A named portal.
        case profile
        /// Something that `help` explains.
        case topic
        /// Lua, to the end of the line.
        case lua
        /// Any text, to the end of the line.
        case text
    }

    /// What the commands are.
    public enum Name: String, Sendable, CaseIterable {
        case help, load, save, edit, time, format, page, profile, dry, readonly, source, history, refresh, log, exit
    }

    /// Which command this is; its raw value is what is typed after the dot.
    public let name: Name
    /// What may follow; `nil` when nothing may.
    public let argument: Argument?
    /// Whether the argument may be left out.
    public let isOptional: Bool
    /// How the argument is written in help: `FILE`, `on|off`.
    public let placeholder: LocalizedText
    /// One sentence.
    public let doc: LocalizedText

    private init(
        _ name: Name, _ argument: Argument?, optional: Bool = false, _ placeholder: LocalizedText, _ en: String,
        ru: String
    ) {
        self.name = name
        self.argument = argument
        isOptional = optional
        self.placeholder = placeholder
        doc = LocalizedText(en, ru: ru)
    }

    private static let forms = EntryDisplay.Form.allCases.map(\.rawValue).joined(separator: "|")
    private static let onOff = Argument.choice(["on", "off"])

    /// All of them, in the order of `.help`.
    public static let all: [DotCommand] = [
        DotCommand(
            .help, .topic, optional: true, .init("TOPIC", ru: "ТЕМА"),
            "This list; with a topic the same as help \"TOPIC\".",
            ru: "Этот список; с темой то же, что help \"ТЕМА\"."),
        DotCommand(
            .load, .file, .init("FILE", ru: "ФАЙЛ"), "Runs a file as if it had been typed.",
            ru: "Выполняет файл, как если бы его ввели."),
        DotCommand(
            .save, .file, .init("FILE", ru: "ФАЙЛ"), "Writes the entries of this session that worked into a script.",
            ru: "Записывает в скрипт ввод этого сеанса, кроме ошибочного."),
        DotCommand(
            .edit, .file, optional: true, .init("FILE", ru: "ФАЙЛ"),
            "Opens $VISUAL or $EDITOR with the last entry or a file, then runs it.",
            ru: "Открывает в $VISUAL или $EDITOR последний ввод или файл, затем выполняет."),
        DotCommand(
            .time, onOff, optional: true, .init("on|off", ru: "on|off"), "Shows after each entry how long it took.",
            ru: "Показывает после каждого ввода, сколько он занял."),
        DotCommand(
            .format, .choice(EntryDisplay.Form.allCases.map(\.rawValue)), optional: true,
            .init(Self.forms, ru: Self.forms), "How results are shown.",
            ru: "Как показывать результаты."),
        DotCommand(
            .page, .number(or: ["all"]), optional: true, .init("ROWS|all", ru: "ЧИСЛО|all"),
            "How many rows of a list are shown at once.",
            ru: "Сколько строк списка показывать за раз."),
        DotCommand(
            .profile, .profile, optional: true, .init("NAME", ru: "ИМЯ"),
            "Goes to another portal; variables stay behind, because they belong to this one.",
            ru: "Переходит на другой портал; переменные остаются здесь: они относятся к этому порталу."),
        DotCommand(
            .dry, onOff, optional: true, .init("on|off", ru: "on|off"), "A dry run: writes are only planned.",
            ru: "Пробный режим: записи только планируются."),
        DotCommand(
            .readonly, onOff, optional: true, .init("on|off", ru: "on|off"), "Writes are refused.",
            ru: "Только чтение: записи отклоняются."),
        DotCommand(
            .source, .lua, .init("FUNCTION", ru: "ФУНКЦИЯ"), "The source of a function that was typed or loaded.",
            ru: "Исходный текст функции, введённой или загруженной."),
        DotCommand(
            .history, .text, optional: true, .init("TEXT", ru: "ТЕКСТ"),
            "The entries before this one, or those with a text in them.",
            ru: "Прежний ввод, весь или с этим текстом."),
        DotCommand(
            .refresh, nil, .init("", ru: ""), "Reads the portal's names anew, for completion.",
            ru: "Заново читает названия с портала для автодополнения."),
        DotCommand(
            .log, nil, .init("", ru: ""), "What this session has written to the portal.",
            ru: "Что этот сеанс записал на портал."),
        DotCommand(.exit, nil, .init("", ru: ""), "Leaves (also Ctrl-D).", ru: "Выход (также Ctrl-D)."),
    ]

    /// The entry of a command.
    public static func entry(_ name: Name) -> DotCommand { all.first { $0.name == name }! }

    /// `.load FILE`, `.time [on|off]`
    public func usage(_ language: Language) -> String {
        guard argument != nil else { return "." + name.rawValue }
        return "." + name.rawValue + " " + (isOptional ? "[\(placeholder[language])]" : placeholder[language])
    }
}

extension DotCommand {
    /// What a line says.
    public enum Line: Sendable, Equatable {
        /// No command: Lua, or nothing.
        case none
        /// A command with its argument, if there is one.
        case command(Name, argument: String?)
        /// A command without the argument that it needs.
        case missingArgument(Name)
        /// A command with an argument that it does not take.
        case wrongArgument(Name)
        /// No such command; the nearest one.
        case unknown(String, nearest: Name?)
    }

    /// Reads a line of input.
    public static func read(_ line: String) -> Line {
        let text = line.drop(while: \.isWhitespace)
        // `.5` is a number, `...` the arguments of the entry.
        guard text.first == ".", let first = text.dropFirst().first, first.isLetter else { return .none }
        let word = text.dropFirst().prefix { !$0.isWhitespace }
        var argument = text.dropFirst(word.count + 1).drop(while: \.isWhitespace)
        while argument.last?.isWhitespace == true { argument = argument.dropLast() }
        guard let name = Name(rawValue: word == "quit" ? "exit" : String(word)) else {
            let nearest = Nearest.names(String(word), among: Name.allCases.map(\.rawValue), limit: 1).first
            return .unknown("." + word, nearest: nearest.flatMap(Name.init))
        }
        let command = entry(name)
        let given = argument.isEmpty ? nil : String(argument)
        if command.accepts(given) { return .command(name, argument: given) }
        return given == nil ? .missingArgument(name) : .wrongArgument(name)
    }

    private func accepts(_ given: String?) -> Bool {
        guard let given else { return argument == nil || isOptional }
        switch argument {
        case nil: return false
        case .choice(let words): return words.contains(given)
        case .number(let words): return words.contains(given) || (Int(given).map { $0 > 0 } ?? false)
        case .file, .profile, .topic, .lua, .text: return true
        }
    }

    /// The lines of `.help`.
    ///
    /// - Parameters:
    ///   - language: of the lines.
    ///   - columns: of the terminal: what is longer goes on below itself.
    public static func help(_ language: Language, columns: Int = .max) -> String {
        let usages = all.map { $0.usage(language) }
        let width = usages.map { TextWidth.of($0) }.filter { $0 <= 26 }.max() ?? 0
        let indent = String(repeating: " ", count: width + 4)
        return zip(all, usages).map { command, usage in
            let start = "  " + TextWidth.pad(usage, width) + "  "
            let doc = command.doc[language]
            // A usage that leaves no room for the text has it below.
            let isLong = TextWidth.of(start) > indent.count
            let room = columns - indent.count
            guard room >= 20, TextWidth.of(start + doc) > columns else { return start + doc }
            let lines = TextWidth.wrap(doc, room)
            return isLong
                ? (["  " + usage] + lines.map { indent + $0 }).joined(separator: "\n")
                : start + lines.joined(separator: "\n" + indent)
        }.joined(separator: "\n")
    }
}
