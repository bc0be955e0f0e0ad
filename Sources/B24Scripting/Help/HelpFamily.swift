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
                      if subject == nil then return host.help_topic("") end
                      if type(subject) == "string" then return host.help_topic(subject) end
                      for _, path in ipairs(host.help_paths()) do
                        if rawequal(lookup(path), subject) then return host.help_topic(path) end
                      end
                      host.help_value(subject)
                    end
                    """))
        ]
    }

    static func privateFunctions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "help_topic", parameters: [.init("topic", .string, .init("A name.", ru: "Имя."))],
                doc: .init("Shows a page.", ru: "Показывает страницу."),
                body: .sync { call in
                    if case .string(let topic) = call.arguments[0] {
                        context.talker.output(Help.answer(topic, language: context.language))
                    }
                    return []
                }),
            HostFunction(
                "help_paths", doc: .init("What has a page.", ru: "О чём есть страница."),
                body: .sync { _ in [.table(LuaTable(array: HelpIndex.standard().paths.map(LuaValue.string)))] }),
            HostFunction(
                "help_value", parameters: [.init("value", .any, .init("A value.", ru: "Значение."))],
                doc: .init("Explains any value.", ru: "Объясняет любое значение."),
                body: .sync { call in
                    context.talker.output(explain(call.arguments[0], context))
                    return []
                }),
        ]
    }

    private static func explain(_ value: LuaValue, _ context: ModuleContext) -> String {
        switch value {
        case .object(let path as RestPath) where !path.path.isEmpty:
            return Help.answer(path.path, language: context.language)
        case .object(let object):
            return HelpPage.object(type(of: object), context.language)
        case .function:
            return Texts.helpForeignFunction[context.language]
        default:
            return value.typeName + ": " + LuaFormatter(width: context.console.width).format(value)
        }
    }
}
