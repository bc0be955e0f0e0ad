/// Gives the parts of a line their styles.
///
/// It works line by line, so that a key press costs one line, not the whole entry.
public protocol Highlighter: Sendable {
    /// The styled parts of a line, in order and without overlap; what is left out is plain.
    ///
    /// - Parameters:
    ///   - line: One line, without its end.
    ///   - state: What the lines before have left open, such as a comment that goes on; zero at the first line.
    func spans(_ line: String, state: inout Int) -> [HighlightedSpan]
}

/// A part of a line and how it looks.
public struct HighlightedSpan: Sendable, Hashable {
    /// In bytes of the line's UTF-8.
    public var range: Range<Int>
    /// The style.
    public var style: TextStyle
    /// Brackets in it are text, and have no partners: strings and comments.
    public var isText: Bool

    /// A part of a line.
    public init(_ range: Range<Int>, _ style: TextStyle, isText: Bool = false) {
        self.range = range
        self.style = style
        self.isText = isText
    }
}
