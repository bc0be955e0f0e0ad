import B24Scripting
import Bitrix24
import JSON
import Localization
import LuaRuntime

/// A failure, ready to be shown: to a person with its source line and a hint, to a program as JSON.
struct ErrorReport: Sendable {
    /// `{kind, message, hint?, where?, traceback?, ...}`
    let facts: JSONObject
    let status: ExitStatus

    init(_ error: any Error, _ language: Language) {
        let complaint = Complaint(error) ?? (error as? LuaFailure)?.cause.flatMap(Complaint.init)
        if let complaint {
            var facts: JSONObject = ["kind": .string(complaint.kind), "message": .string(complaint.text[language])]
            facts["hint"] = (complaint.hint?[language]).map(JSONValue.string)
            if let position = (error as? LuaFailure)?.position { facts["where"] = .string(position.description) }
            self.init(facts, complaint.status)
            return
        }
        var facts = ScriptError.facts(of: error, language: language)
        if facts["where"] == nil, facts["kind"] == "syntax" { Self.movePosition(&facts) }
        self.init(facts, Self.status(facts["kind"]?.text ?? ""))
    }

    private init(_ facts: JSONObject, _ status: ExitStatus) {
        self.facts = facts
        self.status = status
    }

    /// Syntax errors carry their position in the text.
    private static func movePosition(_ facts: inout JSONObject) {
        guard let message = facts["message"]?.text, let end = message.firstRange(of: ": ") else { return }
        let place = message[..<end.lowerBound]
        guard let colon = place.lastIndex(of: ":"), Int(place[place.index(after: colon)...]) != nil else { return }
        facts["where"] = .string(String(place))
        facts["message"] = .string(String(message[end.upperBound...]))
    }

    private static func status(_ kind: String) -> ExitStatus {
        switch kind {
        case "interrupted", ErrorKind.cancelled.rawValue: .interrupted
        case "time_limit", "instruction_limit": .timeLimit
        case ErrorKind.policyDenied.rawValue: .refused
        default: .failed
        }
    }

    /// Without the position: for a chunk of our own making, whose lines tell nobody anything.
    var withoutPosition: ErrorReport {
        var facts = facts
        facts["where"] = nil
        facts["traceback"] = nil
        return ErrorReport(facts, status)
    }

    var message: String { facts["message"]?.text ?? "" }
    var hint: String { facts["hint"]?.text ?? "" }
    /// Names the call in a server's log and in the lines of `--verbose`.
    var requestID: String? { facts["request_id"]?.text }

    /// What a program that reads the log wants to know besides the message.
    var logFacts: JSONObject {
        var known = JSONObject()
        for name in ["kind", "method", "request_id"] { known[name] = facts[name] }
        return known
    }

    /// `team/leave.lua:41`
    var place: String? { facts["where"]?.text }

    /// The facts and the exit code.
    var json: JSONValue {
        var object = facts
        object["exit_code"] = .integer(Int64(status.rawValue))
        return .object(object)
    }

    /// The lines for a person.
    ///
    /// - Parameter source: the text of a chunk by its name, for the line that failed.
    func text(_ language: Language, style: Style, source: (String) -> String?) -> String {
        var lines = [(place.map { style.bold($0 + ": ") } ?? "b24: ") + style.red(message)]
        if let (file, line) = fileAndLine, let text = source(file),
            let excerpt = SourceExcerpt(text, line: line, message: message, method: facts["method"]?.text)
        {
            lines += excerpt.lines(style)
        }
        if place != nil, case .array(let frames)? = facts["traceback"], frames.count > 1 {
            lines.append(style.dim(Texts.traceback[language]))
            lines += frames.compactMap(\.text).map { style.dim("  " + $0) }
        }
        if !hint.isEmpty { lines.append(style.cyan(Texts.hintLabel[language]) + " " + hint) }
        return lines.joined(separator: "\n")
    }

    private var fileAndLine: (String, Int)? {
        guard let place, let colon = place.lastIndex(of: ":"), let line = Int(place[place.index(after: colon)...])
        else { return nil }
        return (String(place[..<colon]), line)
    }
}

extension JSONValue {
    /// The string, when this is one.
    var text: String? { if case .string(let text) = self { text } else { nil } }
}
