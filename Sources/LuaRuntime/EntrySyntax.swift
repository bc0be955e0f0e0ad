internal import CLuaShim
import LuaSyntax

/// Whether what was typed so far is an entry: what a prompt asks at Enter, before anything runs.
public enum EntrySyntax: Sendable, Equatable {
    /// It can run; or it never will, which running it will tell.
    case complete
    /// It could go on.
    case incomplete

    /// Looks at an entry, as an expression and as statements. Any thread; runs nothing.
    public init(_ entry: String) {
        guard let asExpression = Self.message("return " + entry), let asStatements = Self.message(entry) else {
            self = .complete
            return
        }
        self = asExpression.isIncomplete || asStatements.isIncomplete ? .incomplete : .complete
    }

    /// Whether statements are what an entry is: an expression that is no call cannot stand alone in a script.
    public static func isStatement(_ entry: String) -> Bool { message(entry) == nil }

    /// How many blocks, functions and brackets are open at the end of a text: how far its next line is indented.
    public static func depth(of text: String) -> Int {
        var depth = 0
        for token in LuaLexer(text) {
            switch token.kind {
            case .keyword(.do), .keyword(.then), .keyword(.function), .keyword(.repeat), .symbol(.openParenthesis),
                .symbol(.openBrace), .symbol(.openBracket):
                depth += 1
            case .keyword(.end), .keyword(.until), .keyword(.elseif), .symbol(.closeParenthesis), .symbol(.closeBrace),
                .symbol(.closeBracket):
                depth = max(0, depth - 1)
            default: break
            }
        }
        return depth
    }

    /// What Lua has against a source; `nil` when it compiles.
    static func message(_ source: String) -> String? {
        var source = source
        return source.withUTF8 { text in
            text.withMemoryRebound(to: CChar.self) { text in
                // The end of the message decides.
                withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
                    lvm_parses(text.baseAddress, text.count, buffer.baseAddress!, buffer.count)
                        ? nil : String(cString: buffer.baseAddress!)
                }
            }
        }
    }
}
