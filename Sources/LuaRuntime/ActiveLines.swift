/// The lines with code, read out of a compiled chunk of Lua 5.4 (`ldump.c`, `luaG_getfuncline`): the API of Lua tells them
/// of a function only that runs already, and of none inside of it.
struct ActiveLines {
    private(set) var lines: Set<Int> = []
    private let bytes: [UInt8]
    private var place = 0

    /// - Parameter bytes: what `lua_dump` gave, on this machine.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // Signature, version, format, the six bytes that show damage, sizes of instruction, integer and number, an example of
        // each of the two, the number of upvalues.
        place = 4 + 1 + 1 + 6 + 3 + 8 + 8 + 1
        readFunction()
    }

    private mutating func byte() -> UInt8 {
        guard place < bytes.count else { return 0 }
        defer { place += 1 }
        return bytes[place]
    }

    /// Seven bits in a byte, the first ones first; the last byte has its high bit set.
    private mutating func number() -> Int {
        var value = 0
        while place < bytes.count {
            let next = byte()
            value = value << 7 | Int(next & 0x7F)
            if next & 0x80 != 0 { break }
        }
        return value
    }

    /// Its length plus one, 0 for none, then the bytes.
    private mutating func skipText() {
        let size = number()
        if size > 0 { place += size - 1 }
    }

    private mutating func readFunction() {
        skipText()
        var line = number()
        _ = number()
        _ = byte()
        let isVariadic = byte() != 0
        _ = byte()
        place += number() * 4
        skipConstants()
        place += number() * 3
        for _ in 0..<number() { readFunction() }
        let steps = (0..<number()).map { _ in Int8(bitPattern: byte()) }
        var absolute = (0..<number()).map { _ in (instruction: number(), line: number()) }[...]
        for (instruction, step) in steps.enumerated() {
            if step == Self.isAbsolute, let known = absolute.first, known.instruction == instruction {
                line = known.line
                absolute = absolute.dropFirst()
            } else {
                line += Int(step)
            }
            // The first instruction of a variadic function only prepares it.
            if instruction > 0 || !isVariadic { lines.insert(line) }
        }
        for _ in 0..<number() {
            skipText()
            _ = number()
            _ = number()
        }
        for _ in 0..<number() { skipText() }
    }

    /// `ABSLINEINFO`
    private static let isAbsolute: Int8 = -0x80

    private mutating func skipConstants() {
        for _ in 0..<number() {
            switch byte() {
            case 0x13, 0x03: place += 8  // a float, an integer
            case 0x04, 0x14: skipText()
            default: break  // nil, false, true
            }
        }
    }
}
