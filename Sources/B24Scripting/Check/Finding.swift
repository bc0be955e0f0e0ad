public import Localization
import LuaSyntax

/// Something that `b24 check` has against a script.
public struct Finding: Sendable {
    /// What it is.
    public let code: FindingCode
    /// That of its code, or less where it is not certain.
    public let severity: FindingCode.Severity
    /// What is wrong. Holds no secret.
    public let message: LocalizedText
    /// What to write instead.
    public let suggestion: LocalizedText?
    /// The line, from 1.
    public let line: Int
    /// The character in its line, from 1.
    public let column: Int
    /// The character behind it, when it ends on the same line; otherwise the one behind the line.
    public let endColumn: Int

    init(
        _ code: FindingCode, _ range: Range<Int>, severity: FindingCode.Severity? = nil, in source: LuaSource,
        _ message: LocalizedText, _ suggestion: LocalizedText? = nil
    ) {
        self.code = code
        self.severity = severity ?? code.severity
        self.message = message
        self.suggestion = suggestion
        line = source.line(of: range.lowerBound)
        column = source.column(of: range.lowerBound)
        let end = min(range.upperBound, source.range(ofLine: line).upperBound)
        endColumn = max(source.column(of: max(end, range.lowerBound)), column)
    }
}
