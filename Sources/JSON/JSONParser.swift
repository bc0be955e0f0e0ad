/// The grammar behind ``JSONReader``: one loop that goes from value to value, so that the place it is at stays in a
/// register. Its parts take a place in the text and return the one behind what they read.
struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    let maximumDepth: Int
    /// Where strings with escapes are put together.
    var scratch: [UInt8] = []
    /// The members of the row before.
    private var memory: MemberMemory

    /// Reads for a sink of a type.
    init(bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int, for sink: (some JSONSink).Type) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
        // A sink that takes values gets each of them.
        memory = MemberMemory(documentSize: sink.takesValues ? 0 : bytes.count)
    }

    /// A table that is open: its closing bracket, and for an object the member that is being read, by its column in the
    /// memory and the places of its key and value.
    private struct Table {
        var bracket: UInt8 = 0
        var column = MemberMemory.none
        var key = 0
        var value = 0
    }

    /// Reads the whole document.
    mutating func document<Sink: JSONSink>(_ sink: inout Sink) throws(JSONError) {
        // The innermost table that is open, and those around it, no table being the outermost.
        var table = Table()
        var around: [Table] = []
        var place = afterSpace(0)
        repeat {
            switch byte(place) {
            case UInt8(ascii: "\""):
                place = try string(place, Sink.self) { sink.string($0) }
            case UInt8(ascii: "{"):
                try checkDepth(around.count, place)
                sink.beginObject(at: place)
                place = afterSpace(place + 1)
                guard byte(place) == UInt8(ascii: "}") else {
                    around.append(table)
                    table = Table(bracket: UInt8(ascii: "}"), column: memory.firstColumn(depth: around.count))
                    place = try key(place, &table, &sink)
                    continue
                }
                place += 1
                sink.endObject(at: place)
            case UInt8(ascii: "["):
                try checkDepth(around.count, place)
                sink.beginArray(at: place)
                place = afterSpace(place + 1)
                guard byte(place) == UInt8(ascii: "]") else {
                    around.append(table)
                    table = Table(bracket: UInt8(ascii: "]"))
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
            var isTable = false
            while !around.isEmpty {
                place = afterSpace(place)
                let bracket = table.bracket
                if byte(place) == UInt8(ascii: ",") {
                    place = afterSpace(place + 1)
                    if bracket == UInt8(ascii: "}") {
                        memory.keep(table.column, start: table.key, value: table.value, next: isTable ? nil : place)
                        table.column = memory.column(behind: table.column)
                        place = try key(place, &table, &sink)
                    }
                    break
                }
                guard byte(place) == bracket else { throw failure(place, .unexpectedByte) }
                place += 1
                if bracket == UInt8(ascii: "}") {
                    memory.keep(table.column, start: table.key, value: table.value, next: nil)
                    sink.endObject(at: place)
                } else {
                    sink.endArray(at: place)
                }
                table = around.removeLast()
                isTable = true
            }
        } while !around.isEmpty
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
    private func checkDepth(_ depth: Int, _ place: Int) throws(JSONError) {
        guard depth < maximumDepth else { throw JSONError(offset: place, reason: .tooDeep) }
    }

    /// Reads a key and its colon, and before them the members that are as in the row before; a value is due behind them.
    @inline(__always)
    private mutating func key<Sink: JSONSink>(
        _ start: Int, _ table: inout Table, _ sink: inout Sink
    ) throws(JSONError) -> Int {
        var start = start
        table.value = 0
        if !Sink.takesValues {
            search: while true {
                switch memory.sameness(table.column, in: bytes, at: start) {
                case .whole(let next):
                    start = afterSpace(next)
                    table.column = memory.column(behind: table.column)
                case .key(let value):
                    table.value = afterSpace(value)
                    break search
                case .no: break search
                }
            }
        }
        table.key = start
        if table.value == 0 {
            guard byte(start) == UInt8(ascii: "\"") else { throw failure(start, .unexpectedByte) }
            let colon = afterSpace(try string(start, Sink.self) { sink.key($0) })
            guard byte(colon) == UInt8(ascii: ":") else { throw failure(colon, .unexpectedByte) }
            table.value = afterSpace(colon + 1)
        }
        return table.value
    }

    private func literal(_ text: StaticString, _ start: Int) throws(JSONError) -> Int {
        for offset in 0..<text.utf8CodeUnitCount where byte(start + offset) != text.utf8Start[offset] {
            throw failure(start + offset, .unexpectedByte)
        }
        return start + text.utf8CodeUnitCount
    }

    /// Reads a string from its opening quote and hands its text to `use`, when the sink takes values.
    @inline(__always)
    private mutating func string<Sink: JSONSink>(
        _ quote: Int, _ sink: Sink.Type, _ use: (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(JSONError) -> Int {
        let start = quote + 1
        guard Sink.takesValues else { return try checkString(start) }
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

    /// Checks a string, UTF-8 included.
    private mutating func checkString(_ start: Int) throws(JSONError) -> Int {
        var seen: UInt64 = 0
        var end = StringScan.end(of: bytes, from: start, seen: &seen)
        if byte(end) == UInt8(ascii: "\\") {
            end = try unescape(start, end) - 1
            seen = .max
        }
        guard byte(end) == UInt8(ascii: "\"") else { throw failure(end, .unexpectedByte) }
        if seen & 0x8080_8080_8080_8080 != 0,
            let offset = UTF8Check.firstInvalid(in: UnsafeBufferPointer(rebasing: bytes[start..<end]))
        {
            throw JSONError(offset: start + offset, reason: .invalidUTF8)
        }
        return end + 1
    }
}
