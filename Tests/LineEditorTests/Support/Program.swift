import TerminalTesting

/// `LineEditorProgram` at a pseudo-terminal of its own.
typealias Program = TerminalProgram

extension TerminalProgram {
    convenience init(
        _ arguments: String..., columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]
    ) throws {
        try self.init(
            program: "LineEditorProgram", arguments, columns: columns, rows: rows, environment: environment)
    }
}
