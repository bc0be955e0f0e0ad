import Localization
import LuaRuntime

/// `b24.spa` and `b24.spa.*`: smart processes (`crm.type.*`) and handles to them.
enum SPAFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [handle(context)] + SPAReading.functions(context) + SPAWriting.functions(context)
    }

    static func privateFunctions(_ context: ModuleContext) -> [HostFunction] {
        [SPAReading.rows(context), ItemMethods.rows]
    }

    static var objects: [any LuaObject.Type] {
        [
            SPAHandle.self, SPAItems.self, SPAFunnels.self, SPAStages.self, SPAItemFields.self, SPAPermissions.self,
        ]
    }

    static let pages = "api-reference/crm/universal/user-defined-object-types/"

    static let spaParameter = HostFunction.Parameter(
        "spa", SPAReference.parameterType,
        .init(
            "Type id (a bare number), {entityTypeId = 156}, {id = 13}, the exact title, or a handle.",
            ru: "id типа (просто число), {entityTypeId = 156}, {id = 13}, точное название или объект b24.spa."))

    static let typeResult = HostFunction.Result(
        "type", "b24.SPAType",
        .init("The type's fields; its switches are booleans.", ru: "Поля типа; переключатели — логические значения."))

    static let handleResult = HostFunction.Result(
        "spa", "b24.spa",
        .init(
            "A handle: id, entityTypeId, title, the switches, and items, funnels, stages, fields, permissions.",
            ru: "Объект: id, entityTypeId, title, переключатели, а также items, funnels, stages, fields, permissions."))

    private static func handle(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.spa", parameters: [spaParameter], results: [handleResult], effect: .read,
            doc: .init(
                """
                A handle to a smart process.

                A bare number is always the type id; one that is only known as an entityTypeId is refused with the \
                right one named. A title that several have is an error that lists them. Works for everyone who may \
                read the smart process.
                """,
                ru:
                    """
                    Объект для работы со смарт-процессом.

                    Просто число — это всегда id типа; если оно известно только как entityTypeId, ошибка назовёт \
                    нужный id. Если название носят несколько смарт-процессов, ошибка их перечислит. Доступно всем, \
                    кто может читать смарт-процесс.
                    """
            ),
            example: "local leave = b24.spa \"Leave\"\nprint(leave.id, leave.entityTypeId, leave.isStagesEnabled)",
            source: pages + "index.md",
            body: .async { call in
                let desk = Desk(context, call)
                let type = try await SPADirectory(desk: desk).find(SPAReference(call.argument(0), path: "spa"))
                return [.object(SPAHandle(type, context))]
            })
    }
}
