public import JSON
public import Localization
import Bitrix24
import LuaRuntime

extension ScriptError {
    /// What is known of a failure, for programs: `kind` and `message`, and where they apply `hint`, `code`, `status`,
    /// `method`, `description`, `outcome`, `attempts`, `retry_after`, `request_id`, `where` and `traceback`.
    ///
    /// `kind` is one of those that scripts see (`not_found`, ...), or for plain Lua failures `lua`, `syntax`,
    /// `interrupted`, `time_limit`, `instruction_limit`, `memory_limit`. Never holds a credential.
    public static func facts(of error: any Error, language: Language) -> JSONObject {
        guard let failure = error as? LuaFailure else { return object(ErrorFacts(error, language)) }
        var object: JSONObject
        if let facts = facts(of: failure, language) {
            object = self.object(facts)
        } else {
            object = ["kind": .string(word(failure.kind)), "message": .string(message(failure))]
        }
        if let place = (failure.object as? B24Error)?.position ?? failure.position?.description {
            object["where"] = .string(place)
        }
        if !failure.traceback.isEmpty {
            object["traceback"] = .array(failure.traceback.map { .string(Redaction.redact($0)) })
        }
        return object
    }

    private static func object(_ facts: ErrorFacts) -> JSONObject {
        var object: JSONObject = ["kind": .string(facts.kind.rawValue), "message": .string(facts.message)]
        if !facts.hint.isEmpty { object["hint"] = .string(facts.hint) }
        if !facts.code.isEmpty { object["code"] = .string(facts.code) }
        object["status"] = facts.status.map { .integer(Int64($0)) }
        object["method"] = facts.method.map { .string($0) }
        if !facts.description.isEmpty { object["description"] = .string(facts.description) }
        object["outcome"] = .string(facts.outcome.rawValue)
        if facts.attempts > 0 { object["attempts"] = .integer(Int64(facts.attempts)) }
        object["retry_after"] = facts.retryAfter.map { .number($0) }
        object["request_id"] = facts.requestID.map { .string($0) }
        return object
    }

    /// Lua's message without the position, which has a place of its own.
    private static func message(_ failure: LuaFailure) -> String {
        let message = Redaction.redact(failure.message)
        guard let position = failure.position, message.hasPrefix("\(position): ") else { return message }
        return String(message.dropFirst("\(position): ".count))
    }

    private static func word(_ kind: LuaFailure.Kind) -> String {
        switch kind {
        case .syntax, .incomplete: "syntax"
        case .runtime: "lua"
        case .interrupted: "interrupted"
        case .timeLimit: "time_limit"
        case .instructionLimit: "instruction_limit"
        case .memoryLimit: "memory_limit"
        }
    }
}
