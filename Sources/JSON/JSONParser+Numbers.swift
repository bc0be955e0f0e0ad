/// Numbers: integers that fit 64 bits stay integers.
extension JSONParser {
    /// Reads a number.
    func number<Sink: JSONSink>(_ start: Int, _ sink: inout Sink) throws(JSONError) -> Int {
        let isNegative = byte(start) == UInt8(ascii: "-")
        let firstDigit = isNegative ? start + 1 : start
        var place = firstDigit
        var magnitude: UInt64 = 0
        var overflows = false
        while case let digit = byte(place) &- UInt8(ascii: "0"), digit < 10 {
            let (product, carry) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carry2) = product.addingReportingOverflow(UInt64(digit))
            overflows = overflows || carry || carry2
            magnitude = sum
            place += 1
        }
        guard place > firstDigit else { throw failure(place, .invalidNumber) }
        if byte(firstDigit) == UInt8(ascii: "0"), place > firstDigit + 1 {
            throw failure(firstDigit + 1, .invalidNumber)
        }
        let isInteger = byte(place) != UInt8(ascii: ".") && byte(place) | 0x20 != UInt8(ascii: "e")
        if isInteger, !overflows, magnitude <= UInt64(Int64.max) + (isNegative ? 1 : 0) {
            sink.integer(Int64(truncatingIfNeeded: isNegative ? 0 &- magnitude : magnitude))
            return place
        }
        if byte(place) == UInt8(ascii: ".") { place = try afterDigits(place + 1) }
        // So short and without an exponent it is in a double's range, whatever it is.
        if !Sink.takesValues, place - start <= 300, byte(place) | 0x20 != UInt8(ascii: "e") { return place }
        if byte(place) | 0x20 == UInt8(ascii: "e") {
            place += 1
            if byte(place) == UInt8(ascii: "+") || byte(place) == UInt8(ascii: "-") { place += 1 }
            place = try afterDigits(place)
        }
        sink.number(try double(start, place))
        return place
    }

    private func afterDigits(_ start: Int) throws(JSONError) -> Int {
        var place = start
        while byte(place) &- UInt8(ascii: "0") < 10 { place += 1 }
        guard place > start else { throw failure(place, .invalidNumber) }
        return place
    }

    /// A number, correctly rounded; beyond a double's range it is not a number b24 could give back.
    private func double(_ start: Int, _ end: Int) throws(JSONError) -> Double {
        let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if let value = Self.short(text) { return value }
        guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
            throw JSONError(offset: start, reason: .invalidNumber)
        }
        return value
    }

    /// A number of few digits without an exponent: its digits and the power of ten are exact as doubles, so that the
    /// division rounds once and correctly.
    private static func short(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        guard text.count <= 16 else { return nil }
        var digits: UInt64 = 0
        var power = 1.0
        var isFraction = false
        for byte in text {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits = digits * 10 + UInt64(byte - UInt8(ascii: "0"))
                if isFraction { power *= 10 }
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "-"): continue
            default: return nil
            }
        }
        guard digits < 1 << 53 else { return nil }
        let value = Double(digits) / power
        return text[0] == UInt8(ascii: "-") ? -value : value
    }
}
