import Bitrix24
import Localization
import LuaRuntime

/// `b24.Error`: what a script catches when a function of the module fails.
final class B24Error: LuaObject, Error {
    static let luaTypeName = "b24.Error"

    let facts: ErrorFacts
    let language: Language
    /// `team/leave.lua:41`
    let position: String?

    init(_ facts: ErrorFacts, language: Language, position: String?) {
        self.facts = facts
        self.language = language
        self.position = position
    }

    convenience init(_ error: any Error, language: Language, position: SourcePosition?) {
        self.init(
            ErrorFacts(error, language), language: language,
            position: (error as? B24Error)?.position ?? position?.description)
    }

    static let luaMethods: [HostFunction] = [
        HostFunction(
            "is",
            parameters: [
                .init(
                    "kind", .choice(ErrorKind.allCases.map(\.rawValue)),
                    .init("The kind to compare with.", ru: "Вид ошибки, с которым сравнить."))
            ],
            results: [.init("same", "boolean", .init("Whether it is.", ru: "Совпадает ли вид."))],
            doc: .init("Whether the error is of this kind.", ru: "Проверяет, что ошибка этого вида."),
            example: "if err:is(\"not_found\") then print(err.hint) end",
            body: .sync { call in
                guard let error = call.receiver as? B24Error, case .string(let kind) = call.arguments[0] else {
                    return [.boolean(false)]
                }
                return [.boolean(error.facts.kind.rawValue == kind)]
            })
    ]

    let luaFieldNames = [
        "kind", "code", "status", "method", "message", "description", "hint", "retryable", "attempts", "retry_after",
        "outcome", "where", "request_id",
    ]

    func luaField(_ name: String) -> LuaValue? {
        switch name {
        case "kind": .string(facts.kind.rawValue)
        case "code": .string(facts.code)
        case "status": facts.status.map { .integer(Int64($0)) } ?? .nil
        case "method": facts.method.map(LuaValue.string) ?? .nil
        case "message": .string(facts.message)
        case "description": .string(facts.description)
        case "hint": .string(facts.hint)
        case "retryable": .boolean(facts.isRetryable)
        case "attempts": .integer(Int64(facts.attempts))
        case "retry_after": facts.retryAfter.map(LuaValue.number) ?? .nil
        case "outcome": .string(facts.outcome.rawValue)
        case "where": position.map(LuaValue.string) ?? .nil
        case "request_id": facts.requestID.map(LuaValue.string) ?? .nil
        default: nil
        }
    }

    var luaDescription: String { facts.text(language) }
}
