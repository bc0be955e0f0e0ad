extension LuaParser {
    /// The line that Lua has read to.
    var currentLine: Int { source.line(of: current.range.upperBound) }

    /// A mistake at the token that is there.
    func error(_ message: String) -> LuaSyntaxError {
        LuaSyntaxError(message: "\(message) near \(shown)", range: current.range, line: currentLine)
    }

    func expected(_ what: String) -> LuaSyntaxError { error("\(what) expected") }

    /// A mistake that has nothing to do with the token that is there.
    func error(_ message: String, about range: Range<Int>) -> LuaSyntaxError {
        LuaSyntaxError(message: message, range: range, line: currentLine)
    }

    private var shown: String {
        if isAtEnd { return "<eof>" }
        guard current.kind == .invalid else { return "'\(text(current))'" }
        let byte = source.bytes[current.range.lowerBound]
        return byte < 0x20 || byte == 0x7F ? "'<\\\(byte)>'" : "'\(text(current))'"
    }

    /// What Lua finds wrong with a token by itself, as soon as it reads it.
    func checkToken() throws(LuaSyntaxError) {
        switch current.kind {
        case .invalid where !isAtEnd:
            let first = source.bytes[current.range.lowerBound]
            if LuaLexer.isDigit(first) || first == UInt8(ascii: ".") { throw error("malformed number") }
        case .string: try checkString()
        case .symbol(.openBracket):
            let rest = source.bytes[current.range.upperBound...]
            guard rest.first == UInt8(ascii: "=") else { return }
            let delimiter = current.range.lowerBound..<rest.startIndex + rest.prefix { $0 == UInt8(ascii: "=") }.count
            throw error("invalid long string delimiter near '\(source.text(delimiter))'", about: delimiter)
        default: try checkComments()
        }
    }

    private func checkString() throws(LuaSyntaxError) {
        do {
            _ = try LuaStringLiteral.value(source.bytes, current)
        } catch {
            let read = current.range.lowerBound..<error.end
            throw LuaSyntaxError(
                message: "\(error.message) near '\(source.text(read))'",
                range: max(read.lowerBound, read.upperBound - 2)..<read.upperBound,
                line: source.line(of: max(read.upperBound - 1, 0)))
        }
        guard current.isUnfinished else { return }
        if source.bytes[current.range.lowerBound] == UInt8(ascii: "[") { throw unfinished("string", current) }
        let isAtEnd = current.range.upperBound == source.bytes.count
        throw error(
            "unfinished string near \(isAtEnd ? "<eof>" : "'\(text(current))'")", about: current.range)
    }

    /// A comment without its end takes everything behind it, so that it is met at the end of the source.
    private func checkComments() throws(LuaSyntaxError) {
        if isAtEnd, let last = comments.last, last.isUnfinished { throw unfinished("comment", last) }
    }

    private func unfinished(_ what: String, _ token: LuaToken) -> LuaSyntaxError {
        let line = source.line(of: token.range.lowerBound)
        return LuaSyntaxError(
            message: "unfinished long \(what) (starting at line \(line)) near <eof>", range: token.range,
            line: source.lineCount)
    }
}
