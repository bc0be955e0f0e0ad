#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Takes credentials out of texts: logs, errors, excerpts of answers.
public enum Redaction {
    /// The text with `***` in the place of every webhook address's code, every token parameter's value, the name and
    /// password in every address, and every secret that this process holds (``LiveSecrets``).
    ///
    /// `https://demo.example/rest/1/abcdef/profile` becomes `https://demo.example/rest/1/***/profile`. Addresses are also
    /// found percent-encoded (`%2Frest%2F1%2F***`) and JSON-escaped (`\/rest\/1\/***`).
    public static func redact(_ text: String) -> String {
        var scanner = Scanner(bytes: Array(text.utf8))
        return LiveSecrets.hide(in: scanner.redacted())
    }

    /// The same, and every occurrence of a known secret by itself.
    static func redact(_ text: String, secret: String) -> String {
        let redacted = redact(text)
        return secret.isEmpty ? redacted : redacted.replacing(secret, with: Secret.mark)
    }
}

extension Redaction {
    /// Where some bytes begin in others, without overlaps. Answers are long and secrets rare: the C library looks.
    static func places(of wanted: [UInt8], in bytes: [UInt8]) -> [Int] {
        guard let first = wanted.first else { return [] }
        var places: [Int] = []
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            var index = 0
            while index + wanted.count <= buffer.count,
                let found = memchr(base + index, Int32(first), buffer.count - wanted.count + 1 - index)
            {
                let place = UnsafeRawPointer(found) - base
                let isThere = memcmp(base + place, wanted, wanted.count) == 0
                if isThere { places.append(place) }
                index = place + (isThere ? wanted.count : 1)
            }
        }
        return places
    }

    /// Whether `/rest/1/` (in JSON perhaps `\\/rest\\/1\\/`) stands before a place.
    static func isWebhookCode(_ bytes: [UInt8], at place: Int) -> Bool {
        var rest = bytes[..<place].suffix(40)
        func takeSlash() -> Bool {
            guard rest.popLast() == UInt8(ascii: "/") else { return false }
            if rest.last == UInt8(ascii: "\\") { rest.removeLast() }
            return true
        }
        guard takeSlash() else { return false }
        let digits = rest.reversed().prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
        rest.removeLast(digits)
        return digits > 0 && takeSlash() && rest.suffix(4).elementsEqual("rest".utf8)
    }
}

/// Walks over bytes once; everything it looks for is ASCII.
private struct Scanner {
    let bytes: [UInt8]
    var output: [UInt8] = []
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func redacted() -> String {
        output.reserveCapacity(bytes.count)
        while position < bytes.count {
            if let code = webhookCode(at: position) ?? tokenValue(at: position) ?? userInfo(at: position) {
                output += bytes[position..<code.lowerBound]
                output += Secret.mark.utf8
                position = code.upperBound
            } else {
                output.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The place of CODE when `/rest/1/CODE` or `/rest/api/1/CODE` begins here.
    private func webhookCode(at start: Int) -> Range<Int>? {
        guard var end = slash(at: start), literal("rest", at: end) else { return nil }
        end += 4
        guard let afterREST = slash(at: end) else { return nil }
        end = afterREST
        if literal("api", at: end), let afterAPI = slash(at: end + 3) { end = afterAPI }
        let digits = run(at: end) { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        guard digits > end, let code = slash(at: digits) else { return nil }
        let after = codeEnd(from: code)
        return after > code ? code..<after : nil
    }

    /// The place of NAME:PASSWORD when `://NAME:PASSWORD@` begins here.
    private func userInfo(at start: Int) -> Range<Int>? {
        guard literal("://", at: start) else { return nil }
        let end = run(at: start + 3) { $0 > 0x20 && !"/?#\"'<>@".utf8.contains($0) }
        return end > start + 3 && end < bytes.count && bytes[end] == UInt8(ascii: "@") ? start + 3..<end : nil
    }

    /// The place of VALUE when `auth=VALUE`, `"auth":"VALUE"` or the same of another token begins here.
    private func tokenValue(at start: Int) -> Range<Int>? {
        if start > 0, isWord(bytes[start - 1]) { return nil }
        for name in ["auth", "access_token", "refresh_token", "client_secret", "application_token"]
        where literal(name, at: start) {
            var end = start + name.utf8.count
            let isQuoted = end < bytes.count && bytes[end] == UInt8(ascii: "\"")
            if isQuoted { end += 1 }
            end = run(at: end) { $0 == 0x20 }
            if isQuoted, end < bytes.count, bytes[end] == UInt8(ascii: ":") {
                end = run(at: end + 1) { $0 == 0x20 || $0 == UInt8(ascii: "\"") }
            } else if end < bytes.count, bytes[end] == UInt8(ascii: "=") {
                end += 1
            } else if literal("%3d", at: end) {
                end += 3
            } else {
                return nil
            }
            let after = codeEnd(from: end)
            return after > end ? end..<after : nil
        }
        return nil
    }

    /// A separator of a path: `/`, `\/` or `%2F`; gives the position after it.
    private func slash(at start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        if bytes[start] == UInt8(ascii: "/") { return start + 1 }
        if literal("\\/", at: start) { return start + 2 }
        return literal("%2f", at: start) ? start + 3 : nil
    }

    private func codeEnd(from start: Int) -> Int {
        var end = start
        while end < bytes.count, slash(at: end) == nil, isWord(bytes[end]) || bytes[end] == UInt8(ascii: "%") {
            // An encoded quote, ampersand or question mark ends a code; other encoded bytes belong to it.
            if ["%22", "%26", "%3f", "%27"].contains(where: { literal($0, at: end) }) { break }
            end += 1
        }
        return end
    }

    private func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private func run(at start: Int, while matches: (UInt8) -> Bool) -> Int {
        var end = start
        while end < bytes.count, matches(bytes[end]) { end += 1 }
        return end
    }

    /// Whether lower-case ASCII text stands here, in any case.
    private func literal(_ text: String, at start: Int) -> Bool {
        var index = start
        for wanted in text.utf8 {
            guard index < bytes.count else { return false }
            let byte = bytes[index]
            let lower = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
            guard lower == wanted else { return false }
            index += 1
        }
        return true
    }
}
