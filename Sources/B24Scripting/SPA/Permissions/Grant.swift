import Bitrix24
import JSON
import LuaRuntime

/// One line of a permission wish: who may do what, how widely.
struct Grant: Sendable, Hashable {
    /// What roles of CRM distinguish.
    enum Action: String, Sendable, CaseIterable {
        case read, add, update, delete, export, `import`, automation, settings
    }

    /// How wide, from nothing to everything.
    enum Level: String, Sendable, CaseIterable {
        case none, own, department, subdepartments, open, all
    }

    let code: AccessCode
    let action: Action
    let level: Level
    /// A funnel's name or id; `nil` means all.
    let funnel: String?

    /// - Parameter index: the place in `grants`, from 1, for messages.
    init(_ value: LuaValue, index: Int, function: String) throws {
        let path = "grants[\(index)]"
        guard case .table(let table) = value, table.array.isEmpty else {
            throw ModuleError(.invalidArgument, DomainTexts.wrongGrant(path, function, value.typeName))
        }
        let known = ["code", "action", "level", "funnel"]
        for field in table.fields where !known.contains(field.key.text) {
            throw ModuleError(.invalidArgument, Texts.unknownOption(field.key.text, "\(function), \(path)", known))
        }
        guard case .string(let code)? = table["code"] else {
            throw ModuleError(.invalidArgument, DomainTexts.grantNeeds(path, "code", function, "\"D5\""))
        }
        self.code = try AccessCode(code)
        action = try Self.choice(table["action"], path, "action", function)
        level = try Self.choice(table["level"], path, "level", function)
        switch table["funnel"] {
        case nil, .nil?, .null?: funnel = nil
        case .string(let name)?: funnel = name
        case .integer(let id)?: funnel = String(id)
        case let other?:
            throw ModuleError(
                .invalidArgument,
                Texts.wrongOption("funnel", "\(function), \(path)", "string | integer", other.typeName))
        }
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ value: LuaValue?, _ path: String, _ name: String, _ function: String
    ) throws -> Choice {
        if case .string(let text)? = value, let choice = Choice(rawValue: text) { return choice }
        throw ModuleError(
            .invalidArgument,
            DomainTexts.grantNeeds(
                path, name, function, Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " | ")))
    }

    /// What a portal's own method receives.
    var json: JSONValue {
        var object: JSONObject = [
            "accessCode": .string(code.text), "action": .string(action.rawValue), "level": .string(level.rawValue),
        ]
        if let funnel { object["funnel"] = .string(funnel) }
        return .object(object)
    }
}
