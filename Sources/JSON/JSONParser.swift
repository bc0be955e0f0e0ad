/// The grammar behind ``JSONReader``: one loop that goes from value to value, so that the place it is at stays in a
/// register. Its parts take a place in the text and return the one behind what they read.
struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    let maximumDepth: Int
    /// Where strings with escapes are put together.
    var scratch: [UInt8] = []

    init(bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    /// Reads the whole document.
    mutating func document<Sink: JSONSink>(_ sink: inout Sink) throws(JSONError) {
        // The closing brackets of the tables that are open.
        var open: [UInt8] = []
        var place = afterSpace(0)
        repeat {
            switch byte(place) {
            case UInt8(ascii: "\""):
                place = try string(place) { sink.string($0) }
            case UInt8(ascii: "{"):
                try checkDepth(open, place)
                sink.beginObject(at: place)
                place = afterSpace(place + 1)
                guard byte(place) == UInt8(ascii: "}") else {
                    open.append(UInt8(ascii: "}"))
                    place = try key(place, &sink)
                    continue
                }
                place += 1
                sink.endObject(at: place)
            case UInt8(ascii: "["):
                try checkDepth(open, place)
                sink.beginArray(at: place)
                place = afterSpace(place + 1)
                guard byte(place) == UInt8(ascii: "]") else {
                    open.append(UInt8(ascii: "]"))
                    continue
                }
                place += 1
                sink.endArray(at: place)
            case UInt8(ascii: "t"):
                place = try literal("true", place)
                sink.bool(true)
            case UInt8(ascii: "f"):
                place = try literal("false", place)
                sink.bool(false)
            case UInt8(ascii: "n"):
                place = try literal("null", place)
                sink.null()
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                place = try number(place, &sink)
            default:
                throw failure(place, .unexpectedByte)
            }
            // A value is complete, and with it perhaps the tables around it.
            while let bracket = open.last {
                place = afterSpace(place)
                if byte(place) == UInt8(ascii: ",") {
                    place = afterSpace(place + 1)
                    if bracket == UInt8(ascii: "}") { place = try key(place, &sink) }
                    break
                }
                guard byte(place) == bracket else { throw failure(place, .unexpectedByte) }
                place += 1
                open.removeLast()
                if bracket == UInt8(ascii: "}") { sink.endObject(at: place) } else { sink.endArray(at: place) }
            }
        } while !open.isEmpty
        place = afterSpace(place)
        if place < bytes.count { throw JSONError(offset: place, reason: .trailingBytes) }
    }

    func failure(_ place: Int, _ reason: JSONError.Reason) -> JSONError {
        JSONError(offset: place, reason: place >= bytes.count ? .endOfInput : reason)
    }

    /// The byte at a place; 0, which begins and ends nothing, behind the last.
    @inline(__always)
    func byte(_ place: Int) -> UInt8 { place < bytes.count ? bytes[place] : 0 }

    @inline(__always)
    private func afterSpace(_ place: Int) -> Int {
        var place = place
        while byte(place) <= 0x20, byte(place).isJSONSpace { place += 1 }
        return place
    }

    @inline(__always)
    private func checkDepth(_ open: [UInt8], _ place: Int) throws(JSONError) {
        guard open.count < maximumDepth else { throw JSONError(offset: place, reason: .tooDeep) }
    }

    /// Reads a key and its colon; a value is due behind them.
    @inline(__always)
    private mutating func key<Sink: JSONSink>(_ place: Int, _ sink: inout Sink) throws(JSONError) -> Int {
        guard byte(place) == UInt8(ascii: "\"") else { throw failure(place, .unexpectedByte) }
        let colon = afterSpace(try string(place) { sink.key($0) })
        guard byte(colon) == UInt8(ascii: ":") else { throw failure(colon, .unexpectedByte) }
        return afterSpace(colon + 1)
    }

    private func literal(_ text: StaticString, _ start: Int) throws(JSONError) -> Int {
        for offset in 0..<text.utf8CodeUnitCount where byte(start + offset) != text.utf8Start[offset] {
            throw failure(start + offset, .unexpectedByte)
        }
        return start + text.utf8CodeUnitCount
    }

    /// Reads a string from its opening quote and hands its text to `use`.
    @inline(__always)
    private mutating func string(
        _ quote: Int, _ use: (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(JSONError) -> Int {
        let start = quote + 1
        let end = StringScan.end(of: bytes, from: start)
        switch byte(end) {
        case UInt8(ascii: "\""):
            use(UnsafeBufferPointer(rebasing: bytes[start..<end]))
            return end + 1
        case UInt8(ascii: "\\"):
            let behind = try unescape(start, end)
            scratch.withUnsafeBufferPointer(use)
            return behind
        default:
            throw failure(end, .unexpectedByte)
        }
    }
}
