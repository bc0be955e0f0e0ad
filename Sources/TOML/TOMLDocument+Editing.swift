/// Changes that leave everything else as it was written. Each gives a new text; one that has no place for the change (the
/// table is written `{inline}`) gives `nil`.
///
/// What the new text means is for the caller to check by reading it: these know the form, not the meaning.
extension TOMLDocument {
    /// A value that can be written.
    public enum Scalar: Sendable, Hashable {
        case string(String)
        case boolean(Bool)
        case integer(Int64)
        case strings([String])
        /// `{ git = "…", version = "1.0" }`
        case inline([Pair])

        /// One key of an inline table, with its value.
        public struct Pair: Sendable, Hashable {
            let key: String
            let value: Scalar

            /// A pair.
            public init(_ key: String, _ value: Scalar) { (self.key, self.value) = (key, value) }
        }

        /// As it stands in a text.
        public var text: String {
            switch self {
            case .boolean(let flag): flag ? "true" : "false"
            case .integer(let number): String(number)
            case .strings(let texts): "[" + texts.map(TOMLDocument.quoted).joined(separator: ", ") + "]"
            case .string(let text): TOMLDocument.quoted(text)
            case .inline(let pairs):
                "{ " + pairs.map { TOMLDocument.key($0.key) + " = " + $0.value.text }.joined(separator: ", ") + " }"
            }
        }
    }

    /// Gives a key of a table, or of the top level, a value. A table that is not there yet is put at the end.
    public func setting(_ path: [String], to value: Scalar) -> String? {
        guard let name = path.last else { return nil }
        if let statement = statements.first(where: { $0.path == path }) {
            guard case .pair(let node) = statement.content else { return nil }
            return replacing(node.range, with: value.text)
        }
        let line = Self.key(name) + " = " + value.text + lineEnd
        let table = Array(path.dropLast())
        if table.isEmpty { return settingAtTop(line) }
        if let header = statements.firstIndex(where: { $0.isHeader && $0.path == table }) {
            let section = statements[header...].dropFirst().prefix { !$0.isHeader }
            return inserting(line, at: (section.last ?? statements[header]).lines.upperBound)
        }
        guard self.table(table) == nil else { return nil }
        return addingTable(table, [(name, value)])
    }

    /// Puts a table at the end.
    public func addingTable(_ path: [String], _ pairs: [(key: String, value: Scalar)]) -> String {
        var text = "[" + path.map(Self.key).joined(separator: ".") + "]" + lineEnd
        for pair in pairs { text += Self.key(pair.key) + " = " + pair.value.text + lineEnd }
        let isBlank = bytes.allSatisfy { $0 <= 0x20 }
        return inserting(isBlank ? text : lineEnd + text, at: isBlank ? 0 : bytes.count)
    }

    /// Takes a key away, with its line.
    public func removing(_ path: [String]) -> String? {
        guard let statement = statements.first(where: { $0.path == path && !$0.isHeader }) else { return nil }
        return replacing(statement.lines, with: "")
    }

    /// Takes a table away in all its forms, with the comments that touch it. Comments that stand alone stay.
    public func removingTable(_ path: [String]) -> String? {
        let ranges = statements.indices.filter { statements[$0].path.starts(with: path) }.map { index in
            let start =
                statements[index].isHeader
                ? startOfComments(above: statements[index].lines.lowerBound)
                : statements[index].lines.lowerBound
            let isLast = index + 1 == statements.count || statements[index + 1].isHeader
            return
                start..<(isLast
                ? endOfComments(below: statements[index].lines.upperBound) : statements[index].lines.upperBound)
        }
        guard !ranges.isEmpty else { return nil }
        var rest: [UInt8] = []
        var kept = 0
        for range in ranges where range.upperBound > kept {
            rest += bytes[kept..<max(kept, range.lowerBound)]
            kept = range.upperBound
        }
        return String(decoding: rest + bytes[kept...], as: UTF8.self)
    }

    /// Gives a table another name at the same place of the tree.
    public func renamingTable(_ path: [String], to name: String) -> String? {
        var ranges: [Range<Int>] = []
        for statement in statements where statement.path.starts(with: path) {
            // The names above the statement's own keys are those of its header, which is a statement, too.
            let index = path.count - 1 - (statement.path.count - statement.keys.count)
            if index >= 0 { ranges.append(statement.keys[index].range) }
        }
        guard !ranges.isEmpty else { return nil }
        var rest: [UInt8] = []
        var kept = 0
        for range in ranges {
            rest += bytes[kept..<range.lowerBound] + Array(Self.key(name).utf8)
            kept = range.upperBound
        }
        return String(decoding: rest + bytes[kept...], as: UTF8.self)
    }

    // MARK: Places

    /// A key of the top level stands above the first header.
    private func settingAtTop(_ line: String) -> String {
        if let last = statements.prefix(while: { !$0.isHeader }).last {
            return inserting(line, at: last.lines.upperBound)
        }
        guard let header = statements.first else { return inserting(line, at: bytes.count) }
        return inserting(line + lineEnd, at: startOfComments(above: header.lines.lowerBound))
    }

    /// The table that a path leads to.
    private func table(_ path: [String]) -> TOMLTable? {
        var table = root
        for name in path {
            guard case .table(let next)? = table[name]?.node.value else { return nil }
            table = next
        }
        return table
    }

    /// Where the comment lines begin that touch a line from above.
    private func startOfComments(above start: Int) -> Int {
        var start = start
        while let line = line(endingAt: start), isComment(line) { start = line.lowerBound }
        return start
    }

    /// Where the comment lines and then the empty lines end that follow a section; comments that touch the next header are
    /// that one's.
    private func endOfComments(below end: Int) -> Int {
        var commentsEnd = end
        while let line = line(startingAt: commentsEnd), isComment(line) { commentsEnd = line.upperBound }
        let touchesHeader = statements.contains { $0.isHeader && $0.lines.lowerBound == commentsEnd }
        var end = touchesHeader ? end : commentsEnd
        while let line = line(startingAt: end), bytes[line].allSatisfy({ $0 <= 0x20 }) { end = line.upperBound }
        return end
    }

    private func line(startingAt start: Int) -> Range<Int>? {
        guard start < bytes.count else { return nil }
        let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
        return start..<end
    }

    private func line(endingAt end: Int) -> Range<Int>? {
        guard end > 0 else { return nil }
        let start = bytes[..<(end - 1)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return start..<end
    }

    private func isComment(_ line: Range<Int>) -> Bool {
        bytes[line].first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "#")
    }

    // MARK: Writing

    /// The line end that the text uses.
    private var lineEnd: String {
        guard let end = bytes.firstIndex(of: 0x0A), end > 0, bytes[end - 1] == 0x0D else { return "\n" }
        return "\r\n"
    }

    private func replacing(_ range: Range<Int>, with text: String) -> String {
        String(decoding: bytes[..<range.lowerBound] + Array(text.utf8) + bytes[range.upperBound...], as: UTF8.self)
    }

    /// Inserts whole lines: one above that has no end yet gets one.
    private func inserting(_ text: String, at place: Int) -> String {
        let isOpen = place > 0 && bytes[place - 1] != 0x0A && bytes[..<place] != [0xEF, 0xBB, 0xBF]
        return replacing(place..<place, with: (isOpen ? lineEnd : "") + text)
    }

    private static func key(_ name: String) -> String {
        !name.isEmpty && name.utf8.allSatisfy(TOMLParser.isBareKey) ? name : quoted(name)
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
