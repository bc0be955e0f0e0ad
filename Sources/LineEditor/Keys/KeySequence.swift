/// Reads one key from the front of bytes.
struct KeySequence {
    private let bytes: ArraySlice<UInt8>
    /// The first byte that was not read.
    private(set) var position: Int
    /// No more bytes come: what is unfinished is read as what it is.
    private let isLast: Bool

    enum Result: Equatable {
        case key(Key)
        /// A sequence that means no key.
        case nothing
        /// More bytes are needed; `position` means nothing then.
        case unfinished
    }

    /// No sequence that means something is longer. Replies to questions that another program asked may be.
    private static let longest = 256

    init(_ bytes: ArraySlice<UInt8>, isLast: Bool) {
        self.bytes = bytes
        position = bytes.startIndex
        self.isLast = isLast
    }

    mutating func next() -> Result {
        guard position < bytes.endIndex else { return .unfinished }
        return bytes[position] == 0x1B ? escape() : plain()
    }

    private func peek(_ offset: Int = 0) -> UInt8? {
        position + offset < bytes.endIndex ? bytes[position + offset] : nil
    }

    // MARK: Characters

    private mutating func plain() -> Result {
        let byte = bytes[position]
        guard byte >= 0x80 else {
            position += 1
            return .key(Self.ascii(byte))
        }
        return character()
    }

    private static func ascii(_ byte: UInt8) -> Key {
        switch byte {
        case 0x0D: Key(.enter)
        case 0x09: Key(.tab)
        case 0x1B: Key(.escape)
        case 0x7F: Key(.backspace)
        case 0x00: .control(" ")
        case 0x1F: .control("_")
        case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
        case 0x1C...0x1E: .control(Character(Unicode.Scalar(byte + 0x40)))
        default: .character(Character(Unicode.Scalar(byte)))
        }
    }

    /// A scalar of UTF-8; the longest part of a broken one is U+FFFD, as Unicode recommends.
    private mutating func character() -> Result {
        let lead = bytes[position]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        var allowed: ClosedRange<UInt8> =
            switch lead {
            case 0xE0: 0xA0...0xBF
            case 0xED: 0x80...0x9F
            case 0xF0: 0x90...0xBF
            case 0xF4: 0x80...0x8F
            default: 0x80...0xBF
            }
        var count = 1
        if (0xC2...0xF4).contains(lead) {
            while count < length {
                guard let byte = peek(count) else {
                    if isLast { break }
                    return .unfinished
                }
                guard allowed.contains(byte) else { break }
                allowed = 0x80...0xBF
                count += 1
            }
        }
        let text = String(decoding: bytes[position..<position + count], as: UTF8.self)
        position += count
        return .key(.character(text.first ?? "\u{FFFD}"))
    }

    // MARK: Sequences

    private mutating func escape() -> Result {
        guard let second = peek(1) else { return isLast ? lone() : .unfinished }
        switch second {
        case UInt8(ascii: "["): return control()
        case UInt8(ascii: "O"): return single()
        case UInt8(ascii: "]"), UInt8(ascii: "P"): return reply()
        default: return alted()
        }
    }

    private mutating func lone() -> Result {
        position += 1
        return .key(Key(.escape))
    }

    /// Escape before another key is Alt.
    private mutating func alted() -> Result {
        var rest = KeySequence(bytes[(position + 1)...], isLast: isLast)
        switch rest.next() {
        // Two presses of Escape.
        case .key(Key(.escape)): return lone()
        case .key(var key):
            position = rest.position
            key.modifiers.insert(.alt)
            return .key(key)
        case .nothing:
            position = rest.position
            return .nothing
        case .unfinished: return isLast ? lone() : .unfinished
        }
    }

    /// Alt with the byte after Escape, which only began a sequence.
    private mutating func altedByte() -> Result {
        let byte = bytes[position + 1]
        position += 2
        return .key(.alt(Character(Unicode.Scalar(byte))))
    }

    /// ESC O x: xterm's and rxvt's application keys; a modifier may stand before the letter.
    private mutating func single() -> Result {
        var offset = 2
        var modifier = 0
        while let digit = peek(offset), (0x30...0x39).contains(digit), offset < 4 {
            modifier = modifier * 10 + Int(digit - 0x30)
            offset += 1
        }
        guard let final = peek(offset) else { return isLast ? altedByte() : .unfinished }
        guard (0x40...0x7E).contains(final) else { return altedByte() }
        position += offset + 1
        return KeyNames.single(final, modifier: modifier).map { .key($0) } ?? .nothing
    }

    /// ESC [ parameters final.
    private mutating func control() -> Result {
        var offset = 2
        // The console's F1 to F5: ESC [ [ A.
        if peek(offset) == UInt8(ascii: "[") {
            guard let final = peek(offset + 1) else { return isLast ? altedByte() : .unfinished }
            position += offset + 2
            return (0x41...0x45).contains(final) ? .key(Key(.function(Int(final) - 0x40))) : .nothing
        }
        let start = position + offset
        while let byte = peek(offset), (0x20...0x3F).contains(byte) {
            offset += 1
            // rxvt ends keys with Shift by "$", which is no final elsewhere.
            let isDigitBefore = offset > 3 && bytes[position + offset - 2] <= 0x39
            if byte == UInt8(ascii: "$"), isDigitBefore, peek(2) != UInt8(ascii: "?") {
                let parameters = bytes[start..<position + offset - 1]
                position += offset
                return KeyNames.control(parameters, byte).map { .key($0) } ?? .nothing
            }
            if offset > Self.longest {
                position += offset
                return .nothing
            }
        }
        guard let final = peek(offset) else { return isLast ? (offset == 2 ? altedByte() : skip(offset)) : .unfinished }
        guard (0x40...0x7E).contains(final) else {
            // Broken off by something else, which is read next.
            return offset == 2 ? altedByte() : skip(offset)
        }
        let parameters = bytes[start..<position + offset]
        position += offset + 1
        return KeyNames.control(parameters, final).map { .key($0) } ?? .nothing
    }

    private mutating func skip(_ count: Int) -> Result {
        position += count
        return .nothing
    }

    /// ESC ] ... BEL or ESC \: the terminal's answer to somebody else's question.
    private mutating func reply() -> Result {
        var offset = 2
        while let byte = peek(offset), offset < Self.longest {
            if byte == 0x07 { return skip(offset + 1) }
            if byte == 0x1B {
                guard let next = peek(offset + 1) else { break }
                if next == UInt8(ascii: "\\") { return skip(offset + 2) }
                return altedByte()
            }
            if byte < 0x20 { return altedByte() }
            offset += 1
        }
        return isLast || offset >= Self.longest ? altedByte() : .unfinished
    }
}
