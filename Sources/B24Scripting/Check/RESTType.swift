/// Types of the documentation of REST, as far as a literal can be of a wrong one.
///
/// The portal is PHP: a number may come as text, and the other way round. Types that the documentation has for one kind of
/// thing (`crm_status`, `user.id`) take what their portal makes of it.
///
/// -> api-reference/data-types.md
enum RESTType {
    /// Whether a value can be of a type: `integer`, `string|object`, `integer[]`.
    static func accepts(_ type: String, _ literal: LiteralType) -> Bool {
        type.split(separator: "|").contains { acceptsOne(String($0), literal) } || type.isEmpty
    }

    private static func acceptsOne(_ type: String, _ literal: LiteralType) -> Bool {
        if literal == .nil { return true }
        if literal == .function { return false }
        if type.hasSuffix("[]") || type == "array" { return isTable(literal) || type != "array" && isOne(literal) }
        switch type {
        case "integer": return isNumeric(literal, whole: true)
        case "double", "float": return isNumeric(literal, whole: false)
        case "boolean": return isSwitch(literal)
        case "char": return isLetter(literal)
        case "object": return isTable(literal)
        case "date", "datetime": return isText(literal)
        default: return true
        }
    }

    private static func isTable(_ literal: LiteralType) -> Bool { literal == .table }

    /// One element where several can stand.
    private static func isOne(_ literal: LiteralType) -> Bool { literal != .boolean }

    private static func isText(_ literal: LiteralType) -> Bool {
        if case .string = literal { true } else { false }
    }

    /// References to earlier results of a batch stand for anything.
    private static func isReference(_ text: String) -> Bool { text.contains("$result") }

    private static func isNumeric(_ literal: LiteralType, whole: Bool) -> Bool {
        switch literal {
        case .number(let isWhole): isWhole || !whole
        case .string(let text):
            text.isEmpty || isReference(text) || (whole ? Int64(text) != nil : Double(text) != nil)
        default: false
        }
    }

    private static func isSwitch(_ literal: LiteralType) -> Bool {
        switch literal {
        case .boolean, .number: true
        case .string(let text):
            ["", "Y", "N", "y", "n", "1", "0", "true", "false"].contains(text) || isReference(text)
        default: false
        }
    }

    /// `Y` or `N`, mostly. A boolean is sent as such, and is neither to the portal.
    private static func isLetter(_ literal: LiteralType) -> Bool {
        switch literal {
        case .string(let text): text.count <= 1 || isReference(text)
        case .number: true
        default: false
        }
    }
}
