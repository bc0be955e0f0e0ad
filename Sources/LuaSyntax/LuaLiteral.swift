/// How values and names are written in Lua source.
public enum LuaLiteral {
    /// Whether a text can stand as a name in Lua source.
    public static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, LuaKeyword(rawValue: name) == nil else { return false }
        let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        let isLetter = { (byte: UInt8) in
            byte == UInt8(ascii: "_") || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
        }
        return isLetter(first) && name.utf8.allSatisfy { isLetter($0) || isDigit($0) }
    }

    /// A string literal; bytes that are not printable UTF-8 are escaped.
    public static func quote(_ text: some Collection<UInt8>) -> String {
        let bytes = Array(text)
        var output: [UInt8] = [UInt8(ascii: "\"")]
        let isText = String(validating: bytes, as: UTF8.self) != nil
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): output += Array("\\n".utf8)
            case UInt8(ascii: "\r"): output += Array("\\r".utf8)
            case UInt8(ascii: "\t"): output += Array("\\t".utf8)
            case 0x20...0x7E: output.append(byte)
            case 0x80... where isText: output.append(byte)
            default:
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0
                let isFollowedByDigit = next >= UInt8(ascii: "0") && next <= UInt8(ascii: "9")
                let digits = String(byte)
                let zeros = isFollowedByDigit ? String(repeating: "0", count: 3 - digits.count) : ""
                output += Array("\\\(zeros)\(digits)".utf8)
            }
        }
        output.append(UInt8(ascii: "\""))
        return String(decoding: output, as: UTF8.self)
    }

    /// A key of a table constructor: `title`, or `["a title"]`.
    public static func key(_ name: String) -> String { isName(name) ? name : "[\(quote(name.utf8))]" }
}
