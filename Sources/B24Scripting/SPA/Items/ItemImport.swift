import Bitrix24
import JSON
import Localization
import LuaRuntime

/// `spa.items:import`: many items by `crm.item.batchImport`, twenty to a command, each accounted for.
enum ItemImport {
    /// What one command takes at most.
    static let chunk = 20

    static let method = HostFunction(
        "import",
        parameters: [
            .init(
                "rows", .table,
                .init(
                    "An array of field tables. An administrator may also set createdTime, createdBy and the like.",
                    ru: "Массив таблиц с полями. Администратор может задать и createdTime, createdBy и подобные.")),
            .init(
                "opts", .table, optional: true,
                .init(
                    """
                    on_error = "continue" (default) goes on after a failure, "stop" leaves the rest out; label for \
                    the progress bar.
                    """,
                    ru:
                        """
                        on_error = "continue" (по умолчанию) продолжает после ошибки, "stop" не отправляет \
                        остальное; label — подпись полосы хода.
                        """
                )),
        ],
        results: [
            .init(
                "created", "table[]",
                .init("{index, id} of each item that was created.", ru: "{index, id} каждого созданного элемента.")),
            .init(
                "failures", "b24.FailureRecord[]",
                .init(
                    "A record for each that was not; index counts the rows from 1.",
                    ru: "Запись о каждом несозданном; index — номер строки с 1.")),
        ],
        effect: .write,
        doc: .init(
            """
            Imports items, twenty to a command, without starting automation.

            Every row ends as exactly one of created or failed. When the very first command is refused as a whole \
            (no right to import, no such type) that error is raised: nothing was created.
            """,
            ru:
                """
                Импортирует элементы по двадцать в команде, без запуска автоматизации.

                Каждая строка оказывается либо в созданных, либо в ошибках. Если уже первая команда отклонена \
                целиком (нет права импорта, нет такого типа), эта ошибка и возникает: ничего не создано.
                """
        ),
        example: "local created, failures = b24.spa(\"Leave\").items:import((b24.csv.read \"leave.csv\"))",
        source: ItemMethods.pages + "import/crm-item-batch-import.md",
        body: .async { call in
            let (spa, desk) = try ItemMethods.open(call)
            let options = try OptionTable(call.argument(1), of: "items:import", known: ["on_error", "label"])
            let stops = try options.choice("on_error", ["stop", "continue"]) == "stop"
            let rows = try rows(call.argument(0))
            var journal = BulkJournal(
                desk: desk, label: try options.string("label") ?? spa.type.title, total: rows.count)
            try await run(rows, spa, desk, stops: stops, &journal)
            journal.finish()
            return [.list(journal.created), .list(journal.failures)]
        })

    /// The rows as JSON; all are read before the first is sent.
    private static func rows(_ value: LuaValue) throws -> [JSONObject] {
        guard case .table(let table) = value, table.fields.isEmpty else {
            throw ModuleError(.invalidArgument, DomainTexts.importRows)
        }
        let parameters = try ParameterEncoder.encode(
            .table(LuaTable(fields: [("data", value)])), method: "crm.item.batchImport")
        return try (parameters["data"]?.arrayValue ?? []).enumerated().map { index, row in
            if let fields = row.objectValue { return FilterBooleans.fields(fields) }
            guard row == .array([]) else { throw ModuleError(.invalidArgument, DomainTexts.importRow(index + 1)) }
            return [:]
        }
    }

    /// How many commands share a request once the first has gone through: a request must not run too long.
    private static let commandsPerRequest = 5

    private static func run(
        _ rows: [JSONObject], _ spa: SPAScope, _ desk: Desk, stops: Bool, _ journal: inout BulkJournal
    ) async throws {
        var ranges = stride(from: 0, to: rows.count, by: chunk).map { $0..<min($0 + chunk, rows.count) }[...]
        while !ranges.isEmpty, !(stops && !journal.failures.isEmpty) {
            // Alone as long as nothing is known, and where the next one depends on how this one ends.
            let together = ranges.prefix(stops || ranges.startIndex == 0 ? 1 : commandsPerRequest)
            ranges = ranges.dropFirst(together.count)
            let commands = together.map { range in
                Command(
                    "crm.item.batchImport",
                    ItemMethods.parameters(spa, ["data": .array(rows[range].map(JSONValue.object))]))
            }
            for (range, outcome) in zip(together, try await send(commands, desk)) {
                switch outcome {
                case .done(let response): read(response, rows, range, &journal)
                case .failed(let error):
                    // Refused as a whole before anything was created: that is an error of the call, not of a row.
                    if range.lowerBound == 0, error.outcome == .refused { throw error }
                    for index in range { journal.failed(index + 1, .object(rows[index]), error) }
                case .notRun: notSent(range, rows, &journal)
                }
            }
        }
        for range in ranges { notSent(range, rows, &journal) }
    }

    private static func send(_ commands: [Command], _ desk: Desk) async throws -> [CommandOutcome] {
        if commands.count > 1 { return try await desk.batch(commands) }
        do {
            return [.done(try await desk.send(commands[0].method, commands[0].parameters))]
        } catch let error as PortalError {
            return [.failed(error)]
        }
    }

    private static func notSent(_ range: Range<Int>, _ rows: [JSONObject], _ journal: inout BulkJournal) {
        for index in range {
            journal.failed(
                index + 1, .object(rows[index]),
                PortalError(kind: .cancelled, method: "crm.item.batchImport", outcome: .notRun))
        }
    }

    private static func read(
        _ response: Response, _ rows: [JSONObject], _ range: Range<Int>, _ journal: inout BulkJournal
    ) {
        let answers = response.result["items"]?.value.arrayValue ?? []
        for (offset, index) in range.enumerated() {
            guard offset < answers.count else {
                journal.failed(
                    index + 1, .object(rows[index]),
                    PortalError(
                        kind: .unexpectedAnswer, status: response.status, method: "crm.item.batchImport",
                        outcome: .unknown))
                continue
            }
            if let id = answers[offset]["item"]?["id"]?.looseInteger {
                journal.created(index + 1, id: id)
            } else {
                journal.failed(index + 1, .object(rows[index]), error(answers[offset], response))
            }
        }
    }

    /// The error of one row, in the form of any other.
    private static func error(_ answer: JSONValue, _ response: Response) -> PortalError {
        let code = answer["error"]?.looseText ?? ""
        let description = answer["error_description"]?.stringValue ?? ""
        let kind = ErrorTranslation.kind(
            code: code, status: nil, method: "crm.item.batchImport", description: description)
        return PortalError(
            kind: kind, code: code == "0" ? "" : code, status: response.status, method: "crm.item.batchImport",
            description: description, outcome: .failed, attempts: response.attempts, requestID: response.requestID)
    }
}
