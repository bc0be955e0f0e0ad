public import Localization
public import LuaRuntime
import LuaSyntax
import JSON
import Localization

/// Writes any value as Lua source that can be pasted back.
///
/// ```swift
/// LuaFormatter(width: 80).format(.table(LuaTable(fields: [("id", .integer(13))])))   // { id = 13 }
/// ```
///
/// What has no source form (functions, host objects, a table inside itself) is written as `nil` with a comment.
public struct LuaFormatter: Sendable {
    /// Columns after which a table is written over several lines.
    public var width: Int
    /// Whether an empty table says what it is (`b24.array{}`), so that it is the same when pasted back; for people `{}`
    /// is enough.
    public var keepsKinds: Bool
    /// Writes a note beside a date that stands on a line of its own: `"2026-11-26T18:43:05+03:00", -- Thu 26 Nov 2026`.
    public var notesLanguage: Language?
    /// Names that such a note tells beside the ids of people.
    public var people = PeopleNames()
    /// Elements of an array that are written, a note telling how many there are more; `nil` writes all.
    public var mostElements: Int?

    /// A formatter.
    ///
    /// - Parameters:
    ///   - width: columns of a line; `Int.max` writes everything on one line.
    ///   - keepsKinds: writes empty arrays and objects as such.
    public init(width: Int = 80, keepsKinds: Bool = true) {
        self.width = width
        self.keepsKinds = keepsKinds
    }

    /// The source text of a value.
    public func format(_ value: LuaValue) -> String {
        format(value, indent: 0, used: 0)
    }

    private func format(_ value: LuaValue, indent: Int, used: Int) -> String {
        guard case .table(let table) = value.expanded else { return scalar(value.expanded) }
        let line = oneLine(table)
        guard width != .max, used + TextWidth.of(line) > width || elided(table) != nil,
            !(table.array.isEmpty && table.fields.isEmpty)
        else {
            return line
        }
        let inner = String(repeating: "  ", count: indent + 1)
        var text = prefix(table) + "{\n"
        for element in table.array.prefix(mostElements ?? .max) {
            text += inner + format(element, indent: indent + 1, used: inner.count + 1) + "," + note(nil, element) + "\n"
        }
        if let rest = elided(table) { text += inner + "-- " + Texts.moreElements(rest)[notesLanguage ?? .en] + "\n" }
        for (key, element) in table.fields {
            let start = inner + self.key(key) + " = "
            text +=
                start + format(element, indent: indent + 1, used: TextWidth.of(start) + 1) + ","
                + note(key.text, element) + "\n"
        }
        return text + String(repeating: "  ", count: indent) + "}"
    }

    /// How many elements are not written.
    private func elided(_ table: LuaTable) -> Int? {
        mostElements.flatMap { table.array.count > $0 ? table.array.count - $0 : nil }
    }

    private func note(_ field: String?, _ value: LuaValue) -> String {
        guard let notesLanguage else { return "" }
        if let field, let names = people.note(field, value) { return " -- " + names }
        guard case .string(let text) = value, let date = PortalDate(text) else { return "" }
        return " -- " + date.long(notesLanguage)
    }

    private func oneLine(_ table: LuaTable) -> String {
        var parts = table.array.map { element($0) }
        parts += table.fields.map { "\(key($0.key)) = \(element($0.value))" }
        return prefix(table) + (parts.isEmpty ? "{}" : "{ \(parts.joined(separator: ", ")) }")
    }

    private func element(_ value: LuaValue) -> String {
        guard case .table(let table) = value.expanded else { return scalar(value.expanded) }
        return oneLine(table)
    }

    private func scalar(_ value: LuaValue) -> String {
        switch value {
        case .nil: "nil"
        case .null: "b24.null"
        case .boolean(let flag): String(flag)
        case .integer(let number): number == .min ? "math.mininteger" : String(number)
        case .number(let number): Self.number(number)
        case .string(let text): LuaLiteral.quote(text.utf8)
        case .bytes(let bytes): LuaLiteral.quote(bytes)
        case .function: comment("function")
        case .object(let object): comment("\(type(of: object).luaTypeName): \(object.luaDescription)")
        case .opaque(let text): comment(text)
        case .table, .json, .module: ""
        }
    }

    private func prefix(_ table: LuaTable) -> String { keepsKinds ? table.prefix : "" }

    private func comment(_ text: String) -> String {
        "nil --[[\(text.split(separator: "]]").joined(separator: "] ]"))]]"
    }

    private func key(_ key: LuaTable.Key) -> String {
        switch key {
        case .string(let name) where LuaLiteral.isName(name): name
        case .string(let name): "[\(LuaLiteral.quote(name.utf8))]"
        case .bytes(let bytes): "[\(LuaLiteral.quote(bytes))]"
        case .integer(let number): "[\(number)]"
        case .number(let number): "[\(Self.number(number))]"
        case .boolean(let flag): "[\(flag)]"
        }
    }

    // MARK: Scalars

    /// A float as Lua reads it back to the same value.
    static func number(_ number: Double) -> String {
        if number.isNaN { return "0/0" }
        if number.isInfinite { return number < 0 ? "-math.huge" : "math.huge" }
        return number.description
    }
}

extension LuaTable {
    /// The constructor that keeps an empty table's kind.
    fileprivate var prefix: String {
        guard array.isEmpty, fields.isEmpty else { return "" }
        switch marker {
        case .plain: return ""
        case .array: return "b24.array"
        case .object: return "b24.object"
        }
    }
}

extension LuaValue {
    /// JSON text as values; anything else as it is.
    var expanded: LuaValue {
        guard case .json(let slice) = self else { return self }
        return LuaValue(slice.value)
    }

    /// A JSON value as scripts see it: null inside an object is an absent key.
    init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .number(let number): self = .number(number)
        case .string(let text): self = .string(text)
        case .array(let elements): self = .table(LuaTable(marker: .array, array: elements.map { LuaValue($0) }))
        case .object(let object):
            self = .table(
                LuaTable(fields: object.members.filter { $0.value != .null }.map { ($0.key, LuaValue($0.value)) }))
        }
    }
}
