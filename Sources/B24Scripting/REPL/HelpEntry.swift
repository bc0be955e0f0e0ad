/// `?name` and `name?` at a prompt: help without brackets and quotes. Neither is Lua.
public enum HelpEntry {
    /// What an entry asks help for: `""` for `?` alone; `nil` when it asks for none.
    public static func topic(_ entry: String) -> String? {
        let words = entry.split(whereSeparator: \.isWhitespace)
        guard words.count <= 2, var text = words.isEmpty ? nil : words.joined() else { return nil }
        guard text.hasPrefix("?") || text.hasSuffix("?") else { return nil }
        while text.hasPrefix("?") { text.removeFirst() }
        while text.hasSuffix("?") { text.removeLast() }
        // b24.rest.crm.item.list is the method crm.item.list; a method of an object may be written with its colon.
        if text.hasPrefix("b24.rest.") { text.removeFirst("b24.rest.".count) }
        let isName = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.:".contains($0)) }
        return isName ? text : nil
    }
}
