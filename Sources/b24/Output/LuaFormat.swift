/// Values as Lua literals that can be pasted back into a script.
enum LuaFormat {
    /// On one line when it fits `width`, otherwise one field per line.
    static func text(_ value: ResultValue, width: Int, indent: String = "") -> String {
        let line = inline(value)
        if indent.count + line.count <= width { return line }
        let inner = indent + "  "
        switch value {
        case .array(let elements) where !elements.isEmpty:
            let lines = elements.map { inner + text($0, width: width, indent: inner) + "," }
            return "{\n" + lines.joined(separator: "\n") + "\n\(indent)}"
        case .record(let fields) where !fields.isEmpty:
            let lines = fields.map { field in
                inner + key(field.key) + " = " + text(field.value, width: width, indent: inner) + ","
            }
            return "{\n" + lines.joined(separator: "\n") + "\n\(indent)}"
        default: return line
        }
    }

    /// On one line.
    static func inline(_ value: ResultValue) -> String {
        switch value {
        case .none: "nil"
        case .null: "b24.null"
        case .bool(let flag): flag ? "true" : "false"
        case .integer(let number): number == .min ? "math.mininteger" : String(number)
        case .number(let number): self.number(number)
        case .string(let text): quoted(text)
        case .array(let elements): "{" + elements.map { inline($0) }.joined(separator: ", ") + "}"
        case .record(let fields):
            fields.isEmpty
                ? "b24.object{}"
                : "{" + fields.map { key($0.key) + " = " + inline($0.value) }.joined(separator: ", ") + "}"
        case .thing(let text): "nil --[[ " + text.replacing("]]", with: "] ]") + " ]]"
        }
    }

    /// A string literal; control characters are escaped, letters of every language stay readable.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\0"..<" ", "\u{7F}": result += "\\x" + hex(scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return digits.count < 2 ? "0" + digits : digits
    }

    private static func number(_ number: Double) -> String {
        if number.isNaN { return "0/0" }
        if number.isInfinite { return number > 0 ? "math.huge" : "-math.huge" }
        return "\(number)"
    }

    private static func key(_ key: String) -> String {
        isName(key) ? key : "[" + quoted(key) + "]"
    }

    private static func isName(_ key: String) -> Bool {
        guard let first = key.utf8.first, !(0x30...0x39).contains(first), !keywords.contains(key) else { return false }
        return key.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
            default: false
            }
        }
    }

    private static let keywords: Set<String> = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
        "not", "or", "repeat", "return", "then", "true", "until", "while",
    ]
}
