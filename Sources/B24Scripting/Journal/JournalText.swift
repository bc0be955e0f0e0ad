import Bitrix24
import JSON

/// Commands and answers in the form in which they are kept: without credentials, and without contents of files.
enum JournalText {
    /// Longer texts (a file in Base64) are cut: a journal is no copy of them.
    static let longest = 16_384
    /// What is left of such a text, in bytes of UTF-8.
    static let kept = 200

    /// The same command always has the same form, and another text another one: resumed runs compare by it.
    static func kept(_ command: Command) -> Command {
        guard case .object(let parameters) = kept(.object(command.parameters)) else { return command }
        return Command(command.method, parameters)
    }

    static func kept(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): return .string(kept(text))
        case .array(let elements): return .array(elements.map(kept))
        case .object(let object): return .object(JSONObject(object.members.map { ($0.key, named($0.key, $0.value)) }))
        default: return value
        }
    }

    /// A value that a script gets back: without credentials, but whole.
    static func redacted(_ value: JSONValue) -> JSONValue {
        let slice = JSONSlice(value)
        return kept(slice).value
    }

    /// A whole answer: its bytes are looked at once.
    static func kept(_ slice: JSONSlice) -> JSONSlice {
        let text = String(decoding: slice.bytes, as: UTF8.self)
        let redacted = Redaction.redact(text)
        guard redacted != text else { return slice }
        return (try? JSONSlice(Array(redacted.utf8))) ?? JSONSlice(kept(slice.value))
    }

    /// Whether something of the original is missing.
    static func isCut(_ command: Command) -> Bool {
        JSONWriter.string(.object(command.parameters)).contains(cutMark)
    }

    private static let cutMark = "… [cut: "

    /// A member such as `auth` is a credential by its name, whatever it holds.
    private static func named(_ name: String, _ value: JSONValue) -> JSONValue {
        guard case .string(let text) = value, !text.isEmpty else { return kept(value) }
        let probe = "?\(name)=x"
        return Redaction.redact(probe) == probe ? kept(value) : .string(Secret.mark)
    }

    private static func kept(_ text: String) -> String { shortened(Redaction.redact(text)) }

    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > longest else { return text }
        let start = String(decoding: text.utf8.prefix(kept), as: UTF8.self)
        return start + "\(cutMark)\(text.utf8.count) bytes, \(ContentHash(Array(text.utf8)))]"
    }
}
