import JSON

/// An answer as XML, for addresses that end in `.xml`. The documentation names the suffix but shows no such answer;
/// members become elements, list entries `<item>`.
enum XMLAnswer {
    static func bytes(_ members: JSONObject) -> [UInt8] {
        var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<response>"
        write(.object(members), to: &text)
        return Array((text + "</response>\n").utf8)
    }

    private static func write(_ value: JSONValue, to text: inout String) {
        switch value {
        case .object(let object):
            for member in object.members { element(member.key, member.value, to: &text) }
        case .array(let elements):
            for value in elements { element("item", value, to: &text) }
        default:
            for character in value.phpString ?? "" {
                switch character {
                case "&": text += "&amp;"
                case "<": text += "&lt;"
                case ">": text += "&gt;"
                default: text.append(character)
                }
            }
        }
    }

    /// Keys that XML takes for no name, such as `0` or `TASKS_TASK|UF_CRM_TASK`, become an attribute.
    private static func element(_ key: String, _ value: JSONValue, to text: inout String) {
        let isName =
            key.first.map { $0.isLetter || $0 == "_" } == true
            && key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
        let escaped = key.map { ["&": "&amp;", "<": "&lt;", "\"": "&quot;"][$0] ?? String($0) }.joined()
        text += isName ? "<\(key)>" : "<item key=\"\(escaped)\">"
        write(value, to: &text)
        text += isName ? "</\(key)>" : "</item>"
    }
}
