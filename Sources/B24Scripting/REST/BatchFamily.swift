import Localization
import Bitrix24
import JSON
import LuaRuntime

/// `b24.batch`: many commands in few requests.
enum BatchFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "b24.batch",
                parameters: [
                    .init(
                        "commands", .table,
                        .init(
                            "An array or a keyed table of {method, params}. $result[key] uses the result of an earlier command of the same fifty.",
                            ru:
                                "Массив или таблица с ключами из {метод, параметры}. $result[ключ] берёт результат более ранней команды той же полусотни."
                        )),
                    .init(
                        "opts", .table, optional: true,
                        .init(
                            "halt = true stops at the first failure.", ru: "halt = true останавливает на первой ошибке."
                        )),
                ],
                results: [
                    .init(
                        "results", "table",
                        .init("Results by the keys of the commands.", ru: "Результаты по ключам команд.")),
                    .init(
                        "failures", "b24.FailureRecord[]",
                        .init(
                            "A record for each command that failed or was not run; empty when all is well.",
                            ru:
                                "Запись о каждой команде, которая не удалась или не запускалась; пусто, если всё хорошо."
                        )),
                ],
                effect: .write,
                doc: .init(
                    "Sends any number of commands, fifty to a request, in order, and accounts for each.\n\nKeyed commands run in the order of their keys, each after those that it refers to; positions of an array count from 1 in $result, too.",
                    ru:
                        "Отправляет любое число команд по порядку, по пятьдесят в запросе, и отчитывается о каждой.\n\nКоманды с ключами идут в порядке ключей, каждая после тех, на которые ссылается; номера в массиве считаются с 1, в $result тоже."
                ),
                example:
                    "local results, failures = b24.batch {\n  type = { \"crm.type.get\", { id = 13 } },\n  user = { \"user.current\" },\n}",
                source: "settings/how-to-call-rest-api/batch.md",
                body: .async { call in try await run(context, call) })
        ]
    }

    private struct Item {
        var key: LuaTable.Key
        var command: Command
    }

    private static func run(_ context: ModuleContext, _ call: HostCall) async throws -> [LuaValue] {
        let options = try OptionTable(call.arguments[1], of: "b24.batch", known: ["halt"])
        let items = try BatchOrder.sorted(items(context, call.arguments[0])) { ($0.key.text, $0.command.parameters) }
        guard !items.isEmpty else { return [.table(LuaTable()), .table(LuaTable(marker: .array))] }
        await JobEstimate.announce(
            items: items.count, .command, requests: JobEstimate.requests(packing: items.count), context)
        let outcomes = try await context.gate.batch(
            items.map { ($0.key.text, $0.command) }, halt: try options.boolean("halt") ?? false,
            position: call.position)
        var results: [(key: LuaTable.Key, value: LuaValue)] = []
        var failures: [LuaValue] = []
        for (item, outcome) in zip(items, outcomes) {
            switch outcome {
            case .done(let response):
                results.append((item.key, .json(response.result)))
            // The script was stopped and is not told any more; the gate tells of the writes that may have happened.
            case .failed(let error) where error.kind == .cancelled && error.outcome == .unknown: continue
            case .failed(let error):
                failures.append(report(context, item, ErrorFacts(error, context.language)))
            case .notRun(let because):
                let error = ModuleError(
                    .cancelled, Texts.notRun(because), method: item.command.method, outcome: .notRun)
                failures.append(report(context, item, ErrorFacts(error, context.language)))
            }
        }
        return [.table(.keyed(results)), .table(LuaTable(marker: .array, array: failures))]
    }

    private static func report(_ context: ModuleContext, _ item: Item, _ facts: ErrorFacts) -> LuaValue {
        var facts = facts
        facts.method = facts.method ?? item.command.method
        let index: JSONValue =
            if case .integer(let number) = item.key { .integer(number) } else { .string(item.key.text) }
        let record = FailureRecord(
            index: index, item: .object(item.command.parameters), facts, unixTime: context.time.unixTime)
        context.failures.append(record)
        return LuaValue(.object(record.fields))
    }

    private static func items(_ context: ModuleContext, _ commands: LuaValue) throws -> [Item] {
        guard case .table(let table) = commands else { return [] }
        var items = try table.array.enumerated().map { index, entry in
            Item(key: .integer(Int64(index + 1)), command: try command(context, entry, String(index + 1)))
        }
        for (key, entry) in table.fields {
            items.append(Item(key: key, command: try command(context, entry, key.text)))
        }
        return items
    }

    private static func command(_ context: ModuleContext, _ entry: LuaValue, _ key: String) throws -> Command {
        guard case .table(let table) = entry, table.fields.isEmpty || table.array.isEmpty else {
            throw ModuleError(.invalidArgument, Texts.notACommand(key))
        }
        let method = table.array.first ?? table["method"]
        let parameters = (table.array.count > 1 ? table.array[1] : table["params"]) ?? .nil
        let known = table.fields.allSatisfy { ["method", "params"].contains($0.key.text) }
        guard case .string? = method, known, table.array.count <= 2 else {
            throw ModuleError(.invalidArgument, Texts.notACommand(key))
        }
        switch parameters {
        case .nil, .table: return try CallFamily.command(context, method ?? .nil, parameters)
        default: throw ModuleError(.invalidArgument, Texts.notACommand(key))
        }
    }
}

extension LuaTable {
    /// A table from entries of any keys: those that make 1...n without a gap become its array.
    static func keyed(_ entries: [(key: Key, value: LuaValue)]) -> LuaTable {
        var table = LuaTable()
        let byNumber = Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
        while let next = byNumber[.integer(Int64(table.array.count + 1))] { table.array.append(next) }
        let count = Int64(table.array.count)
        table.fields = entries.filter { entry in
            if case .integer(let number) = entry.key { return number < 1 || number > count }
            return true
        }
        return table
    }
}
