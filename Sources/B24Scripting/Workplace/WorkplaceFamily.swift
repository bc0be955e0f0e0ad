import Localization
import LuaRuntime

/// `b24.workplace.*`: digital workplaces (`crm.automatedsolution.*`).
enum WorkplaceFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        WorkplaceReading.functions(context) + WorkplaceWriting.functions(context) + WorkplaceBinding.functions(context)
    }

    static func privateFunctions(_ context: ModuleContext) -> [HostFunction] { [WorkplaceReading.rows(context)] }

    static let pages = "api-reference/crm/automated-solution/"

    static let workplaceParameter = HostFunction.Parameter(
        "workplace", WorkplaceReference.parameterType,
        .init(
            "Its id, a workplace that was read before, or its title.",
            ru: "Её id, прочитанное ранее рабочее место или его название."))

    static let workplaceResult = HostFunction.Result(
        "workplace", "b24.Workplace",
        .init("{id, title, typeIds}; typeIds are type ids.", ru: "{id, title, typeIds}; typeIds — это id типов."))
}
