import Bitrix24
import JSON
import Localization
import LuaRuntime

extension PortalError {
    /// As `init(_:)` reads it. No portal error holds a credential.
    var wire: JSONObject {
        var object: JSONObject = [
            "kind": .string(kind.rawValue), "code": .string(code), "description": .string(description),
            "outcome": .string(outcome.rawValue), "attempts": .integer(Int64(attempts)),
            "details": .object(JSONObject(details.map { ($0, .string($1)) })),
        ]
        object.put("status", status)
        object.put("method", method)
        object.put("id", requestID)
        object["after"] = retryAfter.map { .number($0) }
        return object
    }

    init(_ wire: Wire) throws {
        var details: [String: String] = [:]
        for member in try wire.part("details").object { details[member.key] = member.value.stringValue }
        self.init(
            kind: try wire.word("kind"), code: try wire.text("code"),
            status: try wire.optionalInteger("status", in: Int.min...Int.max),
            method: try wire.optionalText("method"), description: try wire.text("description"),
            outcome: try wire.word("outcome"), attempts: try wire.integer("attempts"),
            retryAfter: try wire.optionalNumber("after"), requestID: try wire.optionalText("id"), details: details)
    }
}

extension LocalizedText {
    fileprivate var wire: JSONValue { ["en": .string(en), "ru": .string(ru)] }

    fileprivate init(_ wire: Wire) throws { self.init(try wire.text("en"), ru: try wire.text("ru")) }
}

extension ModuleError {
    /// As `init(_:)` reads it.
    var wire: JSONObject {
        var object: JSONObject = [
            "kind": .string(kind.rawValue), "text": text.wire, "outcome": .string(outcome.rawValue),
        ]
        object["hint"] = hint?.wire
        object.put("method", method)
        object["cause"] = cause.map { .object($0.wire) }
        return object
    }

    init(_ wire: Wire) throws {
        self.init(
            try wire.word("kind"), try LocalizedText(try wire.part("text")),
            hint: try wire.optionalPart("hint").map(LocalizedText.init), method: try wire.optionalText("method"),
            outcome: try wire.word("outcome"), cause: try wire.optionalPart("cause").map(PortalError.init))
    }
}

/// An error of which the child knows the text alone; the parent has kept the whole of it under a number.
struct ForeignError: Error, CustomStringConvertible {
    var number: Int
    var description: String

    var wire: JSONObject { ["number": .integer(Int64(number)), "text": .string(description)] }

    init(number: Int, description: String) {
        self.number = number
        self.description = description
    }

    init(_ wire: Wire) throws {
        number = try wire.integer("number")
        description = try wire.text("text")
    }
}

extension ErrorFacts {
    /// As `init(_:)` reads it.
    var wire: JSONObject {
        var object: JSONObject = [
            "kind": .string(kind.rawValue), "code": .string(code), "message": .string(message),
            "description": .string(description), "hint": .string(hint), "retryable": .bool(isRetryable),
            "attempts": .integer(Int64(attempts)), "outcome": .string(outcome.rawValue),
        ]
        object.put("status", status)
        object.put("method", method)
        object.put("id", requestID)
        object["after"] = retryAfter.map { .number($0) }
        return object
    }

    init(_ wire: Wire) throws {
        self.init(message: ChildText.clean(try wire.text("message")))
        kind = try wire.word("kind")
        code = ChildText.clean(try wire.text("code"))
        status = try wire.optionalInteger("status", in: Int.min...Int.max)
        method = try wire.optionalText("method").map(ChildText.clean)
        description = ChildText.clean(try wire.text("description"))
        hint = ChildText.clean(try wire.text("hint"))
        isRetryable = try wire.flag("retryable")
        attempts = try wire.integer("attempts")
        retryAfter = try wire.optionalNumber("after")
        outcome = try wire.word("outcome")
        requestID = try wire.optionalText("id").map(ChildText.clean)
    }
}

extension LuaFailure {
    /// As `init(_:foreign:language:)` reads it.
    func wire(_ language: Language) -> JSONObject {
        var object: JSONObject = [
            "kind": .string(kind.word), "message": .string(message), "text": .bool(isText),
            "traceback": .array(traceback.map(JSONValue.string)),
        ]
        object.put(position)
        object["value"] = value.map(\.wire)
        object["stop"] = (stop?.rawValue).map(JSONValue.string)
        if let foreign = cause as? ForeignError { object.put("foreign", foreign.number) }
        if let facts = ScriptError.facts(of: self, language) {
            object["facts"] = .object(facts.wire)
            object.put("where", (self.object as? B24Error)?.position)
        }
        return object
    }

    /// - Parameter foreign: the error of a number.
    init(_ wire: Wire, language: Language, foreign: (Int) -> (any Error)?) throws {
        guard let kind = Kind.allWords[try wire.text("kind", most: 100)] else { throw Wire.Odd(description: "kind") }
        self.init(
            kind: kind, message: ChildText.clean(try wire.text("message")), position: try wire.position(),
            traceback: try wire.texts("traceback", most: 1000).map(ChildText.clean))
        isText = try wire.flag("text")
        value = try wire.object["value"].map { try LuaValue(wire: $0) }
        stop = try wire.optionalText("stop", most: 100).flatMap(LuaVM.Stop.init)
        cause = try wire.optionalInteger("foreign").flatMap(foreign)
        guard let facts = try wire.optionalPart("facts") else { return }
        object = B24Error(
            try ErrorFacts(facts), language: language,
            position: try wire.optionalText("where", most: Wire.longestName).map(ChildText.clean))
    }
}

extension LuaFailure.Kind {
    fileprivate static let allWords: [String: Self] = Dictionary(
        uniqueKeysWithValues: [
            .syntax, .incomplete, .runtime, .interrupted, .timeLimit, .instructionLimit, .memoryLimit,
        ].map { ($0.word, $0) })

    fileprivate var word: String {
        switch self {
        case .syntax: "syntax"
        case .incomplete: "incomplete"
        case .runtime: "runtime"
        case .interrupted: "interrupted"
        case .timeLimit: "time"
        case .instructionLimit: "instructions"
        case .memoryLimit: "memory"
        // Only trusted scripts can.
        case .exited: "exited"
        }
    }
}
