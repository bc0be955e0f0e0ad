import Localization

extension TOMLParser {
    /// A value without quotes: true, false, a number, a date or a time.
    mutating func word() throws(TOMLError) -> TOMLValue {
        let start = offset
        skipWord()
        // `1979-05-27 07:32:00`: a date may be parted from its time by a space.
        if offset - start == 10, peek == 0x20, offset + 3 < bytes.count, bytes[offset + 3] == UInt8(ascii: ":"),
            Self.isTime(String(decoding: bytes[start..<offset], as: UTF8.self))
        {
            offset += 1
            skipWord()
        }
        let word = String(decoding: bytes[start..<offset], as: UTF8.self)
        if word == "true" { return .boolean(true) }
        if word == "false" { return .boolean(false) }
        if let number = Self.integer(word) { return .integer(number) }
        if let number = Self.float(word) { return .float(number) }
        if Self.isTime(word) { return .time(word) }
        let isEmpty = word.isEmpty && (peek == nil || peek == 0x0A || peek == UInt8(ascii: "#") || isCarriageReturn)
        throw error(isEmpty ? Texts.noValue : Texts.unknownValue, at: start)
    }

    private mutating func skipWord() {
        while let byte = peek, Self.isBareKey(byte) || "+.:".utf8.contains(byte) { offset += 1 }
    }

    private static func integer(_ word: String) -> Int64? {
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where word.hasPrefix(prefix) {
            let digits = word.dropFirst(2)
            guard digits.first != "+", digits.first != "-", let plain = withoutUnderscores(digits) else { return nil }
            return Int64(plain, radix: radix)
        }
        let digits = word.first == "+" || word.first == "-" ? word.dropFirst() : word[...]
        guard digits.first?.isNumber == true, digits == "0" || digits.first != "0",
            let plain = withoutUnderscores(digits)
        else { return nil }
        return Int64((word.first == "-" ? "-" : "") + plain)
    }

    private static func float(_ word: String) -> Double? {
        let sign = word.first == "-" ? -1.0 : 1.0
        let digits = word.first == "+" || word.first == "-" ? word.dropFirst() : word[...]
        if digits == "inf" { return sign * .infinity }
        if digits == "nan" { return .nan }
        let parts = digits.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        guard parts.count <= 2, let mantissa = parts.first else { return nil }
        let places = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        guard places.count <= 2, parts.count + places.count > 2, let whole = places.first,
            whole == "0" || whole.first != "0"
        else { return nil }
        var exponent = parts.count == 2 ? parts[1] : "0"
        if exponent.first == "+" || exponent.first == "-" { exponent = exponent.dropFirst() }
        for part in places + [exponent] {
            guard let plain = withoutUnderscores(part), plain.allSatisfy({ $0.isASCII && $0.isNumber }) else {
                return nil
            }
        }
        return Double(word.filter { $0 != "_" })
    }

    /// `nil` unless every underscore stands between two digits.
    private static func withoutUnderscores(_ digits: Substring) -> String? {
        guard !digits.isEmpty, digits.first != "_", digits.last != "_", !digits.contains("__") else { return nil }
        return digits.filter { $0 != "_" }
    }

    /// `1979-05-27`, `07:32:00.5`, `1979-05-27T07:32:00Z`, `1979-05-27 07:32:00-07:00`
    private static func isTime(_ word: String) -> Bool {
        var rest = word[...]
        func number(_ count: Int, _ range: ClosedRange<Int>) -> Bool {
            let digits = rest.prefix(count)
            guard digits.count == count, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits),
                range.contains(number)
            else { return false }
            rest = rest.dropFirst(count)
            return true
        }
        func take(_ characters: String) -> Bool {
            guard let first = rest.first, characters.contains(first) else { return false }
            rest.removeFirst()
            return true
        }
        let hasDate = word.dropFirst(4).first == "-"
        if hasDate {
            guard number(4, 0...9999), take("-"), number(2, 1...12), take("-"), number(2, 1...31) else { return false }
            if rest.isEmpty { return true }
            guard take("Tt ") else { return false }
        }
        guard number(2, 0...23), take(":"), number(2, 0...59), take(":"), number(2, 0...60) else { return false }
        if take(".") {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty else { return false }
            rest = rest.dropFirst(digits.count)
        }
        if rest.isEmpty || (hasDate && (rest == "Z" || rest == "z")) { return true }
        return hasDate && take("+-") && number(2, 0...23) && take(":") && number(2, 0...59) && rest.isEmpty
    }
}
