/// The bytes of a source and where its lines are.
public struct LuaSource: Sendable {
    /// UTF-8, as far as it is that.
    public let bytes: [UInt8]
    /// Where each line begins. Lua counts `\n`, `\r`, `\r\n` and `\n\r` as one line end each.
    private let lineStarts: [Int]

    /// A source.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == 0x0A || byte == 0x0D else { continue }
            if index < bytes.count, bytes[index] != byte, bytes[index] == 0x0A || bytes[index] == 0x0D { index += 1 }
            starts.append(index)
        }
        lineStarts = starts
    }

    /// A source.
    public init(_ text: String) { self.init(Array(text.utf8)) }

    /// The text of a part; what is no UTF-8 becomes U+FFFD.
    public func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The number of a byte's line, from 1.
    public func line(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// How many lines there are; the empty one behind the last line end is one of them.
    public var lineCount: Int { lineStarts.count }

    /// The place of a line, from 1, without its end.
    public func range(ofLine line: Int) -> Range<Int> {
        let start = lineStarts[line - 1]
        var end = line < lineStarts.count ? lineStarts[line] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }

    /// The characters before a byte in its line, plus one.
    public func column(of offset: Int) -> Int {
        let start = lineStarts[line(of: offset) - 1]
        return text(start..<max(start, min(offset, bytes.count))).count + 1
    }
}
