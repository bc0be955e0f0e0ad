import Bitrix24
import Localization
import LuaSyntax

/// Looks through a script without running it, and without a portal.
///
/// ```swift
/// ScriptCheck(text, file: "leave.lua").findings.map(\.code)    // [.unknownMethod]
/// ```
///
/// What cannot be known from the source is not reported: a method name that is put together, a table that comes from
/// elsewhere, a variable that is assigned to twice.
public struct ScriptCheck: Sendable {
    /// In the order of the source. What the script wants ignored is not among them.
    public let findings: [Finding]
    /// The text that was looked through.
    private let source: LuaSource
    /// In bytes.
    private static let longestShown = 2000

    /// Checks a script.
    ///
    /// - Parameters:
    ///   - bytes: of the file, byte order mark and `#!` line included.
    ///   - file: its name.
    public init(_ bytes: [UInt8], file: String) {
        let source = LuaSource(Self.code(bytes))
        self.source = source
        let comments: [LuaToken]
        var found: [Finding]
        do throws(LuaSyntaxError) {
            let tree = try LuaTree(source)
            comments = tree.comments
            let walk = ScriptWalk(tree, file: file)
            walk.run()
            found = walk.findings
        } catch {
            comments = LuaLexer(source.bytes).filter { $0.kind == .comment }
            found = [Finding(.syntax, error.range, in: source, .init(error.message, ru: error.message))]
        }
        found += SecretSearch.findings(source)
        let ignored = IgnoredFindings(source, comments)
        findings = (found + ignored.mistakes).filter { !ignored.contains($0) }
            .sorted { ($0.line, $0.column, $0.code.rawValue) < ($1.line, $1.column, $1.code.rawValue) }
    }

    /// The source as `b24 run` hands it to Lua; lines and columns are those of the file.
    private static func code(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if bytes.first == UInt8(ascii: "#") { bytes = bytes.drop { $0 != 0x0A } }
        return Array(bytes)
    }

    /// The line of a finding as it may be shown: without secrets. What is marked in it is what the finding is about. `nil`
    /// for a line that nobody reads: all of it would have to be searched for secrets for each finding in it.
    public func shown(_ finding: Finding) -> (line: String, before: String, marked: String)? {
        let range = source.range(ofLine: finding.line)
        guard range.count <= Self.longestShown else { return nil }
        let text = source.text(range)
        let line = Redaction.redact(text)
        let before = Redaction.redact(String(text.prefix(finding.column - 1)))
        let upTo = Redaction.redact(String(text.prefix(finding.endColumn - 1)))
        guard line.hasPrefix(before), upTo.hasPrefix(before), line.hasPrefix(upTo) else { return (line, before, "") }
        return (line, before, String(upTo.dropFirst(before.count)))
    }
}
