import Localization

/// What `b24 check` says.
enum CheckTexts {
    static func didYouMean(_ names: [String]) -> LocalizedText? {
        guard !names.isEmpty else { return nil }
        let quoted = names.map { "'\($0)'" }
        return LocalizedText(
            "did you mean \(quoted.joined(separator: " or "))?",
            ru: "возможно, вы имели в виду \(quoted.joined(separator: " или "))?")
    }

    // MARK: Names

    static func noGlobal(_ name: String) -> LocalizedText {
        LocalizedText("there is no global '\(name)'", ru: "глобальной переменной '\(name)' нет")
    }

    static func localElsewhere(_ name: String) -> LocalizedText {
        LocalizedText(
            "a local '\(name)' is declared elsewhere, where it cannot be seen from here: declare it above",
            ru: "локальная переменная '\(name)' объявлена в другом месте, отсюда её не видно: объявите её выше")
    }

    static func noMember(_ path: String, _ name: String) -> LocalizedText {
        LocalizedText("'\(path)' has no '\(name)'", ru: "в '\(path)' нет '\(name)'")
    }

    static func noMethod(_ name: String) -> LocalizedText {
        LocalizedText("there is no REST method '\(name)'", ru: "метода REST '\(name)' нет")
    }

    static func notAList(_ method: String, _ function: String) -> LocalizedText {
        LocalizedText(
            "\(method) changes the portal, and \(function) takes methods that read",
            ru: "\(method) меняет портал, а \(function) принимает только методы чтения")
    }

    static func deprecated(_ method: String) -> LocalizedText {
        LocalizedText(
            "the documentation advises against \(method)", ru: "документация не советует вызывать \(method)")
    }

    static func useInstead(_ method: String) -> LocalizedText {
        LocalizedText("use \(method)", ru: "используйте \(method)")
    }

    // MARK: Parameters

    static func misspeltParameter(_ name: String, _ owner: String) -> LocalizedText {
        LocalizedText("\(owner) has no parameter '\(name)'", ru: "у \(owner) нет параметра '\(name)'")
    }

    static func undocumentedParameter(_ name: String, _ method: String) -> LocalizedText {
        LocalizedText(
            "the documentation of \(method) does not mention '\(name)'",
            ru: "в документации \(method) параметр '\(name)' не упомянут")
    }

    static func missingParameters(_ names: [String], _ method: String) -> LocalizedText {
        let list = names.map { "'\($0)'" }.joined(separator: ", ")
        return LocalizedText("\(method) needs \(list)", ru: "для \(method) обязательно: \(list)")
    }

    static func noArgument(_ function: String, _ index: Int, _ parameter: String) -> LocalizedText {
        LocalizedText(
            "\(function) needs argument #\(index) (\(parameter))",
            ru: "для \(function) нужен аргумент №\(index) (\(parameter))")
    }

    static func wrongArgument(
        _ function: String, _ index: Int, _ parameter: String, _ expected: String, _ given: String
    ) -> LocalizedText {
        LocalizedText(
            "argument #\(index) (\(parameter)) of \(function): \(expected) is expected, not \(given)",
            ru: "аргумент №\(index) (\(parameter)) функции \(function): ожидается \(expected), а не \(given)")
    }

    static func wrongParameter(
        _ name: String, _ method: String, _ expected: [String], _ given: String
    ) -> LocalizedText {
        let types = expected.joined(separator: " | ")
        return LocalizedText(
            "'\(name)' of \(method): \(types) is expected, not \(given)",
            ru: "параметр '\(name)' метода \(method): ожидается \(types), а не \(given)")
    }

    // MARK: Needs

    static func undeclaredNeed(_ method: String) -> LocalizedText {
        LocalizedText(
            "\(method) is called, but not among the needs of the script: it will be refused",
            ru: "\(method) вызывается, но не заявлен в @needs: вызов будет отклонён")
    }

    static func undeclaredFunction(_ function: String) -> LocalizedText {
        LocalizedText(
            "\(function) changes the portal, and the script declares no such need: it will be refused",
            ru: "\(function) меняет портал, а в @needs этого нет: вызов будет отклонён")
    }

    static func declare(_ line: String) -> LocalizedText {
        LocalizedText("declare it: \(line)", ru: "заявите его: \(line)")
    }

    static func unusedNeed(_ glob: String) -> LocalizedText {
        LocalizedText("nothing in the script needs '\(glob)'", ru: "скрипту не нужно '\(glob)'")
    }

    static func writeInReadOnly(_ name: String) -> LocalizedText {
        LocalizedText(
            "\(name) changes the portal, and the script promises (@read_only) that it does not",
            ru: "\(name) меняет портал, а скрипт обещает (@read_only) этого не делать")
    }

    // MARK: Others

    static let secret = LocalizedText(
        "a webhook or token stands in the source", ru: "в исходном тексте записан вебхук или токен")

    static let secretHint = LocalizedText(
        "take it out, revoke it on the portal, and keep the new one with 'b24 profile add'",
        ru: "уберите его, отзовите на портале, а новый сохраните командой 'b24 profile add'")

    static func writeLoop(_ method: String) -> LocalizedText {
        LocalizedText(
            "rows are written one after the other by \(method)", ru: "строки записываются по одной методом \(method)")
    }

    static let useMap = LocalizedText(
        "b24.map writes several at the same time, lists the failures and can be resumed",
        ru: "b24.map пишет по нескольку сразу, перечислит ошибки, и его можно продолжить с места остановки")

    static func noCode(_ code: String) -> LocalizedText {
        LocalizedText("there is no finding '\(code)' to ignore", ru: "кода '\(code)', чтобы его пропускать, нет")
    }
}
