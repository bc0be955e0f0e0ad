import Localization
import LuaRuntime

/// `help(anything)`.
enum HelpFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "help",
                parameters: [
                    .init(
                        "subject", .any, optional: true,
                        .init(
                            "A function, table or object of the module, or the name of one or of a REST method.",
                            ru: "Функция, таблица или объект модуля либо имя: их самих или метода REST."))
                ],
                doc: .init(
                    "Explains anything; without an argument gives the overview.",
                    ru: "Объясняет что угодно; без аргумента показывает обзор."),
                example: "help(b24.call)\nhelp \"crm.item.list\"",
                body: .lua(
                    """
                    local host = ...
                    local type, rawequal, rawget = type, rawequal, rawget

                    local function lookup(path)
                      local value = _G
                      for name in path:gmatch("[^.]+") do
                        if type(value) ~= "table" then return nil end
                        value = rawget(value, name)
                      end
                      return value
                    end

                    return function(subject)
                      if type(subject) == "table" then
                        for _, path in ipairs(host.help_paths()) do
                          if rawequal(lookup(path), subject) then return host.help(path) end
                        end
                      end
                      host.help(subject)
                    end
                    """))
        ]
    }

    static func privateFunctions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "help_paths", doc: .init("What has a page.", ru: "О чём есть страница."),
                body: .sync { _ in
                    [.table(LuaTable(array: HelpIndex.standard(and: context.own).paths.map(LuaValue.string)))]
                }),
            HostFunction(
                "help", parameters: [.init("subject", .any, optional: true, .init("Anything.", ru: "Что угодно."))],
                doc: .init("Shows a page.", ru: "Показывает страницу."),
                body: .sync { call in
                    context.talker.output(page(call.arguments[0], context))
                    return []
                }),
        ]
    }

    private static func page(_ subject: LuaValue, _ context: ModuleContext) -> String {
        switch subject {
        case .nil: return answer("", context)
        case .string(let topic): return answer(topic, context)
        case .object(let path as RestPath) where !path.path.isEmpty:
            return answer(path.path, context)
        case .object(let object): return HelpPage.object(type(of: object), context.language)
        case .function(let function):
            guard let documented = function.hostFunction else { return Texts.helpForeignFunction[context.language] }
            return HelpPage.function(documented, context.language)
        default:
            return subject.typeName + ": " + LuaFormatter(width: min(context.console.width, 120)).format(subject)
        }
    }

    private static func answer(_ topic: String, _ context: ModuleContext) -> String {
        HelpIndex.standard(and: context.own).answer(topic, context.language)
    }
}
