import Bitrix24
import Localization
import LuaRuntime

/// `b24.log.*`.
enum LogFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [
            function(
                context, .debug,
                .init("Logs a detail, shown with --verbose.", ru: "Пишет подробность, видна с --verbose.")),
            function(context, .info, .init("Logs what is going on.", ru: "Пишет, что происходит.")),
            function(context, .warn, .init("Logs what should be looked at.", ru: "Пишет, на что стоит взглянуть.")),
            function(context, .error, .init("Logs a failure; goes on.", ru: "Пишет об ошибке и продолжает.")),
        ]
    }

    private static func function(
        _ context: ModuleContext, _ level: ScriptSession.LogLevel, _ doc: LocalizedText
    ) -> HostFunction {
        HostFunction(
            "b24.log.\(level.rawValue)",
            parameters: [
                .init(
                    "...", .any, variadic: true,
                    .init("Texts or values, joined by spaces.", ru: "Тексты и значения через пробел."))
            ],
            doc: doc, example: "b24.log.\(level.rawValue)(\"types:\", 5)",
            body: .sync { call in
                let parts = call.arguments.map { value in
                    switch value {
                    case .string(let text): text
                    case .object(let object): object.luaDescription
                    default: LuaFormatter(width: .max).format(value)
                    }
                }
                context.talker.log(level, Redaction.redact(parts.joined(separator: " ")))
                return []
            })
    }
}
