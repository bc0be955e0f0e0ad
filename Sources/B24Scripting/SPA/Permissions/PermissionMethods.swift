import Bitrix24
import JSON
import Localization
import LuaRuntime

/// The methods of `spa.permissions`.
enum PermissionMethods {
    static let all: [HostFunction] = [get, set, checklist, probe, explain, audience]

    static let source = "api-reference/crm/universal/user-defined-object-types/crm-type-add.md"

    static let specDoc = HostFunction.Parameter(
        "spec", .any,
        .init(
            """
            open_new_funnels, observers_enabled (booleans); workplace (id, title, table; false = CRM); move = \
            true; grants = {{code = "D5", action = "read", level = "department", funnel = "General"}, ...}, with stage \
            = "SUCCESS" for moves into one; replace = true makes them the only ones; method = name of the portal's own \
            method.
            """,
            ru:
                """
                open_new_funnels, observers_enabled (логические); workplace (id, название, таблица; false = CRM); \
                move = true; grants = {{code = "D5", action = "read", level = "department", funnel = "Общая"}, \
                ...}, stage = "SUCCESS" — для перевода в стадию; при replace = true останутся только они; method = имя \
                собственного метода портала.
                """
        ))

    static func open(_ call: HostCall) throws -> (spa: SPAScope, desk: Desk) {
        guard let object = call.receiver as? SPAPermissions else {
            throw DomainTexts.lostReceiver(SPAPermissions.luaTypeName)
        }
        return (object.spa, Desk(object.spa.context, call))
    }

    private static let get = HostFunction(
        "get",
        parameters: [
            .init(
                "opts", .table, optional: true,
                .init(
                    """
                    method = name of the portal's own method to look for; scan = true counts items with observers \
                    however many there are.
                    """,
                    ru:
                        """
                        method = имя собственного метода портала; scan = true считает элементы с наблюдателями, \
                        сколько бы их ни было.
                        """
                ))
        ],
        results: [
            .init(
                "state", "b24.SPAPermissionState",
                .init(
                    """
                    open_new_funnels, observers_enabled, workplace (nil = CRM), funnels (readable), is_crm_admin, \
                    items_total, items_opened, items_with_observers, roles = "custom"|"unavailable", roles_reason, grants \
                    (where the portal has a method for them), unknown = {what = why}.
                    """,
                    ru:
                        """
                        open_new_funnels, observers_enabled, workplace (nil = CRM), funnels (доступные), \
                        is_crm_admin, items_total, items_opened, items_with_observers, roles = \
                        "custom"|"unavailable", roles_reason, grants (если у портала есть метод для них), unknown = \
                        {что = почему}.
                        """
                ))
        ],
        effect: .read,
        doc: .init(
            """
            Everything that REST can tell about the permissions of a smart process.

            Roles cannot be read: roles says whether this portal has a method of its own for them, roles_reason \
            why. Counts are of what the caller may read. What the caller may not learn is missing, with the reason \
            in unknown.
            """,
            ru:
                """
                Всё, что REST может сказать о правах на смарт-процесс.

                Роли прочитать нельзя: roles говорит, есть ли у портала свой метод, roles_reason — почему нет. \
                Подсчёты — по элементам, доступным вызывающему. Чего узнать нельзя, того нет, причина в unknown.
                """
        ),
        example: "print(b24.spa(\"Leave\").permissions:get().open_new_funnels)", source: source,
        body: .async { call in
            let (spa, desk) = try open(call)
            let options = try OptionTable(call.argument(0), of: "permissions:get", known: ["method", "scan"])
            let report = PermissionReport(
                spa: spa, desk: desk, method: try options.string("method") ?? PermissionSpec.defaultMethod,
                scansAll: try options.boolean("scan") ?? false)
            return [.from(try await report.read())]
        })

    private static let set = HostFunction(
        "set", parameters: [specDoc],
        results: [
            .init(
                "result", "table",
                .init("changed and unchanged: lists of names.", ru: "changed и unchanged: списки имён."))
        ],
        effect: .write,
        doc: .init(
            """
            Sets what REST can set.

            Everything that cannot be set is found out before the first write: then unsupported_by_rest (or \
            access_denied, not_found) is raised and nothing has changed. Grants need a method that this portal has \
            installed; everyone else uses checklist. The method receives {entityTypeId, typeId, replace, \
            grants = {{accessCode, action, level, funnelId, stageId}, ...}}.
            """,
            ru:
                """
                Устанавливает то, что можно установить через REST.

                Всё, чего установить нельзя, выясняется до первой записи: тогда ошибка unsupported_by_rest (или \
                access_denied, not_found), и ничего не изменено. Для grants нужен метод, установленный на этом \
                портале; в остальных случаях есть checklist. Метод получает {entityTypeId, typeId, replace, \
                grants = {{accessCode, action, level, funnelId, stageId}, ...}}.
                """
        ),
        example: "b24.spa(\"Leave\").permissions:set { open_new_funnels = false, workplace = \"HR\", move = true }",
        source: source,
        body: .async { call in
            let (spa, desk) = try open(call)
            let spec = try PermissionSpec(call.argument(0), function: "permissions:set")
            guard !spec.isEmpty else { throw ModuleError(.requiredField, DomainTexts.nothingToSet) }
            let (changed, unchanged) = try await PermissionChange(spa: spa, desk: desk, spec: spec).apply()
            return [
                .table(
                    LuaTable(fields: [
                        ("changed", .list(changed.map(LuaValue.string))),
                        ("unchanged", .list(unchanged.map(LuaValue.string))),
                    ]))
            ]
        })
}
