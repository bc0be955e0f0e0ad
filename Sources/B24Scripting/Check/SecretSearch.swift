import Bitrix24
import LuaSyntax

/// Webhooks and tokens that stand in a source.
enum SecretSearch {
    /// One finding for each line that holds a secret. The secret itself is in none of them.
    static func findings(_ source: LuaSource) -> [Finding] {
        (1...source.lineCount).compactMap { line -> Finding? in
            let range = source.range(ofLine: line)
            let bytes = source.bytes[range]
            guard isSuspect(bytes) else { return nil }
            let text = String(decoding: bytes, as: UTF8.self)
            let shown = Redaction.redact(text)
            guard shown != text else { return nil }
            let start = zip(text.utf8, shown.utf8).prefix { $0 == $1 }.count
            let secret = text.utf8.dropFirst(start).prefix { isLetter($0) }
            guard looksReal(secret) else { return nil }
            let place = range.lowerBound + start..<range.lowerBound + start + secret.count
            return Finding(.secret, place, in: source, CheckTexts.secret, CheckTexts.secretHint)
        }
    }

    /// A secret is a long word with a digit; most lines have none, and are not gone through for addresses.
    private static func isSuspect(_ line: ArraySlice<UInt8>) -> Bool {
        var (length, hasDigit) = (0, false)
        for byte in line {
            guard isLetter(byte) else {
                (length, hasDigit) = (0, false)
                continue
            }
            length += 1
            hasDigit = hasDigit || byte <= 0x39 && byte >= 0x30
            if hasDigit, length >= shortest { return true }
        }
        return false
    }

    private static let shortest = 10

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte == 0x2D
    }

    /// Letters and digits mixed, and no word of a documentation: `CODE`, `your_webhook_code`, `xxxxxxxxxxxx`.
    private static func looksReal(_ secret: some Collection<UInt8>) -> Bool {
        secret.count >= shortest && Set(secret).count >= 5 && secret.contains { (0x30...0x39).contains($0) }
    }
}
