import Localization
import JSON
import LuaRuntime

/// The constants of a session: `b24.args`, `b24.dry_run`, `b24.read_only`, `b24.language`, `b24.version`.
enum InfoFamily: FunctionFamily {
    /// The version of the module.
    static let version = "0.1.0"

    static func functions(_ context: ModuleContext) -> [HostFunction] { [] }

    static func values(_ context: ModuleContext) -> [ModuleValue] {
        [
            ModuleValue(
                "b24.args", .table(context.argumentValues ?? ScriptArguments.parse(context.arguments)),
                type: "table<integer|string, any>",
                .init(
                    """
                    What follows the script's name: positional arguments at 1, 2, ...; --name=value at name; --name \
                    alone is true. After -- everything is positional. A script that says what it takes (--- @arg, \
                    --- @flag) gets its arguments by name too, each with its type.
                    """,
                    ru: """
                        Что стоит после имени скрипта: позиционные аргументы под 1, 2, ...; --имя=значение под именем; \
                        --имя без значения равно true. После -- всё позиционное. Скрипт, который описал свои аргументы \
                        (--- @arg, --- @flag), получает их и по имени, каждый со своим типом.
                        """)),
            ModuleValue(
                "b24.dry_run", .boolean(context.policy.dryRun), type: "boolean",
                .init(
                    "Whether writes are only planned (--dry-run).",
                    ru: "Пробный запуск: записи только планируются (--dry-run).")
            ),
            ModuleValue(
                "b24.read_only", .boolean(context.policy.readOnly), type: "boolean",
                .init(
                    "Whether writes are refused (--read-only).", ru: "Только чтение: записи отклоняются (--read-only).")
            ),
            ModuleValue(
                "b24.language", .string(context.language.rawValue), type: "string",
                .init(
                    "The language of messages, for the script's own: en or ru (--lang).",
                    ru: "Язык сообщений, для текстов самого скрипта: en или ru (--lang).")),
            ModuleValue(
                "b24.version", .string(version), type: "string",
                .init("The version of b24.", ru: "Версия b24.")),
        ]
    }
}

/// The arguments of a script.
enum ScriptArguments {
    /// `{"Office", move = true, csv = "owners.csv"}` of `Office --move --csv=owners.csv`.
    static func parse(_ arguments: [String]) -> LuaTable {
        var table = LuaTable()
        var onlyPositional = false
        for argument in arguments {
            guard !onlyPositional, argument.hasPrefix("--") else {
                table.array.append(.string(argument))
                continue
            }
            if argument == "--" {
                onlyPositional = true
                continue
            }
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let key = LuaTable.Key.string(String(parts[0]))
            table.fields.removeAll { $0.key == key }
            table.fields.append((key, parts.count == 2 ? .string(String(parts[1])) : .boolean(true)))
        }
        return table
    }
}
