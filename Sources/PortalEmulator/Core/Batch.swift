import JSON

/// The method `batch`: up to 50 commands in one request, in order, each with its own outcome
/// (`settings/how-to-call-rest-api/batch`).
struct Batch {
    static let method = "batch"
    static let maximum = 50

    struct Done {
        let reply: Reply
        let time: JSONValue
    }

    private let commands: [JSONObject.Member]
    private let halts: Bool
    private let choices: Choices

    init(_ parameters: Parameters, choices: Choices) {
        commands = parameters.optionalObject("cmd", "CMD").members
        halts = parameters["halt", "HALT"]?.phpFlag ?? false
        self.choices = choices
    }

    /// Runs the commands through `execute`; a failure stops the rest only with `halt`.
    ///
    /// - Parameter execute: gets the error of a command that the batch itself refuses, too, and answers with it.
    func run(
        _ execute: (_ method: String, _ parameters: Parameters, _ refusal: RESTError?) -> Result<Done, RESTError>,
        describe: (RESTError) -> JSONValue
    ) -> JSONValue {
        var results = JSONObject()
        var errors = JSONObject()
        var totals = JSONObject()
        var nexts = JSONObject()
        var times = JSONObject()
        for (index, command) in commands.enumerated() {
            switch outcome(command.value, at: index, results, execute) {
            case .success(let done):
                results[command.key] = done.reply.result
                totals[command.key] = done.reply.total.map(JSONValue.int)
                nexts[command.key] = done.reply.next.map(JSONValue.int)
                times[command.key] = done.time
                continue
            case .failure(let error):
                errors[command.key] = describe(error)
            }
            if halts { break }
        }
        return [
            "result": .phpEncoded(results), "result_error": .phpEncoded(errors),
            "result_total": .phpEncoded(totals), "result_next": .phpEncoded(nexts),
            "result_time": .phpEncoded(times),
        ]
    }

    private func outcome(
        _ command: JSONValue, at index: Int, _ results: JSONObject,
        _ execute: (String, Parameters, RESTError?) -> Result<Done, RESTError>
    ) -> Result<Done, RESTError> {
        let text = command.phpString ?? ""
        let end = text.firstIndex(of: "?") ?? text.endIndex
        let method = String(text[..<end]).trimmed
        let query = PHPQuery.parse(Array(text[end...].utf8.dropFirst()))
        let references = ResultReferences(results: results, choices: choices)
        return execute(method, Parameters(references.resolved(query)), refusal(method, at: index))
    }

    private func refusal(_ method: String, at index: Int) -> RESTError? {
        if index >= Self.maximum { return RESTError("ERROR_BATCH_LENGTH_EXCEEDED", Texts.batchTooLong) }
        guard method.lowercased() == Self.method else { return nil }
        return RESTError("ERROR_BATCH_METHOD_NOT_ALLOWED", Texts.notInBatch, status: 405)
    }
}
