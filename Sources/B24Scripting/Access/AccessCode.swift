import Bitrix24
import LuaRuntime

/// An access code: a letter or more that say what kind of audience, a number, sometimes a role.
///
/// -> api-reference/common/system/access-name and the pages of each module that takes codes.
struct AccessCode: Sendable, Hashable, CustomStringConvertible {
    /// The audiences that a directory can turn into people, and those that it cannot.
    enum Audience: Sendable, Hashable {
        /// `U12`, `IU12`
        case user(Int64)
        /// `D5`
        case department(Int64)
        /// `DR5`: with its sub-departments.
        case departmentTree(Int64)
        /// `SG7`, `SG7_A` (owner), `SG7_E` (moderators), `SG7_K` (members)
        case group(Int64, role: GroupRole?)
        /// A known code that names no list of people: `AU`, `UA`, `G2`, `*`, roles in the structure, chats.
        case other
    }

    /// Roles in a workgroup, by the letter that codes and the directory share.
    enum GroupRole: String, Sendable { case owner = "A", moderator = "E", member = "K" }

    let text: String
    let audience: Audience

    var description: String { text }

    /// Prefixes that take a number and are known, but not expanded.
    private static let otherPrefixes: Set<String> = [
        "G", "SU", "CHAT", "AD", "AE", "AT", "ATD", "ATE", "ATT", "SND", "SNDR", "SNT", "SNTR",
    ]

    /// - Parameter text: the code; letters must be upper case, as the portal compares them.
    /// - Throws: ``ModuleError`` that says how codes look.
    init(_ text: String) throws {
        guard let audience = Self.parse(text) else {
            throw ModuleError(.invalidArgument, DomainTexts.notAnAccessCode(text), hint: DomainTexts.accessCodeHint)
        }
        self.text = text
        self.audience = audience
    }

    private static func parse(_ text: String) -> Audience? {
        if ["AU", "UA", "*"].contains(text) { return .other }
        let prefix = String(text.prefix { $0.isASCII && $0.isUppercase })
        let digits = text.dropFirst(prefix.count).prefix { $0.isASCII && $0.isNumber }
        let suffix = text.dropFirst(prefix.count + digits.count)
        guard let number = Int64(digits), number > 0 else { return nil }
        if prefix == "SG" {
            if suffix.isEmpty { return .group(number, role: nil) }
            guard suffix.first == "_", let role = GroupRole(rawValue: String(suffix.dropFirst())) else { return nil }
            return .group(number, role: role)
        }
        if prefix == "SU", suffix == "_M" { return .other }
        guard suffix.isEmpty else { return nil }
        switch prefix {
        case "U", "IU": return .user(number)
        case "D": return .department(number)
        case "DR": return .departmentTree(number)
        default: return otherPrefixes.contains(prefix) ? .other : nil
        }
    }
}

extension AccessCode {
    /// Codes of an argument: a list of codes or user ids, or a single one.
    ///
    /// - Parameter path: the argument's name for messages.
    static func list(_ value: LuaValue, path: String) throws -> [AccessCode] {
        guard case .table(let table) = value, table.fields.isEmpty else { return [try one(value, path)] }
        return try table.array.enumerated().map { try one($1, "\(path)[\($0 + 1)]") }
    }

    /// Codes of an argument as the portal takes them: whether it knows a code is the portal's answer.
    static func texts(_ value: LuaValue, path: String) throws -> [String] {
        guard case .table(let table) = value, table.fields.isEmpty else { return [try text(value, path)] }
        return try table.array.enumerated().map { try text($1, "\(path)[\($0 + 1)]") }
    }

    private static func one(_ value: LuaValue, _ path: String) throws -> AccessCode {
        try AccessCode(try text(value, path))
    }

    /// A code, or a user's id, which user.get writes as text.
    private static func text(_ value: LuaValue, _ path: String) throws -> String {
        if let id = value.wholeNumber { return "U\(id)" }
        if case .string(let text) = value { return Int64(text) == nil ? text : "U" + text }
        throw ModuleError(
            .invalidArgument, DomainTexts.wrongAccessCode(path, value.typeName), hint: DomainTexts.accessCodeHint)
    }
}
