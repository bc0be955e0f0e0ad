import Localization

/// Reads bytes into statements. What they mean together (twice the same key?) is ``TOMLBuilder``'s business.
struct TOMLParser {
    let bytes: [UInt8]
    var offset = 0
    /// Where each line begins.
    private let lineStarts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        lineStarts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        // A byte order mark is no part of the text.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    mutating func document() throws(TOMLError) -> [TOMLStatement] {
        try checkUTF8()
        var statements: [TOMLStatement] = []
        var header: [String] = []
        while offset < bytes.count {
            let start = offset
            skipSpace()
            if try skipLineEnd() { continue }
            let content: TOMLStatement.Content
            let keys: [TOMLKey]
            if take("[") {
                let isArray = take("[")
                keys = try dottedKey()
                guard take("]"), !isArray || take("]") else { throw error(Texts.unclosedHeader) }
                header = keys.map(\.name)
                content = isArray ? .arrayElement : .table
            } else {
                keys = try dottedKey()
                guard take("=") else { throw error(Texts.noEqualsSign) }
                skipSpace()
                content = .pair(try value())
            }
            skipSpace()
            guard try skipLineEnd() else { throw error(Texts.moreAfterValue) }
            let isPair = if case .pair = content { true } else { false }
            statements.append(
                TOMLStatement(
                    content: content, keys: keys, path: isPair ? header + keys.map(\.name) : header,
                    lines: start..<offset))
        }
        return statements
    }

    // MARK: Keys

    /// `a`, `a.b`, `"my box" . c`, with the space around it.
    mutating func dottedKey() throws(TOMLError) -> [TOMLKey] {
        var keys: [TOMLKey] = []
        repeat {
            skipSpace()
            let start = offset
            let name: String
            if let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                name = try quoted(isKey: true)
            } else {
                while let byte = peek, Self.isBareKey(byte) { offset += 1 }
                guard offset > start else { throw error(Texts.noKey) }
                name = String(decoding: bytes[start..<offset], as: UTF8.self)
            }
            keys.append(TOMLKey(name: name, position: position(start), range: start..<offset))
            skipSpace()
        } while take(".")
        return keys
    }

    static func isBareKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    // MARK: Values

    mutating func value(depth: Int = 0) throws(TOMLError) -> TOMLNode {
        guard depth < 64 else { throw error(Texts.tooDeep) }
        let start = offset
        let value: TOMLValue
        switch peek {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): value = .string(try quoted(isKey: false))
        case UInt8(ascii: "["): value = .array(try array(depth))
        case UInt8(ascii: "{"): value = .table(try inlineTable(depth))
        default: value = try word()
        }
        return TOMLNode(value: value, position: position(start), range: start..<offset)
    }

    private mutating func array(_ depth: Int) throws(TOMLError) -> [TOMLNode] {
        offset += 1
        var nodes: [TOMLNode] = []
        while true {
            try skipSpaceAndLines()
            if take("]") { return nodes }
            nodes.append(try value(depth: depth + 1))
            try skipSpaceAndLines()
            guard take(",") else {
                guard take("]") else { throw error(Texts.unclosedArray) }
                return nodes
            }
        }
    }

    private mutating func inlineTable(_ depth: Int) throws(TOMLError) -> TOMLTable {
        offset += 1
        var builder = TOMLBuilder()
        skipSpace()
        if take("}") { return builder.table }
        while true {
            let start = offset
            let keys = try dottedKey()
            guard take("=") else { throw error(Texts.noEqualsSign) }
            skipSpace()
            let node = try value(depth: depth + 1)
            try builder.add(
                TOMLStatement(content: .pair(node), keys: keys, path: keys.map(\.name), lines: start..<offset))
            skipSpace()
            if take("}") { return builder.table }
            guard take(",") else { throw error(Texts.unclosedInlineTable) }
        }
    }

    // MARK: Space

    var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// One character of ASCII.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 { offset += 1 }
    }

    /// A comment, if there is one, and the end of the line or the text.
    private mutating func skipLineEnd() throws(TOMLError) -> Bool {
        if peek == UInt8(ascii: "#") {
            while let byte = peek, byte != 0x0A, !isCarriageReturn {
                guard byte >= 0x20 || byte == 0x09, byte != 0x7F else { throw error(Texts.controlCharacter) }
                offset += 1
            }
        }
        if isCarriageReturn { offset += 1 }
        if offset == bytes.count { return true }
        return take("\n")
    }

    private mutating func skipSpaceAndLines() throws(TOMLError) {
        while true {
            skipSpace()
            guard let byte = peek, byte == UInt8(ascii: "#") || byte == 0x0A || isCarriageReturn else { return }
            _ = try skipLineEnd()
        }
    }

    /// Whether CR LF begins here: CR alone is no line end.
    var isCarriageReturn: Bool {
        peek == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
    }

    // MARK: Places

    func position(_ offset: Int) -> TOMLPosition {
        let line = (lineStarts.lastIndex { $0 <= offset } ?? 0)
        let before = bytes[lineStarts[line]..<min(offset, bytes.count)]
        // Bytes that go on with a character do not count.
        return TOMLPosition(line: line + 1, column: before.count { $0 & 0xC0 != 0x80 } + 1)
    }

    func error(_ text: LocalizedText, at place: Int? = nil) -> TOMLError {
        TOMLError(position(place ?? offset), text)
    }

    private func checkUTF8() throws(TOMLError) {
        guard let wrong = UTF8Place.firstWrong(bytes) else { return }
        throw error(Texts.notUTF8, at: wrong)
    }
}
