import Bitrix24
import LuaRuntime
import Permissions

extension AccessCode {
    /// The code that a text is.
    ///
    /// - Throws: ``ModuleError`` that says how codes look.
    static func read(_ text: String) throws -> AccessCode {
        guard let code = AccessCode(text) else {
            throw ModuleError(.invalidArgument, DomainTexts.notAnAccessCode(text), hint: DomainTexts.accessCodeHint)
        }
        return code
    }

    /// Codes of an argument: a list of codes or user ids, or a single one.
    ///
    /// - Parameter path: the argument's name for messages.
    static func list(_ value: LuaValue, path: String) throws -> [AccessCode] {
        guard case .table(let table) = value, table.fields.isEmpty else { return [try one(value, path: path)] }
        return try table.array.enumerated().map { try one($1, path: "\(path)[\($0 + 1)]") }
    }

    /// Codes of an argument as the portal takes them: whether it knows a code is the portal's answer.
    static func texts(_ value: LuaValue, path: String) throws -> [String] {
        guard case .table(let table) = value, table.fields.isEmpty else { return [try text(value, path)] }
        return try table.array.enumerated().map { try text($1, "\(path)[\($0 + 1)]") }
    }

    /// One code or user id.
    static func one(_ value: LuaValue, path: String) throws -> AccessCode { try read(try text(value, path)) }

    /// A code, or a user's id, which user.get writes as text.
    private static func text(_ value: LuaValue, _ path: String) throws -> String {
        if let id = value.wholeNumber { return "U\(id)" }
        if case .string(let text) = value { return Int64(text) == nil ? text : "U" + text }
        throw ModuleError(
            .invalidArgument, DomainTexts.wrongAccessCode(path, value.typeName), hint: DomainTexts.accessCodeHint)
    }
}
