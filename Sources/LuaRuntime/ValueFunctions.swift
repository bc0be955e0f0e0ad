internal import Localization

extension LuaVM {
    /// `b24.array`, `b24.object` and `b24.isnull`: what a script says about the JSON that its tables become.
    public static let valueFunctions: [HostFunction] = [
        HostFunction(
            "b24.array",
            parameters: [
                .init(
                    "t", .table, optional: true,
                    LocalizedText(
                        "The table to mark; a new one when absent.",
                        ru: "Таблица, которую пометить; без неё создаётся новая."))
            ],
            results: [.init("t", "table", LocalizedText("The same table.", ru: "Та же таблица."))],
            doc: LocalizedText(
                "Marks a table as a JSON array, so that it is sent as `[]` even when empty.",
                ru: "Помечает таблицу как массив JSON: она отправляется как `[]`, даже если пуста."),
            example: "b24.call(\"crm.item.update\", { entityTypeId = 2, id = 1, fields = { tags = b24.array {} } })",
            body: .lua("local host = ...\nreturn host.array")),
        HostFunction(
            "b24.object",
            parameters: [
                .init(
                    "t", .table, optional: true,
                    LocalizedText(
                        "The table to mark; a new one when absent.",
                        ru: "Таблица, которую пометить; без неё создаётся новая."))
            ],
            results: [.init("t", "table", LocalizedText("The same table.", ru: "Та же таблица."))],
            doc: LocalizedText(
                "Marks a table as a JSON object, so that it is sent as `{}` even when empty.",
                ru: "Помечает таблицу как объект JSON: она отправляется как `{}`, даже если пуста."),
            example: "local filter = b24.object {}",
            body: .lua("local host = ...\nreturn host.object")),
        HostFunction(
            "b24.isnull",
            parameters: [.init("x", .any, optional: true, LocalizedText("Any value.", ru: "Любое значение."))],
            results: [.init("null", "boolean", LocalizedText("Whether it is null.", ru: "Является ли оно null."))],
            doc: LocalizedText(
                "Whether a value is `b24.null` or `nil`.", ru: "Является ли значение `b24.null` или `nil`."),
            example: "if b24.isnull(item.closedate) then print(\"open\") end",
            body: .lua("local host = ...\nreturn host.isnull")),
    ]

    /// `b24.null`: JSON's null as a value that a table can hold.
    public static let valueConstants: [(path: String, value: LuaValue)] = [("b24.null", .null)]
}
