import JSON
import LuaSyntax

/// Writes a model as the Lua that is read back to the same model.
public struct LuaWriter {
    private let model: ConfigurationModel
    private var lines: [String] = []
    private static let width = 100

    /// - Parameter comment: lines at the top.
    public static func text(_ model: ConfigurationModel, comment: [String] = []) -> String {
        var writer = LuaWriter(model: model)
        writer.lines = comment.map { "-- " + $0 }
        for kind in ObjectKind.allCases where kind.parent == nil {
            for object in model.parts(kind, of: nil) {
                if !writer.lines.isEmpty { writer.lines.append("") }
                writer.write(object, indent: 0, end: "")
            }
        }
        return writer.lines.map { $0 + "\n" }.joined()
    }

    private init(model: ConfigurationModel) { self.model = model }

    private mutating func write(_ object: ConfigurationObject, indent: Int, end: String) {
        let kind = object.address.kind
        let space = String(repeating: "  ", count: indent)
        let head = "\(space)\(kind.rawValue) \(LuaLiteral.quote(object.address.name.utf8)) {"
        var members = Attribute.of(kind).compactMap { attribute -> (String, JSONValue, Attribute)? in
            guard let value = object.attributes[attribute.name] else { return nil }
            if attribute.name == kind.naturalKey, value == .string(object.address.name) { return nil }
            // What goes without saying.
            if attribute.name == "semantics", value == "process" { return nil }
            return (attribute.name, value, attribute)
        }.map { (text: "\($0.0) = " + Self.value($0.1, $0.2.form), value: $0.1, attribute: $0.2) }
        if let former = object.formerName {
            members.append(("was = " + LuaLiteral.quote(former.utf8), .null, Attribute("was", .text)))
        }
        let parts = kind.parts.map { ($0, model.parts($0, of: object.address)) }.filter { !$0.1.isEmpty }
        let line = head + (members.isEmpty ? "" : " " + members.map(\.text).joined(separator: ", ") + " ") + "}" + end
        if parts.isEmpty, kind != .spa, line.count <= Self.width { return lines.append(line) }
        lines.append(head)
        for member in members {
            let text = "\(space)  \(member.text),"
            guard text.count > Self.width, let elements = member.value.arrayValue else {
                lines.append(text)
                continue
            }
            lines.append("\(space)  \(member.attribute.name) = {")
            for element in elements { lines.append("\(space)    \(Self.element(element, member.attribute.form)),") }
            lines.append("\(space)  },")
        }
        for (kind, objects) in parts {
            lines.append("\(space)  \(kind.listKey) = {")
            for part in objects { write(part, indent: indent + 2, end: ",") }
            lines.append("\(space)  },")
        }
        lines.append("\(space)}\(end)")
    }

    // MARK: Values

    /// A value of an attribute as a description has it.
    public static func text(_ value: JSONValue, of attribute: String, _ kind: ObjectKind) -> String {
        Attribute.named(attribute, of: kind).map { Self.value(value, $0.form) } ?? plain(value)
    }

    static func value(_ value: JSONValue, _ form: Attribute.Form) -> String {
        switch form {
        case .home, .text, .flag, .colour, .labels, .anything, .mark, .choice, .links, .access: return plain(value)
        case .relations, .options, .card, .grants:
            let elements = value.arrayValue ?? []
            return elements.isEmpty
                ? "{}" : "{ " + elements.map { element($0, form) }.joined(separator: ", ") + " }"
        }
    }

    private static func element(_ value: JSONValue, _ form: Attribute.Form) -> String {
        func marked(_ main: String, _ flag: String) -> String {
            let text = plain(value[main] ?? .null)
            return value[flag] == true ? "{ \(text), \(flag) = true }" : text
        }
        switch form {
        case .relations: return marked("to", "list")
        case .options: return marked("value", "default")
        case .grants:
            let levels = (value.objectValue ?? [:]).members.filter { $0.key != "code" }
            let words = levels.map { "\($0.key) = \(plain($0.value))" }
            return "{ " + ([plain(value["code"] ?? .null)] + words).joined(separator: ", ") + " }"
        case .card:
            let elements = (value["elements"]?.arrayValue ?? []).map { element -> String in
                let field = plain(element["field"] ?? .null)
                return element["always"] == true ? "{ \(field), always = true }" : field
            }
            let (name, title) = (plain(value["name"] ?? .null), plain(value["title"] ?? .null))
            return "{ name = \(name), title = \(title), elements = { \(elements.joined(separator: ", ")) } }"
        default: return plain(value)
        }
    }

    /// A reference stands there as the object that it names.
    private static func plain(_ value: JSONValue) -> String {
        switch value {
        case .null: return "nil"
        case .bool(let flag): return String(flag)
        case .integer(let number): return String(number)
        case .number(let number): return number.description
        case .string(let text): return LuaLiteral.quote(text.utf8)
        case .array(let elements):
            return elements.isEmpty ? "{}" : "{ " + elements.map(plain).joined(separator: ", ") + " }"
        case .object(let object):
            if object.count == 1, let member = object.members.first, ObjectKind(rawValue: member.key) != nil,
                let name = member.value.stringValue
            {
                return "\(member.key) \(LuaLiteral.quote(name.utf8))"
            }
            let members = object.members.map { "\(LuaLiteral.key($0.key)) = \(plain($0.value))" }
            return members.isEmpty ? "{}" : "{ " + members.joined(separator: ", ") + " }"
        }
    }
}
