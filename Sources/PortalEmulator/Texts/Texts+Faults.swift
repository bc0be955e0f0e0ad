import Localization

/// What is wrong with the faults that somebody asked for.
extension Texts {
    private static var faultNames: String { FaultKind.named.map(\.usage).joined(separator: ", ") }
    private static var errorCodes: String { SystemErrors.all.compactMap { $0.code.phpString }.joined(separator: ", ") }

    private static func fault(_ specification: String, _ reason: LocalizedText) -> LocalizedText {
        LocalizedText(
            "Cannot read the fault '\(specification)': \(reason[.en])",
            ru: "Не удалось разобрать сбой «\(specification)»: \(reason[.ru])")
    }

    static func badFault(_ specification: String) -> LocalizedText {
        fault(
            specification,
            LocalizedText(
                "expected METHOD:FAULT[:COUNT][@K], where FAULT is one of \(faultNames), "
                    + "or the code of a system error such as OVERLOAD_LIMIT",
                ru: "ожидается МЕТОД:СБОЙ[:СКОЛЬКО][@K], где СБОЙ — одно из: \(faultNames), "
                    + "или код системной ошибки, например OVERLOAD_LIMIT"))
    }

    static func unknownFault(_ specification: String, _ name: String) -> LocalizedText {
        fault(
            specification,
            LocalizedText(
                "there is no fault '\(name)'. Faults: \(faultNames). Codes of system errors: \(errorCodes)",
                ru: "сбоя «\(name)» нет. Сбои: \(faultNames). Коды системных ошибок: \(errorCodes)"))
    }

    static func badFaultParameter(_ specification: String, usage: String) -> LocalizedText {
        let hasTime = usage.hasSuffix("SECONDS") || usage.hasSuffix("SECONDS]") || usage.hasSuffix("MS]")
        return fault(
            specification,
            LocalizedText(
                "it is written \(usage)" + (hasTime ? "; times may carry ms, s, m or h" : ""),
                ru: "он записывается так: \(usage)"
                    + (hasTime ? "; время можно указать с единицей: ms, s, m или h" : "")))
    }

    static func badFaultCount(_ specification: String, _ count: String) -> LocalizedText {
        fault(
            specification,
            LocalizedText(
                "how often is a number from 1, * for every request or a rate up to 100%, not '\(count)'",
                ru: "частота — это число от 1, * (каждый запрос) или доля не больше 100%, а не «\(count)»"))
    }

    static func badFaultStart(_ specification: String, _ start: String) -> LocalizedText {
        fault(
            specification,
            LocalizedText(
                "after @ stands the number of the first request to meet, from 1, not '\(start)'",
                ru: "после @ указывают номер первого запроса, начиная с 1, а не «\(start)»"))
    }

    static func badFaultMethod(_ specification: String, _ method: String) -> LocalizedText {
        fault(
            specification,
            LocalizedText(
                "a star may only end a method, as in crm.item.*, not '\(method)'",
                ru: "звёздочка может стоять только в конце метода, как в crm.item.*, а не «\(method)»"))
    }

    static func faultOfNoMethod(_ specification: String, _ method: String, similar: String?) -> LocalizedText {
        fault(
            specification,
            LocalizedText(
                "Bitrix24 has no method '\(method)'" + (similar.map { "; did you mean \($0)?" } ?? ""),
                ru: "в Битрикс24 нет метода «\(method)»" + (similar.map { "; возможно, вы имели в виду \($0)?" } ?? ""))
        )
    }

    static func noFaultFile(_ path: String, _ reason: String) -> LocalizedText {
        LocalizedText(
            "Cannot read the faults in \(path): \(reason)", ru: "Не удалось прочитать сбои из файла \(path): \(reason)")
    }

    static func faultFileLine(_ path: String, _ line: Int, _ reason: LocalizedText) -> LocalizedText {
        LocalizedText("\(path):\(line): \(reason[.en])", ru: "\(path):\(line): \(reason[.ru])")
    }
}
