import Localization
import Bitrix24
import JSON
import LuaRuntime

/// `b24.map` and `b24.try`: what to do with failures.
enum MapFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] { [map, attempt] }

    private static let map = HostFunction(
        "b24.map",
        parameters: [
            .init("items", .any, .init("An array.", ru: "Массив.")),
            .init("fn", .function, .init("Called as fn(item, index).", ru: "Вызывается как fn(элемент, номер).")),
            .init(
                "opts", .table, optional: true,
                .init(
                    """
                    on_error = "stop" (default) raises the first failure, "continue" goes on and lists the failures; \
                    concurrency = how many items are worked on at the same time (8; 400 with "continue"); batch = \
                    false sends every call as a request of its own; resume = a name under which the journal keeps \
                    which items are done; key = what tells items apart then: a field, or a function of the item (the \
                    item itself when it is text or a number, else its id, ID or key).
                    """,
                    ru: """
                        on_error = "stop" (по умолчанию) прерывает на первой ошибке, "continue" продолжает и собирает \
                        ошибки; concurrency = сколько элементов обрабатывать одновременно (8; с "continue" 400); \
                        batch = false отправляет каждый вызов отдельным запросом; resume = имя, под которым журнал \
                        хранит обработанные элементы; key = чем элементы отличаются: поле или функция от элемента \
                        (по умолчанию сам элемент, если это строка или число, иначе его id, ID или key).
                        """)),
        ],
        results: [
            .init(
                "results", "any[]",
                .init(
                    "What fn returned, by index; nil where it failed.", ru: "Результаты fn по номерам; nil при ошибке.")
            ),
            .init(
                "failures", "b24.FailureRecord[]",
                .init("One record per failed item, by index.", ru: "По записи на каждый неудачный элемент, по номерам.")
            ),
        ],
        doc: .init(
            """
            Applies a function to every item, several at a time.

            Calls of items that are worked on at the same time travel together, up to 50 in one request (batch); each \
            still ends on its own, as done, failed or unknown.

            A failure record is {ok=false, index, item, resource, method, kind, code, error, hint, status, outcome, \
            attempts, timestamp}, and request_id where a request was sent; a run with failures ends with exit code 3.

            With resume, b24 resume finishes a run that was stopped or failed: items that are done are skipped and \
            give the result that they gave then; the others are worked on, writes that they had made being answered \
            from the journal, not sent again. Of a write whose answer was lost the portal is asked; when it does not \
            tell, the item ends as a failure with outcome "unknown" and is left alone. For that fn has to send the \
            same writes for the same item each time.
            """,
            ru: """
                Применяет функцию к каждому элементу, по нескольку сразу.

                Вызовы элементов, которые обрабатываются одновременно, уходят вместе, до 50 в одном запросе (batch); \
                у каждого свой исход: выполнен, ошибка или неизвестно.

                Запись об ошибке: {ok=false, index, item, resource, method, kind, code, error, hint, status, outcome, \
                attempts, timestamp}, а если запрос ушёл, то и request_id; запуск с ошибками завершается с кодом 3.

                С resume команда b24 resume доводит до конца остановленный или неудавшийся запуск: готовые элементы \
                пропускаются и дают прежний результат, остальные обрабатываются, причём уже сделанные ими изменения \
                берутся из журнала и не отправляются повторно. Если ответ на изменение потерялся, b24 выясняет на \
                портале, выполнено ли оно; если это не узнать, элемент остаётся нетронутым и попадает в ошибки с \
                outcome "unknown". Для этого fn должна для одного элемента каждый раз отправлять одни и те же изменения.
                """),
        example: """
            local users, failures = b24.map({ 1, 5, 7 }, function(id)
              return b24.call("user.get", { ID = id })[1]
            end, { concurrency = 4, on_error = "continue" })
            """,
        body: .lua(mapSource))

    private static let attempt = HostFunction(
        "b24.try",
        parameters: [
            .init("fn", .function, .init("What to try.", ru: "Что попробовать.")),
            .init("...", .any, optional: true, variadic: true, .init("Its arguments.", ru: "Её аргументы.")),
        ],
        results: [
            .init("ok", "boolean", .init("Whether it succeeded.", ru: "Удалось ли.")),
            .init(
                "value", "any",
                .init("Its result, or the b24.Error.", ru: "Её результат или ошибка b24.Error.")),
        ],
        doc: .init(
            """
            Calls a function and returns its failure instead of raising it.

            Like pcall, but the failure is a b24.Error whatever it was, so that err:is("not_found") always works.
            """,
            ru: """
                Вызывает функцию и возвращает её ошибку, а не прерывается.

                Как pcall, но ошибка всегда b24.Error, так что err:is("not_found") работает в любом случае.
                """),
        example: """
            local ok, found = b24.try(b24.call, "crm.type.get", { id = 13 })
            if not ok and found:is("not_found") then print("no such SPA") end
            """,
        body: .lua(
            """
            local host = ...
            local pcall = pcall

            local function finish(ok, value, ...)
              if ok then return true, value, ... end
              return false, host.as_error(value)
            end

            return function(fn, ...) return finish(pcall(fn, ...)) end
            """))

    static func privateFunctions(_ context: ModuleContext) -> [HostFunction] {
        let any = { (name: String) in
            HostFunction.Parameter(name, .any, optional: true, .init("A value.", ru: "Значение."))
        }
        return ResumableLoop.privateFunctions(context) + [
            HostFunction(
                "map_options", parameters: [any("items"), any("options")],
                doc: .init("Reads the options of map.", ru: "Читает параметры map."),
                body: .sync { call in
                    guard case .table(let items) = call.arguments[0], items.fields.isEmpty else {
                        throw ModuleError(.invalidArgument, Texts.notAnArray("b24.map", call.arguments[0].typeName))
                    }
                    let options = try OptionTable(
                        call.arguments[1], of: "b24.map", known: ["concurrency", "on_error", "batch", "resume", "key"])
                    let stops = context.policy.continuesOnError ? "continue" : "stop"
                    let continues = (try options.choice("on_error", ["stop", "continue"]) ?? stops) == "continue"
                    let packs = try options.boolean("batch") ?? true
                    // Enough for eight full batches under way; who wants to stop at the first failure has few at stake.
                    let usual = continues && packs ? 8 * 50 : 8
                    return [
                        .integer(Int64(items.array.count)),
                        .integer(Int64(try options.integer("concurrency", atLeast: 1) ?? usual)),
                        .boolean(continues),
                        .boolean(packs),
                        try ResumableLoop.name(options).map(LuaValue.string) ?? .nil,
                    ]
                }),
            HostFunction(
                "announce_map", parameters: [any("count"), any("packs")],
                doc: .init("Says what a long loop costs.", ru: "Сообщает, сколько займёт долгий цикл."),
                body: .async { call in
                    guard case .integer(let count) = call.arguments[0], case .boolean(let packs) = call.arguments[1]
                    else { return [] }
                    let requests = packs ? JobEstimate.requests(packing: Int(count)) : Int(count)
                    await JobEstimate.announce(items: Int(count), requests: requests, context)
                    return []
                }),
            HostFunction(
                "pack_calls", parameters: [any("on")],
                doc: .init("Begins or ends packing calls.", ru: "Начинает или заканчивает объединение вызовов."),
                body: .sync { call in
                    if case .boolean(let isOn) = call.arguments[0] { context.gate.pack(isOn) }
                    return []
                }),
            HostFunction(
                "failure", parameters: [any("index"), any("item"), any("err"), any("loop")],
                doc: .init("Makes and logs a failure record.", ru: "Создаёт запись об ошибке и заносит её в журнал."),
                body: .sync { call in
                    let index = LenientJSON.encode(call.arguments[0])
                    let facts = facts(call.arguments[2], context)
                    let loop: Int? = if case .integer(let loop) = call.arguments[3] { Int(loop) } else { nil }
                    let record = FailureRecord(
                        index: index, item: LenientJSON.encode(call.arguments[1]), facts,
                        unixTime: context.time.unixTime, loop: loop)
                    context.failures.append(record)
                    return [LuaValue(.object(record.fields))]
                }),
            HostFunction(
                "as_error", parameters: [any("err")],
                doc: .init("Any error value as b24.Error.", ru: "Любая ошибка как b24.Error."),
                body: .sync { call in
                    if case .object(let object) = call.arguments[0], object is B24Error { return [.object(object)] }
                    let facts = facts(call.arguments[0], context)
                    return [.object(B24Error(facts, language: context.language, position: nil))]
                }),
        ]
    }

    /// What is known of a value that a script caught.
    static func facts(_ value: LuaValue, _ context: ModuleContext) -> ErrorFacts {
        switch value {
        case .object(let object):
            if let error = object as? B24Error { return error.facts }
            return ErrorFacts(message: object.luaDescription)
        case .string(let text): return ErrorFacts(message: text)
        default: return ErrorFacts(message: LuaFormatter(width: .max).format(value))
        }
    }

    private static let mapSource = """
        local host = ...
        local pcall, error, sort, type = pcall, error, table.sort, type
        local loops = 0

        local function begin(name, items, count, key)
          if type(key) ~= "function" then return host.map_begin(name, items, key) end
          local keys = {}
          for index = 1, count do
            local value = key(items[index], index)
            if value == nil then value = false end
            keys[index] = value
          end
          return host.map_begin(name, keys, true)
        end

        local function finish(item, ok, value)
          host.leave()
          host.map_ended(item, ok, value)
          return ok, value
        end

        -- true and a result, false and an error, or nil and an error for an item that is left alone
        local function step(loop, fn, item, index)
          local what, value = host.map_step(loop, index)
          if what == "done" then return true, value end
          if what == "doubtful" then return nil, value end
          host.enter(value)
          return finish(value, pcall(fn, item, index))
        end

        return function(items, fn, options)
          local count, concurrency, continue, packs, resume = host.map_options(items, options)
          local loop = resume and begin(resume, items, count, options.key)
          local results, failures, next_index, first = {}, {}, 1, nil
          concurrency = math.min(concurrency, count)
          loops = loops + 1
          local number = loops

          local function fail(index, value)
            local record = host.failure(index, items[index], value, number)
            record.item = items[index]
            failures[#failures + 1] = record
          end

          local function work()
            while next_index <= count and not first do
              local index = next_index
              next_index = index + 1
              local ok, value
              if loop then
                ok, value = step(loop, fn, items[index], index)
              else
                ok, value = pcall(fn, items[index], index)
              end
              if ok then
                results[index] = value
              elseif ok == nil or continue then
                -- nil: it may have been done in an earlier part of the run. Stopping at it would stop every resumption.
                fail(index, value)
              elseif first then
                -- Only one failure can be raised; the others of those under way are at least listed.
                host.failure(index, items[index], value, number)
              else
                first = { value }
              end
            end
          end

          if count > 50 then host.announce_map(count, packs and concurrency >= 50) end
          if packs then host.pack_calls(true) end
          local tasks = {}
          for worker = 2, concurrency do tasks[worker - 1] = b24.spawn(work) end
          -- Beside others, the caller's own turns come in no order either.
          if concurrency > 1 then host.enter() end
          work()
          if concurrency > 1 then host.leave() end
          for _, task in ipairs(tasks) do task:await() end
          if packs then host.pack_calls(false) end

          if first then error(first[1], 0) end
          sort(failures, function(a, b) return a.index < b.index end)
          return results, failures
        end
        """
}
