public import JSON
public import Localization
import Bitrix24
import LuaRuntime

extension ScriptError {
    /// What is known of a failure, for programs: `kind` and `message`, and where they apply `hint`, `code`, `status`,
    /// `method`, `description`, `outcome`, `attempts`, `retry_after`, `request_id`, `where` and `traceback`.
    ///
    /// `kind` is one of those that scripts see (`not_found`, ...), or for plain Lua failures `lua`, `syntax`,
    /// `interrupted`, `time_limit`, `instruction_limit`, `memory_limit`, `exited` (`os.exit`). Never holds a credential.
    public static func facts(of error: any Error, language: Language) -> JSONObject {
        guard let failure = error as? LuaFailure else { return object(ErrorFacts(error, language)) }
        var object: JSONObject
        if let facts = facts(of: failure, language) {
            object = self.object(facts)
            object["where"] = ((failure.object as? B24Error)?.position ?? failure.position?.description)
                .map(JSONValue.string)
        } else {
            let (place, message) = placeAndMessage(failure)
            object = ["kind": .string(word(failure.kind)), "message": .string(Redaction.redact(message))]
            object["where"] = place.map(JSONValue.string)
            if let reached = failure.cause as? LimitReached {
                object["message"] = .string(reached.text[language])
                object["hint"] = .string(reached.hint[language])
            }
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

    /// Lua's message, and the position that stood in front of it; a script that says `error(text, 0)` wants none.
    private static func placeAndMessage(_ failure: LuaFailure) -> (place: String?, message: String) {
        let places = failure.traceback.compactMap { frame in
            frame.firstRange(of: ": in ").map { String(frame[..<$0.lowerBound]) }
        }
        for place in (failure.position.map { [$0.description] } ?? []) + places
        where failure.message.hasPrefix(place + ": ") {
            return (place, String(failure.message.dropFirst(place.count + 2)))
        }
        if let value = failure.value {
            // A table, as error{...} raises it: what is in it says more than its type.
            return (failure.position?.description, failure.message + ": " + LuaFormatter(width: .max).format(value))
        }
        let isBareText = failure.kind == .runtime && failure.cause == nil && failure.isText
        return (isBareText ? nil : failure.position?.description, failure.message)
    }

    private static func word(_ kind: LuaFailure.Kind) -> String {
        switch kind {
        case .syntax, .incomplete: "syntax"
        case .runtime: "lua"
        case .interrupted: "interrupted"
        case .timeLimit: "time_limit"
        case .instructionLimit: "instruction_limit"
        case .memoryLimit: "memory_limit"
        case .exited: "exited"
        }
    }
}
