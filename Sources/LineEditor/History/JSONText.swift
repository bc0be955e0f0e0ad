/// One JSON string, as a line of a history file is.
enum JSONText {
    /// The text in quotes, on one line.
    static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// The text of a JSON string; `nil` when `json` is something else.
    static func parse(_ json: String) -> String? {
        var rest = json.unicodeScalars[...]
        while let last = rest.last, last == " " || last == "\r" { rest.removeLast() }
        guard rest.popFirst() == "\"", rest.popLast() == "\"" else { return nil }
        var units: [UInt16] = []
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                if scalar == "\"" { return nil }
                units += String(scalar).utf16
                continue
            }
            switch rest.popFirst() {
            case "n": units.append(0x0A)
            case "r": units.append(0x0D)
            case "t": units.append(0x09)
            case "b": units.append(0x08)
            case "f": units.append(0x0C)
            case "u":
                let digits = String(rest.prefix(4))
                guard digits.utf8.count == 4, let unit = UInt16(digits, radix: 16) else { return nil }
                rest.removeFirst(4)
                units.append(unit)
            case .some(let escaped) where "\"\\/".unicodeScalars.contains(escaped): units += String(escaped).utf16
            default: return nil
            }
        }
        return String(decoding: units, as: UTF16.self)
    }
}
