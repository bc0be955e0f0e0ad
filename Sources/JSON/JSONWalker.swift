/// Steps through a document that is known to be well-formed, finding where its parts begin and end.
struct JSONWalker {
    let bytes: UnsafeBufferPointer<UInt8>
    private let offset: Int
    private let extents: JSONExtents
    private(set) var position = 0

    /// `offset` is the place of `bytes` in the document.
    init(bytes: UnsafeBufferPointer<UInt8>, offset: Int, extents: JSONExtents) {
        self.bytes = bytes
        self.offset = offset
        self.extents = extents
    }

    /// The ranges of the elements of the array that `bytes` is.
    mutating func eachElement(_ body: (Range<Int>) -> Void) {
        position = 1
        skipWhitespace()
        while bytes[position] != UInt8(ascii: "]") {
            body(skipValue())
            skipSeparator()
        }
    }

    /// The ranges of the keys (with quotes) and values of the object that `bytes` is, until `body` returns false.
    mutating func eachMember(_ body: (Range<Int>, Range<Int>) -> Bool) {
        position = 1
        skipWhitespace()
        while bytes[position] != UInt8(ascii: "}") {
            let name = skipValue()
            skipWhitespace()
            position += 1  // the colon
            skipWhitespace()
            let value = skipValue()
            guard body(name, value) else { return }
            skipSeparator()
        }
    }

    /// Steps over an opening bracket.
    mutating func enter() {
        position += 1
        skipWhitespace()
    }

    /// Steps over a key and its colon; gives where the key was, quotes included.
    mutating func name() -> Range<Int> {
        let name = skipValue()
        skipWhitespace()
        position += 1  // the colon
        skipWhitespace()
        return name
    }

    /// Steps to the next part of the container that was entered, over the comma before it; false, and out of the
    /// container, at its end.
    mutating func nextPart() -> Bool {
        skipSeparator()
        guard bytes[position] == UInt8(ascii: "]") || bytes[position] == UInt8(ascii: "}") else { return true }
        position += 1
        return false
    }

    /// Steps over what is left of the container that was entered, and out of it.
    mutating func skipRest() { skipNested(depth: 1) }

    private mutating func skipSeparator() {
        skipWhitespace()
        if bytes[position] == UInt8(ascii: ",") {
            position += 1
            skipWhitespace()
        }
    }

    private mutating func skipWhitespace() {
        while position < bytes.count, bytes[position].isJSONSpace { position += 1 }
    }

    /// Steps over the value here; gives where it was.
    mutating func skipValue() -> Range<Int> {
        let start = position
        switch bytes[position] {
        case UInt8(ascii: "\""): skipString()
        case UInt8(ascii: "["), UInt8(ascii: "{"): skipNested()
        default:
            while position < bytes.count {
                switch bytes[position] {
                case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), 0x20, 0x0A, 0x0D, 0x09:
                    return start..<position
                default: position += 1
                }
            }
        }
        return start..<position
    }

    private mutating func skipString() {
        position += 1
        while true {
            position = StringScan.end(of: bytes, from: position)
            if bytes[position] == UInt8(ascii: "\"") { break }
            position += 2  // an escape
        }
        position += 1
    }

    private mutating func skipNested(depth start: Int = 0) {
        if start == 0, let end = extents.end(ofStart: offset + position) {
            position = end - offset
            return
        }
        var depth = start
        repeat {
            switch bytes[position] {
            case UInt8(ascii: "\""): skipString()
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                position += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                position += 1
            default: position += 1
            }
        } while depth > 0
    }
}
