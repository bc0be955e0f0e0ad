import Localization
import Bitrix24
import JSON
import LuaRuntime

/// `b24.call` and `b24.count`: one command, one answer.
enum CallFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] { [call(context), count(context)] }

    private static func call(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.call",
            parameters: [
                .init("method", .string, .init("The REST method.", ru: "Метод REST.")),
                .init(
                    "params", .table, optional: true,
                    .init("Its parameters, as documented.", ru: "Его параметры, как в документации.")),
                .init(
                    "opts", .table, optional: true,
                    .init(
                        "rest = 2 or 3 chooses the version of REST for a method that exists in both; by default 2, and 3 where there is no other. undocumented = true lets a method through that the catalogue does not know (one that a self-hosted portal has installed).",
                        ru:
                            "rest = 2 или 3 выбирает версию REST для метода, который есть в обеих; по умолчанию 2, а если метод есть только в REST 3 — то 3. undocumented = true пропускает метод, которого нет в каталоге (например, установленный на коробочном портале)."
                    )),
            ],
            results: [
                .init("result", "any", .init("The result of the method.", ru: "Результат метода.")),
                .init(
                    "response", "b24.Response",
                    .init(
                        "total, next, time, status, attempts, request_id; planned = true when a dry run did not send it; reconciled = true when the answer was lost and the write was found on the portal.",
                        ru:
                            "total, next, time, status, attempts, request_id; planned = true, если пробный запуск его не отправлял; reconciled = true, если ответ был потерян, но запись нашлась на портале."
                    )),
            ],
            effect: .write,
            doc: .init(
                "Calls a REST method.\n\nAn unknown method is refused before anything is sent, with the nearest names.",
                ru: "Вызывает метод REST.\n\nНеизвестный метод отклоняется до отправки, с подсказкой похожих имён."),
            example: "local types = b24.call(\"crm.type.list\", { order = { id = \"ASC\" } }).types",
            source: "settings/how-to-call-rest-api/general-principles.md",
            body: .async { call in
                try await send(context, call.arguments[0], call.arguments[1], call.arguments[2], call.position)
            })
    }

    private static func count(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.count",
            parameters: [
                .init("method", .string, .init("A list method.", ru: "Метод списка.")),
                .init(
                    "params", .table, optional: true,
                    .init(
                        "Its parameters; select and order do not matter.", ru: "Его параметры; select и order не важны."
                    )),
            ],
            results: [.init("total", "integer", .init("How many rows match.", ru: "Сколько строк подходит."))],
            effect: .read,
            doc: .init(
                "The total of a list, by one request, without its rows.",
                ru: "Общее число строк списка: один запрос, без самих строк."),
            example:
                "print(b24.count(\"crm.item.list\", { entityTypeId = 156, filter = { [\">opportunity\"] = 1000 } }))",
            source: "settings/how-to-call-rest-api/list-methods-pecularities.md",
            body: .async { call in
                let command = try command(context, call.arguments[0], call.arguments[1])
                let total =
                    if let rows = context.gate.plannedRows(command) {
                        rows.count
                    } else {
                        try await context.gate.count(command, position: call.position)
                    }
                return [.integer(Int64(total))]
            })
    }

    /// A command from the arguments `method, params` of a function.
    static func command(
        _ context: ModuleContext, _ method: LuaValue, _ parameters: LuaValue, restVersion: RESTVersion? = nil
    ) throws -> Command {
        guard case .string(let method) = method else { return Command("") }
        let object = try ParameterEncoder.encode(
            parameters, method: method, restVersion: restVersion, catalogue: context.gate.catalogue)
        return Command(method, object, restVersion: restVersion)
    }

    /// Calls a method for a script: `result, response`.
    static func send(
        _ context: ModuleContext, _ method: LuaValue, _ parameters: LuaValue, _ options: LuaValue,
        _ position: SourcePosition?
    ) async throws -> [LuaValue] {
        let options = try OptionTable(options, of: "b24.call", known: ["rest", "undocumented"])
        let response = try await context.gate.call(
            try command(context, method, parameters, restVersion: try restVersion(options)), position: position,
            undocumented: try options.boolean("undocumented") ?? false)
        return [.json(response.result), table(response)]
    }

    private static func restVersion(_ options: OptionTable) throws -> RESTVersion? {
        guard let number = try options.integer("rest") else { return nil }
        guard let version = RESTVersion(rawValue: number) else {
            throw ModuleError(.invalidArgument, Texts.unknownRESTVersion(number))
        }
        return version
    }

    private static func table(_ response: Response) -> LuaValue {
        var fields: [(String, LuaValue)] = [
            ("status", .integer(Int64(response.status))), ("attempts", .integer(Int64(response.attempts))),
            ("request_id", .string(response.requestID)),
        ]
        if let total = response.total { fields.append(("total", .integer(Int64(total)))) }
        if let next = response.next { fields.append(("next", .integer(Int64(next)))) }
        if let time = response.time { fields.append(("time", .json(time))) }
        if response.isReconciled { fields.append(("reconciled", .boolean(true))) }
        if response.attempts == 0 { fields.append(("planned", .boolean(true))) }
        return .table(LuaTable(fields: fields))
    }
}
