/// The recursive descent behind ``JSONReader``. Generic over the sink and inlinable, so that another module's sink
/// (the one that writes Lua values) is specialised into it.
@usableFromInline
struct JSONParser {
    @usableFromInline let bytes: UnsafeBufferPointer<UInt8>
    @usableFromInline var position = 0
    @usableFromInline var depthLeft: Int
    /// Where strings with escapes are put together.
    @usableFromInline var scratch: [UInt8] = []

    @inlinable
    init(bytes: UnsafeBufferPointer<UInt8>, depthLeft: Int) {
        self.bytes = bytes
        self.depthLeft = depthLeft
    }

    @inlinable
    func failure(_ reason: JSONError.Reason) -> JSONError {
        JSONError(offset: position, reason: position >= bytes.count ? .endOfInput : reason)
    }

    @inlinable
    mutating func skipWhitespace() throws(JSONError) {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    @inlinable
    mutating func end() throws(JSONError) {
        try skipWhitespace()
        if position < bytes.count { throw JSONError(offset: position, reason: .trailingBytes) }
    }

    @inlinable
    mutating func value<Sink: JSONSink>(_ sink: inout Sink) throws(JSONError) {
        guard position < bytes.count else { throw failure(.endOfInput) }
        switch bytes[position] {
        case UInt8(ascii: "\""): try string { sink.string($0) }
        case UInt8(ascii: "{"): try object(&sink)
        case UInt8(ascii: "["): try array(&sink)
        case UInt8(ascii: "t"):
            try literal("true")
            sink.bool(true)
        case UInt8(ascii: "f"):
            try literal("false")
            sink.bool(false)
        case UInt8(ascii: "n"):
            try literal("null")
            sink.null()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number(&sink)
        default: throw failure(.unexpectedByte)
        }
    }

    @inlinable
    mutating func literal(_ text: StaticString) throws(JSONError) {
        for offset in 0..<text.utf8CodeUnitCount {
            guard position < bytes.count, bytes[position] == text.utf8Start[offset] else {
                throw failure(.unexpectedByte)
            }
            position += 1
        }
    }

    @inlinable
    mutating func object<Sink: JSONSink>(_ sink: inout Sink) throws(JSONError) {
        try enter()
        sink.beginObject()
        try skipWhitespace()
        if position < bytes.count, bytes[position] == UInt8(ascii: "}") {
            position += 1
        } else {
            while true {
                guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                    throw failure(.unexpectedByte)
                }
                try string { sink.key($0) }
                try skipWhitespace()
                guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
                    throw failure(.unexpectedByte)
                }
                position += 1
                try skipWhitespace()
                try value(&sink)
                if try closes(UInt8(ascii: "}")) { break }
            }
        }
        depthLeft += 1
        sink.endObject()
    }

    @inlinable
    mutating func array<Sink: JSONSink>(_ sink: inout Sink) throws(JSONError) {
        try enter()
        sink.beginArray()
        try skipWhitespace()
        if position < bytes.count, bytes[position] == UInt8(ascii: "]") {
            position += 1
        } else {
            while true {
                try value(&sink)
                if try closes(UInt8(ascii: "]")) { break }
            }
        }
        depthLeft += 1
        sink.endArray()
    }

    /// Steps over an opening bracket.
    @inlinable
    mutating func enter() throws(JSONError) {
        guard depthLeft > 0 else { throw JSONError(offset: position, reason: .tooDeep) }
        depthLeft -= 1
        position += 1
    }

    /// Steps over `,` (false) or the closing bracket (true).
    @inlinable
    mutating func closes(_ bracket: UInt8) throws(JSONError) -> Bool {
        try skipWhitespace()
        guard position < bytes.count else { throw failure(.endOfInput) }
        if bytes[position] == bracket {
            position += 1
            return true
        }
        guard bytes[position] == UInt8(ascii: ",") else { throw failure(.unexpectedByte) }
        position += 1
        try skipWhitespace()
        return false
    }

    @inlinable
    mutating func number<Sink: JSONSink>(_ sink: inout Sink) throws(JSONError) {
        let start = position
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        var magnitude: UInt64 = 0
        var overflows = false
        let firstDigit = position
        while position < bytes.count, case let digit = bytes[position] &- UInt8(ascii: "0"), digit < 10 {
            let (product, carry) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carry2) = product.addingReportingOverflow(UInt64(digit))
            overflows = overflows || carry || carry2
            magnitude = sum
            position += 1
        }
        guard position > firstDigit else { throw failure(.invalidNumber) }
        if bytes[firstDigit] == UInt8(ascii: "0"), position > firstDigit + 1 {
            position = firstDigit + 1
            throw failure(.invalidNumber)
        }
        let isInteger = position >= bytes.count || !(bytes[position] == 0x2E || bytes[position] | 0x20 == 0x65)
        if isInteger, !overflows {
            if !isNegative, magnitude <= UInt64(Int64.max) { return sink.integer(Int64(magnitude)) }
            if isNegative, magnitude <= UInt64(Int64.max) + 1 {
                return sink.integer(Int64(truncatingIfNeeded: 0 &- magnitude))
            }
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            try digits()
        }
        sink.number(try double(from: start))
    }

    @inlinable
    mutating func digits() throws(JSONError) {
        let start = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        guard position > start else { throw failure(.invalidNumber) }
    }

    /// The number in `start..<position`, correctly rounded; beyond a double's range it is not a number b24 could give back.
    @usableFromInline
    func double(from start: Int) throws(JSONError) -> Double {
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
        guard let value = Double(text), value.isFinite else { throw JSONError(offset: start, reason: .invalidNumber) }
        return value
    }

    /// Reads a string from its opening quote and hands its text to `use`.
    @inlinable
    mutating func string(_ use: (UnsafeBufferPointer<UInt8>) -> Void) throws(JSONError) {
        position += 1
        let start = position
        position = StringScan.end(of: bytes, from: position)
        guard position < bytes.count else { throw failure(.endOfInput) }
        let byte = bytes[position]
        if byte == UInt8(ascii: "\"") {
            use(UnsafeBufferPointer(rebasing: bytes[start..<position]))
            position += 1
            return
        }
        if byte == UInt8(ascii: "\\") { return try escapedString(from: start, use) }
        throw failure(.unexpectedByte)
    }
}
