import JSON

/// One line of `--log-format json`.
enum LogLine {
    /// `{"level":"info","message":"..."}` and the facts: no time, because whoever collects the lines stamps them.
    static func json(_ message: String, level: String, facts: JSONObject = [:]) -> String {
        var line: JSONObject = ["level": .string(level), "message": .string(message)]
        for fact in facts.members { line[fact.key] = fact.value }
        return JSONWriter.string(.object(line))
    }
}
