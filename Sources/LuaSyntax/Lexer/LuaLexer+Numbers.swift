extension LuaLexer {
    /// Takes what Lua takes for a number, as greedily; whether it is one is seen then.
    mutating func number(from start: Int) -> LuaToken {
        var exponent = UInt8(ascii: "e")
        let isHex = peek() == UInt8(ascii: "0") && peek(1) | 0x20 == UInt8(ascii: "x")
        if isHex {
            position += 2
            exponent = UInt8(ascii: "p")
        }
        let digits = position
        while true {
            if peek() | 0x20 == exponent {
                position += 1
                if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
            } else if Self.isHexDigit(peek()) || peek() == UInt8(ascii: ".") {
                position += 1
            } else {
                break
            }
        }
        if Self.isLetter(peek()) {
            while Self.isLetter(peek()) || Self.isDigit(peek()) { position += 1 }
            return token(.invalid, start)
        }
        return token(isNumber(digits..<position, isHex, exponent) ? .number : .invalid, start)
    }

    private func isNumber(_ range: Range<Int>, _ isHex: Bool, _ exponent: UInt8) -> Bool {
        var index = range.lowerBound
        var count = 0
        var hasPoint = false
        while index < range.upperBound {
            let byte = bytes[index]
            if isHex ? Self.isHexDigit(byte) : Self.isDigit(byte) {
                count += 1
            } else if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else {
                break
            }
            index += 1
        }
        guard count > 0 else { return false }
        guard index < range.upperBound else { return true }
        guard bytes[index] | 0x20 == exponent else { return false }
        index += 1
        if index < range.upperBound, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
            index += 1
        }
        guard index < range.upperBound else { return false }
        return (index..<range.upperBound).allSatisfy { Self.isDigit(bytes[$0]) }
    }
}
