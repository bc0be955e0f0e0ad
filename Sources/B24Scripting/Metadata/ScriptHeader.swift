/// The `---` comment at the top of a script, in which it says what it is: lines of text, and tags.
///
///     --- Give a department its workplace.
///     --- @needs write crm.automatedsolution.* -- makes the workplace
///
/// A tag follows the dashes at once or after a space. Tags that b24 does not know belong to editors (LuaCATS).
public struct ScriptHeader: Sendable, Equatable {
    /// `@needs write crm.item.update`
    public struct Tag: Sendable, Equatable {
        /// `needs`
        public var name: String
        /// What follows it on its line, without white space around it.
        public var text: String
        /// Counted from 1.
        public var line: Int
    }

    /// The lines that are no tags, without the dashes and one space after them; none is empty at the beginning and the end.
    public private(set) var text: [String] = []
    /// In the order of the lines.
    public private(set) var tags: [Tag] = []
    /// Tags with which a line below the header begins. Those of b24 have no effect there.
    public private(set) var later: [Tag] = []

    /// Reads the beginning of a script. A byte order mark, a `#!` line and empty lines may come first.
    public init(_ source: String) {
        var source = source
        source.makeContiguousUTF8()
        var (isBefore, isInside) = (true, true)
        // By bytes: a long script begins to run no later for what it does not say.
        let lines = source.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let line = index == 0 && line.starts(with: Self.mark) ? line.dropFirst(Self.mark.count) : line
            guard line.starts(with: Self.dashes) else {
                let isSkipped = index == 0 && line.first == UInt8(ascii: "#") || line.allSatisfy(Self.isBlank)
                if !isBefore || !isSkipped { isInside = false }
                continue
            }
            var words = Substring(line.dropFirst(Self.dashes.count))
            if words.last?.isNewline == true { words.removeLast() }
            let tag = Self.tag(words, index + 1)
            guard isInside else {
                if let tag { later.append(tag) }
                continue
            }
            isBefore = false
            if let tag {
                tags.append(tag)
            } else {
                text.append(String(words.hasPrefix(" ") ? words.dropFirst() : words))
            }
        }
        while text.first?.isEmpty == true { text.removeFirst() }
        while text.last?.isEmpty == true { text.removeLast() }
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let dashes = Array("---".utf8)

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func tag(_ line: Substring, _ number: Int) -> Tag? {
        let line = line.drop { $0 == " " || $0 == "\t" }
        guard line.first == "@" else { return nil }
        let name = line.dropFirst().prefix { !$0.isWhitespace }
        guard !name.isEmpty else { return nil }
        return Tag(name: String(name), text: String(line.dropFirst(name.count + 1)).trimmingSpace, line: number)
    }
}

extension String {
    /// Without white space around it.
    fileprivate var trimmingSpace: String {
        var text = self[...].drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
