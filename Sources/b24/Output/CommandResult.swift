import B24Scripting
import Bitrix24
import JSON
import Localization
import LuaRuntime

/// What a command did, before it is written in the form that was asked for.
struct CommandResult: Sendable {
    /// What it found or returned; several only when a chunk returned several values.
    var results: [LuaValue] = []
    /// Facts about the run for `meta` of the envelope.
    var meta = JSONObject()
    var failures: [FailureRecord] = []
    var plan: [PlannedWrite] = []
    var error: ErrorReport?
    /// The exit code of a command whose result is no error and yet not all that was wanted: findings, something left undone.
    var verdict: ExitStatus?
    /// Whether the results are written without `--json` or `--format` (a script's own output is what it prints).
    var showsDataByDefault = true
    /// Of many entries, each one says only what there is to say.
    var isEntry = false
    /// The texts of the chunks that can be named in errors.
    var sources: [String: String] = [:]

    /// Puts the second value of a REST call (`return b24.call("user.current")`: its status, attempts, total) with the
    /// facts about the run, where `b24 call` has it too: who wants to see it asks for it with `select(2, ...)`.
    mutating func setResponseAside() {
        guard results.count == 2, case .table(let response) = results[1], response.array.isEmpty else { return }
        let names = Set(response.fields.map(\.key.name))
        guard names.isSuperset(of: ["status", "attempts", "request_id"]) || names == ["planned"] else { return }
        meta["response"] = results.removeLast().jsonValue
    }

    /// An error beats a partial result.
    var status: ExitStatus { error?.status ?? verdict ?? (failures.isEmpty ? .done : .partial) }
}

/// Writes results.
struct Presenter {
    let context: Context

    /// Data to standard output; plan, failures and error to standard error; or all of it as one envelope.
    func show(_ result: CommandResult) -> ExitStatus {
        if EnvelopeChannel.descriptor != nil { EnvelopeChannel.send(Envelope.object(result, context.language)) }
        if context.settings.wantsEnvelope {
            let envelope = JSONValue.object(Envelope.object(result, context.language))
            context.output.data(JSONWriter.string(envelope, pretty: context.width != nil))
            return result.status
        }
        if result.error == nil { show(result.results, byDefault: result.showsDataByDefault) }
        showPlan(result)
        showFailures(result)
        if let error = result.error, !context.output.hasLostReader { show(error, sources: result.sources) }
        return result.status
    }

    private func show(_ results: [LuaValue], byDefault: Bool) {
        guard byDefault || context.settings.format != nil else { return }
        let format = context.settings.format ?? .table
        if let text = format.text(results, width: context.width, language: context.language) {
            context.output.data(text)
        }
    }

    private func showPlan(_ result: CommandResult) {
        guard context.settings.isDryRun, !(result.isEntry && result.plan.isEmpty) else { return }
        context.output.report(context.output.talkStyle.bold(Texts.planTitle(result.plan.count)[context.language]))
        for line in PlanView(context.language, context.output.talkStyle).lines(result.plan) {
            context.output.report(line)
        }
    }

    private func showFailures(_ result: CommandResult) {
        guard !result.failures.isEmpty else { return }
        let style = context.output.talkStyle
        context.output.complain(style.yellow(Texts.failuresTitle(result.failures.count)[context.language]))
        let limit = 20
        for failure in result.failures.prefix(limit) {
            context.output.complain("  " + Self.line(failure))
            // Of the others the error says what there is to know; of these somebody has to look what became of them.
            if failure.fields["outcome"] == "unknown", let hint = failure.fields["hint"]?.text, !hint.isEmpty {
                context.output.complain("    " + style.cyan(Texts.hintLabel[context.language]) + " " + hint)
            }
        }
        if result.failures.count > limit {
            context.output.complain("  " + Texts.more(result.failures.count - limit)[context.language])
        }
    }

    private static func line(_ failure: FailureRecord) -> String {
        let index = if case .integer(let index)? = failure.fields["index"] { "[\(index)] " } else { "" }
        let method = failure.fields["method"]?.text.map { $0.isEmpty ? "" : $0 + ": " } ?? ""
        return index + method + (failure.fields["error"]?.text ?? failure.fields["kind"]?.text ?? "?")
    }

    /// An error for a person; `--quiet` does not hold it back.
    func show(_ error: ErrorReport, sources: [String: String] = [:]) {
        if context.output.logFormat == .json {
            let place = error.place.map { $0 + ": " } ?? ""
            context.output.complain(
                place + error.message + (error.hint.isEmpty ? "" : " " + error.hint), facts: error.logFacts)
            return
        }
        context.output.complain(
            error.text(context.language, style: context.output.talkStyle) { name in
                // Only scripts are quoted: a chunk name that is no script of this run is read as a file.
                sources[name] ?? (name.hasSuffix(".lua") ? try? Files.text(name) : nil)
            })
        if context.settings.isVerbose, let id = error.requestID {
            context.output.complain(context.output.talkStyle.dim(Texts.requestID(id)[context.language]))
        }
    }
}
