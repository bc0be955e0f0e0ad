import Bitrix24
import JSON
import Localization
import LuaRuntime

/// A failure, ready to be shown: to a person with its source line and a hint, to a program as JSON.
struct ErrorReport: Sendable {
    /// The stable word that programs branch on.
    var kind: String
    /// What happened, without the position.
    var message: String
    var position: SourcePosition?
    var hint = ""
    /// Script frames, innermost first.
    var traceback: [String] = []
    /// What else is known of a call: `code`, `status`, `method`, `outcome`, `attempts`...
    var facts = JSONObject()
    var status: ExitStatus

    init(_ error: any Error, _ language: Language) {
        switch error {
        case let error as Complaint: self.init(complaint: error, language)
        case let error as LuaFailure: self.init(failure: error, language)
        case let error as PortalError: self.init(portal: error, language)
        case is CancellationError:
            self.init(kind: "interrupted", message: Texts.interrupted[language], status: .interrupted)
        default: self.init(kind: "unknown", message: String(describing: error), status: .failed)
        }
    }

    private init(kind: String, message: String, status: ExitStatus) {
        self.kind = kind
        self.message = message
        self.status = status
    }

    private init(complaint: Complaint, _ language: Language) {
        self.init(kind: complaint.kind, message: complaint.text[language], status: complaint.status)
        hint = complaint.hint?[language] ?? ""
    }

    private init(portal error: PortalError, _ language: Language) {
        self.init(kind: error.kind.rawValue, message: error.message(language), status: Self.status(error.kind.rawValue))
        hint = error.hint(language)
        if !error.code.isEmpty { facts["code"] = .string(error.code) }
        if let status = error.status { facts["status"] = .integer(Int64(status)) }
        if let method = error.method { facts["method"] = .string(method) }
        if !error.description.isEmpty { facts["description"] = .string(error.description) }
        facts["outcome"] = .string(error.outcome.rawValue)
        facts["attempts"] = .integer(Int64(error.attempts))
    }

    private init(failure: LuaFailure, _ language: Language) {
        switch failure.kind {
        case .interrupted: self.init(kind: "interrupted", message: failure.message, status: .interrupted)
        case .timeLimit: self.init(kind: "time_limit", message: failure.message, status: .timeLimit)
        case .instructionLimit: self.init(kind: "instruction_limit", message: failure.message, status: .timeLimit)
        case .memoryLimit: self.init(kind: "memory_limit", message: failure.message, status: .failed)
        case .syntax, .incomplete: self.init(kind: "syntax", message: failure.message, status: .failed)
        case .runtime:
            if let object = failure.object, let fields = Self.fields(of: object) {
                self.init(object: fields, fallback: failure.message)
            } else if let complaint = failure.cause as? Complaint {
                self.init(complaint: complaint, language)
            } else {
                self.init(kind: "lua", message: failure.message, status: .failed)
            }
        }
        position = failure.position ?? position
        traceback = failure.traceback
        if let position, message.hasPrefix("\(position): ") {
            message = String(message.dropFirst("\(position): ".count))
        }
    }

    /// An error object of the module, by the fields that scripts read too.
    private init(object fields: JSONObject, fallback: String) {
        let kind = fields["kind"]?.text ?? "unknown"
        self.init(kind: kind, message: fields["message"]?.text ?? fallback, status: Self.status(kind))
        hint = fields["hint"]?.text ?? ""
        if let place = fields["where"]?.text, let colon = place.lastIndex(of: ":"),
            let line = Int(place[place.index(after: colon)...])
        {
            position = SourcePosition(file: String(place[..<colon]), line: line)
        }
        for name in ["code", "status", "method", "description", "outcome", "attempts", "retry_after", "request_id"] {
            if let value = fields[name], value != .null, value != .string("") { facts[name] = value }
        }
    }

    private static func fields(of object: any LuaObject) -> JSONObject? {
        guard object.luaField("kind") != nil else { return nil }
        var fields = JSONObject()
        for name in object.luaFieldNames {
            if let value = object.luaField(name) { fields[name] = ResultValue(value).json }
        }
        return fields
    }

    private static func status(_ kind: String) -> ExitStatus {
        switch ErrorKind(rawValue: kind) {
        case .policyDenied: .refused
        case .cancelled: .interrupted
        default: .failed
        }
    }

    /// `{kind, message, hint, where, traceback, exit_code, ...facts}`
    var json: JSONValue {
        var object: JSONObject = ["kind": .string(kind), "message": .string(message)]
        if !hint.isEmpty { object["hint"] = .string(hint) }
        if let position { object["where"] = .string(position.description) }
        for member in facts.members { object[member.key] = member.value }
        if !traceback.isEmpty { object["traceback"] = .array(traceback.map(JSONValue.string)) }
        object["exit_code"] = .integer(Int64(status.rawValue))
        return .object(object)
    }

    /// The lines for a person.
    ///
    /// - Parameter source: the text of a chunk by its name, for the line that failed.
    func text(_ language: Language, style: Style, source: (String) -> String?) -> String {
        let place = position.map { style.bold("\($0): ") } ?? "b24: "
        var lines = [place + style.red(message)]
        if let position, let text = source(position.file),
            let excerpt = SourceExcerpt(text, line: position.line, message: message)
        {
            lines += excerpt.lines(style)
        }
        if traceback.count > 1 {
            lines.append(style.dim(Texts.traceback[language]))
            lines += traceback.map { style.dim("  " + $0) }
        }
        if !hint.isEmpty { lines.append(style.cyan(Texts.hintLabel[language]) + " " + hint) }
        return lines.joined(separator: "\n")
    }
}

extension JSONValue {
    /// The string, when this is one.
    var text: String? { if case .string(let text) = self { text } else { nil } }
}
