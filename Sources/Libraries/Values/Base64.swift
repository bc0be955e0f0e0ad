/// Base64 with padding (RFC 4648, section 4), in its one canonical spelling.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var value: UInt32 = 0
            for index in 0..<3 { value = value << 8 | (index < group.count ? UInt32(group[start + index]) : 0) }
            for index in 0..<4 {
                text.append(
                    index <= group.count ? alphabet[Int(value >> UInt32(18 - 6 * index)) & 0x3F] : padding)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// - Returns: `nil` for what ``text(_:)`` never gives.
    static func bytes(_ text: String) -> [UInt8]? {
        var value: UInt32 = 0
        var count: UInt32 = 0
        var bytes: [UInt8] = []
        for byte in text.utf8 where byte != padding {
            guard let digit = alphabet.firstIndex(of: byte) else { return nil }
            value = (value << 6 | UInt32(digit)) & 0xFFFF
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: value >> count))
            }
        }
        return self.text(bytes) == text ? bytes : nil
    }
}
