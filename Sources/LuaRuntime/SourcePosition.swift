/// A line of a script.
public struct SourcePosition: Sendable, Hashable, CustomStringConvertible {
    /// The name of the chunk.
    public let file: String
    /// Counted from 1.
    public let line: Int

    /// A position.
    public init(file: String, line: Int) {
        self.file = file
        self.line = line
    }
    /// `file:line`
    public var description: String { "\(file):\(line)" }
}
