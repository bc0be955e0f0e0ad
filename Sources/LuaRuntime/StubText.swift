import LuaSyntax

/// Text that anybody may have written (titles of a portal), in comments and strings that stay one line of Lua.
public enum StubText {
    /// Lines of a comment, each after three dashes.
    public static func comment(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { "---" + oneLine(String($0)) }
    }

    /// A text without what would end its line, or rewrite a terminal. A comment that begins with three dashes is never a
    /// long one, so brackets stay as they are.
    public static func oneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isBreak) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isBreak($0) ? " " : $0 }))
    }

    /// A text in double quotes, as a comment's types and Lua both read it.
    public static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if isBreak(scalar) {
                for byte in String(scalar).utf8 { quoted += "\\" + String(1000 + Int(byte)).dropFirst() }
                continue
            }
            if scalar == "\"" || scalar == "\\" { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    /// Whether a text can stand as a name where Lua wants one.
    public static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
        let isWord = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == UInt8(ascii: "_")
        }
        return isWord && LuaKeyword(rawValue: text) == nil
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
    }
}
