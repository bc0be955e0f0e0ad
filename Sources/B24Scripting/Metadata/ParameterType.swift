public import Localization
public import LuaRuntime

/// What the values of a script's argument are.
public enum ParameterType: Sendable, Equatable {
    case string, integer, number, boolean
    /// A day: `2026-10-31`.
    case date
    /// One of several words.
    case choice([String])

    static let names = ["string", "integer", "number", "boolean", "date"]

    /// - Parameter word: `integer`, `enum(open|closed)`
    init?(_ word: String) {
        switch word {
        case "string": self = .string
        case "integer": self = .integer
        case "number": self = .number
        case "boolean": self = .boolean
        case "date": self = .date
        default:
            guard word.hasPrefix("enum("), word.hasSuffix(")") else { return nil }
            let words = word.dropFirst(5).dropLast().split(separator: "|", omittingEmptySubsequences: false)
            guard words.allSatisfy({ !$0.isEmpty }) else { return nil }
            self = .choice(words.map(String.init))
        }
    }

    /// `integer`, `open|closed`
    public var word: String {
        switch self {
        case .string: "string"
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .date: "date"
        case .choice(let words): words.joined(separator: "|")
        }
    }

    /// The value of a word from the command line; `nil` when it is none of these.
    public func value(_ text: String) -> LuaValue? {
        switch self {
        case .string: .string(text)
        case .integer: Int64(text).map(LuaValue.integer)
        case .number: Int64(text).map(LuaValue.integer) ?? Self.finite(text).map(LuaValue.number)
        case .boolean: Self.boolean(text).map(LuaValue.boolean)
        case .date: Self.isDate(text) ? .string(text) : nil
        case .choice(let words): words.contains(text) ? .string(text) : nil
        }
    }

    /// What a value looks like.
    public var form: LocalizedText {
        switch self {
        case .string: LocalizedText("any text", ru: "любой текст")
        case .integer: LocalizedText("a whole number, such as 12", ru: "целое число, например 12")
        case .number: LocalizedText("a number, such as 1.5", ru: "число, например 1.5")
        case .boolean: LocalizedText("true or false", ru: "true или false")
        case .date: LocalizedText("a day, such as 2026-10-31", ru: "день, например 2026-10-31")
        case .choice(let words):
            LocalizedText(
                "one of " + words.joined(separator: ", "), ru: "одно из: " + words.joined(separator: ", "))
        }
    }

    private static func finite(_ text: String) -> Double? {
        Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    private static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "1", "да": true
        case "false", "no", "0", "нет": false
        default: nil
        }
    }

    /// A day that the calendar has.
    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        return (1...days).contains(day)
    }
}
