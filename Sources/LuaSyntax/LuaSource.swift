/// The bytes of a source and where its lines are.
public struct LuaSource: Sendable {
    /// UTF-8, as far as it is that.
    public let bytes: [UInt8]
    /// Where each line begins. Lua counts `\n`, `\r`, `\r\n` and `\n\r` as one line end each.
    private let lineStarts: [Int]
    /// For lines so long that nobody counts their characters twice: where every so many characters begin, by line.
    private let milestones: [Int: [Int]]
    private static let longLine = 4096
    private static let charactersPerMilestone = 1024

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
        var milestones: [Int: [Int]] = [:]
        for (line, start) in starts.enumerated() {
            let end = line + 1 < starts.count ? starts[line + 1] : bytes.count
            if end - start > Self.longLine { milestones[line + 1] = Self.milestones(bytes, start..<end) }
        }
        self.milestones = milestones
    }

    private static func milestones(_ bytes: [UInt8], _ line: Range<Int>) -> [Int] {
        let text = String(decoding: bytes[line], as: UTF8.self)
        // Where bytes were replaced, offsets in the text are not those in the source.
        guard text.utf8.count == line.count else { return [line.lowerBound] }
        var found: [Int] = []
        var offset = line.lowerBound
        for (index, character) in text.enumerated() {
            if index.isMultiple(of: charactersPerMilestone) { found.append(offset) }
            offset += character.utf8.count
        }
        return found
    }

    /// A source.
    public init(_ text: String) { self.init(Array(text.utf8)) }

    /// The text of a part; what is no UTF-8 becomes U+FFFD.
    public func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The number of a byte's line, from 1.
    public func line(of offset: Int) -> Int { max(1, lineStarts.partitioningIndex { $0 > offset }) }

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
        let line = line(of: offset)
        let end = min(offset, bytes.count)
        var (start, before) = (lineStarts[line - 1], 0)
        if let known = milestones[line] {
            let passed = max(0, known.partitioningIndex { $0 > end } - 1)
            (start, before) = (known[passed], passed * Self.charactersPerMilestone)
        }
        return before + text(start..<max(start, end)).count + 1
    }
}

extension [Int] {
    /// The first index whose element meets the condition, which all after it meet, too.
    fileprivate func partitioningIndex(_ isMet: (Int) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if isMet(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
