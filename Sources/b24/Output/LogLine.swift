import JSON

/// One line of `--log-format json`.
enum LogLine {
    /// `{"level":"info","message":"..."}`: no time, because whoever collects the lines stamps them.
    static func json(_ message: String, level: String) -> String {
        JSONWriter.string(["level": .string(level), "message": .string(message)])
    }
}
