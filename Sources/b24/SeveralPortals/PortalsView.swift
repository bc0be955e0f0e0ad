import B24Scripting
import JSON
import Localization
import LuaRuntime

/// What is shown of a command on several portals.
struct PortalsView: Sendable {
    private let context: Context
    private let command: String
    /// Columns of the longest name.
    private let width: Int

    init(_ context: Context, _ command: String, width: Int) {
        self.context = context
        self.command = command
        self.width = width
    }

    private var output: Output { context.output }
    private var language: Language { context.language }

    func begin(_ profiles: [String]) {
        output.talk(
            Texts.onPortals(profiles)[language], facts: ["profiles": .array(profiles.map(JSONValue.string))])
    }

    // MARK: While they run

    /// Above what a portal writes by itself.
    func heading(_ profile: String, _ number: Int, of count: Int) {
        output.talk(output.talkStyle.bold("== \(profile) (\(number)/\(count))"))
    }

    /// A line of a portal's standard error.
    func line(_ text: String, of profile: String) {
        guard output.logFormat == .json else {
            return output.prompt(output.talkStyle.dim(TextWidth.pad(profile, width) + " | ") + text + "\n")
        }
        let entry: String
        if case .object(var object)? = try? JSONReader.value(text.utf8) {
            object["profile"] = .string(profile)
            entry = JSONWriter.string(.object(object))
        } else {
            entry = LogLine.json(text, level: "info", facts: ["profile": .string(profile)])
        }
        output.prompt(entry + "\n")
    }

    /// All that a portal has written to standard output, at once.
    func output(_ bytes: [UInt8], of profile: String) {
        guard !context.settings.wantsEnvelope, !bytes.isEmpty else { return }
        var text = String(decoding: bytes, as: UTF8.self)
        while text.hasSuffix("\n") { text.removeLast() }
        output.data(output.dataStyle.bold("== \(profile)") + "\n" + text)
    }

    // MARK: At the end

    func end(_ outcomes: [PortalOutcome]) -> ExitStatus {
        let status = ExitStatus.script(PortalOutcome.together(outcomes.map(\.code)))
        if context.settings.wantsEnvelope {
            output.data(JSONWriter.string(envelope(outcomes, status.rawValue), pretty: context.width != nil))
            return status
        }
        if ["diff", "plan"].contains(command) { objects(outcomes) }
        summary(outcomes)
        return status
    }

    private func envelope(_ outcomes: [PortalOutcome], _ code: Int32) -> JSONValue {
        let failed = outcomes.filter { ![0, 5].contains($0.code) }
        let error: JSONValue =
            failed.isEmpty
            ? .null
            : [
                "kind": "portals",
                "message": .string(Texts.failedPortals(failed.map(\.profile), of: outcomes.count)[language]),
                "exit_code": .integer(Int64(code)),
            ]
        return [
            "schema": 1, "data": ["portals": .array(outcomes.map { .object($0.json(language)) })],
            "meta": ["exit_code": .integer(Int64(code))], "error": error,
        ]
    }

    /// A row for each object that differs somewhere, a column for each portal.
    private func objects(_ outcomes: [PortalOutcome]) {
        let table = ObjectTable(outcomes, isDifference: command == "diff", language)
        guard !table.rows.isEmpty else { return }
        output.data("")
        output.data(text(table.rows, columns: table.columns))
    }

    private func summary(_ outcomes: [PortalOutcome]) {
        guard output.logFormat == .text else { return log(outcomes) }
        let names = Texts.summaryColumns[language].split(separator: "|").map(String.init)
        let rows = outcomes.map { outcome -> JSONObject in
            let cells = [
                outcome.profile, outcome.portal ?? "", word(outcome), String(outcome.code), outcome.error(language),
            ]
            return zip(names, cells).reduce(into: JSONObject()) { $0[$1.0] = .string($1.1) }
        }
        let lines = text(rows, columns: names)
        let isFine = outcomes.allSatisfy { $0.code == 0 }
        if isFine {
            output.talk("\n" + lines)
        } else {
            output.complain("\n" + lines)
        }
    }

    private func log(_ outcomes: [PortalOutcome]) {
        for outcome in outcomes {
            var facts: JSONObject = [
                "profile": .string(outcome.profile), "exit_code": .integer(Int64(outcome.code)),
            ]
            facts["portal"] = outcome.portal.map(JSONValue.string)
            let error = outcome.error(language)
            if error.isEmpty {
                output.talk(word(outcome), facts: facts)
            } else {
                output.complain(word(outcome) + ": " + error, facts: facts)
            }
        }
    }

    private func word(_ outcome: PortalOutcome) -> String {
        (outcome.isStarted ? Texts.portalOutcome(outcome.code) : Texts.portalNotStarted)[language]
    }

    private func text(_ rows: [JSONObject], columns: [String]) -> String {
        TableFormatter(width: context.width ?? .max, columns: columns, language: language)
            .format(LuaValue(inOrder: .array(rows.map(JSONValue.object))))
    }
}
