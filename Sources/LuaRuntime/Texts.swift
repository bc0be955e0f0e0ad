internal import Localization

/// Everything that the Lua host says to people.
struct Texts {
    let language: Language

    func text(_ en: String, _ ru: String) -> String { language == .ru ? ru : en }

    // MARK: Arguments

    func badArgument(_ function: String, index: Int, parameter: String, expected: String, given: String) -> String {
        text(
            "bad argument #\(index) '\(parameter)' to '\(function)': \(expected) expected, got \(given)",
            "неверный аргумент №\(index) '\(parameter)' функции '\(function)': ожидается \(expected), получено: \(given)"
        )
    }

    func tooManyArguments(_ function: String, expected: Int, given: Int) -> String {
        text(
            "too many arguments to '\(function)': at most \(expected) expected, got \(given)",
            "слишком много аргументов у функции '\(function)': ожидается не больше \(expected), получено \(given)")
    }

    func unsendable(_ function: String, index: Int, path: String, reason: UnsendableValue.Reason) -> String {
        let why =
            switch reason {
            case .type(let name):
                text("a \(name) can't be sent", "значение такого типа отправить нельзя: \(typeName(name))")
            case .notFinite:
                text("NaN and infinity can't be sent", "NaN и бесконечность отправить нельзя")
            case .cycle:
                text("the table contains itself", "таблица содержит саму себя")
            case .tooDeep:
                text(
                    "tables nest deeper than \(Decoder.maximumDepth)",
                    "вложенность таблиц больше \(Decoder.maximumDepth)")
            case .key(let name):
                text("a \(name) can't be a key", "значение такого типа не может быть ключом: \(typeName(name))")
            }
        return text(
            "bad argument #\(index) to '\(function)': \(path): \(why)",
            "неверный аргумент №\(index) функции '\(function)': \(path): \(why)")
    }

    func dotInsteadOfColon(_ type: String, _ method: String) -> String {
        text(
            "'\(method)' is a method of \(type): call it with a colon, object:\(method)(...)",
            "'\(method)' — метод объекта \(type): вызывайте его через двоеточие, object:\(method)(...)")
    }

    func colonInsteadOfDot(_ function: String) -> String {
        text(
            "'\(function)' is a function, not a method: call it with a dot, \(function)(...)",
            "'\(function)' — функция, а не метод: вызывайте её через точку, \(function)(...)")
    }

    func unknownMethod(_ type: String, _ name: String, nearest: String?, known: [String]) -> String {
        let hint =
            if let nearest {
                text("; did you mean '\(nearest)'?", "; возможно, вы имели в виду '\(nearest)'?")
            } else if known.isEmpty {
                ""
            } else {
                text("; it has: ", "; есть: ") + known.sorted().joined(separator: ", ")
            }
        return text("\(type) has no method '\(name)'", "у объекта \(type) нет метода '\(name)'") + hint
    }

    func expected(_ type: HostFunction.ParameterType) -> String {
        switch type {
        case .any, .value: text("value", "значение")
        case .boolean: typeName("boolean")
        case .integer: text("integer", "целое число")
        case .number: typeName("number")
        case .string: typeName("string")
        case .table: typeName("table")
        case .function: typeName("function")
        case .object(let name): name
        case .choice(let names): text("one of ", "одно из: ") + names.map { "\"\($0)\"" }.joined(separator: ", ")
        case .oneOf(let types): types.map(expected).joined(separator: text(" or ", " или "))
        }
    }

    /// A Lua type in the nominative.
    func typeName(_ name: String) -> String {
        guard language == .ru else { return name }
        let names = [
            "nil": "nil", "boolean": "логическое значение", "number": "число", "string": "строка", "table": "таблица",
            "function": "функция", "thread": "сопрограмма", "no value": "ничего", "userdata": "объект",
        ]
        return names[name] ?? name
    }

    // MARK: Values

    var hasMetatable: String {
        text(
            "the table has a metatable of its own and can't be marked",
            "у таблицы есть собственная метатаблица, пометить её нельзя")
    }
    var foreignFunction: String { text("the function belongs to another VM", "функция принадлежит другой машине Lua") }
    var tooDeep: String { text("the value nests too deep", "слишком глубокая вложенность значения") }
    var tooManyResults: String { text("too many results", "слишком много результатов") }
    var taskExpected: String {
        text("a function or a b24.Task expected", "ожидается функция или b24.Task")
    }

    // MARK: Errors

    var errorIsNil: String { text("error without a value (nil)", "ошибка без значения (nil)") }

    func errorIsValue(_ type: String) -> String {
        text("error value of type \(type)", "значение ошибки имеет тип: \(type)")
    }

    var deadlock: String {
        text(
            "this would wait for ever: every task waits for another one",
            "это ожидание никогда не закончится: все задачи ждут друг друга")
    }

    func stopped(_ kind: LuaFailure.Kind) -> String {
        switch kind {
        case .timeLimit: text("CPU time limit reached", "исчерпан лимит процессорного времени")
        case .instructionLimit: text("instruction limit reached", "исчерпан лимит инструкций")
        case .memoryLimit: text("memory limit reached", "исчерпан лимит памяти")
        case .exited(let code): text("os.exit(\(code))", "os.exit(\(code))")
        default: text("interrupted", "прервано")
        }
    }

    var wallTimeOver: String { text("time limit reached", "исчерпан лимит времени") }
    var closed: String { text("the Lua VM is closed", "машина Lua закрыта") }

    // MARK: Loading

    func sourceTooLong(_ limit: Int) -> String {
        text("source too long (more than \(limit) bytes)", "исходный текст слишком длинный (больше \(limit) байт)")
    }
    var notText: String { text("not Lua source text", "это не исходный текст Lua") }

    func moduleNotFound(_ name: String, where places: String?) -> String {
        text("module '\(name)' not found", "модуль '\(name)' не найден") + (places.map { ": " + $0 } ?? "")
    }

    func moduleBroken(_ name: String, _ message: String) -> String {
        text("module '\(name)' can't be loaded: ", "модуль '\(name)' не загружается: ") + message
    }

    func moduleCycle(_ chain: String) -> String {
        text("modules require each other: ", "модули требуют друг друга: ") + chain
    }
}
