import Localization
import LuaRuntime

/// What the Lua host itself gives to scripts: concurrency and the JSON kinds of tables.
enum RuntimeFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        LuaVM.concurrencyFunctions + LuaVM.valueFunctions
    }

    static func values(_ context: ModuleContext) -> [ModuleValue] {
        [
            ModuleValue(
                "b24.null", .null, type: "b24.null",
                .init(
                    "JSON's null: sends one; test for it with b24.isnull.",
                    ru: "null из JSON: отправляет null; проверяется через b24.isnull."))
        ]
    }

    static var objects: [any LuaObject.Type] { [LuaTask.self] }
}
