public import Bitrix24
public import Localization
import LuaRuntime

/// Failures of scripts in words.
public enum ScriptError {
    /// The text for a person: `file:line: message`, a line with the hint, and the traceback when wanted. Never holds a
    /// credential.
    ///
    /// ```
    /// team/leave.lua:41: There is no such method: crm.type.lst. Did you mean crm.type.list?
    /// hint: Ask the portal with method.get whether it has a method.
    /// ```
    ///
    /// - Parameters:
    ///   - error: whatever a session threw.
    ///   - language: of the text.
    ///   - verbose: adds the traceback (script frames only).
    public static func report(_ error: any Error, language: Language, verbose: Bool = false) -> String {
        guard let failure = error as? LuaFailure else {
            return ErrorFacts(error, language).text(language)
        }
        var text: String
        if let facts = facts(of: failure, language) {
            let position = (failure.object as? B24Error)?.position ?? failure.position?.description
            text = (position.map { $0 + ": " } ?? "") + facts.text(language)
        } else {
            text = Redaction.redact(failure.message)
            if let reached = failure.cause as? LimitReached {
                text = reached.text[language] + "\n" + Texts.hintLine(reached.hint[language])[language]
            }
        }
        if verbose {
            for frame in failure.traceback { text += "\n    " + Redaction.redact(frame) }
        }
        return text
    }

    /// The kind of a failure as scripts see it; `nil` for plain Lua errors.
    public static func kind(of error: any Error) -> ErrorKind? {
        guard let failure = error as? LuaFailure else {
            let isOurs = error is PortalError || error is ModuleError || error is B24Error
            return isOurs ? ErrorFacts(error, .en).kind : nil
        }
        return facts(of: failure, .en)?.kind
    }

    static func facts(of failure: LuaFailure, _ language: Language) -> ErrorFacts? {
        if let error = failure.object as? B24Error { return error.facts }
        switch failure.cause {
        case let error? where error is PortalError || error is ModuleError || error is LuaVM.Unavailable:
            return ErrorFacts(error, language)
        default: return nil
        }
    }
}
