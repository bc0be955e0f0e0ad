import Localization
import LuaRuntime

/// `b24.progress`.
enum ProgressFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "b24.progress",
                parameters: [
                    .init("items", .any, .init("An iterator or an array.", ru: "Итератор или массив.")),
                    .init(
                        "opts", .table, optional: true,
                        .init(
                            "label = text in front; total = how many there will be.",
                            ru: "label = подпись; total = сколько всего.")),
                ],
                results: [
                    .init("next", "fun(): any", .init("An iterator over the same.", ru: "Итератор по тому же самому."))
                ],
                doc: .init(
                    """
                    Shows how far a loop is.

                    The bar goes to the terminal beside the output; elsewhere nothing is shown. An array is iterated by \
                    its values.
                    """,
                    ru: """
                        Показывает ход цикла.

                        Полоса рисуется в терминале, отдельно от вывода; без терминала не показывается. Массив \
                        перебирается по значениям.
                        """),
                example: """
                    local users = b24.each("user.get")
                    for user in b24.progress(users, { label = "Users", total = b24.count("user.get") }) do
                      b24.log.debug(user.ID)
                    end
                    """,
                body: .lua(
                    """
                    local host = ...
                    local type = type

                    return function(items, options)
                      local count = type(items) == "table" and #items or nil
                      local bar = host.progress_open(options, count)

                      local function step(value, ...)
                        if value == nil then host.progress_finish(bar) else host.progress_step(bar) end
                        return value, ...
                      end

                      if not count then return function(...) return step(items(...)) end end
                      local at = 0
                      return function()
                        at = at + 1
                        return step(items[at])
                      end
                    end
                    """))
        ]
    }

    static func privateFunctions(_ context: ModuleContext) -> [HostFunction] {
        let bar = HostFunction.Parameter(
            "bar", .object(ProgressBar.luaTypeName), .init("The progress bar.", ru: "Полоса хода."))
        @Sendable func withBar(_ call: HostCall, _ action: (ProgressBar) -> Void) -> [LuaValue] {
            if case .object(let object) = call.arguments[0], let bar = object as? ProgressBar { action(bar) }
            return []
        }
        return [
            HostFunction(
                "progress_open",
                parameters: [
                    .init("opts", .table, optional: true, .init("Options.", ru: "Параметры.")),
                    .init("count", .integer, optional: true, .init("Items.", ru: "Число элементов.")),
                ],
                doc: .init("Begins a bar.", ru: "Начинает полосу."),
                body: .sync { call in
                    let options = try OptionTable(call.arguments[0], of: "b24.progress", known: ["label", "total"])
                    var total = try options.integer("total", atLeast: 0)
                    if total == nil, case .integer(let count) = call.arguments[1] { total = Int(count) }
                    return [
                        .object(
                            ProgressBar(
                                label: try options.string("label") ?? "", total: total, talker: context.talker,
                                time: context.time))
                    ]
                }),
            HostFunction(
                "progress_step", parameters: [bar], doc: .init("One more.", ru: "Ещё один."),
                body: .sync { withBar($0) { $0.step() } }),
            HostFunction(
                "progress_finish", parameters: [bar], doc: .init("All done.", ru: "Готово."),
                body: .sync { withBar($0) { $0.finish() } }),
        ]
    }
}
